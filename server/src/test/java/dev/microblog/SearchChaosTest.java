package dev.microblog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.account.Viewer;
import dev.microblog.platform.config.Settings;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Page;
import dev.microblog.platform.index.SearchEngine;
import dev.microblog.platform.index.SearchServer;
import dev.microblog.post.Posts;
import dev.microblog.search.SearchText;
import dev.microblog.search.Searches;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The search server fails in every way while people write: nobody who writes waits for it, and in
/// the end exactly what is there is found.
@OnSearchServers
class SearchChaosTest {
  private static final int WRITERS = 3;

  /// A write that had to wait for the search server would take seconds.
  private static final Duration SLOW = Duration.ofSeconds(2);

  @TempDir private Path folder;

  private final Map<Long, String> standing = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Duration> slow = new ConcurrentLinkedQueue<>();
  private volatile boolean enough;

  @Test
  void whateverHappensToTheServerExactlyThePostsThatStandAreFoundInTheEnd() throws Exception {
    SearchServer server = SearchServer.of(SearchEngine.ELASTICSEARCH_6_1);
    server.clear();
    Map<String, String> settings =
        Map.of(
            "DATA_DIR",
            folder.toString(),
            "RATE_LIMIT",
            "off",
            "ELASTICSEARCH_URL",
            server.url().toString());
    try (App app = new App(Settings.read(settings), InstantSource.system(), true)) {
      app.start();
      List<Viewer> people = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        people.add(person(app, "writer" + i));
      }
      List<Thread> writers =
          people.stream().map(p -> Thread.ofPlatform().start(() -> write(app, p))).toList();
      awaitFound(app, people.getFirst(), Duration.ofSeconds(30));

      server.pause();
      assertThat(ask(app, people.getFirst())).isInstanceOf(Searches.Outcome.Unavailable.class);
      Thread.sleep(Duration.ofSeconds(4));
      server.resume();
      Thread.sleep(Duration.ofSeconds(2));
      server.stop();
      assertThat(ask(app, people.getFirst())).isInstanceOf(Searches.Outcome.Unavailable.class);
      Thread.sleep(Duration.ofSeconds(2));
      server.startEmpty();
      awaitFound(app, people.getFirst(), Duration.ofSeconds(60));
      enough = true;
      for (Thread writer : writers) {
        writer.join();
      }

      awaitAll(app, people.getFirst(), Duration.ofSeconds(60));
      assertThat(slow).as("writes that took long").isEmpty();
    }
  }

  private static Viewer person(App app, String name) {
    Rooms rooms = app.rooms;
    long id =
        rooms
            .database()
            .write(
                transaction ->
                    rooms
                        .accounts()
                        .restore(transaction, name, name + "@example.org", "none", "", 0));
    return new Viewer(id, name);
  }

  /// Writes, changes and deletes, and notes what stands.
  private void write(App app, Viewer writer) {
    List<Long> own = new ArrayList<>();
    for (int i = 0; !enough; i++) {
      long begin = System.nanoTime();
      String text = "chaos " + writer.name() + "x" + i;
      if (i % 5 == 3 && !own.isEmpty()) {
        long id = own.get(i % own.size());
        app.rooms.posts().edit(writer, id, draft(text));
        standing.put(id, text);
      } else if (i % 5 == 4 && own.size() > 3) {
        long id = own.remove(i % own.size());
        app.rooms.posts().delete(writer, id);
        standing.remove(id);
      } else if (app.rooms.posts().publish(writer, draft(text))
          instanceof Posts.Outcome.Done(long id)) {
        own.add(id);
        standing.put(id, text);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      if (took.compareTo(SLOW) > 0) {
        slow.add(took);
      }
      pause(Duration.ofMillis(10));
    }
  }

  private static Posts.Draft draft(String text) {
    return new Posts.Draft(text, "en", "");
  }

  private static Searches.Outcome<Page<Long>> ask(App app, Viewer viewer) {
    return ask(app, viewer, "chaos", Cursor.first());
  }

  private static Searches.Outcome<Page<Long>> ask(
      App app, Viewer viewer, String words, Cursor cursor) {
    Searches.Asked asked = new Searches.Asked(SearchText.read(words), "");
    return app.rooms.search().searches.newest(viewer, asked, cursor);
  }

  private static void awaitFound(App app, Viewer viewer, Duration patience) {
    Instant deadline = Instant.now().plus(patience);
    while (!(ask(app, viewer) instanceof Searches.Outcome.Found<Page<Long>>(Page<Long> page)
        && !page.items().isEmpty())) {
      assertThat(Instant.now()).as("nothing is found").isBefore(deadline);
      pause(Duration.ofMillis(200));
    }
  }

  /// Every post that stands under its words as they are now, and nothing else.
  private void awaitAll(App app, Viewer viewer, Duration patience) {
    Instant deadline = Instant.now().plus(patience);
    Map<Long, String> expected = new TreeMap<>(standing);
    while (true) {
      List<Long> found = all(app, viewer);
      if (found.equals(List.copyOf(new TreeMap<>(expected).descendingKeySet()))) {
        break;
      }
      assertThat(Instant.now())
          .as("found %s of %s", found.size(), expected.size())
          .isBefore(deadline);
      pause(Duration.ofMillis(200));
    }
    expected.forEach(
        (id, text) -> {
          String word = Objects.requireNonNull(text.split(" ", -1)[1]);
          assertThat(ask(app, viewer, word + " chaos", Cursor.first()))
              .as(text)
              .isInstanceOfSatisfying(
                  Searches.Outcome.Found.class,
                  found -> assertThat(((Page<?>) found.what()).items()).isEqualTo(List.of(id)));
        });
  }

  private static List<Long> all(App app, Viewer viewer) {
    List<Long> all = new ArrayList<>();
    Cursor cursor = Cursor.first();
    while (cursor != null
        && ask(app, viewer, "chaos", cursor)
            instanceof Searches.Outcome.Found<Page<Long>>(Page<Long> page)) {
      all.addAll(page.items());
      cursor = page.older();
    }
    return all;
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
