package dev.microblog.hiding;

import static dev.microblog.schema.Tables.POST;
import static dev.microblog.schema.Tables.POST_TAG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.account.AccountStore;
import dev.microblog.account.People;
import dev.microblog.account.Restriction;
import dev.microblog.account.RestrictionStore;
import dev.microblog.account.SuspensionStore;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.OnEachEngine;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.index.Change;
import dev.microblog.post.Post;
import dev.microblog.post.PostStore;
import dev.microblog.post.Visibility;
import dev.microblog.search.SearchStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is set aside on each engine, and that it comes back.
@OnEachEngine
class HidingContractTest {
  private final HidingStore store = new HidingStore();
  private final PostStore posts = new PostStore();
  private final SearchStore search = new SearchStore();
  private final SuspensionStore suspensions = new SuspensionStore();
  private final RestrictionStore restrictions = new RestrictionStore();
  private final Database database;
  private final Viewer amina;
  private final Viewer ben;

  HidingContractTest(TestDatabase on) {
    database = on.database();
    on.clear();
    amina = People.join(database, "amina");
    ben = People.join(database, "ben");
    for (long id = 1; id <= 3; id++) {
      insert(id, amina);
    }
    insert(4, ben);
  }

  private Post post(long id, Viewer author) {
    return new Post(
        id, author.id(), author.name(), "Kite #sky", "en", Visibility.PUBLIC, 1000 * id, null);
  }

  private void insert(long id, Viewer author) {
    database.write(
        t -> {
          posts.insert(t.sql(), post(id, author), null);
          posts.tag(t.sql(), id, List.of("sky"));
          return true;
        });
  }

  private List<Long> everybodys() {
    return database.read(sql -> posts.publicIds(sql, Range.first(10)));
  }

  private List<Long> tagged() {
    return database.read(sql -> posts.idsByTag(sql, "sky", Range.first(10)));
  }

  private long version(DSLContext sql, long id) {
    return switch (search.posts(sql, List.of(id)).getFirst()) {
      case Change.Put put -> put.version();
      case Change.Remove remove -> remove.version();
    };
  }

  private long version(long id) {
    return database.read(sql -> version(sql, id));
  }

  @Test
  void aHiddenPostIsInNoListAndComesBackWithItsTags() {
    long first = version(2);
    assertThat(database.<Boolean>write(t -> store.hide(t.sql(), 2, amina.id(), "why", 9))).isTrue();
    assertThat(database.<Boolean>write(t -> store.hide(t.sql(), 2, amina.id(), "why", 9)))
        .isFalse();
    long hidden = version(2);

    assertThat(everybodys()).containsExactly(4L, 3L, 1L);
    assertThat(tagged()).containsExactly(4L, 3L, 1L);
    HiddenPost found = database.<@Nullable HiddenPost>read(sql -> store.byId(sql, 2));
    assertThat(found).isEqualTo(new HiddenPost(post(2, amina), "why", 9));
    database.write(
        t -> {
          search.shown(t.sql(), amina.id());
          return store.show(t.sql(), post(2, amina));
        });

    assertThat(everybodys()).containsExactly(4L, 3L, 2L, 1L);
    assertThat(tagged()).containsExactly(4L, 3L, 2L, 1L);
    assertThat(hidden).isGreaterThan(first);
    assertThat(version(2)).isGreaterThan(hidden);
  }

