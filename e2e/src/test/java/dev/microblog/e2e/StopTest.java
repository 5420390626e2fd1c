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
import java.util.Map;
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
