package dev.microblog.cli;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.job.Failures;
import dev.microblog.platform.job.Failures.Failure;
import dev.microblog.platform.job.Outbox;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// Tells what is still to be done after writes and what was given up, and has that tried again.
public final class JobCommands {
  private static final int SHOWN = 50;

  private final Database database;
  private final Failures failures;
  private final InstantSource clock;
  private final PrintWriter out;

  public JobCommands(Database database, InstantSource clock, PrintWriter out) {
    this.database = database;
    this.failures = new Failures(database, clock);
    this.clock = clock;
    this.out = out;
  }

  /// Prints what waits for each worker, and what was given up.
  ///
  /// @return the exit code: 1 if something was given up
  public int list() {
    List<String> workers = Outbox.workers(database);
    if (workers.isEmpty()) {
      out.println("Nothing waits.");
    }
    for (String worker : workers) {
      Outbox.Backlog backlog = Outbox.backlog(database, worker, clock);
      out.printf(
          Locale.ROOT,
          "%-12s %,d wait, the oldest for %d s%n",
          worker,
          backlog.items(),
          backlog.age().toSeconds());
    }
    List<Failure> given = failures.list(SHOWN);
    given.forEach(this::print);
    int more = failures.count() - given.size();
    if (more > 0) {
      out.printf(Locale.ROOT, "and %,d more that were given up%n", more);
    }
    out.flush();
    return given.isEmpty() ? 0 : 1;
  }

  private void print(Failure failure) {
    out.printf(
        Locale.ROOT,
        "%-12s given up: %d, %s %d, tried %d times, last at %s: %s%n",
        failure.worker(),
        failure.id(),
        failure.kind(),
        failure.subject(),
        failure.attempts(),
        Instant.ofEpochMilli(failure.failedAt()).truncatedTo(ChronoUnit.SECONDS),
        failure.reason());
  }

  /// Has one thing tried again that was given up.
  ///
  /// @return the exit code: 1 if there is none with this id
  public int retry(long id) {
    boolean there = failures.retry(id);
    out.println(
        there ? "A server tries it again within a minute." : "Nothing with this id was given up.");
    out.flush();
    return there ? 0 : 1;
  }

  /// Has everything tried again that was given up.
  public void retryAll() {
    int all = failures.retryAll();
    if (all == 0) {
      out.println("Nothing was given up.");
    } else {
      out.printf(Locale.ROOT, "%,d given back: a server tries them within a minute.%n", all);
    }
    out.flush();
  }
}
