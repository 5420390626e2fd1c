package dev.microblog.web.admin;

import dev.microblog.account.Restriction;
import dev.microblog.account.Role;
import dev.microblog.moderation.ModerationRoom;
import dev.microblog.moderation.Roster;
import dev.microblog.platform.db.Part;
import dev.microblog.platform.http.Form;
import dev.microblog.web.Exchange;
import dev.microblog.web.Pager;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Who has an account, and what those see of somebody who look after the site.
public final class MemberPages {
  /// The path of the list.
  static final String PATH = "/admin/people";

  private static final int MOST = 50;

  /// What the list shows.
  public record MembersPage(List<Roster.Member> members, Roster.Wanted wanted, Pager pager) {}

  /// What there is of somebody.
  ///
  /// @param mine the role of who looks
  /// @param reason what was typed, if the form comes again
  /// @param error key of the text that says what is wrong with it; null if nothing is
  public record MemberPage(Roster.Member member, Role mine, String reason, @Nullable String error) {
    /// Whether who looks may lock the account.
    public boolean lockable() {
      return mine.over(member.role());
    }
  }

  private final ModerationRoom moderation;

  public MemberPages(ModerationRoom moderation) {
    this.moderation = moderation;
  }

  /// `GET /admin/people`, of which `q`, `role` and `restriction` choose some.
  public void list(Exchange exchange) {
    String start = text(exchange, "q").strip();
    Roster.Wanted wanted =
        new Roster.Wanted(
            start,
            value(Role.class, text(exchange, "role")),
            value(Restriction.class, text(exchange, "restriction")));
    Long before = exchange.before();
    Part<Roster.Member> page = moderation.roster().list(wanted, before, MOST);
    Roster.Member exact =
        page.items().isEmpty() && before == null && !start.isEmpty()
            ? moderation.roster().find(start)
            : null;
    exchange.render(
        "admin-people.jte",
        new MembersPage(
            exact == null ? page.items() : List.of(exact),
            wanted,
            new Pager(null, page.next() == null ? null : older(wanted, page.next()))));
  }

  private static String older(Roster.Wanted wanted, long before) {
    StringBuilder path = new StringBuilder(PATH).append("?before=").append(before);
    if (!wanted.start().isEmpty()) {
      path.append("&q=").append(Form.encode(wanted.start()));
    }
    Role role = wanted.role();
    if (role != null) {
      path.append("&role=").append(role);
    }
    Restriction restriction = wanted.restriction();
    if (restriction != null) {
      path.append("&restriction=").append(restriction);
    }
    return path.toString();
  }

  private static String text(Exchange exchange, String parameter) {
    String text = exchange.query(parameter);
    return text == null ? "" : text;
  }

  /// The value of this name; null if there is none.
  static <E extends Enum<E>> @Nullable E value(Class<E> type, String name) {
    for (E each : type.getEnumConstants()) {
      if (each.name().equals(name.toUpperCase(Locale.ROOT))) {
        return each;
      }
    }
    return null;
  }

  /// `GET /admin/people/{name}`.
  public void show(Exchange exchange) {
    show(exchange, "", null);
  }

  /// The same, with the form that was sent.
  void show(Exchange exchange, String reason, @Nullable String error) {
    Roster.Member member = moderation.roster().find(exchange.path("name"));
    if (member == null) {
      exchange.notFound();
    } else {
      exchange.render(
          "admin-person.jte",
          new MemberPage(member, moderation.rights().role(exchange.viewer()), reason, error));
    }
  }

  /// Where somebody is shown.
  static String path(String name) {
    return PATH + '/' + Form.encode(name);
  }
}
