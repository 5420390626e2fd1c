package dev.microblog.cli;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.index.IndexUnavailable;
import dev.microblog.platform.index.SearchIndex;
import dev.microblog.platform.job.Outbox;
import dev.microblog.search.Build;
import dev.microblog.search.BuildStore;
import dev.microblog.search.Indexer;
import dev.microblog.search.Rebuild;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Tells how the search index is, and builds it anew.
public final class SearchCommands {
  private static final Duration LOOKS = Duration.ofMillis(500);

  /// How long a server that runs may take to begin.
  private static final Duration BEGIN = Duration.ofSeconds(30);

  private final Database database;
  private final SearchIndex index;
  private final InstantSource clock;
  private final PrintWriter out;
  private final ProgressLine line;
  private final BuildStore builds = new BuildStore();

  /// @param terminal whether lines can be written over
  public SearchCommands(
      Database database,
      SearchIndex index,
      InstantSource clock,
      PrintWriter out,
      boolean terminal) {
    this.database = database;
    this.index = index;
    this.clock = clock;
    this.out = out;
    this.line = new ProgressLine(out, terminal);
  }

  /// Prints documents, lag, size, engine and version.
  ///
  /// @return the exit code: 1 if the engine cannot be used, or there is no index
  public int status() {
    int code = 0;
    try {
      SearchIndex.State state = index.state();
      SearchIndex.Generation generation = state.generation();
      row("engine", state.engine() + " " + state.version());
      row("index", generation == null ? "none yet" : generation.name() + layout(generation));
      row("documents", number(state.documents()));
      row("size", size(state.bytes()));
      code = generation == null ? 1 : 0;
    } catch (IndexUnavailable e) {
      row("engine", String.valueOf(e.getMessage()));
      code = 1;
    }
    Outbox.Backlog backlog = Outbox.backlog(database, Indexer.NAME, clock);
    row(
        "lag",
        backlog.items() == 0
            ? "none"
            : number(backlog.items())
                + " changes, the oldest "
                + backlog.age().toSeconds()
                + " s old");
    Build build = build();
    row("build", build == null ? "none so far" : words(build));
    out.flush();
    return code;
  }

  private static String layout(SearchIndex.Generation generation) {
    return generation.layout() == SearchIndex.LAYOUT ? "" : ", of another version";
  }

  private @Nullable Build build() {
    try {
      return database.read(sql -> builds.build(sql, index.name()));
    } catch (IndexUnavailable e) {
      return null;
    }
  }

  private void row(String name, String value) {
    out.printf("%-10s %s%n", name, value);
  }

  /// Builds the index here, with the progress on the screen.
  ///
  /// @throws IndexUnavailable if the engine cannot be used
  public void build(Rebuild rebuild) {
    Rebuild.ask(database, index.name());
    CompletableFuture<Boolean> built = CompletableFuture.supplyAsync(rebuild::run);
    follow(built);
    try {
      if (!built.join()) {
        // Another process was quicker.
        follow(null);
      }
    } catch (CompletionException e) {
      if (e.getCause() instanceof IndexUnavailable unavailable) {
        throw unavailable;
      }
      throw e;
    }
  }

  /// Leaves the request to the server that runs, and follows what it does.
  ///
  /// @return whether the index was built
  public boolean request() {
    Rebuild.ask(database, index.name());
    out.println("A server is running: it builds the index, and goes on serving.");
    return follow(null);
  }

  /// @param here what is waited for, null if another process builds
  private boolean follow(@Nullable CompletableFuture<?> here) {
    long begin = System.nanoTime();
    while (here == null || !here.isDone()) {
      sleep();
      Build build = build();
      long now = System.nanoTime();
      if (build == null || build.state() == Build.State.ASKED) {
        if (here == null && now - begin > BEGIN.toNanos()) {
          out.println("No server has begun within " + BEGIN.toSeconds() + " s. It is asked for.");
          out.flush();
          return false;
        }
      } else if (here == null && build.state() == Build.State.DONE) {
        break;
      } else if (line.due()) {
        line.tell(progress(build));
      }
    }
    Build build = build();
    if (build != null && build.state() == Build.State.DONE) {
      line.end(words(build));
    }
    out.flush();
    return true;
  }

  private static void sleep() {
    try {
      Thread.sleep(LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IndexUnavailable("Interrupted while the search index is built.", e);
    }
  }

  private String progress(Build build) {
    return ProgressLine.bar(build.done(), build.total()) + " " + words(build);
  }

  private String words(Build build) {
    if (build.state() == Build.State.ASKED) {
      return "asked for";
    }
    boolean done = build.state() == Build.State.DONE;
    long end = done ? build.endedAt() : clock.millis();
    double seconds = Math.max(.001, (end - build.startedAt()) / 1000.);
    if (done) {
      return String.format(
          Locale.ROOT,
          "done: %,d documents in %,.1f s, %,.0f a second",
          build.done(),
          seconds,
          build.done() / seconds);
    }
    return ProgressLine.words("documents", build.done(), build.total(), seconds);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String size(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }
}
