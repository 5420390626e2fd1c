package dev.microblog.web.admin;

import dev.microblog.account.Role;
import dev.microblog.account.Viewer;
import dev.microblog.audit.Audit;
import dev.microblog.moderation.AccountCare;
import dev.microblog.moderation.Actor;
import dev.microblog.moderation.Sanctions;
import dev.microblog.platform.text.CleanText;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import java.util.function.UnaryOperator;

/// What is done to accounts.
public final class MemberActions {
  private final AccountCare care;
  private final Sanctions sanctions;
  private final MemberPages pages;

  public MemberActions(AccountCare care, Sanctions sanctions, MemberPages pages) {
    this.care = care;
    this.sanctions = sanctions;
    this.pages = pages;
  }

  private interface Deed {
    AccountCare.Outcome by(Actor actor, String name, String reason);
  }

  /// `POST /admin/people/{name}/lock`.
  public void lock(Exchange exchange) {
    if (trusted(exchange)) {
      act(exchange, care::lock, "flash.memberLocked");
    }
  }

  /// `POST /admin/people/{name}/unlock`.
  public void unlock(Exchange exchange) {
    if (trusted(exchange)) {
      act(exchange, care::unlock, "flash.memberUnlocked");
    }
  }

  /// `POST /admin/people/{name}/role`.
  public void role(Exchange exchange) {
    if (trusted(exchange)) {
      Role role = MemberPages.value(Role.class, exchange.form().get("role"));
      if (role == null) {
        pages.show(exchange);
      } else {
        act(exchange, (actor, name, _) -> care.changeRole(actor, name, role), "flash.memberRole");
      }
    }
  }

  /// `POST /admin/people/{name}/delete`.
  public void delete(Exchange exchange) {
    if (trusted(exchange)) {
      if (exchange.form().get("sure").isEmpty()) {
        pages.show(exchange, reason(exchange), "problem.NOT_SURE");
      } else {
        act(exchange, care::delete, "flash.memberDeleted", _ -> MemberPages.PATH);
      }
    }
  }

  /// What is done to people who do wrong, and undone.
  private enum Measure {
    WARN,
    LIMIT,
    SUSPEND,
    UNLIMIT,
    LIFT;

    /// Whether the person is told the reason, so that there must be one.
    boolean reasoned() {
      return this == WARN || this == LIMIT || this == SUSPEND;
    }
  }

  /// `POST /admin/people/{name}/measure`.
  public void measure(Exchange exchange) {
    if (!trusted(exchange)) {
      return;
    }
    Measure measure = MemberPages.value(Measure.class, exchange.form().get("measure"));
    Reasoned reason = Reasoned.of(exchange, measure != null && measure.reasoned());
    if (measure == null || reason.problem() != null) {
      pages.show(exchange, reason.text(), reason.problem());
      return;
    }
    switch (measure) {
      case WARN -> act(exchange, sanctions::warn, "flash.memberWarned");
      case LIMIT -> act(exchange, sanctions::limit, "flash.memberLimited");
      case SUSPEND -> act(exchange, sanctions::suspend, "flash.memberSuspended");
      case UNLIMIT -> act(exchange, sanctions::unlimit, "flash.memberUnlimited");
      case LIFT -> act(exchange, sanctions::lift, "flash.memberLifted");
    }
  }

  private boolean trusted(Exchange exchange) {
    boolean trusted = exchange.trusted();
    if (!trusted) {
      exchange.tell(Flash.bad("flash.staleForm"));
      pages.show(exchange, reason(exchange), null);
    }
    return trusted;
  }

  private static String reason(Exchange exchange) {
    return CleanText.lines(exchange.form().get("reason"));
  }

  private void act(Exchange exchange, Deed deed, String done) {
    act(exchange, deed, done, MemberPages::path);
  }

  /// @param next where somebody of this name is shown when it is done
  private void act(Exchange exchange, Deed deed, String done, UnaryOperator<String> next) {
    String reason = reason(exchange);
    if (reason.length() > Audit.REASON_MAX) {
      pages.show(exchange, reason, "problem.REASON_TOO_LONG");
      return;
    }
    switch (deed.by(new Actor.Person(exchange.viewer()), exchange.path("name"), reason)) {
      case AccountCare.Outcome.Done(Viewer account) -> {
        exchange.tellNext(Flash.good(done, account.name()));
        exchange.redirect(next.apply(account.name()));
      }
      // Somebody else was faster, which is told by the page.
      case AccountCare.Outcome.Already(Viewer account) ->
          exchange.redirect(MemberPages.path(account.name()));
      case AccountCare.Outcome.LastOperator() -> {
        exchange.tell(Flash.bad("flash.lastOperator"));
        pages.show(exchange, reason, null);
      }
      case AccountCare.Outcome.Unknown(), AccountCare.Outcome.NotAllowed() -> exchange.notFound();
    }
  }
}
