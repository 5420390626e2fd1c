package dev.microblog.bench.run;

import dev.microblog.bench.load.Requests;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// One open page that listens to a stream of events.
final class Listening implements AutoCloseable {
  private final Socket socket;

  /// When events came, as nanoseconds of [System#nanoTime].
  private final BlockingQueue<Long> events = new LinkedBlockingQueue<>();

  Listening(InetSocketAddress server, String token) throws IOException {
    socket = new Socket(server.getAddress(), server.getPort());
    socket.getOutputStream().write(Requests.get("/notifications/stream", token));
    Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 512)) {
      String line;
      while ((line = lines.readLine()) != null) {
        if (line.startsWith("data: ")) {
          events.add(System.nanoTime());
        }
      }
    } catch (IOException e) {
      // It was closed.
      return;
    }
  }

  /// When the next event came.
  long next() throws IOException, InterruptedException {
    Long at = events.poll(20, TimeUnit.SECONDS);
    if (at == null) {
      throw new IOException("A listener heard nothing in 20 s.");
    }
    return at;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
