package dev.microblog.takeover;

import dev.microblog.account.AccountIntakeStore;
import dev.microblog.follow.FollowIntake;
import dev.microblog.message.MessageIntake;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.id.PastIds;
import dev.microblog.post.PostIntake;
import dev.microblog.search.BuildStore;
import dev.microblog.timeline.HomeLists;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;

/// Takes over people and what they wrote from a database of the tutorial's application. It goes in
/// steps, each one transaction that also notes how far it is: if it is killed it goes on from
/// there, and done again it takes over what came since, and nothing twice (docs/adr/0028).
public final class Takeover {
  /// Is told after each step.
  public interface Progress {
    /// So many of so many rows of a stage were looked at.
    void at(Stage stage, long done, long total);
  }

  /// Under which it is kept that home lists and the search do not know yet of what came in.
  private static final int UNSETTLED = 9;

  /// How often a step is done anew for which somebody else was quicker, such as to take a name.
  private static final int MOST_TRIES = 3;

  /// What writes, and who gives ids to it.
  private record Intake(
      PastIds personIds, PostIntake posts, FollowIntake follows, MessageIntake messages) {}

  private final Database database;
  private final AccountIntakeStore accounts = new AccountIntakeStore();
  private final TakeoverStore store = new TakeoverStore();
  private final BuildStore search = new BuildStore();
  private final @Nullable Intake intake;
  private final int postMaxLength;
  private final long now;

  /// Whether the search was asked to be built anew.
  private boolean asked;

  private Takeover(
      Database database, @Nullable Intake intake, int postMaxLength, InstantSource clock) {
    this.database = database;
    this.intake = intake;
    this.postMaxLength = postMaxLength;
    this.now = clock.millis();
  }

  /// One that writes.
  ///
  /// @param postMaxLength from which on posts are told to be long
  public static Takeover writing(
      Database database, Ids ids, int postMaxLength, InstantSource clock) {
    Intake intake =
        new Intake(
            new PastIds(ids),
            new PostIntake(ids),
            new FollowIntake(ids, clock),
            new MessageIntake(ids));
    return new Takeover(database, intake, postMaxLength, clock);
  }

  /// One that finds out the same and writes nothing.
  public static Takeover rehearsing(Database database, int postMaxLength, InstantSource clock) {
    return new Takeover(database, null, postMaxLength, clock);
  }

  private interface Write<T> {
    void write(Transaction transaction, Intake intake, List<T> drafts);
  }

  /// Does it all.
  ///
  /// @param each is told of every single finding, once it is kept
  /// @throws Unusable if the source cannot be read, or is not the one that was begun with
  public Report run(TutorialStore source, Progress progress, Consumer<Finding> each) {
    Report report = new Report(each);
    Census census = new Census();
    people(source, census, report, progress);
    posts(source, census, report, progress);
    follows(source, census, report, progress);
    messages(source, census, report, progress);
    settle();
    return report;
  }

  private void people(TutorialStore source, Census census, Report report, Progress progress) {
    PersonNames names = new PersonNames();
    source.names(
        some -> {
          for (TutorialStore.Name name : some) {
            census.add(name.id(), name.name(), TutorialTime.micros(name.readTime()));
            names.claim(name.id(), name.name());
          }
        });
    long known = known(census);
    TakePeople stage = new TakePeople(accounts, names, now);
    StageCount count = new StageCount(Stage.PEOPLE, source.count(Stage.PEOPLE, known), progress);
    source.people(
        known,
        some -> {
          Plan<TakePeople.Draft> plan =
              step(
                  sql -> stage.plan(sql, some),
                  (transaction, into, drafts) -> write(transaction, into, census, drafts));
          if (intake == null) {
            some.forEach(person -> census.settle(person.id(), -person.id()));
          }
          report.add(Stage.PEOPLE, plan.drafts().size(), plan.findings());
          count.add(some.size());
        });
  }

  private void write(
      Transaction transaction, Intake into, Census census, List<TakePeople.Draft> drafts) {
    List<Long> minted =
        accounts.insert(
            transaction.sql(),
            drafts.stream().map(TakePeople.Draft::account).toList(),
            into.personIds());
    List<TakeoverStore.Person> people = new ArrayList<>();
    for (int i = 0; i < minted.size(); i++) {
      long source = drafts.get(i).sourceId();
      Long mark = census.markOf(source);
      people.add(new TakeoverStore.Person(source, minted.get(i), mark == null ? 0 : mark));
      census.settle(source, minted.get(i));
    }
    store.add(transaction.sql(), people);
  }

