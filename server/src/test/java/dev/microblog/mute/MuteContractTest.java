package dev.microblog.mute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.account.AccountStore;
import dev.microblog.account.People;
import dev.microblog.account.Viewer;
import dev.microblog.mute.MuteStore.Entry;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.OnEachEngine;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.TestIds;
import dev.microblog.platform.time.SettableClock;
import dev.microblog.platform.time.Together;
import dev.microblog.post.Post;
import dev.microblog.post.PostStore;
import dev.microblog.post.Visibility;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What mutes and filters promise, on each engine.
@OnEachEngine
class MuteContractTest {
  private final MuteStore store = new MuteStore();
  private final PostStore posts = new PostStore();
  private final SettableClock clock = new SettableClock();
  private final Database database;
  private final Filters filters;
  private final Viewer amina;
  private final Viewer ben;
  private final Viewer lucia;

  MuteContractTest(TestDatabase on) {
    database = on.database();
    on.clear();
    amina = People.join(database, "amina");
    ben = People.join(database, "ben");
    lucia = People.join(database, "lucia");
    filters =
        new Filters(
            database,
            new FilterStore(),
            new AccountStore(),
            new Limits(database, clock, false),
            TestIds.over(database),
            clock);
  }

  private boolean mute(long id, Viewer muter, Viewer muted) {
    return database.write(t -> store.insert(t.sql(), id, muter.id(), muted.id(), 5));
  }

  private Unwanted unwanted(Viewer viewer) {
    return database.read(sql -> store.unwanted(sql, viewer));
  }

  @Test
  void oneQuestionSaysWhetherSomebodyIsMutedAndWhichWords() {
    assertThat(unwanted(amina)).isSameAs(Unwanted.NOTHING);
    assertThat(unwanted(Viewer.NOBODY)).isSameAs(Unwanted.NOTHING);

    mute(1, amina, ben);
    assertThat(unwanted(amina).people()).isTrue();
    assertThat(unwanted(amina).filtering("any words")).isNull();
    assertThat(unwanted(ben)).isSameAs(Unwanted.NOTHING);

    filters.add(amina, "Straße 😀", Filter.Action.WARN);
    filters.add(amina, "final", Filter.Action.HIDE);
    filters.add(lucia, "final", Filter.Action.WARN);
    assertThat(words(amina, "On STRASSE 😀, the Final")).isEqualTo("final HIDE");
    assertThat(words(amina, "On STRASSE 😀")).isEqualTo("Straße 😀 WARN");
    assertThat(words(amina, "On STRASSE 😁")).isNull();
    assertThat(words(lucia, "the Final")).isEqualTo("final WARN");
    assertThat(unwanted(lucia).people()).isFalse();
  }

  private @Nullable String words(Viewer viewer, String text) {
    Filter filter = unwanted(viewer).filtering(text);
    return filter == null ? null : filter.words() + " " + filter.action();
  }

  @Test
  void aMuteIsThereOnceAndInOneDirection() throws Exception {
    assertThat(Together.call(4, i -> mute(i + 1L, amina, ben))).containsOnlyOnce(true);
    mute(10, amina, lucia);
    mute(11, lucia, ben);
    List<Long> all = List.of(amina.id(), ben.id(), lucia.id());

    assertThat(database.<Boolean>read(sql -> store.exists(sql, amina.id(), ben.id()))).isTrue();
    assertThat(database.<Boolean>read(sql -> store.exists(sql, ben.id(), amina.id()))).isFalse();
    assertThat(database.<Set<Long>>read(sql -> store.mutedAmong(sql, amina.id(), all)))
        .containsExactlyInAnyOrder(ben.id(), lucia.id());
    assertThat(database.<Set<Long>>read(sql -> store.mutersAmong(sql, ben.id(), all)))
        .containsExactlyInAnyOrder(amina.id(), lucia.id());
    assertThat(database.<Set<Long>>read(sql -> store.someMuted(sql, amina.id(), 1))).hasSize(1);
    assertThat(database.<List<Entry>>read(sql -> store.muted(sql, amina.id(), Range.first(1))))
        .containsExactly(new Entry(10, lucia.id()));
    assertThat(database.<Integer>read(sql -> store.count(sql, amina.id()))).isEqualTo(2);
    assertThat(database.<Boolean>write(t -> store.delete(t.sql(), amina.id(), lucia.id())))
        .isTrue();
    assertThat(database.<Boolean>write(t -> store.delete(t.sql(), amina.id(), lucia.id())))
        .isFalse();

    // Of and by an account, step by step, and nothing of others.
    mute(12, ben, amina);
    assertThat(removed(ben)).isEqualTo(1);
    assertThat(removed(ben)).isEqualTo(1);
    assertThat(removed(ben)).isEqualTo(1);
    assertThat(removed(ben)).isZero();
  }

