package dev.microblog.web.admin;

import dev.microblog.platform.http.Form;
import dev.microblog.site.Announcement;
import dev.microblog.site.Announcements;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Telling everybody something, and ending it.
public final class AnnouncementPages {
  static final String PATH = "/admin/announcements";

  /// For how many days one may be told.
  public static final List<Integer> DAYS = List.of(1, 3, 7, 30);

  /// What the page shows.
  ///
  /// @param text what was typed
  /// @param days that were chosen; 0 for no end
  /// @param error key of what is wrong with it; null if nothing is
  public record AnnouncementsPage(
      List<Announcement> announcements, String text, int days, @Nullable String error) {}

  private final Announcements announcements;

  public AnnouncementPages(Announcements announcements) {
    this.announcements = announcements;
  }

  /// `GET /admin/announcements`.
  public void show(Exchange exchange) {
    show(exchange, "", 0, null);
  }

  private void show(Exchange exchange, String text, int days, @Nullable String error) {
    List<Announcement> latest = announcements.latest(SiteSettingsPages.actor(exchange));
    if (latest == null) {
      exchange.notFound();
    } else {
      exchange.render("admin-announcements.jte", new AnnouncementsPage(latest, text, days, error));
    }
  }

  /// `POST /admin/announcements`.
  public void make(Exchange exchange) {
    Form form = exchange.form();
    String text = form.get("text");
    int days = form.choice("days", DAYS, 0);
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleForm"));
      show(exchange, text, days, null);
      return;
    }
    Long endsAt = days == 0 ? null : exchange.now() + Duration.ofDays(days).toMillis();
    switch (announcements.make(SiteSettingsPages.actor(exchange), text, endsAt)) {
      case Announcements.MakeOutcome.Made _ -> {
        exchange.tellNext(Flash.good("flash.announced"));
        exchange.redirect(PATH);
      }
      case Announcements.MakeOutcome.Empty() -> show(exchange, text, days, "field.required");
      case Announcements.MakeOutcome.TooLong() ->
          show(exchange, text, days, "problem.ANNOUNCEMENT_TOO_LONG");
      // No choice of the form lies in the past.
      case Announcements.MakeOutcome.Past() -> throw new IllegalStateException();
      case Announcements.MakeOutcome.Full() ->
          show(exchange, text, days, "problem.ANNOUNCEMENTS_FULL");
      case Announcements.MakeOutcome.NotAllowed() -> exchange.notFound();
    }
  }

  /// `POST /admin/announcements/{id}/end`.
  public void end(Exchange exchange) {
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleAction"));
      show(exchange);
      return;
    }
    switch (announcements.end(SiteSettingsPages.actor(exchange), exchange.id())) {
      case Announcements.EndOutcome.Done() -> {
        exchange.tellNext(Flash.good("flash.announcementEnded"));
        exchange.redirect(PATH);
      }
      // It ended by itself, or somebody else was faster, which is told by the page.
      case Announcements.EndOutcome.Unknown() -> exchange.redirect(PATH);
      case Announcements.EndOutcome.NotAllowed() -> exchange.notFound();
    }
  }
}
