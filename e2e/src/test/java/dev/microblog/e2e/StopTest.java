package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The end that an operator or a container asks for.
class StopTest {
  private static final int ENDED_BY_SIGTERM = 128 + 15;
  private static final Person AMINA = Person.of("amina");

  @TempDir Path folder;

  @Test
  void sigtermEndsAnIdleServerAtOnce() {
    Server server = Launch.in(folder.resolve("data")).start();
    long asked = System.nanoTime();
    server.program().terminate();
    Ending ending = server.program().end();
    Duration took = Duration.ofNanos(System.nanoTime() - asked);
    assertThat(ending.code()).isIn(0, ENDED_BY_SIGTERM);
    assertThat(ending.errors()).isEmpty();
    assertThat(took).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aProxyThatAsksForOurHealthMayBeGivenTheTimeToNotice() throws IOException {
    try (Server server =
        Launch.in(folder.resolve("data"))
            .with("MANAGEMENT_PORT", "0")
            .with("STOP_DELAY", "3")
            .start()) {
      int probes = Launch.managementPort(server.program());
      long asked = System.nanoTime();
      server.program().terminate();
      server.program().await(line -> line.contains("Ending"));
      Wait.until("it is not ready", () -> Probes.ask(probes, "ready").equals("503 ending"));
      assertThat(server.client().get("/auth/login").status()).isEqualTo(200);
      Ending ending = server.program().end();
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofSeconds(3));
      assertThat(ending.errors()).isEmpty();
    }
  }

  @Test
  void sigtermLetsARunningRequestEndAndTakesNoOther() throws IOException {
    Path data = folder.resolve("data");
    String answer;
    try (Server server = Launch.in(data).start()) {
      server.client().signUp(AMINA);
      Client amina = server.client().signIn(AMINA);
      String body = amina.body(Map.of("post", "Sent while the server was told to end"));
      int half = body.length() / 2;
      try (Socket socket = new Socket("localhost", server.address().getPort())) {
        socket.setSoTimeout(20_000);
        OutputStream out = socket.getOutputStream();
        send(
            out,
            "POST /index HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n"
                + ("Cookie: session=" + amina.cookies().get("session") + "\r\n")
                + ("Content-Length: " + body.length() + "\r\n\r\n")
                + body.substring(0, half));
        server.program().terminate();
        server.program().await(line -> line.contains("Ending"));
        Wait.until("no new connection is taken", () -> refusesConnections(server));
        send(out, body.substring(half));
        InputStream in = socket.getInputStream();
        answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
      Ending ending = server.program().end();
      assertThat(ending.code()).as(ending.text()).isIn(0, ENDED_BY_SIGTERM);
      assertThat(ending.errors()).isEmpty();
    }
    assertThat(answer).startsWith("HTTP/1.1 302");
    try (Server again = Launch.in(data).start()) {
      assertThat(again.client().signIn(AMINA).page("/index").select(".post-body").text())
          .isEqualTo("Sent while the server was told to end");
    }
  }

  @Test
  void underLoadEverythingThatWasAskedIsAnsweredWithinTenSeconds() throws Exception {
    Path data = folder.resolve("data");
    int people = 16;
    ConcurrentHashMap<String, Integer> taken = new ConcurrentHashMap<>();
    List<Throwable> broken = new CopyOnWriteArrayList<>();
    try (Server server = Launch.in(data).unlimited().start();
        ExecutorService threads = Executors.newFixedThreadPool(people)) {
      server.client().signUp(AMINA);
      Client amina = server.client().signIn(AMINA);
      CountDownLatch busy = new CountDownLatch(people * 3);
      for (int i = 0; i < people; i++) {
        int number = i;
        threads.execute(() -> load(amina.at(server), number, busy, taken, broken));
      }
      busy.await();
      long asked = System.nanoTime();
      server.program().terminate();
      Ending ending = server.program().end();
      Duration took = Duration.ofNanos(System.nanoTime() - asked);
      assertThat(took).isLessThan(Duration.ofSeconds(10));
      assertThat(ending.code()).as(ending.text()).isIn(0, ENDED_BY_SIGTERM);
      assertThat(ending.errors()).isEmpty();
    }
    assertThat(broken).as("answers that were cut off").isEmpty();
    List<String> kept = new ArrayList<>();
    try (Server again = Launch.in(data).start()) {
      for (String next = "/user/amina"; !next.isEmpty(); ) {
        Document page = again.client().page(next);
        kept.addAll(page.select(".post-body").eachText());
        next = page.select("a[rel=next]").attr("href");
      }
    }
    assertThat(kept).as("every post that was taken").containsAll(taken.keySet());
  }

  /// Posts until no new connection is taken. What was asked on one that was must be answered.
  private static void load(
      Client client,
      int number,
      CountDownLatch busy,
      Map<String, Integer> taken,
      List<Throwable> broken) {
    try {
      for (int i = 0; ; i++) {
        String text = "Post " + i + " of " + number;
        int status = client.publish(text).status();
        if (status == 302) {
          taken.put(text, status);
        }
        busy.countDown();
      }
    } catch (ConnectException e) {
      // Nobody is there any more, and nothing was asked.
    } catch (IOException e) {
      broken.add(e);
    }
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static boolean refusesConnections(Server server) throws IOException {
    try (Socket other = new Socket("localhost", server.address().getPort())) {
      return !other.isConnected();
    } catch (ConnectException e) {
      return true;
    }
  }
}
