package dev.microblog.cli;

import dev.microblog.account.Account;
import dev.microblog.account.AccountProblem;
import dev.microblog.account.Restriction;
import dev.microblog.account.Role;
import dev.microblog.account.Viewer;
import dev.microblog.audit.Audit;
import dev.microblog.moderation.AccountCare;
import dev.microblog.moderation.Actor;
import dev.microblog.moderation.Roster;
import dev.microblog.platform.db.Part;
import dev.microblog.platform.text.Messages;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes, lists and changes accounts for an operator at the command line.
public final class UserCommands {
  private static final Actor OPERATOR = new Actor.CommandLine();

  private static final Messages TEXTS = Messages.accepting(null);

  private final Roster roster;
  private final AccountCare care;
  private final Output out;

  public UserCommands(Roster roster, AccountCare care, Output out) {
    this.roster = roster;
    this.care = care;
    this.out = out;
  }

  /// Prints those who are wanted.
  public int list(Roster.Wanted wanted, @Nullable Long before, int most) {
    Part<Roster.Member> part = roster.list(wanted, before, most);
    if (out.json()) {
      return out.list(
          "users", part.items().stream().map(UserCommands::object).toList(), part.next());
    }
    Table table = new Table("NAME", "ROLE", "RESTRICTED", "SIGNED UP", "LAST SEEN", "POSTS");
    for (Roster.Member member : part.items()) {
      Account account = member.account();
      table.add(
          account.name(),
          word(member.role()),
          words(member.restrictions()),
          day(account.createdAt()),
          day(account.lastSeenAt()),
          String.format(Locale.ROOT, "%,d", account.postCount()));
    }
    return out.table(table, part.next());
  }

  /// Prints somebody.
  public int show(String nameOrAddress) {
    Roster.Member member = roster.find(nameOrAddress);
    if (member == null) {
      return unknown(nameOrAddress);
    }
    if (out.json()) {
      return out.done(object(member));
    }
    Table table = new Table();
    fields(member)
        .forEach(
            (name, value) ->
                table.add(
                    name,
                    name.equals("restrictions")
                        ? words(member.restrictions())
                        : value == null ? "–" : value.toString()));
    return out.table(table, null);
  }

  /// Makes an account.
  ///
  /// @param password null to have one made and printed
  public int create(String name, String email, @Nullable String password, Role role) {
    return switch (care.create(OPERATOR, name, email, password, role)) {
      case AccountCare.CreateOutcome.Created(Viewer account, String given) -> {
        if (out.json()) {
          Map<String, @Nullable Object> fields = new LinkedHashMap<>();
          fields.put("id", account.id());
          fields.put("name", account.name());
          fields.put("password", password == null ? given : null);
          yield out.done(JsonText.object(fields));
        }
        yield out.done(
            password == null
                ? "Made " + account.name() + " with the password " + given + " (kept nowhere)."
                : "Made " + account.name() + ".");
      }
      case AccountCare.CreateOutcome.Refused(Set<AccountProblem> problems) ->
          out.refused(
              problems.stream()
                  .map(problem -> TEXTS.get("problem." + problem.name()))
                  .collect(Collectors.joining(" ")));
      case AccountCare.CreateOutcome.NotAllowed() -> throw new IllegalStateException();
    };
  }

  /// Keeps somebody out.
  public int lock(String nameOrAddress, String reason) {
    String name = name(nameOrAddress);
    return told(
        name,
        () -> care.lock(OPERATOR, name, reason),
        "%s is locked, and signed out everywhere.",
        "%s was locked already.",
        reason);
  }

  /// Lets somebody in again.
  public int unlock(String nameOrAddress, String reason) {
    String name = name(nameOrAddress);
    return told(
        name,
        () -> care.unlock(OPERATOR, name, reason),
        "%s may sign in again.",
        "%s was not locked.",
        reason);
  }