  /// Finds the accounts of those who were taken over before.
  ///
  /// @return the last of them
  private long known(Census census) {
    long[] found = new long[3];
    database.read(
        sql -> {
          store.people(
              sql,
              person -> {
                census.settle(person.sourceId(), person.accountId());
                Long mark = census.markOf(person.sourceId());
                found[0] = person.sourceId();
                found[1] += mark == null ? 0 : 1;
                found[2] += mark != null && mark == person.mark() ? 1 : 0;
              });
          return null;
        });
    // Some may have changed their names since; half of all people did not.
    boolean same = found[2] * 2 >= found[1];
    if (found[0] > 0 && (found[1] == 0 || !same)) {
      throw new Unusable(
          "Another database was taken over here before: its people are not those of this one. Take"
              + " this one over into an empty database.");
    }
    return found[0];
  }

  private void posts(TutorialStore source, Census census, Report report, Progress progress) {
    TakePosts stage = new TakePosts(accounts, census, postMaxLength, now);
    long after = place(Stage.POSTS);
    StageCount count = new StageCount(Stage.POSTS, source.count(Stage.POSTS, after), progress);
    source.posts(
        after,
        some -> {
          Plan<PostIntake.Draft> plan =
              step(
                  sql -> stage.plan(sql, some),
                  (transaction, into, drafts) -> {
                    into.posts().add(transaction, drafts);
                    store.put(transaction.sql(), Stage.POSTS.code(), some.getLast().id());
                  });
          report.add(Stage.POSTS, plan.drafts().size(), plan.findings());
          count.add(some.size());
        });
  }

  /// Follows have no number that tells what came since. So between people who were taken over
  /// before they are not looked at again: who unfollowed somebody here would follow again.
  private void follows(TutorialStore source, Census census, Report report, Progress progress) {
    TakeFollows stage = new TakeFollows(accounts, census);
    long after = place(Stage.FOLLOWS);
    if (after == census.last() && after > 0) {
      return;
    }
    StageCount count = new StageCount(Stage.FOLLOWS, source.count(Stage.FOLLOWS, after), progress);
    source.follows(
        after,
        some -> {
          Plan<FollowIntake.Pair> plan =
              step(
                  sql -> stage.plan(sql, some),
                  (transaction, into, drafts) -> into.follows().add(transaction, drafts));
          report.add(Stage.FOLLOWS, plan.drafts().size(), plan.findings());
          count.add(some.size());
        });
    if (intake != null) {
      put(Stage.FOLLOWS.code(), census.last());
    }
  }

  private void messages(TutorialStore source, Census census, Report report, Progress progress) {
    TakeMessages stage = new TakeMessages(accounts, census, now);
    long after = place(Stage.MESSAGES);
    StageCount count =
        new StageCount(Stage.MESSAGES, source.count(Stage.MESSAGES, after), progress);
    source.messages(
        after,
        some -> {
          Plan<MessageIntake.Draft> plan =
              step(
                  sql -> stage.plan(sql, some),
                  (transaction, into, drafts) -> {
                    into.messages().add(transaction, drafts);
                    store.put(transaction.sql(), Stage.MESSAGES.code(), some.getLast().id());
                  });
          report.add(Stage.MESSAGES, plan.drafts().size(), plan.findings());
          count.add(some.size());
        });
  }

  private <T> Plan<T> step(Function<DSLContext, Plan<T>> planning, Write<T> writing) {
    Intake into = intake;
    if (into == null) {
      return database.read(planning);
    }
    for (int tries = 1; ; tries++) {
      try {
        Plan<T> done =
            database.write(
                transaction -> {
                  Plan<T> plan = planning.apply(transaction.sql());
                  writing.write(transaction, into, plan.drafts());
                  store.put(transaction.sql(), UNSETTLED, 1);
                  if (!asked) {
                    // If this process is killed, a server that is started then builds its index
                    // anew.
                    search.askAll(transaction.sql());
                  }
                  return plan;
                });
        asked = true;
        return done;
      } catch (IntegrityConstraintViolationException e) {
        if (tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  private long place(Stage stage) {
    return database.read(sql -> store.place(sql, stage.code()));
  }

  private void put(int stage, long place) {
    database.<@Nullable Void>write(
        transaction -> {
          store.put(transaction.sql(), stage, place);
          return null;
        });
  }

  /// Has the home lists filled anew, and the search built anew where it is built already: neither
  /// is told of what comes in post by post.
  private void settle() {
    if (intake == null || database.read(sql -> store.place(sql, UNSETTLED)) == 0) {
      return;
    }
    HomeLists.dropAll(database);
    database.<@Nullable Void>write(
        transaction -> {
          search.askAll(transaction.sql());
          store.put(transaction.sql(), UNSETTLED, 0);
          return null;
        });
  }
}
