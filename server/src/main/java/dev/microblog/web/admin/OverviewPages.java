package dev.microblog.web.admin;

import dev.microblog.mail.ErrorLog;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.job.Failures;
import dev.microblog.platform.job.Failures.Failure;
import dev.microblog.platform.job.Outbox;
import dev.microblog.search.Indexer;
import dev.microblog.stats.Day;
import dev.microblog.stats.Stats;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the site is, and what is still to be done after writes.
public final class OverviewPages {
  private static final int MOST = 100;

  /// What the overview shows.
  ///
  /// @param waiting jobs, of each worker no more than [Outbox#GLANCE]
  /// @param givenUp jobs
  /// @param search what the search index has still to take in; null without search
  public record OverviewPage(
      Day.Totals totals,
      List<Plot> plots,
      Waiting waiting,
      int givenUp,
      @Nullable Queue search,
      ErrorLog.Lately errors,
      Machine machine) {}

  /// How much waits.
  ///
  /// @param more whether there may be more
  public record Waiting(long items, boolean more) {}

  /// What waits, and what was given up.
  public record JobsPage(List<Queue> queues, List<Failure> failures, int count) {}

  /// What waits for a worker.
  public record Queue(String worker, Outbox.Backlog backlog) {
    /// Whether no more were counted, though there may be more.
    public boolean more() {
      return backlog.items() >= Outbox.GLANCE;
    }
  }

  private final Database database;
  private final Stats stats;
  private final Failures failures;
  private final ErrorLog errors;
  private final Config config;
  private final InstantSource clock;

  public OverviewPages(
      Config config, Database database, Stats stats, ErrorLog errors, InstantSource clock) {
    this.config = config;
    this.database = database;
    this.stats = stats;
    this.failures = new Failures(database, clock);
    this.errors = errors;
    this.clock = clock;
  }

  /// `GET /admin`.
  public void show(Exchange exchange) {
    List<Day> days = stats.days();
    List<Queue> queues = queues();
    exchange.render(
        "admin-overview.jte",
        new OverviewPage(
            stats.totals(),
            List.of(
                Plot.of("active", "admin.plot.active", days, Day::day, OverviewPages::active),
                Plot.of(
                    "active-month",
                    "admin.plot.activeMonth",
                    days,
                    Day::day,
                    OverviewPages::activeMonth),
                Plot.of("written", "admin.plot.written", days, Day::day, Day::written),
                Plot.of("joined", "admin.plot.signedUp", days, Day::day, Day::signedUp)),
            new Waiting(
                queues.stream().mapToLong(queue -> queue.backlog().items()).sum(),
                queues.stream().anyMatch(Queue::more)),
            failures.count(),
            config.search().on() ? queue(Indexer.NAME) : null,
            errors.lately(),
            Machine.now(config.dataDir())));
  }

  private static long active(Day day) {
    Day.Totals totals = day.totals();
    return totals == null ? -1 : totals.active();
  }

  private static long activeMonth(Day day) {
    Day.Totals totals = day.totals();
    return totals == null ? -1 : totals.activeMonth();
  }

  private List<Queue> queues() {
    return Outbox.workers(database).stream().map(this::queue).toList();
  }

  private Queue queue(String worker) {
    return new Queue(worker, Outbox.glance(database, worker, clock));
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