  private int removed(Viewer viewer) {
    return database.write(t -> store.remove(t.sql(), viewer.id(), 1));
  }

  @Test
  void listsOfEverybodysPostsLeaveOutTheMutedAlone() {
    for (long id = 1; id <= 6; id++) {
      Viewer author = id % 2 == 0 ? ben : lucia;
      Post post = new Post(id, author.id(), author.name(), "a", "", Visibility.PUBLIC, id, null);
      long postId = id;
      database.write(
          t -> {
            posts.tag(
                t.sql(), postId, posts.insert(t.sql(), post, null) ? Set.of("sea") : Set.of());
            return true;
          });
    }
    mute(1, amina, ben);

    assertThat(listed(amina)).containsExactly(5L, 3L, 1L);
    assertThat(tagged(amina)).containsExactly(5L, 3L, 1L);
    assertThat(listed(ben)).containsExactly(6L, 5L, 4L);
    assertThat(tagged(ben)).containsExactly(6L, 5L, 4L);
  }

  private List<Long> listed(Viewer viewer) {
    return database.read(sql -> posts.publicIdsFor(sql, viewer.id(), Range.first(3)));
  }

  private List<Long> tagged(Viewer viewer) {
    return database.read(sql -> posts.idsByTagFor(sql, viewer.id(), "sea", Range.first(3)));
  }

  @Test
  void wordsAreKeptOnceHoweverTheyAreWrittenAndNoMoreThanOneMayHave() throws Exception {
    Together.call(4, i -> filters.add(amina, i % 2 == 0 ? "Final" : "FINAL", Filter.Action.WARN));
    assertThat(filters.list(amina)).hasSize(1);
    Filter changed =
        ((Filters.Outcome.Added) filters.add(amina, "final", Filter.Action.HIDE)).filter();
    assertThat(filters.list(amina)).containsExactly(changed);

    for (int i = 1; i < Filters.MOST; i++) {
      filters.add(amina, "word " + i, Filter.Action.WARN);
    }
    assertThat(filters.list(amina)).hasSize(Filters.MOST);
    assertThat(filters.add(amina, "one more", Filter.Action.WARN))
        .isInstanceOf(Filters.Outcome.Full.class);
    assertThat(filters.add(amina, "WORD 1", Filter.Action.HIDE))
        .isInstanceOf(Filters.Outcome.Added.class);

    assertThat(filters.remove(ben, changed.id())).isFalse();
    assertThat(filters.remove(amina, changed.id())).isTrue();
    assertThat(filters.remove(amina, changed.id())).isFalse();
    assertThat(filters.add(amina, "\u200b \n", Filter.Action.WARN))
        .isInstanceOf(Filters.Outcome.Empty.class);
    assertThat(filters.add(amina, "😀".repeat(101), Filter.Action.WARN))
        .isEqualTo(new Filters.Outcome.TooLong(1));
    assertThat(filters.add(amina, "😀".repeat(100), Filter.Action.WARN))
        .isInstanceOf(Filters.Outcome.Added.class);
  }
}
