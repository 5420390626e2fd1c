package dev.microblog.web.block;

import dev.microblog.account.Account;
import dev.microblog.block.Blocks;
import dev.microblog.platform.db.Page;
import dev.microblog.profile.Profile;
import dev.microblog.profile.Profiles;
import dev.microblog.web.Exchange;
import dev.microblog.web.Pager;
import java.util.List;

/// Asking before somebody is blocked, and the list of who is.
public final class BlockPages {
  /// The path of the list.
  static final String PATH = "/settings/blocks";

  /// What the list shows.
  public record BlocksPage(List<Account> people, Pager pager) {}

  private final Profiles profiles;
  private final Blocks blocks;

  public BlockPages(Profiles profiles, Blocks blocks) {
    this.profiles = profiles;
    this.blocks = blocks;
  }

  /// `GET /block/{name}`: says what a block does before it does it.
  public void confirm(Exchange exchange) {
    Profile profile = profiles.of(exchange.viewer(), exchange.path("name"));
    if (profile == null || profile.own()) {
      exchange.notFound();
    } else {
      exchange.render("block.jte", profile);
    }
  }

  /// `GET /settings/blocks`.
  public void list(Exchange exchange) {
    Page<Account> page = blocks.blocked(exchange.viewer(), exchange.cursor());
    exchange.render("blocks.jte", new BlocksPage(page.items(), Pager.of(PATH, page)));
  }
}
