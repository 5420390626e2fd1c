package dev.microblog.web.admin;

import dev.microblog.audit.Audit;
import dev.microblog.mail.Mails;
import dev.microblog.moderation.Actor;
import dev.microblog.moderation.Roster;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Part;
import dev.microblog.platform.http.Form;
import dev.microblog.platform.text.CleanText;
import dev.microblog.registration.Admissions;
import dev.microblog.registration.Invitation;
import dev.microblog.registration.Invitations;
import dev.microblog.registration.RegistrationRoom;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who waits to be let in, and the links by which people may sign up.
public final class RegistrationPages {
  static final String PATH = "/admin/registrations";

  /// For how many days a link may work.
  public static final List<Integer> DAYS = List.of(1, 7, 30, 365);

  private static final int MOST = 50;

  /// A link.
  ///
  /// @param address whole
  /// @param maker name of who made it; null if that was at the command line
  public record Link(Invitation invitation, String address, @Nullable String maker) {}

  /// What the page shows.
  ///
  /// @param next path of the page of those who have waited less long; null if these are all
  /// @param older path of the page of older links; null if these are all
  /// @param most what was typed
  /// @param error key of what is wrong with it; null if nothing is
  public record RegistrationsPage(
      List<Admissions.Waiting> waiting,
      @Nullable String next,
      List<Link> links,
      @Nullable String older,
      String most,
      @Nullable String error) {}

  private final RegistrationRoom room;
  private final Roster roster;
  private final Mails mails;

  public RegistrationPages(RegistrationRoom room, Roster roster, Mails mails) {
    this.room = room;
    this.roster = roster;
    this.mails = mails;
  }

  /// `GET /admin/registrations`.
  public void show(Exchange exchange) {
    show(exchange, "10", null);
  }

  private void show(Exchange exchange, String most, @Nullable String error) {
    Actor actor = SiteSettingsPages.actor(exchange);
    Cursor.After after = exchange.after();
    List<Admissions.Waiting> some =
        room.admissions().waiting(actor, after == null ? null : after.id(), MOST + 1);
    List<Invitation> invitations = room.invitations().latest(actor, exchange.before(), MOST + 1);
    if (some == null || invitations == null) {
      exchange.notFound();
      return;
    }
    Part<Admissions.Waiting> waiting = Part.of(some, MOST, Admissions.Waiting::accountId);
    Part<Invitation> shown = Part.of(invitations, MOST, Invitation::id);
    Map<Long, String> names =
        roster.names(shown.items().stream().map(Invitation::makerId).toList());
    List<Link> links =
        shown.items().stream()
            .map(each -> new Link(each, exchange.base() + each.path(), names.get(each.makerId())))
            .toList();
    exchange.render(
        "admin-registrations.jte",
        new RegistrationsPage(
            waiting.items(),
            waiting.next() == null ? null : PATH + "?after=" + waiting.next(),
            links,
            shown.next() == null ? null : PATH + "?before=" + shown.next(),
            most,
            error));
  }

  /// `POST /admin/registrations/{name}/accept`.
  public void accept(Exchange exchange) {
    if (stale(exchange)) {
      return;
    }
    answered(
        exchange,
        room.admissions()
            .accept(
                SiteSettingsPages.actor(exchange),
                exchange.path("name"),
                mails.base(exchange.base())),
        "flash.letIn");
  }

  /// `POST /admin/registrations/{name}/refuse`.
  public void refuse(Exchange exchange) {
    String reason = CleanText.lines(exchange.form().get("reason"));
    if (stale(exchange)) {
      return;
    }
    if (reason.length() > Audit.REASON_MAX) {
      exchange.tell(Flash.bad("problem.REASON_TOO_LONG"));
      show(exchange);
      return;
    }
    answered(
        exchange,
        room.admissions().refuse(SiteSettingsPages.actor(exchange), exchange.path("name"), reason),
        "flash.refused");
  }

  private boolean stale(Exchange exchange) {
    if (exchange.trusted()) {
      return false;
    }
    exchange.tell(Flash.bad("flash.staleAction"));
    show(exchange);
    return true;
  }

  private static void answered(Exchange exchange, Admissions.Outcome outcome, String done) {
    switch (outcome) {
      case Admissions.Outcome.Done(String name) -> {
        exchange.tellNext(Flash.good(done, name));
        exchange.redirect(PATH);
      }
      case Admissions.Outcome.Unknown() -> {
        exchange.tellNext(Flash.bad("flash.nobodyWaits"));
        exchange.redirect(PATH);
      }
      case Admissions.Outcome.NotAllowed() -> exchange.notFound();
    }
  }

  /// `POST /admin/invitations`.
  public void invite(Exchange exchange) {
    if (stale(exchange)) {
      return;
    }
    Form form = exchange.form();
    String typed = form.get("most").strip();
    int most = typed.matches("[0-9]{1,6}") ? Integer.parseInt(typed) : 0;
    int days = form.choice("days", DAYS, 0);
    Duration good = days == 0 ? null : Duration.ofDays(days);
    switch (room.invitations().make(SiteSettingsPages.actor(exchange), most, good)) {
      case Invitations.MakeOutcome.Made _ -> {
        exchange.tellNext(Flash.good("flash.invitationMade"));
        exchange.redirect(PATH);
      }
      case Invitations.MakeOutcome.WrongCount() ->
          show(exchange, typed, "problem.INVITATION_COUNT");
      // No choice of the form is so long.
      case Invitations.MakeOutcome.WrongEnd() -> throw new IllegalStateException();
      case Invitations.MakeOutcome.NotAllowed() -> exchange.notFound();
    }
  }

  /// `POST /admin/invitations/{id}/revoke`.
  public void revoke(Exchange exchange) {
    if (stale(exchange)) {
      return;
    }
    switch (room.invitations().revoke(SiteSettingsPages.actor(exchange), exchange.id())) {
      case Invitations.RevokeOutcome.Done() -> {
        exchange.tellNext(Flash.good("flash.invitationRevoked"));
        exchange.redirect(PATH);
      }
      // Somebody else was faster, which is told by the page.
      case Invitations.RevokeOutcome.Unknown() -> exchange.redirect(PATH);
      case Invitations.RevokeOutcome.NotAllowed() -> exchange.notFound();
    }
  }
}
