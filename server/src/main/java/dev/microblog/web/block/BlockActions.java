package dev.microblog.web.block;

import dev.microblog.account.AccountPolicy;
import dev.microblog.block.Blocks;
import dev.microblog.platform.http.Form;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import dev.microblog.web.LocalPath;

/// Blocking and unblocking.
public final class BlockActions {
  private final Blocks blocks;

  public BlockActions(Blocks blocks) {
    this.blocks = blocks;
  }

  /// `POST /block/{name}`.
  public void block(Exchange exchange) {
    if (trusted(exchange)) {
      answer(exchange, blocks.block(exchange.viewer(), exchange.path("name")), "flash.blocked");
    }
  }

  /// `POST /unblock/{name}`.
  public void unblock(Exchange exchange) {
    if (trusted(exchange)) {
      answer(exchange, blocks.unblock(exchange.viewer(), exchange.path("name")), "flash.unblocked");
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

  private static void answer(Exchange exchange, Blocks.Outcome outcome, String done) {
    switch (outcome) {
      case Blocks.Outcome.Done(String name) -> tell(exchange, Flash.good(done, name), name);
      case Blocks.Outcome.Oneself(String name) ->
          tell(exchange, Flash.bad("flash.blockOneself"), name);
      case Blocks.Outcome.Full(String name) -> tell(exchange, Flash.bad("flash.blockFull"), name);
      case Blocks.Outcome.Unknown() -> exchange.notFound();
      case Blocks.Outcome.TooMany(var retryAfter) -> exchange.refuse(retryAfter);
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
