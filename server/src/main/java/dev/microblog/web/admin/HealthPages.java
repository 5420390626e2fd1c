package dev.microblog.web.admin;

import dev.microblog.platform.doctor.Finding;
import dev.microblog.platform.doctor.Finding.Level;
import dev.microblog.platform.doctor.Rounds;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the doctor finds.
public final class HealthPages {
  static final String PATH = "/admin/health";

  /// How long a form waits for what is found: nearly always that is enough.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /// After which time the page asks again while the doctor looks.
  private static final Duration AGAIN = Duration.ofSeconds(2);

  /// What the doctor found.
  ///
  /// @param at when, in epoch milliseconds; null if it never looked
  /// @param looking whether it looks right now
  /// @param findings the worst first
  public record HealthPage(@Nullable Long at, boolean looking, List<Finding> findings) {
    /// How many findings are as bad.
    public long count(Level level) {
      return findings.stream().filter(finding -> finding.level() == level).count();
    }
  }

  private final Rounds rounds;
  private final Limits limits;

  public HealthPages(Rounds rounds, Limits limits) {
    this.rounds = rounds;
    this.limits = limits;
  }

  /// `GET /admin/health`. It never waits: what is not known yet comes with the next request.
  void show(Exchange exchange) {
    rounds.keep();
    render(exchange);
  }

  private void render(Exchange exchange) {
    boolean looking = rounds.looking();
    if (looking) {
      exchange.refreshIn(AGAIN);
    }
    Rounds.Found found = rounds.found();
    exchange.render(
        "admin-health.jte",
        found == null
            ? new HealthPage(null, looking, List.of())
            : new HealthPage(found.at(), looking, worstFirst(found.findings())));
  }

  private static List<Finding> worstFirst(List<Finding> findings) {
    return findings.stream().sorted(Comparator.comparing(Finding::level).reversed()).toList();
  }

  /// `POST /admin/health`: looks again.
  void look(Exchange exchange) {
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleForm"));
      render(exchange);
      return;
    }
    Duration wait = limits.take(Limit.LOOK_BY_ACCOUNT, Long.toString(exchange.viewer().id()));
    if (!wait.isZero()) {
      exchange.tooMany(wait);
      exchange.tell(Flash.tooMany(wait));
      render(exchange);
      return;
    }
    if (!rounds.begin()) {
      exchange.tellNext(Flash.bad("flash.healthSoon"));
    }
    try {
      rounds.await(PATIENCE);
    } catch (InterruptedException e) {
      // The server ends; the page says that the doctor is still at it.
      Thread.currentThread().interrupt();
    }
    exchange.redirect(PATH);
  }
}