  @Test
  void thePostsOfTheSuspendedGoAndComeBackButForThoseThatWereHiddenOrDeleted() {
    database.write(
        t -> {
          store.hide(t.sql(), 1, amina.id(), "why", 9);
          // As Posts.delete leaves one.
          posts.tag(t.sql(), 2, List.of());
          t.sql()
              .update(POST)
              .set(POST.DELETED_AT, 5000L)
              .set(POST.BODY, "")
              .where(POST.ID.eq(2L))
              .execute();
          restrictions.put(t.sql(), amina.id(), Restriction.SUSPENDED, 10, 20L);
          suspensions.suspend(t.sql(), amina.id(), 10);
          search.touch(t.sql(), amina.id());
          return true;
        });
    assertThat(database.<SuspensionStore.State>write(t -> suspensions.lock(t.sql(), amina.id())))
        .isEqualTo(SuspensionStore.State.SUSPENDED);
    assertThat(database.<@Nullable Viewer>read(sql -> suspensions.find(sql, "AMINA")))
        .isEqualTo(amina);
    long before = version(3);
    assertThat(database.<Integer>write(t -> store.setAside(t.sql(), amina.id(), 10))).isEqualTo(1);
    assertThat(database.<Integer>write(t -> store.setAside(t.sql(), amina.id(), 10))).isZero();
    assertThat(version(3)).isEqualTo(before).isLessThan(Change.LAST_VERSION);
    assertThat(everybodys()).containsExactly(4L);
    assertThat(tagged()).containsExactly(4L);
    assertThat(database.<List<Change>>read(sql -> search.people(sql, List.of(amina.id()))))
        .singleElement()
        .isInstanceOf(Change.Remove.class);

    database.write(
        t -> {
          restrictions.delete(t.sql(), amina.id(), Restriction.SUSPENDED);
          suspensions.lift(t.sql(), amina.id());
          search.touch(t.sql(), amina.id());
          return true;
        });
    long between = version(3);
    assertThat(database.<Integer>write(t -> store.bringBack(t.sql(), amina.id(), 10))).isEqualTo(1);
    assertThat(database.<Integer>write(t -> store.bringBack(t.sql(), amina.id(), 10))).isZero();
    database.write(
        t -> {
          search.shown(t.sql(), amina.id());
          return true;
        });

    assertThat(everybodys()).containsExactly(4L, 3L);
    assertThat(tagged()).contains(4L, 3L);
    assertThat(version(3)).isGreaterThan(between);
    assertThat(database.<List<Change>>read(sql -> search.people(sql, List.of(amina.id()))))
        .singleElement()
        .isInstanceOf(Change.Put.class);
  }

  @Test
  void theLimitedAreInNoListOfEverybody() {
    database.write(
        t -> {
          restrictions.put(t.sql(), amina.id(), Restriction.LIMITED, 10, null);
          return true;
        });

    assertThat(everybodys()).containsExactly(4L);
    assertThat(tagged()).containsExactly(4L);
    assertThat(database.<List<Long>>read(sql -> posts.publicIdsFor(sql, ben.id(), Range.first(9))))
        .containsExactly(4L);
    assertThat(
            database.<List<Long>>read(
                sql -> posts.idsByTagFor(sql, ben.id(), "sky", Range.first(9))))
        .containsExactly(4L);
    assertThat(database.<List<String>>read(sql -> new AccountStore().newestNames(sql, 9)))
        .containsExactly("ben");
    assertThat(database.<Set<Long>>read(sql -> search.hidden(sql, List.of(amina.id(), ben.id()))))
        .containsExactly(amina.id());
    assertThat(database.<Integer>read(sql -> sql.fetchCount(POST_TAG))).isEqualTo(4);
    assertThat(
            database.<Map<Long, Set<Restriction>>>read(
                sql -> restrictions.of(sql, List.of(amina.id()))))
        .containsKey(amina.id());
  }

  @Test
  void anAccountThatIsOverIsFoundToBeDeleted() {
    database.write(
        t -> {
          restrictions.put(t.sql(), amina.id(), Restriction.SUSPENDED, 10, 20L);
          restrictions.put(t.sql(), ben.id(), Restriction.LOCKED, 10, null);
          return true;
        });

    assertThat(database.<List<Long>>read(sql -> suspensions.over(sql, 19, 9))).isEmpty();
    assertThat(database.<List<Long>>read(sql -> suspensions.over(sql, 20, 9)))
        .containsExactly(amina.id());
  }
}
