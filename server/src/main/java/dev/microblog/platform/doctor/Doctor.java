package dev.microblog.platform.doctor;

import dev.microblog.platform.config.Config;
import dev.microblog.platform.config.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Looks at everything around the server that is set up by an operator and can be wrong. It may run
/// beside a server: it makes no file and changes nothing; whether a database server lets it
/// write is tried by setting a value to itself.
public final class Doctor {
  /// How long all checks may take: two steps of the slowest.
  private static final Duration BOUND = Duration.ofSeconds(11);

  private final List<Check> checks;
  private final List<Finding> settings;
  private final Duration bound;

  /// @param clock this machine's
  public Doctor(Settings settings, InstantSource clock) {
    this(checks(settings.config(), clock, Web.system()), settings.warnings(), BOUND);
  }

  Doctor(List<Check> checks, List<String> warnings, Duration bound) {
    this.checks = checks;
    this.settings = warnings.stream().map(w -> Finding.warning("settings", w)).toList();
    this.bound = bound;
  }

  private static List<Check> checks(Config config, InstantSource clock, Web web) {
    List<Check> checks = new ArrayList<>();
    checks.add(new AddressCheck(config, clock, web));
    checks.add(new DatabaseCheck(config, clock));
    checks.add(new JobCheck(config, clock));
    checks.add(new DiskCheck(config));
    checks.add(new MailCheck(config.mail(), web.trust()));
    checks.addAll(SearchCheck.of(config.search(), web));
    checks.add(new TranslationCheck(config.translator(), web));
    checks.add(new ClockCheck(config, clock, web));
    checks.add(MemoryCheck.ofThisMachine());
    return checks;
  }

  /// Looks at everything at once, and waits a bounded time.
  public List<Finding> look() {
    List<FutureTask<List<Finding>>> tasks = new ArrayList<>();
    for (Check check : checks) {
      FutureTask<List<Finding>> task = new FutureTask<>(check::look);
      // Platform threads: a file system that hangs would hold all carriers of virtual ones.
      Thread.ofPlatform().daemon().name("doctor " + check.subject()).start(task);
      tasks.add(task);
    }
    long deadline = System.nanoTime() + bound.toNanos();
    List<Finding> findings = new ArrayList<>(settings);
    for (int i = 0; i < tasks.size(); i++) {
      findings.addAll(found(checks.get(i).subject(), tasks.get(i), deadline));
    }
    return findings;
  }

  private List<Finding> found(String subject, FutureTask<List<Finding>> task, long deadline) {
    try {
      long left = Math.max(0, deadline - System.nanoTime());
      return task.get(left, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      return List.of(
          Finding.bad(
              subject,
              "This could not be found out within "
                  + bound.toSeconds()
                  + " seconds: something that was asked answers too slowly."));
    } catch (ExecutionException e) {
      return List.of(
          Finding.bad(
              subject,
              "The check itself failed ("
                  + name(e.getCause())
                  + "), which is a fault of Microblog or of something that it did not expect."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(Finding.bad(subject, "The check was interrupted."));
    }
  }

  /// Its name alone: its message may hold a password of an address.
  private static String name(@Nullable Throwable error) {
    return error == null ? "unknown" : error.getClass().getSimpleName();
  }
}
