package dev.microblog.web.report;

import dev.microblog.platform.http.Form;
import dev.microblog.report.Reason;
import dev.microblog.report.Reports;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import org.jspecify.annotations.Nullable;

/// Reporting a post or a person.
public final class ReportActions {
  private final Reports reports;
  private final ReportPages pages;

  public ReportActions(Reports reports, ReportPages pages) {
    this.reports = reports;
    this.pages = pages;
  }

  private interface Use {
    Reports.Outcome of(Reports.Words words);
  }

  private interface Again {
    void show(Exchange exchange, String reason, String message, @Nullable String error);
  }

  /// `POST /post/{id}/report`.
  public void post(Exchange exchange) {
    report(
        exchange,
        words -> reports.reportPost(exchange.viewer(), exchange.id(), words),
        "/post/" + exchange.id(),
        pages::post);
  }

  /// `POST /user/{name}/report`.
  public void person(Exchange exchange) {
    report(
        exchange,
        words -> reports.reportPerson(exchange.viewer(), exchange.path("name"), words),
        "/user/" + Form.encode(exchange.path("name")),
        pages::person);
  }

  private static void report(Exchange exchange, Use use, String back, Again again) {
    String chosen = exchange.form().get("reason");
    String message = exchange.form().get("message");
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleForm"));
      again.show(exchange, chosen, message, null);
      return;
    }
    Reason reason = Reason.named(chosen);
    if (reason == null) {
      again.show(exchange, "", message, "report.noReason");
      return;
    }
    switch (use.of(new Reports.Words(reason, message))) {
      case Reports.Outcome.Done _ -> {
        exchange.tellNext(Flash.good("flash.reported"));
        exchange.redirect(back);
      }
      case Reports.Outcome.TooLong() -> again.show(exchange, chosen, message, "report.tooLong");
      case Reports.Outcome.TooMany(var retryAfter) -> {
        exchange.tooMany(retryAfter);
        exchange.tell(Flash.tooMany(retryAfter));
        again.show(exchange, chosen, message, null);
      }
      case Reports.Outcome.Oneself(), Reports.Outcome.NotFound() -> exchange.notFound();
    }
  }
}