  /// Deletes an account.
  ///
  /// @param yes whether that was said to be meant
  public int delete(String nameOrAddress, String reason, boolean yes) {
    Roster.Member member = roster.find(nameOrAddress);
    String name = name(member, nameOrAddress);
    if (member != null && !yes) {
      return out.refused(
          String.format(
              Locale.ROOT,
              "This deletes %s with %,d posts for good. Say --yes to do it.",
              member.account().name(),
              member.account().postCount()));
    }
    return told(
        name,
        () -> care.delete(OPERATOR, name, reason),
        "%s is deleted. A server removes the posts within a few minutes.",
        "%s was deleted already.",
        reason);
  }

  /// Gives somebody another password.
  ///
  /// @param yes whether that was said to be meant
  public int resetPassword(String nameOrAddress, boolean yes) {
    Roster.Member member = roster.find(nameOrAddress);
    String name = name(member, nameOrAddress);
    if (member != null && !yes) {
      return out.refused(
          "This gives "
              + member.account().name()
              + " a new password and signs them out everywhere. Say --yes to do it.");
    }
    return switch (care.resetPassword(OPERATOR, name)) {
      case AccountCare.ResetOutcome.Reset(Viewer account, String password) ->
          out.done(
              "The password of " + account.name() + " is now " + password + " (kept nowhere).");
      case AccountCare.ResetOutcome.Unknown() -> unknown(name);
      case AccountCare.ResetOutcome.NotAllowed() -> throw new IllegalStateException();
    };
  }

  /// Gives somebody another role.
  public int role(String nameOrAddress, Role role) {
    String name = name(nameOrAddress);
    return told(
        name,
        () -> care.changeRole(OPERATOR, name, role),
        "%s is " + word(role) + " now.",
        "%s was " + word(role) + " already.",
        "");
  }

  private interface Deed {
    AccountCare.Outcome act();
  }

  private int told(String name, Deed deed, String done, String already, String reason) {
    if (reason.length() > Audit.REASON_MAX) {
      return out.refused("The reason is longer than " + Audit.REASON_MAX + " characters.");
    }
    return switch (deed.act()) {
      case AccountCare.Outcome.Done(Viewer account) -> out.done(done.formatted(account.name()));
      case AccountCare.Outcome.Already(Viewer account) ->
          out.done(already.formatted(account.name()));
      case AccountCare.Outcome.Unknown() -> unknown(name);
      case AccountCare.Outcome.LastOperator() ->
          out.refused(
              name
                  + " is the only operator who can sign in. Make somebody else one first: user"
                  + " role NAME OPERATOR.");
      case AccountCare.Outcome.NotAllowed() -> throw new IllegalStateException();
    };
  }

  private String name(String nameOrAddress) {
    return name(roster.find(nameOrAddress), nameOrAddress);
  }

  private static String name(Roster.@Nullable Member member, String typed) {
    return member == null ? typed : member.account().name();
  }

  private int unknown(String name) {
    return out.refused("Nobody has the name or the address " + name + ".");
  }

  private static Map<String, @Nullable Object> fields(Roster.Member member) {
    Account account = member.account();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", account.id());
    fields.put("name", account.name());
    fields.put("email", member.email());
    fields.put("role", word(member.role()));
    fields.put("restrictions", member.restrictions().stream().map(UserCommands::word).toList());
    fields.put("created_at", Instant.ofEpochMilli(account.createdAt()).toString());
    Long seen = account.lastSeenAt();
    fields.put("last_seen_at", seen == null ? null : Instant.ofEpochMilli(seen).toString());
    fields.put("posts", account.postCount());
    fields.put("followers", account.followerCount());
    fields.put("following", account.followingCount());
    return fields;
  }

  private static String object(Roster.Member member) {
    return JsonText.object(fields(member));
  }

  private static String words(Set<Restriction> restrictions) {
    return restrictions.stream().map(UserCommands::word).collect(Collectors.joining(" "));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String day(@Nullable Long time) {
    return time == null
        ? "never"
        : Instant.ofEpochMilli(time).truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10);
  }
}
