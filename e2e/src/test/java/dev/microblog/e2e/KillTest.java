package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed while people write: what was answered with success is there, once and
/// whole, and is found.
class KillTest {
  private static final int KILLS = 20;
  private static final int WRITERS = 3;

  /// Long enough for a post to be torn, if it could be.
  private static final String REST =
      " is what I wanted to say about it, and a good deal more,".repeat(6) + " to its #end";

  private static final Person AMINA = Person.of("amina");
  private static final Person BEN = Person.of("ben");

  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private final Set<String> answered = ConcurrentHashMap.newKeySet();

  @Test
  void whatWasAnsweredIsThereAfterTwentyKills(@TempDir Path folder)
      throws IOException, InterruptedException, ExecutionException {
    Launch launch = Launch.in(folder.resolve("data")).unlimited();
    Server server = launch.start();
    server.client().signUp(AMINA);
    server.client().signUp(BEN);
    Client amina = server.client().signIn(AMINA);
    Client ben = server.client().signIn(BEN);
    ben.follow(AMINA);
    // Fan-out writes only to lists that somebody has looked at.
    ben.page("/index");

    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 1; round <= KILLS; round++) {
        write(server, amina, writers, round);
        if (round == KILLS) {
          // What the killed server had claimed is free again after a while: let it have passed.
          Folder.age(launch.dataDir(), Duration.ofMinutes(10));
        }
        server = launch.start();
        amina = amina.at(server);
        check(bodies(amina, "/user/amina"), "on her profile after kill " + round);
      }
    }
    try (Server last = server) {
      List<String> kept = bodies(amina, "/user/amina");
      check(kept, "on her profile");
      assertThat(answered).as("enough was written to call it a loop").hasSizeGreaterThan(5 * KILLS);
      assertThat(bodies(amina, "/tag/end")).as("on the tag's page").isEqualTo(kept);
      assertThat(bodies(amina, "/index")).as("on her home").isEqualTo(kept);
      assertThat(amina.page("/user/amina").select(".counts").text())
          .as("counted")
          .startsWith(kept.size() + " posts");
      Client reader = ben.at(last);
      Wait.until(
          "the outbox has drained into the follower's home",
          () -> bodies(reader, "/index").equals(kept));
      List<String> posts = ids(reader, "/user/amina");
      Wait.until(
          "exactly what is kept is found",
          () -> ids(reader, "/search?q=deal&in=posts&sort=new").equals(posts));
      System.out.printf(
          "%d kills: %d posts sent, %d answered with success, %d kept%n",
          KILLS, sent.size(), answered.size(), kept.size());
    }
  }

  /// Writes in a loop, and kills the server in the midst of it: after so many answers, another
  /// number each time.
  private void write(Server server, Client amina, ExecutorService writers, int round)
      throws InterruptedException, ExecutionException {
    CountDownLatch enough = new CountDownLatch(4 + round % 7 * 3);
    List<Future<?>> running = new ArrayList<>();
    for (int writer = 1; writer <= WRITERS; writer++) {
      String name = "Thought " + round + "." + writer + ".";
      running.add(writers.submit(() -> writeUntilKilled(amina, name, enough)));
    }
    enough.await();
    server.kill();
    for (Future<?> writer : running) {
      writer.get();
    }
  }

  private void writeUntilKilled(Client amina, String name, CountDownLatch enough) {
    for (int i = 1; ; i++) {
      String text = name + i + REST;
      sent.add(text);
      try {
        Client.Answer answer = amina.publish(text);
        assertThat(answer.status()).isEqualTo(302);
      } catch (IOException e) {
        // Killed: nobody knows whether this one is there.
        return;
      }
      answered.add(text);
      enough.countDown();
    }
  }

  private void check(List<String> kept, String where) {
    assertThat(kept).as("none doubled " + where).doesNotHaveDuplicates();
    assertThat(sent).as("none half " + where).containsAll(kept);
    Set<String> lost = new HashSet<>(answered);
    kept.forEach(lost::remove);
    assertThat(lost).as("none lost " + where).isEmpty();
  }

  /// The texts of all posts of a list.
  private static List<String> bodies(Client client, String path) throws IOException {
    return all(client, path, Element::text);
  }

  /// What names the posts of a list: a search may shorten their texts.
  private static List<String> ids(Client client, String path) throws IOException {
    return all(client, path, Element::id);
  }

  /// Something of all posts of a list, page by page.
  private static List<String> all(Client client, String path, Function<Element, String> what)
      throws IOException {
    List<String> found = new ArrayList<>();
    String next = path;
    while (!next.isEmpty()) {
      Document page = client.page(next);
      page.select(".post-body").forEach(body -> found.add(what.apply(body)));
      Element older = page.selectFirst(".pager [rel=next]");
      next = older == null ? "" : older.attr("href");
    }
    return found;
  }
}
