package dev.microblog.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.account.People;
import dev.microblog.account.Viewer;
import dev.microblog.block.BlockStore.Entry;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.OnEachEngine;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.time.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@OnEachEngine
class BlockStoreTest {
  private final BlockStore store = new BlockStore();
  private final Database database;
  private final Viewer amina;
  private final Viewer ben;
  private final Viewer lucia;

  BlockStoreTest(TestDatabase on) {
    database = on.database();
    on.clear();
    amina = People.join(database, "amina");
    ben = People.join(database, "ben");
    lucia = People.join(database, "lucia");
  }

  private boolean block(long id, Viewer blocker, Viewer blocked) {
    return database.write(t -> store.insert(t.sql(), id, blocker.id(), blocked.id(), 5));
  }

  private boolean unblock(Viewer blocker, Viewer blocked) {
    return database.write(t -> store.delete(t.sql(), blocker.id(), blocked.id()));
  }

  private boolean apart(Viewer one, Viewer other) {
    return database.read(sql -> store.apart(sql, one.id(), other.id()));
  }

  private Set<Long> apartAmong(Viewer viewer, List<Long> others) {
    return database.read(sql -> store.apartAmong(sql, viewer.id(), others));
  }

  @Test
  void aBlockIsThereOnceInOneDirectionAndKeepsBothApart() {
    assertThat(block(1, amina, ben)).isTrue();
    assertThat(block(2, amina, ben)).isFalse();

    assertThat(database.<Boolean>read(sql -> store.exists(sql, amina.id(), ben.id()))).isTrue();
    assertThat(database.<Boolean>read(sql -> store.exists(sql, ben.id(), amina.id()))).isFalse();
    assertThat(apart(amina, ben)).isTrue();
    assertThat(apart(ben, amina)).isTrue();
    assertThat(apart(amina, lucia)).isFalse();
    assertThat(unblock(amina, ben)).isTrue();
    assertThat(unblock(amina, ben)).isFalse();
    assertThat(apart(ben, amina)).isFalse();
  }

  @Test
  void ofEightBlocksAtOnceOneIsNew() throws Exception {
    assertThat(Together.call(8, i -> block(i + 1L, amina, ben))).containsOnlyOnce(true);

    assertThat(database.<Integer>read(sql -> store.count(sql, amina.id()))).isEqualTo(1);
  }

  @Test
  void whoIsApartIsFoundAmongAnyNumberOfPeople() {
    block(1, amina, ben);
    block(2, lucia, amina);
    List<Long> many = new ArrayList<>(LongStream.rangeClosed(100_000, 100_080).boxed().toList());
    many.add(ben.id());
    many.add(lucia.id());
    many.add(amina.id());

    assertThat(apartAmong(amina, many)).containsExactlyInAnyOrder(ben.id(), lucia.id());
    assertThat(apartAmong(ben, many)).containsExactly(amina.id());
    assertThat(apartAmong(amina, List.of())).isEmpty();
    assertThat(apartAmong(Viewer.NOBODY, many)).isEmpty();
    assertThat(database.<Set<Long>>read(sql -> store.blockedAmong(sql, amina.id(), many)))
        .containsExactly(ben.id());
    assertThat(database.<Set<Long>>read(sql -> store.blockersAmong(sql, amina.id(), many)))
        .containsExactly(lucia.id());
    assertThat(database.<Set<Long>>read(sql -> store.someApart(sql, amina.id(), 5)))
        .containsExactlyInAnyOrder(ben.id(), lucia.id());
    assertThat(database.<Set<Long>>read(sql -> store.someApart(sql, amina.id(), 1))).hasSize(2);
    assertThat(database.<Set<Long>>read(sql -> store.someApart(sql, lucia.id(), 5)))
        .containsExactly(amina.id());
  }

  @Test
  void theListIsReadByRangesTheLatestFirst() {
    block(10, amina, ben);
    block(20, amina, lucia);
    block(15, ben, lucia);

    assertThat(blocked(Range.first(9)))
        .containsExactly(new Entry(20, lucia.id()), new Entry(10, ben.id()));
    assertThat(blocked(Range.before(20, 9))).containsExactly(new Entry(10, ben.id()));
    assertThat(blocked(Range.after(0, 1))).containsExactly(new Entry(10, ben.id()));
  }

  private List<Entry> blocked(Range range) {
    return database.read(sql -> store.blocked(sql, amina.id(), range));
  }

  @Test
  void theBlocksOfAndByAnAccountGoStepByStep() {
    block(1, amina, ben);
    block(2, amina, lucia);
    block(3, lucia, amina);
    block(4, ben, lucia);

    List<Integer> steps = new ArrayList<>();
    int removed;
    do {
      removed = database.write(t -> store.remove(t.sql(), amina.id(), 1));
      steps.add(removed);
    } while (removed > 0);

    assertThat(steps).containsExactly(1, 1, 1, 0);
    assertThat(apart(ben, lucia)).isTrue();
    assertThat(apart(amina, lucia)).isFalse();
  }
}
