package dev.microblog.web.profile;

import dev.microblog.account.AccountPolicy;
import dev.microblog.follow.Follows;
import dev.microblog.platform.http.Form;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;

/// Following and unfollowing.
public final class FollowActions {
  private final Follows follows;

  public FollowActions(Follows follows) {
    this.follows = follows;
  }

  /// `POST /follow/{name}`.
  public void follow(Exchange exchange) {
    if (trusted(exchange)) {
      Follows.Outcome outcome = follows.follow(exchange.viewer(), exchange.path("name"));
      answer(exchange, outcome, "flash.following", "flash.followOneself");
    }
  }

  /// `POST /unfollow/{name}`.
  public void unfollow(Exchange exchange) {
    if (trusted(exchange)) {
      Follows.Outcome outcome = follows.unfollow(exchange.viewer(), exchange.path("name"));
      answer(exchange, outcome, "flash.unfollowed", "flash.unfollowOneself");
    }
  }

  private static boolean trusted(Exchange exchange) {
    boolean trusted = exchange.trusted();
    if (!trusted) {
      exchange.tellNext(Flash.bad("flash.staleAction"));
      exchange.redirect(page(exchange.path("name")));
    }
    return trusted;
  }

  private static void answer(
      Exchange exchange, Follows.Outcome outcome, String done, String oneself) {
    switch (outcome) {
      case Follows.Outcome.Done(String name) -> tell(exchange, Flash.good(done, name), name);
      case Follows.Outcome.Oneself(String name) -> tell(exchange, Flash.bad(oneself), name);
      case Follows.Outcome.Refused(String name) ->
          tell(exchange, Flash.bad("flash.followRefused", name), name);
      case Follows.Outcome.Full() ->
          tell(exchange, Flash.bad("flash.followFull"), exchange.path("name"));
      case Follows.Outcome.TooMany(var retryAfter) -> exchange.refuse(retryAfter);
      case Follows.Outcome.Unknown() -> {
        // Cut: the name comes from the address, and the cookie that carries it has room for little.
        String name = exchange.path("name");
        int most = AccountPolicy.NAME_MAX;
        String shown = name.length() <= most ? name : name.substring(0, most) + '…';
        exchange.tellNext(Flash.bad("flash.unknownPerson", shown));
        exchange.redirect("/index");
      }
    }
  }

  private static void tell(Exchange exchange, Flash flash, String name) {
    exchange.tellNext(flash);
    exchange.redirect(page(name));
  }

  /// The person's page; for what is too long to be a name, and perhaps for a header, one's own.
  private static String page(String name) {
    return name.length() <= AccountPolicy.NAME_MAX ? "/user/" + Form.encode(name) : "/index";
  }
}
