package dev.microblog.platform.doctor;

import dev.microblog.platform.config.Config;
import dev.microblog.platform.config.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /// The threads of the last look. One that hangs in a file system ends for nobody, and another
  /// look does not add one more.
  private final Map<Check, Thread> threads = new HashMap<>();

  private final List<Finding> settings;
  private final Duration bound;

  /// @param clock this machine's
  public Doctor(Settings settings, InstantSource clock) {
    this(checks(settings.config(), clock, Web.system()), settings.warnings(), BOUND);
  }

  /// For settings of which nothing is to be said.
  public Doctor(Config config, InstantSource clock) {
    this(checks(config, clock, Web.system()), List.of(), BOUND);
  }

  Doctor(List<Check> checks, List<String> warnings, Duration bound) {
    this.checks = checks;
    this.settings =
        warnings.stream().map(w -> Finding.quoted(Finding.Level.WARNING, "settings", w)).toList();
    this.bound = bound;
  }

  private static List<Check> checks(Config config, InstantSource clock, Web web) {
    List<Check> checks = new ArrayList<>();
    checks.add(new AddressCheck(config, clock, web));
    checks.add(new DatabaseCheck(config, clock));
    checks.add(new JobCheck(config, clock));
    checks.add(new DiskCheck(config));
    checks.add(new BackupCheck(config, clock));
    checks.add(new MailCheck(config.mail(), web.trust()));
    checks.addAll(SearchCheck.of(config.search(), web));
    checks.add(new TranslationCheck(config.translator(), web));
    checks.add(new ClockCheck(config, clock, web));
    checks.add(MemoryCheck.ofThisMachine());
    return checks;
  }

  /// Looks at everything at once, and waits a bounded time.
  public synchronized List<Finding> look() {
    List<FutureTask<List<Finding>>> tasks = new ArrayList<>();
    for (Check check : checks) {
      FutureTask<List<Finding>> task = new FutureTask<>(check::look);
      Thread last = threads.get(check);
      if (last != null && last.isAlive()) {
        task = new FutureTask<>(() -> List.of(late(check.subject())));
        task.run();
      } else {
        // Platform threads: a file system that hangs would hold all carriers of virtual ones.
        threads.put(
            check, Thread.ofPlatform().daemon().name("doctor " + check.subject()).start(task));
      }
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
      return List.of(late(subject));
    } catch (ExecutionException e) {
      return List.of(Finding.bad(subject, "failed", name(e.getCause())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(Finding.bad(subject, "interrupted"));
    }
  }

  private Finding late(String subject) {
    return Finding.bad(subject, "late", bound.toSeconds());
  }

  /// Its name alone: its message may hold a password of an address.
  private static String name(@Nullable Throwable error) {
    return error == null ? "unknown" : error.getClass().getSimpleName();
  }
}
