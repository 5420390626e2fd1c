package dev.microblog.registration;

import dev.microblog.account.Role;
import dev.microblog.audit.Audit;
import dev.microblog.audit.Deed;
import dev.microblog.moderation.Actor;
import dev.microblog.moderation.Rights;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.Keys;
import dev.microblog.platform.id.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Links by which people may sign up where not everybody may.
public final class Invitations {
  /// How many may sign up by one link at most.
  public static final int MOST = 10_000;

  /// How long a link may work at most, if it has an end.
  public static final Duration LONGEST = Duration.ofDays(3650);

  /// How making one ended.
  public sealed interface MakeOutcome {
    /// It works.
    record Made(Invitation invitation) implements MakeOutcome {}

    /// It would be for nobody, or for more than [#MOST].
    record WrongCount() implements MakeOutcome {}

    /// Its end is not between now and [#LONGEST].
    record WrongEnd() implements MakeOutcome {}

    /// Whoever asks may not.
    record NotAllowed() implements MakeOutcome {}
  }

  /// How revoking one ended.
  public sealed interface RevokeOutcome {
    /// Nobody signs up by it any more.
    record Done() implements RevokeOutcome {}

    /// There is none.
    record Unknown() implements RevokeOutcome {}

    /// Whoever asks may not.
    record NotAllowed() implements RevokeOutcome {}
  }

  private final Database database;
  private final InvitationStore store;
  private final Rights rights;
  private final Audit audit;
  private final Ids ids;
  private final InstantSource clock;

  Invitations(
      Database database,
      InvitationStore store,
      Rights rights,
      Audit audit,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.store = store;
    this.rights = rights;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /// Makes a link.
  ///
  /// @param most how many may sign up by it
  /// @param good how long it works; null for ever
  public MakeOutcome make(Actor actor, int most, @Nullable Duration good) {
    if (!rights.has(actor, Role.MODERATOR)) {
      return new MakeOutcome.NotAllowed();
    }
    if (most < 1 || most > MOST) {
      return new MakeOutcome.WrongCount();
    }
    if (good != null && (!good.isPositive() || good.compareTo(LONGEST) > 0)) {
      return new MakeOutcome.WrongEnd();
    }
    long now = clock.millis();
    Invitation invitation =
        new Invitation(
            ids.next(),
            Keys.random(12),
            actor.id(),
            most,
            0,
            good == null ? null : now + good.toMillis(),
            now);
    database.<@Nullable Void>write(
        transaction -> {
          store.insert(transaction.sql(), invitation);
          // The code is what others must not learn, not even those who read the deeds.
          String detail = invitation.id() + " × " + most;
          audit.note(transaction, actor.id(), Deed.INVITATION_MADE, null, null, "", detail);
          return null;
        });
    return new MakeOutcome.Made(invitation);
  }

  /// Some links, the newest first; null if who asks may not know them.
  ///
  /// @param before an id that only older ones are wanted of; null for the newest
  public @Nullable List<Invitation> latest(Actor actor, @Nullable Long before, int most) {
    return rights.has(actor, Role.MODERATOR)
        ? database.read(sql -> store.latest(sql, before, most))
        : null;
  }

  /// Takes a link away. Who signed up by it stays.
  public RevokeOutcome revoke(Actor actor, long id) {
    if (!rights.has(actor, Role.MODERATOR)) {
      return new RevokeOutcome.NotAllowed();
    }
    return database.write(
        transaction -> {
          Invitation found = store.byId(transaction.sql(), id);
          if (found == null || !store.delete(transaction.sql(), id)) {
            return new RevokeOutcome.Unknown();
          }
          String detail = id + " (" + found.used() + " / " + found.most() + ')';
          audit.note(transaction, actor.id(), Deed.INVITATION_REVOKED, null, null, "", detail);
          return new RevokeOutcome.Done();
        });
  }

  /// Whether somebody may sign up by a code now.
  public boolean works(String code) {
    return isCode(code) && database.read(sql -> store.works(sql, code, clock.millis()));
  }

  /// Whether a text could be a code at all.
  static boolean isCode(String text) {
    return text.matches("[A-Za-z0-9_-]{1,40}");
  }
}
