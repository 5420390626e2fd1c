package dev.microblog.cli;

import dev.microblog.moderation.Actor;
import dev.microblog.registration.Invitation;
import dev.microblog.registration.Invitations;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes, lists and revokes invitations for an operator at the command line.
public final class InviteCommands {
  private static final int DONE = 0;

  /// It was not done, for a reason that was printed.
  private static final int NOT_DONE = 1;

  private static final int MOST = 100;

  private static final Actor OPERATOR = new Actor.CommandLine();

  private final Invitations invitations;
  private final String base;
  private final InstantSource clock;
  private final PrintWriter out;
  private final boolean json;

  /// @param base where people reach the site; empty if that is not known
  /// @param json whether programs read what is printed
  public InviteCommands(
      Invitations invitations, String base, InstantSource clock, PrintWriter out, boolean json) {
    this.invitations = invitations;
    this.base = base;
    this.clock = clock;
    this.out = out;
    this.json = json;
  }

  /// Makes a link.
  ///
  /// @param days null for one without an end
  public int create(int uses, @Nullable Integer days) {
    Duration good = days == null ? null : Duration.ofDays(days);
    return switch (invitations.make(OPERATOR, uses, good)) {
      case Invitations.MakeOutcome.Made(Invitation made) -> {
        print(json ? object(made) : base + made.path());
        yield DONE;
      }
      case Invitations.MakeOutcome.WrongCount() ->
          refused("--uses is a number from 1 to " + Invitations.MOST + ".");
      case Invitations.MakeOutcome.WrongEnd() ->
          refused("--days is a number from 1 to " + Invitations.LONGEST.toDays() + ".");
      case Invitations.MakeOutcome.NotAllowed() -> throw new IllegalStateException();
    };
  }

  /// Prints links.
  ///
  /// @param before an id that only older ones are wanted of; null for the newest
  public int list(@Nullable Long before) {
    List<Invitation> found =
        new ArrayList<>(Objects.requireNonNull(invitations.latest(OPERATOR, before, MOST + 1)));
    Long next = null;
    if (found.size() > MOST) {
      found.removeLast();
      next = found.getLast().id();
    }
    if (json) {
      print(
          "{\"invitations\":"
              + found.stream()
                  .map(this::object)
                  .collect(Collectors.joining(",\n  ", "[\n  ", "\n]"))
              + ",\"next\":"
              + next
              + "}");
      return DONE;
    }
    Table table = new Table("ID", "USED", "END", "LINK");
    for (Invitation each : found) {
      table.add(
          Long.toString(each.id()),
          each.used() + "/" + each.most(),
          !each.works(clock.millis()) ? "over" : end(each),
          base + each.path());
    }
    table.print(out);
    if (next != null) {
      out.println("There are more: --before " + next);
    }
    out.flush();
    return DONE;
  }

  private static String end(Invitation invitation) {
    Long end = invitation.endsAt();
    return end == null ? "never" : Instant.ofEpochMilli(end).toString();
  }

  /// Takes a link away.
  public int revoke(long id) {
    return switch (invitations.revoke(OPERATOR, id)) {
      case Invitations.RevokeOutcome.Done() -> {
        print("Nobody signs up by it any more.");
        yield DONE;
      }
      case Invitations.RevokeOutcome.Unknown() -> refused("There is no invitation " + id + ".");
      case Invitations.RevokeOutcome.NotAllowed() -> throw new IllegalStateException();
    };
  }

  private String object(Invitation invitation) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", invitation.id());
    fields.put("link", base + invitation.path());
    fields.put("uses", invitation.most());
    fields.put("used", invitation.used());
    Long end = invitation.endsAt();
    fields.put("ends_at", end == null ? null : Instant.ofEpochMilli(end).toString());
    fields.put("created_at", Instant.ofEpochMilli(invitation.createdAt()).toString());
    return JsonText.object(fields);
  }

  private int refused(String sentence) {
    print(sentence);
    return NOT_DONE;
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }
}
