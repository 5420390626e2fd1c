package dev.microblog.web.mute;

import dev.microblog.account.AccountPolicy;
import dev.microblog.mute.Mutes;
import dev.microblog.platform.http.Form;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import dev.microblog.web.LocalPath;

/// Muting and unmuting.
public final class MuteActions {
  private final Mutes mutes;

  public MuteActions(Mutes mutes) {
    this.mutes = mutes;
  }

  /// `POST /mute/{name}`.
  public void mute(Exchange exchange) {
    if (trusted(exchange)) {
      answer(exchange, mutes.mute(exchange.viewer(), exchange.path("name")), "flash.muted");
    }
  }

  /// `POST /unmute/{name}`.
  public void unmute(Exchange exchange) {
    if (trusted(exchange)) {
      answer(exchange, mutes.unmute(exchange.viewer(), exchange.path("name")), "flash.unmuted");
    }
  }

  private static boolean trusted(Exchange exchange) {
    boolean trusted = exchange.trusted();
    if (!trusted) {
      String name = exchange.path("name");
      exchange.tellNext(Flash.bad("flash.staleAction"));
      exchange.redirect(name.length() <= AccountPolicy.NAME_MAX ? page(name) : "/index");
    }
    return trusted;
  }

  private static void answer(Exchange exchange, Mutes.Outcome outcome, String done) {
    switch (outcome) {
      case Mutes.Outcome.Done(String name) -> tell(exchange, Flash.good(done, name), name);
      case Mutes.Outcome.Oneself(String name) ->
          tell(exchange, Flash.bad("flash.muteOneself"), name);
      case Mutes.Outcome.Full(String name) -> tell(exchange, Flash.bad("flash.muteFull"), name);
      case Mutes.Outcome.Unknown() -> exchange.notFound();
      case Mutes.Outcome.TooMany(var retryAfter) -> exchange.refuse(retryAfter);
    }
  }

  /// Back to where the form was: the person's page, or the list.
  private static void tell(Exchange exchange, Flash flash, String name) {
    String next = LocalPath.of(exchange.form().get("next"));
    exchange.tellNext(flash);
    exchange.redirect(next == null ? page(name) : next);
  }

  private static String page(String name) {
    return "/user/" + Form.encode(name);
  }
}
