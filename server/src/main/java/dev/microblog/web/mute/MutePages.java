package dev.microblog.web.mute;

import dev.microblog.account.Account;
import dev.microblog.mute.Mutes;
import dev.microblog.platform.db.Page;
import dev.microblog.web.Exchange;
import dev.microblog.web.Pager;
import java.util.List;

/// The list of who is muted.
public final class MutePages {
  /// The path of the list.
  static final String PATH = "/settings/mutes";

  /// What the list shows.
  public record MutesPage(List<Account> people, Pager pager) {}

  private final Mutes mutes;

  public MutePages(Mutes mutes) {
    this.mutes = mutes;
  }

  /// `GET /settings/mutes`.
  public void list(Exchange exchange) {
    Page<Account> page = mutes.muted(exchange.viewer(), exchange.cursor());
    exchange.render("mutes.jte", new MutesPage(page.items(), Pager.of(PATH, page)));
  }
}
