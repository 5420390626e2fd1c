package dev.microblog.search;

import dev.microblog.platform.db.Busy;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.index.IndexUnavailable;
import dev.microblog.platform.index.SearchIndex;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Builds the index anew where there is none, where it is of an older layout, where another was
/// kept up in its place for a while, and where somebody asks for it: beside the one that is
/// searched, which then gives way in one moment. Changes that happen meanwhile go to both. Of the
/// processes that share an index one builds; if it dies another goes on.
public final class Rebuild {
  private static final Logger log = LoggerFactory.getLogger(Rebuild.class);

  /// A worker that was not heard of for so long is gone.
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private static final Duration BETWEEN_NOTES = Duration.ofSeconds(1);

  /// How often it is noted that the index is kept up.
  private static final Duration BETWEEN_BEATS = Duration.ofMinutes(1);

  private final Database database;
  private final SearchStore store;
  private final BuildStore builds = new BuildStore();
  private final SearchIndex index;
  private final Indexer indexer;
  private final InstantSource clock;
  private final String worker = UUID.randomUUID().toString();
  private volatile boolean stopped;

  /// When this process noted last that it keeps the index up; null until it did.
  private volatile @Nullable Long keptUpAt;

  /// What the log was told last, so that it is not told each time.
  private volatile @Nullable String problem;

  public Rebuild(
      Database database,
      SearchStore store,
      SearchIndex index,
      Indexer indexer,
      InstantSource clock) {
    this.database = database;
    this.store = store;
    this.index = index;
    this.indexer = indexer;
    this.clock = clock;
  }

  /// Looks whether the index must be built, and builds it if so.
  ///
  /// @return whether it was built
  public boolean look() {
    try {
      boolean built = lookOnce();
      problem = null;
      return built;
    } catch (IndexUnavailable | Busy e) {
      String sentence = String.valueOf(e.getMessage());
      if (!sentence.equals(problem)) {
        log.warn("The search index cannot be looked after now: {}", sentence);
        problem = sentence;
      }
      return false;
    }
  }

  /// Whether the index could be used when it was looked at last.
  public boolean usable() {
    return problem == null;
  }

  private boolean lookOnce() {
    String name = index.name();
    Build build = database.read(sql -> builds.build(sql, name));
    if (build == null || build.state() == Build.State.DONE) {
      String why = why(name);
      if (why == null) {
        keepUp(name);
        return false;
      }
      log.info("The search index is built in the background: {}", why);
      ask(database, name);
    }
    return run();
  }

  /// Asks whoever looks after an index to build it anew.
  ///
  /// @param name of the index
  public static void ask(Database database, String name) {
    database.<@Nullable Void>write(
        transaction -> {
          new BuildStore().ask(transaction.sql(), name);
          return null;
        });
  }

  /// Builds the index, if that is asked for and no other process is at it.
  ///
  /// @return whether it was built
  /// @throws IndexUnavailable if the engine cannot be used
  public boolean run() {
    String name = index.name();
    long now = clock.millis();
    boolean mine =
        database.write(
            transaction ->
                builds.take(transaction.sql(), name, worker, now, now - SILENCE.toMillis()));
    if (!mine) {
      return false;
    }
    try {
      return build(name);
    } finally {
      database.<@Nullable Void>write(
          transaction -> {
            builds.leave(transaction.sql(), name, worker);
            return null;
          });
    }
  }

  private @Nullable String why(String name) {
    SearchIndex.Generation current = index.current();
    if (current == null) {
      return "there is none";
    }
    if (current.layout() != SearchIndex.LAYOUT) {
      return "it is of another version";
    }
    // What this process has kept up itself misses nothing.
    return keptUpAt == null && database.read(sql -> builds.misses(sql, name))
        ? "another was used meanwhile"
        : null;
  }

  private void keepUp(String name) {
    Long last = keptUpAt;
    long now = clock.millis();
    if (last == null || now - last >= BETWEEN_BEATS.toMillis()) {
      database.<@Nullable Void>write(
          transaction -> {
            builds.keepUp(transaction.sql(), name, now);
            return null;
          });
      keptUpAt = now;
    }
  }

  private boolean build(String name) {
    Build build = resumed(name);
    long noted = System.nanoTime();
    while (!stopped) {
      Build before = build;
      List<Long> ids = database.read(sql -> next(sql, before));
      if (ids.isEmpty() && build.phase() == Build.POSTS) {
        return end(name, build);
      }
      if (ids.isEmpty()) {
        build = build.at(Build.POSTS, Long.MAX_VALUE, 0);
      } else {
        indexer.apply(
            generation(build),
            sql -> before.phase() == Build.PEOPLE ? store.people(sql, ids) : store.posts(sql, ids));
        build = build.at(build.phase(), ids.getLast(), ids.size());
      }
      if (System.nanoTime() - noted > BETWEEN_NOTES.toNanos()) {
        noted = System.nanoTime();
        if (!note(name, build)) {
          log.warn("Another process builds the search index");
          return false;
        }
      }
    }
    note(name, build);
    return false;
  }

  private Build resumed(String name) {
    Build known = database.read(sql -> builds.build(sql, name));
    if (known != null
        && known.state() == Build.State.RUNNING
        && known.generation() != null
        && index.has(known.generation())) {
      return known;
    }
    SearchIndex.Generation begun = index.begin();
    long total = database.read(store::countAll);
    Build build = Build.begun(begun.name(), total, clock.millis());
    note(name, build);
    return build;
  }

  private List<Long> next(DSLContext sql, Build build) {
    return build.phase() == Build.PEOPLE
        ? store.personIds(sql, build.place(), Indexer.CHUNK)
        : store.postIds(sql, null, build.place(), Indexer.CHUNK);
  }

  private static String generation(Build build) {
    return Objects.requireNonNull(build.generation());
  }

  private boolean end(String name, Build build) {
    Build ended = build.ended(clock.millis());
    indexer.between(
        () -> {
          index.use(generation(build));
          note(name, ended);
        });
    long millis = Math.max(1, ended.endedAt() - ended.startedAt());
    log.info(
        "The search index is built: {} entries in {} s",
        ended.done(),
        String.format(Locale.ROOT, "%.1f", millis / 1000.));
    return true;
  }

  private boolean note(String name, Build build) {
    return database.write(
        transaction -> builds.note(transaction.sql(), name, worker, build, clock.millis()));
  }

  /// Ends a build at the next chunk; another process, or the next start, goes on.
  public void stop() {
    stopped = true;
  }
}
