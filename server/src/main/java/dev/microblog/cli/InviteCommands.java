package dev.microblog.cli;

import dev.microblog.moderation.Actor;
import dev.microblog.platform.db.Part;
import dev.microblog.registration.Invitation;
import dev.microblog.registration.Invitations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes, lists and revokes invitations for an operator at the command line.
public final class InviteCommands {
  private static final int MOST = 100;

  private static final Actor OPERATOR = new Actor.CommandLine();

  private final Invitations invitations;
  private final String base;
  private final InstantSource clock;
  private final Output out;

  /// @param base where people reach the site; empty if that is not known
  public InviteCommands(Invitations invitations, String base, InstantSource clock, Output out) {
    this.invitations = invitations;
    this.base = base;
    this.clock = clock;
    this.out = out;
  }

  /// Makes a link.
  ///
  /// @param days null for one without an end
  public int create(int uses, @Nullable Integer days) {
    Duration good = days == null ? null : Duration.ofDays(days);
    return switch (invitations.make(OPERATOR, uses, good)) {
      case Invitations.MakeOutcome.Made(Invitation made) ->
          out.done(out.json() ? object(made) : base + made.path());
      case Invitations.MakeOutcome.WrongCount() ->
          out.refused("--uses is a number from 1 to " + Invitations.MOST + ".");
      case Invitations.MakeOutcome.WrongEnd() ->
          out.refused("--days is a number from 1 to " + Invitations.LONGEST.toDays() + ".");
      case Invitations.MakeOutcome.NotAllowed() -> throw new IllegalStateException();
    };
  }

  /// Prints links.
  ///
  /// @param before an id that only older ones are wanted of; null for the newest
  public int list(@Nullable Long before) {
    Part<Invitation> part =
        Part.of(
            Objects.requireNonNull(invitations.latest(OPERATOR, before, MOST + 1)),
            MOST,
            Invitation::id);
    if (out.json()) {
      return out.list("invitations", part.items().stream().map(this::object).toList(), part.next());
    }
    Table table = new Table("ID", "USED", "END", "LINK");
    for (Invitation each : part.items()) {
      table.add(
          Long.toString(each.id()),
          each.used() + "/" + each.most(),
          !each.works(clock.millis()) ? "over" : end(each),
          base + each.path());
    }
    return out.table(table, part.next());
  }

  private static String end(Invitation invitation) {
    Long end = invitation.endsAt();
    return end == null ? "never" : Instant.ofEpochMilli(end).toString();
  }

  /// Takes a link away.
  public int revoke(long id) {
    return switch (invitations.revoke(OPERATOR, id)) {
      case Invitations.RevokeOutcome.Done() -> out.done("Nobody signs up by it any more.");
      case Invitations.RevokeOutcome.Unknown() -> out.refused("There is no invitation " + id + ".");
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
}
