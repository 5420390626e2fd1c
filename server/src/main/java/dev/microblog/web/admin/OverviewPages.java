package dev.microblog.web.admin;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.job.Failures;
import dev.microblog.platform.job.Failures.Failure;
import dev.microblog.platform.job.Outbox;
import dev.microblog.stats.Day;
import dev.microblog.stats.Stats;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// How the site is, and what is still to be done after writes.
public final class OverviewPages {
  private static final int MOST = 100;
  private static final long MEGABYTE = 1024 * 1024;

  /// What the overview shows.
  ///
  /// @param waiting jobs
  /// @param givenUp jobs
  /// @param memory that the heap takes, in MB
  /// @param most that it may take, in MB
  /// @param room on the disk of the data folder, in MB; -1 if it cannot be told
  public record OverviewPage(
      Day.Totals totals,
      List<Plot> plots,
      long waiting,
      int givenUp,
      long memory,
      long most,
      long room) {}

  /// What waits, and what was given up.
  public record JobsPage(List<Queue> queues, List<Failure> failures, int count) {}

  /// What waits for a worker.
  public record Queue(String worker, Outbox.Backlog backlog) {}

  private final Database database;
  private final Stats stats;
  private final Failures failures;
  private final Path folder;
  private final InstantSource clock;

  public OverviewPages(Database database, Stats stats, Path folder, InstantSource clock) {
    this.database = database;
    this.stats = stats;
    this.failures = new Failures(database, clock);
    this.folder = folder;
    this.clock = clock;
  }

  /// `GET /admin`.
  public void show(Exchange exchange) {
    List<Day> days = stats.days();
    Runtime runtime = Runtime.getRuntime();
    exchange.render(
        "admin-overview.jte",
        new OverviewPage(
            stats.totals(),
            List.of(
                Plot.of("active", "admin.plot.active", days, Day::day, OverviewPages::active),
                Plot.of("written", "admin.plot.written", days, Day::day, Day::written),
                Plot.of("joined", "admin.plot.signedUp", days, Day::day, Day::signedUp)),
            queues().stream().mapToLong(queue -> queue.backlog().items()).sum(),
            failures.count(),
            (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE,
            runtime.maxMemory() / MEGABYTE,
            room()));
  }

  private static long active(Day day) {
    Day.Totals totals = day.totals();
    return totals == null ? -1 : totals.active();
  }

  private long room() {
    try {
      return Files.getFileStore(folder).getUsableSpace() / MEGABYTE;
    } catch (IOException e) {
      // With a database server there may be no folder.
      return -1;
    }
  }

  private List<Queue> queues() {
    return Outbox.workers(database).stream()
        .map(worker -> new Queue(worker, Outbox.backlog(database, worker, clock)))
        .toList();
  }

  /// `GET /admin/jobs`.
  public void jobs(Exchange exchange) {
    exchange.render(
        "admin-jobs.jte", new JobsPage(queues(), failures.list(MOST), failures.count()));
  }

  /// `POST /admin/jobs/{id}/retry`. One that is gone already is what was asked for.
  public void retry(Exchange exchange) {
    if (trusted(exchange)) {
      failures.retry(exchange.id());
      done(exchange);
    }
  }

  /// `POST /admin/jobs/retry`.
  public void retryAll(Exchange exchange) {
    if (trusted(exchange)) {
      failures.retryAll();
      done(exchange);
    }
  }

  private static void done(Exchange exchange) {
    exchange.tellNext(Flash.good("flash.jobsRetried"));
    exchange.redirect(Section.JOBS.path());
  }

  private boolean trusted(Exchange exchange) {
    boolean trusted = exchange.trusted();
    if (!trusted) {
      exchange.tell(Flash.bad("flash.staleForm"));
      jobs(exchange);
    }
    return trusted;
  }
}
