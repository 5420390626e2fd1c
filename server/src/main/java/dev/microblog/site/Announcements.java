package dev.microblog.site;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Role;
import dev.microblog.account.RoleStore;
import dev.microblog.account.Viewer;
import dev.microblog.audit.Audit;
import dev.microblog.audit.Deed;
import dev.microblog.moderation.Actor;
import dev.microblog.moderation.Rights;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Lagging;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.text.CleanText;
import dev.microblog.platform.text.Graphemes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What the operator tells everybody who signs in, on top of every page until each closes it.
public final class Announcements {
  /// Longest text, in grapheme clusters.
  public static final int TEXT_MAX = 500;

  /// How many are told at a time: a page is there for something else.
  public static final int MOST = 3;

  /// How long an ended one is kept.
  private static final Duration KEPT = Duration.ofDays(90);

  /// How many people are remembered who have closed all that runs.
  private static final int MOST_DONE = 20_000;

  /// In one transaction: other writers wait no longer than this takes.
  private static final int CHUNK = 500;

  /// How making an announcement ended.
  public sealed interface MakeOutcome {
    /// It is told from now on.
    record Made(long id) implements MakeOutcome {}

    /// There were no words.
    record Empty() implements MakeOutcome {}

    /// There were too many.
    record TooLong() implements MakeOutcome {}

    /// Its end is in the past.
    record Past() implements MakeOutcome {}

    /// There are [#MOST] already.
    record Full() implements MakeOutcome {}

    /// Whoever asks may not.
    record NotAllowed() implements MakeOutcome {}
  }

  /// How ending an announcement ended.
  public sealed interface EndOutcome {
    /// It is not told any more.
    record Done() implements EndOutcome {}

    /// There is none that runs.
    record Unknown() implements EndOutcome {}

    /// Whoever asks may not.
    record NotAllowed() implements EndOutcome {}
  }

  /// What runs as it was a moment ago.
  ///
  /// @param done who has closed all of it
  private record Running(List<Announcement> all, Set<Long> done) {}

  private final Database database;
  private final AnnouncementStore store = new AnnouncementStore();
  private final RoleStore roles = new RoleStore();
  private final AccountStore accounts;
  private final Rights rights;
  private final Audit audit;
  private final Ids ids;
  private final InstantSource clock;
  private final Lagging<Running> running = new Lagging<>(this::read);

  Announcements(
      Database database,
      AccountStore accounts,
      Rights rights,
      Audit audit,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.accounts = accounts;
    this.rights = rights;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /// What somebody has not closed yet, the newest first. Who has nothing to see costs no query.
  public List<Announcement> shown(Viewer viewer) {
    Running known = running.get();
    long now = clock.millis();
    List<Announcement> told = known.all().stream().filter(each -> each.runs(now)).toList();
    if (told.isEmpty() || known.done().contains(viewer.id())) {
      return List.of();
    }
    List<Long> those = told.stream().map(Announcement::id).toList();
    Set<Long> closed = database.read(sql -> store.closedAmong(sql, viewer.id(), those));
    List<Announcement> open = told.stream().filter(each -> !closed.contains(each.id())).toList();
    // Nobody opens again what they closed, so this never grows wrong.
    if (open.isEmpty() && known.done().size() < MOST_DONE) {
      known.done().add(viewer.id());
    }
    return open;
  }

  private Running read(@Nullable Running before) {
    List<Announcement> all = database.read(sql -> store.running(sql, clock.millis()));
    return before != null && before.all().equals(all)
        ? before
        : new Running(all, ConcurrentHashMap.newKeySet());
  }

  /// Shows an announcement to somebody no more. One that there is not is as good as closed.
  public void close(Viewer viewer, long id) {
    database.<@Nullable Void>write(
        transaction -> {
          boolean runs =
              store.running(transaction.sql(), clock.millis()).stream()
                  .anyMatch(each -> each.id() == id);
          if (runs && accounts.lock(transaction.sql(), List.of(viewer.id()))) {
            store.close(transaction.sql(), viewer.id(), id);
          }
          return null;
        });
  }

  /// The latest ones, the newest first; null if who asks may not see them here.
  public @Nullable List<Announcement> latest(Actor actor) {
    return rights.has(actor, Role.OPERATOR) ? database.read(sql -> store.latest(sql, 50)) : null;
  }

  /// Tells everybody something.
  ///
  /// @param endsAt epoch milliseconds; null to tell it until it is ended
  public MakeOutcome make(Actor actor, String typed, @Nullable Long endsAt) {
    if (!rights.has(actor, Role.OPERATOR)) {
      return new MakeOutcome.NotAllowed();
    }
    String text = CleanText.lines(typed);
    long now = clock.millis();
    if (text.isEmpty()) {
      return new MakeOutcome.Empty();
    }
    if (!Graphemes.within(text, TEXT_MAX)) {
      return new MakeOutcome.TooLong();
    }
    if (endsAt != null && endsAt <= now) {
      return new MakeOutcome.Past();
    }
    MakeOutcome outcome =
        database.write(
            transaction -> {
              // Of two who make the last one at once one is first.
              roles.lock(transaction.sql(), Role.OPERATOR);
              if (store.running(transaction.sql(), now).size() >= MOST) {
                return new MakeOutcome.Full();
              }
              long id = ids.next();
              store.insert(transaction.sql(), new Announcement(id, text, now, endsAt));
              audit.note(
                  transaction,
                  actor.id(),
                  Deed.ANNOUNCEMENT_MADE,
                  null,
                  null,
                  "",
                  text.replace('\n', ' '));
              return new MakeOutcome.Made(id);
            });
    running.forget();
    return outcome;
  }

  /// Ends an announcement for everybody.
  public EndOutcome end(Actor actor, long id) {
    if (!rights.has(actor, Role.OPERATOR)) {
      return new EndOutcome.NotAllowed();
    }
    boolean ended =
        database.write(
            transaction -> {
              if (!store.end(transaction.sql(), id, clock.millis())) {
                return false;
              }
              audit.note(transaction, actor.id(), Deed.ANNOUNCEMENT_ENDED, null, null, "", "");
              return true;
            });
    running.forget();
    return ended ? new EndOutcome.Done() : new EndOutcome.Unknown();
  }

  /// Forgets announcements that ended long ago, with who closed them.
  void sweep() {
    long before = clock.millis() - KEPT.toMillis();
    while (true) {
      Long old = database.<@Nullable Long>read(sql -> store.endedBefore(sql, before));
      if (old == null) {
        return;
      }
      database.<@Nullable Void>write(
          transaction -> {
            store.delete(transaction.sql(), old, CHUNK);
            return null;
          });
    }
  }

  /// Forgets what somebody closed who is gone. They are few: no more than there were announcements.
  void accountDeleted(Transaction transaction, AccountDeleted event) {
    store.deleteOf(transaction.sql(), event.accountId());
  }
}
