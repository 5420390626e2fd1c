package dev.microblog.platform.index;

import dev.microblog.platform.db.DataFolder;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.http.Keys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.util.Version;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lucene, inside this process, in a folder. Nobody else writes to it: changes come in order, and
/// their versions are not looked at.
///
/// Opening it loads the library and is left to the first use. A generation that is being built is
/// kept by nobody until it is used: after a crash it is begun again.
public final class LuceneIndex implements SearchIndex {
  private static final Logger log = LoggerFactory.getLogger(LuceneIndex.class);

  /// It would advise, on standard error, a flag that an operator has no reason to know. Kept here,
  /// because what nobody keeps is collected, and its level with it.
  private static final java.util.logging.Logger ADVICE =
      java.util.logging.Logger.getLogger("org.apache.lucene.internal.vectorization");

  /// After this a search answers with what it has found by then.
  private static final Duration MOST_TIME = Duration.ofSeconds(1);

  private final LuceneFolder folder;
  private final LuceneLanes lanes;

  /// What is searched; null until it is opened.
  private volatile @Nullable Opened current;

  /// What is built; null if nothing is.
  private volatile @Nullable Opened building;

  /// Read once: it never changes, and is asked for with every change.
  private volatile @Nullable String name;

  private volatile boolean closed;

  /// The folder, once it is used; for the writing lane alone.
  private @Nullable DataFolder held;

  private record Opened(String name, LuceneGeneration index) {}

  /// @param folder of its own, which is made when it is needed
  public LuceneIndex(Path folder) {
    this.folder = new LuceneFolder(folder);
    lanes = new LuceneLanes(this.folder);
    ADVICE.setLevel(java.util.logging.Level.SEVERE);
  }

  @Override
  public String name() {
    String known = name;
    if (known == null) {
      known = lanes.write(folder::id);
      name = known;
    }
    return known;
  }

  @Override
  public @Nullable Generation current() {
    Opened opened = opened();
    return opened == null ? null : generation(opened.name());
  }

  private static Generation generation(String name) {
    return new Generation(name, LuceneFolder.layout(name));
  }

  private @Nullable Opened opened() {
    Opened known = current;
    return known == null || known.index().broken() ? lanes.write(this::open) : known;
  }

  private @Nullable Opened open() throws IOException {
    Opened known = current;
    if (known != null && !known.index().broken()) {
      return known;
    }
    hold();
    current = null;
    if (known != null) {
      Throwable damage = known.index().damage();
      known.index().discard();
      if (damage != null) {
        return damaged(damage);
      }
    }
    String name = folder.current();
    if (name == null) {
      return null;
    }
    try {
      Opened opened = new Opened(name, LuceneGeneration.open(folder.of(name)));
      current = opened;
      return opened;
    } catch (IOException | IllegalArgumentException e) {
      if (!LuceneFolder.isDamage(e)) {
        throw e;
      }
      return damaged(e);
    }
  }

  private @Nullable Opened damaged(Throwable damage) throws IOException {
    log.warn(
        "The search index in {} is damaged ({}): it is built anew", folder, damage.getMessage());
    folder.forget();
    return null;
  }

  /// Keeps other processes from the folder.
  private void hold() {
    if (closed) {
      throw new IndexUnavailable("The search index is closed.");
    }
    if (held == null) {
      try {
        held = DataFolder.open(folder.path());
      } catch (Unusable e) {
        throw new IndexUnavailable(String.valueOf(e.getMessage()), e);
      }
    }
  }

  @Override
  public Generation begin() {
    return lanes.change(
        () -> {
          hold();
          endBuilding();
          // Half of one that a crash left may be what fills the disk.
          folder.removeOthers(folder.current());
          String name = LuceneFolder.name(Keys.random(9));
          building = new Opened(name, LuceneGeneration.make(folder.of(name)));
          return generation(name);
        });
  }

  /// What was not used goes.
  private void endBuilding() throws IOException {
    Opened built = building;
    building = null;
    if (built != null) {
      built.index().discard();
    }
  }

