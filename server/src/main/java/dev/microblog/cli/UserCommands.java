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
import dev.microblog.platform.text.Messages;
import java.io.PrintWriter;
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
  private static final int DONE = 0;

  /// It was not done, for a reason that was printed.
  private static final int NOT_DONE = 1;

  private static final Actor OPERATOR = new Actor.CommandLine();

  private static final Messages TEXTS = Messages.accepting(null);

  private final Roster roster;
  private final AccountCare care;
  private final PrintWriter out;
  private final boolean json;

  /// @param json whether programs read what is printed
  public UserCommands(Roster roster, AccountCare care, PrintWriter out, boolean json) {
    this.roster = roster;
    this.care = care;
    this.out = out;
    this.json = json;
  }

  /// Prints those who are wanted.
  public int list(Roster.Wanted wanted, @Nullable Long before, int most) {
    Roster.Page page = roster.list(wanted, before, most);
    if (json) {
      print(
          "{\"users\":"
              + page.members().stream()
                  .map(UserCommands::object)
                  .collect(Collectors.joining(",\n  ", "[\n  ", "\n]"))
              + ",\"next\":"
              + page.next()
              + "}");
      return DONE;
    }
    Table table = new Table("NAME", "ROLE", "RESTRICTED", "SIGNED UP", "LAST SEEN", "POSTS");
    for (Roster.Member member : page.members()) {
      Account account = member.account();
      table.add(
          account.name(),
          word(member.role()),
          words(member.restrictions()),
          day(account.createdAt()),
          day(account.lastSeenAt()),
          String.format(Locale.ROOT, "%,d", account.postCount()));
    }
    table.print(out);
    if (page.next() != null) {
      out.printf(Locale.ROOT, "There are more: --before %d%n", page.next());
    }
    out.flush();
    return DONE;
  }

  /// Prints somebody.
  public int show(String nameOrAddress) {
    Roster.Member member = roster.find(nameOrAddress);
    if (member == null) {
      return refused("Nobody has the name or the address " + nameOrAddress + ".");
    }
    if (json) {
      print(object(member));
      return DONE;
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
    table.print(out);
    out.flush();
    return DONE;
  }

  /// Makes an account.
  ///
  /// @param password null to have one made and printed
  public int create(String name, String email, @Nullable String password, Role role) {
    return switch (care.create(OPERATOR, name, email, password, role)) {
      case AccountCare.CreateOutcome.Created(Viewer account, String given) -> {
        if (json) {
          Map<String, @Nullable Object> fields = new LinkedHashMap<>();
          fields.put("id", account.id());
          fields.put("name", account.name());
          fields.put("password", password == null ? given : null);
          print(JsonText.object(fields));
        } else if (password == null) {
          print("Made " + account.name() + " with the password " + given + " (kept nowhere).");
        } else {
          print("Made " + account.name() + ".");
        }
        yield DONE;
      }
      case AccountCare.CreateOutcome.Refused(Set<AccountProblem> problems) ->
          refused(
              problems.stream()
                  .map(problem -> TEXTS.get("problem." + problem.name()))
                  .collect(Collectors.joining(" ")));
      case AccountCare.CreateOutcome.NotAllowed() -> throw new IllegalStateException();
    };
  }

  /// Keeps somebody out.
  public int lock(String name, String reason) {
    return told(
        name,
        () -> care.lock(OPERATOR, name, reason),
        "%s is locked, and signed out everywhere.",
        "%s was locked already.",
        reason);
  }

  /// Lets somebody in again.
  public int unlock(String name, String reason) {
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
  public int delete(String name, String reason, boolean yes) {
    Roster.Member member = roster.find(name);
    if (member != null && !yes) {
      return refused(
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
  public int resetPassword(String name, boolean yes) {
    Roster.Member member = roster.find(name);
    if (member != null && !yes) {
      return refused(
          "This gives "
              + member.account().name()
              + " a new password and signs them out everywhere. Say --yes to do it.");
    }
    return switch (care.resetPassword(OPERATOR, name)) {
      case AccountCare.ResetOutcome.Reset(Viewer account, String password) -> {
        print("The password of " + account.name() + " is now " + password + " (kept nowhere).");
        yield DONE;
      }
      case AccountCare.ResetOutcome.Unknown() -> unknown(name);
      case AccountCare.ResetOutcome.NotAllowed() -> throw new IllegalStateException();
    };
  }

  /// Gives somebody another role.
  public int role(String name, Role role) {
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
      return refused("The reason is longer than " + Audit.REASON_MAX + " characters.");
    }
    return switch (deed.act()) {
      case AccountCare.Outcome.Done(Viewer account) -> {
        print(done.formatted(account.name()));
        yield DONE;
      }
      case AccountCare.Outcome.Already(Viewer account) -> {
        print(already.formatted(account.name()));
        yield DONE;
      }
      case AccountCare.Outcome.Unknown() -> unknown(name);
      case AccountCare.Outcome.LastOperator() ->
          refused(
              name
                  + " is the only operator who can sign in. Make somebody else one first: user"
                  + " role NAME OPERATOR.");
      case AccountCare.Outcome.NotAllowed() -> throw new IllegalStateException();
    };
  }

  private int unknown(String name) {
    return refused("Nobody has the name " + name + ".");
  }

  private int refused(String sentence) {
    print(sentence);
    return NOT_DONE;
  }

  private void print(String line) {
    out.println(line);
    out.flush();
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
