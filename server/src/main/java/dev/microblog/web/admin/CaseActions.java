package dev.microblog.web.admin;

import dev.microblog.moderation.Actor;
import dev.microblog.moderation.Appeals;
import dev.microblog.moderation.ModerationRoom;
import dev.microblog.moderation.Verdicts;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;

/// Deciding about what was reported, and about appeals.
public final class CaseActions {
  private final ModerationRoom moderation;
  private final CasePages pages;

  public CaseActions(ModerationRoom moderation, CasePages pages) {
    this.moderation = moderation;
    this.pages = pages;
  }

  /// `POST /admin/reports/{id}`.
  public void decide(Exchange exchange) {
    Verdicts.Measure measure =
        MemberPages.value(Verdicts.Measure.class, exchange.form().get("measure"));
    Reasoned reason = Reasoned.of(exchange, measure != Verdicts.Measure.DISMISS);
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleForm"));
      pages.show(exchange, reason.text(), null);
      return;
    }
    if (measure == null || reason.problem() != null) {
      pages.show(exchange, reason.text(), reason.problem());
      return;
    }
    switch (moderation
        .verdicts()
        .decide(new Actor.Person(exchange.viewer()), exchange.id(), measure, reason.text())) {
      case Verdicts.Outcome.Done _ -> tell(exchange, Flash.good("flash.decided"));
      case Verdicts.Outcome.Decided() -> tell(exchange, Flash.bad("flash.decidedAlready"));
      case Verdicts.Outcome.Gone() -> again(exchange, reason, "flash.subjectGone");
      case Verdicts.Outcome.LastOperator() -> again(exchange, reason, "flash.lastOperator");
      case Verdicts.Outcome.NotAllowed(), Verdicts.Outcome.Unknown() -> exchange.notFound();
    }
  }

  private void again(Exchange exchange, Reasoned reason, String said) {
    exchange.tell(Flash.bad(said));
    pages.show(exchange, reason.text(), null);
  }

  /// `POST /admin/appeals/{id}`.
  public void appeal(Exchange exchange) {
    Reasoned reason = Reasoned.of(exchange, false);
    if (!exchange.trusted()) {
      tell(exchange, Flash.bad("flash.staleAction"));
      return;
    }
    if (reason.problem() != null) {
      tell(exchange, Flash.bad(reason.problem()));
      return;
    }
    boolean accept = exchange.form().get("accept").equals("y");
    switch (moderation
        .appeals()
        .decide(new Actor.Person(exchange.viewer()), exchange.id(), accept, reason.text())) {
      case Appeals.DecideOutcome.Done() -> tell(exchange, Flash.good("flash.decided"));
      case Appeals.DecideOutcome.Decided() -> tell(exchange, Flash.bad("flash.decidedAlready"));
      case Appeals.DecideOutcome.NotAllowed() -> tell(exchange, Flash.bad("flash.notOverThem"));
      case Appeals.DecideOutcome.Unknown() -> exchange.notFound();
    }
  }

  private static void tell(Exchange exchange, Flash flash) {
    exchange.tellNext(flash);
    exchange.redirect(CasePages.PATH);
  }
}