  @Override
  public boolean has(String generation) {
    return find(generation) != null;
  }

  private @Nullable Opened find(String generation) {
    Opened built = building;
    if (built != null && built.name().equals(generation)) {
      // After an error it is not whole any more.
      return built.index().broken() ? null : built;
    }
    Opened opened = opened();
    return opened != null && opened.name().equals(generation) ? opened : null;
  }

  @Override
  public Set<String> apply(String generation, List<Change> changes) {
    Opened opened = find(generation);
    if (opened == null) {
      throw new IndexUnavailable("The search index has no generation " + generation + ".");
    }
    return lanes.change(
        () -> {
          Set<String> refused = opened.index().apply(changes);
          if (!opened.equals(building)) {
            opened.index().keep();
          }
          return refused;
        });
  }

  @Override
  public void use(String generation) {
    Opened used = find(generation);
    if (used == null) {
      throw new IndexUnavailable("The search index has no generation " + generation + ".");
    }
    lanes.change(
        () -> {
          used.index().keep();
          folder.use(generation);
          Opened before = current;
          current = used;
          if (used.equals(building)) {
            building = null;
            if (before != null) {
              before.index().discard();
            }
          }
          endBuilding();
          folder.removeOthers(generation);
          return generation;
        });
  }

  @Override
  public List<Long> best(Wanted wanted, long now, long before, int most) {
    if (wanted.all().stream().allMatch(Clause::filters)) {
      // All fit alike.
      return newest(wanted, Range.before(before, most));
    }
    return search(queries -> queries.best(wanted, now, before - 1), LuceneFields.BEST_FIRST, most);
  }

  @Override
  public List<Long> newest(Wanted wanted, Range range) {
    return search(
        queries -> queries.of(wanted, range.least(), range.greatest()),
        range.upwards() ? LuceneFields.OLDEST_FIRST : LuceneFields.NEWEST_FIRST,
        range.count());
  }

  private interface Asked {
    Query by(LuceneQueries queries);
  }

  private List<Long> search(Asked asked, Sort order, int most) {
    try {
      return searchOnce(asked, order, most);
    } catch (AlreadyClosedException e) {
      // Another generation took its place in this moment.
      return LuceneLanes.ended(() -> searchOnce(asked, order, most));
    }
  }

  private List<Long> searchOnce(Asked asked, Sort order, int most) {
    Opened opened = opened();
    if (opened == null) {
      throw new IndexUnavailable("The search index is not built yet.");
    }
    return lanes.read(
        () ->
            opened
                .index()
                .search(
                    searcher -> {
                      long deadline = System.nanoTime() + MOST_TIME.toNanos();
                      searcher.setTimeout(() -> System.nanoTime() - deadline > 0);
                      return ids(
                          searcher.search(
                                  asked.by(new LuceneQueries(searcher.getIndexReader())),
                                  new TopFieldCollectorManager(order, most, null, most))
                              .scoreDocs);
                    }));
  }

  /// The last thing by which every order sorts is the id.
  private static List<Long> ids(ScoreDoc[] found) {
    return Arrays.stream(found)
        .map(hit -> ((FieldDoc) hit).fields)
        .map(sortedBy -> (Long) sortedBy[sortedBy.length - 1])
        .toList();
  }

  @Override
  public State state() {
    return lanes.write(() -> state(folder));
  }

  private static State state(LuceneFolder folder) throws IOException {
    String name = folder.current();
    long documents = name == null ? 0 : LuceneGeneration.documents(folder.of(name));
    Generation generation = name == null ? null : generation(name);
    return new State("Lucene", Version.LATEST.toString(), generation, documents, folder.bytes());
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    lanes.endReading();
    try {
      lanes.write(
          () -> {
            closed = true;
            try (DataFolder _ = held;
                LuceneGeneration _ = current == null ? null : current.index()) {
              endBuilding();
            }
            return "";
          });
    } catch (IndexUnavailable | AlreadyClosedException e) {
      log.warn("The search index could not be closed: {}", e.getMessage());
    }
    lanes.endWriting();
  }
}
