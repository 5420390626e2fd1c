package dev.microblog.search;

import static dev.microblog.schema.Tables.SEARCH_BUILD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.World;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.index.Change;
import dev.microblog.platform.index.Entry;
import dev.microblog.platform.index.LuceneIndex;
import dev.microblog.platform.index.SearchIndex;
import dev.microblog.platform.index.Wanted;
import dev.microblog.platform.job.Outbox;
import dev.microblog.post.PostPolicy;
import dev.microblog.post.Posts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildTest {
  private static final Wanted EVERYTHING =
      new Wanted(Entry.Kind.POST, Set.of(PostPolicy.EVERYBODY), List.of(), List.of());

  @TempDir private Path folder;

  private final SearchStore store = new SearchStore();
  private final BuildStore builds = new BuildStore();
  private World world;
  private Watched index;
  private Indexer indexer;

  /// Does something before a chunk goes into what is built.
  private static final class Watched implements SearchIndex {
    final LuceneIndex lucene;
    Runnable before = () -> {};
    int chunks;

    Watched(Path folder) {
      lucene = new LuceneIndex(folder);
    }

    @Override
    public String name() {
      return lucene.name();
    }

    @Override
    public @Nullable Generation current() {
      return lucene.current();
    }

    @Override
    public Generation begin() {
      return lucene.begin();
    }

    @Override
    public boolean has(String generation) {
      return lucene.has(generation);
    }

    @Override
    public Set<String> apply(String generation, List<Change> changes) {
      chunks++;
      before.run();
      return lucene.apply(generation, changes);
    }

    @Override
    public void use(String generation) {
      lucene.use(generation);
    }

    @Override
    public List<Long> best(Wanted wanted, long now, long before, int most) {
      return lucene.best(wanted, now, before, most);
    }

    @Override
    public List<Long> newest(Wanted wanted, Range range) {
      return lucene.newest(wanted, range);
    }

    @Override
    public State state() {
      return lucene.state();
    }

    @Override
    public void close() {
      lucene.close();
    }
  }

  @BeforeEach
  void open() {
    // Its own search is off: the test makes the parts.
    world = World.settings().with("SEARCH", "off").open();
    index = new Watched(folder);
    indexer = new Indexer(world.rooms.database(), store, index);
  }

  @AfterEach
  void close() {
    index.close();
    world.close();
  }

  private Rebuild rebuild() {
    return new Rebuild(world.rooms.database(), store, index, indexer, world.clock);
  }

  private void ask() {
    Rebuild.ask(world.rooms.database(), index.name());
  }

  private List<Long> found() {
    return index.newest(EVERYTHING, Range.first(5_000));
  }

  private List<Long> standing() {
    return world.read(sql -> store.postIds(sql, null, Long.MAX_VALUE, 5_000));
  }

  private @Nullable Build build() {
    return world.read(sql -> builds.build(sql, index.name()));
  }

  private void changed(long... posts) {
    List<Outbox.Item> items = new ArrayList<>();
    for (long id : posts) {
      items.add(new Outbox.Item(id, "post", id, 0));
    }
    assertThat(indexer.work(items)).isEmpty();
  }

  @Test
  void whereThereIsNoIndexOneIsBuiltOfEverythingThatStands() {
    List<Long> ids = world.posts("ben", "A kite", 1_100);
    world.rooms.posts().delete(world.person("ben"), ids.get(7));

    assertThat(rebuild().look()).isTrue();

    assertThat(found()).hasSize(1_099).isEqualTo(standing());
    assertThat(Objects.requireNonNull(build()).done()).isEqualTo(1_099 + World.CAST.size());
    assertThat(rebuild().look()).as("once more").isFalse();
  }

  @Test
  void thereIsNoMomentInWhichLessIsFound() throws Exception {
    world.posts("ben", "A kite", 600);
    rebuild().look();
    Set<Integer> counts = new TreeSet<>();
    ask();
    Thread building = Thread.ofPlatform().start(() -> rebuild().look());
    while (building.isAlive()) {
      counts.add(found().size());
    }
    building.join();
    counts.add(found().size());

    assertThat(counts).containsExactly(600);
    assertThat(index.chunks).as("built twice").isGreaterThanOrEqualTo(6);
  }

  @Test
  void whatHappensWhileItIsBuiltIsInIt() throws Exception {
    List<Long> ids = world.posts("ben", "A kite", 600);
    rebuild().look();
    List<Thread> others = new ArrayList<>();
    index.before =
        () -> {
          index.before = () -> {};
          // Another thread, as the outbox has: it waits for the chunk.
          others.add(Thread.ofPlatform().start(() -> change(ids)));
        };
    ask();
    assertThat(rebuild().look()).isTrue();
    for (Thread other : others) {
      other.join();
    }

    assertThat(others).hasSize(1);
    assertThat(found()).isEqualTo(standing()).hasSize(599);
  }

  /// One of the first chunk and one of the last are deleted, and one comes in.
  private void change(List<Long> ids) {
    world.rooms.posts().delete(world.person("ben"), ids.getLast());
    world.rooms.posts().delete(world.person("ben"), ids.getFirst());
    long made = world.post("lucia", "Another kite");
    changed(ids.getLast(), ids.getFirst(), made);
  }

  @Test
  void anIndexOfAnotherLayoutIsSearchedUntilItIsBuiltAnew() throws IOException {
    world.posts("ben", "A kite", 3);
    rebuild().look();
    String name = Objects.requireNonNull(index.current()).name();
    index.close();
    String older = name.replaceFirst("^v[0-9]+", "v0");
    Files.move(folder.resolve(name), folder.resolve(older));
    Files.writeString(folder.resolve("current"), older);
    index = new Watched(folder);
    indexer = new Indexer(world.rooms.database(), store, index);

    assertThat(found()).hasSize(3);
    assertThat(rebuild().look()).isTrue();

    assertThat(Objects.requireNonNull(index.current()).layout()).isEqualTo(SearchIndex.LAYOUT);
    assertThat(found()).hasSize(3);
    assertThat(folder.resolve(older)).doesNotExist();
  }

  @Test
  void aBuildThatWasStoppedGoesOnWhereItWas() {
    world.posts("ben", "A kite", 1_100);
    Rebuild first = rebuild();
    index.before =
        () -> {
          if (index.chunks == 3) {
            first.stop();
          }
        };
    assertThat(first.look()).isFalse();
    assertThat(Objects.requireNonNull(build()).state()).isEqualTo(Build.State.RUNNING);
    int chunks = index.chunks;

    assertThat(rebuild().look()).isTrue();

    assertThat(index.chunks - chunks).as("chunks that were left").isEqualTo(1);
    assertThat(found()).isEqualTo(standing());
  }

  @Test
  void aBuildOfADeadProcessIsTakenOverAndThatOfALivingOneIsNot() {
    world.posts("ben", "A kite", 3);
    ask();
    String name = index.name();
    long now = world.clock.millis();
    assertThat(
            world
                .rooms
                .database()
                .<Boolean>write(t -> builds.take(t.sql(), name, "another", now, now - 30_000)))
        .isTrue();

    assertThat(rebuild().look()).isFalse();
    world.advance(Duration.ofSeconds(31));

    assertThat(rebuild().look()).isTrue();
    assertThat(found()).hasSize(3);
  }

  @Test
  void aChangeThatComesBeforeThereIsAnIndexWaits() {
    long id = world.post("ben", "A kite");

    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> indexer.work(List.of(new Outbox.Item(1, "post", id, 0)))))
        .isInstanceOf(Outbox.Later.class);
    rebuild().look();
    world.rooms.posts().edit(world.person("ben"), id, new Posts.Draft("A drum", "en", ""));
    changed(id);
    assertThat(found()).containsExactly(id);
  }

  /// From Lucene to a search server and back, for one: what was written meanwhile is in the other.
  @Test
  void anIndexIsBuiltAnewIfAnotherWasUsedMeanwhile(@TempDir Path elsewhere) {
    world.post("amina", "Before");
    Rebuild here = rebuild();
    assertThat(here.look()).as("there is none").isTrue();
    assertThat(here.look()).isFalse();
    world.advance(Duration.ofSeconds(5));
    try (LuceneIndex other = new LuceneIndex(elsewhere)) {
      Indexer made = new Indexer(world.rooms.database(), store, other);
      Rebuild there = new Rebuild(world.rooms.database(), store, other, made, world.clock);
      assertThat(there.look()).isTrue();
      assertThat(there.look()).isFalse();
    }
    world.post("amina", "Meanwhile");
    assertThat(here.look()).as("it was there all the time").isFalse();
    world.advance(Duration.ofSeconds(5));

    Rebuild later = rebuild();
    assertThat(later.look()).as("it misses something").isTrue();
    assertThat(found()).isEqualTo(standing()).hasSize(2);
    assertThat(later.look()).isFalse();
    assertThat(rebuild().look()).as("nothing happened elsewhere").isFalse();
  }

  @Test
  void anIndexThatIsKeptUpSaysSoNowAndThen() {
    Rebuild here = rebuild();
    here.look();
    here.look();
    long noted = beat();
    world.advance(Duration.ofSeconds(30));
    here.look();
    assertThat(beat()).isEqualTo(noted);
    world.advance(Duration.ofSeconds(31));
    here.look();
    assertThat(beat()).isEqualTo(noted + 61_000);
  }

  private long beat() {
    return world.read(sql -> sql.fetchValue(SEARCH_BUILD.BEAT_AT, SEARCH_BUILD.BEAT_AT.gt(0L)));
  }
}
