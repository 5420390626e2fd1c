package dev.microblog.platform.outgoing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A server that says what a test wants, byte by byte, whatever HTTP thinks of it.
final class RawServer implements AutoCloseable {
  /// What it does with a connection once the head of a request is read.
  interface Manner {
    void answer(OutputStream out) throws IOException, InterruptedException;
  }

  private static final int MOST_TRIES = 20;

  private final ServerSocket server;
  private final Manner manner;
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();

  private RawServer(ServerSocket server, Manner manner) {
    this.server = server;
    this.manner = manner;
    Thread.ofVirtual().start(this::listen);
  }

  /// At 127.0.0.1.
  static RawServer answering(Manner manner) {
    return at("127.0.0.1", 0, manner);
  }

  static RawServer at(String address, int port, Manner manner) {
    try {
      return new RawServer(new ServerSocket(port, 50, InetAddress.ofLiteral(address)), manner);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Two at the same port, of 127.0.0.1 and of another address. Other tests have servers, too, so
  /// that the port may be taken at the other address; then another port is tried.
  static List<RawServer> twins(String address, Manner manner) {
    for (int tries = 1; ; tries++) {
      RawServer first = answering(manner);
      try {
        return List.of(first, at(address, first.port(), manner));
      } catch (UncheckedIOException e) {
        first.close();
        if (tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  /// Says this at once and then ends.
  static Manner saying(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /// A good answer.
  static Manner well(String body) {
    return saying(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + body.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n"
            + body);
  }

  private void listen() {
    while (true) {
      try {
        Socket connection = server.accept();
        connections.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      String head = head(connection.getInputStream());
      if (head != null) {
        heads.add(head);
        manner.answer(connection.getOutputStream());
        connection.getOutputStream().flush();
      }
    } catch (IOException e) {
      // The other side went away, as some tests want it to.
      connections.remove(connection);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        return null;
      }
      head.append((char) c);
    }
    return head.toString();
  }

  int port() {
    return server.getLocalPort();
  }

  /// Its address, under this name.
  URI url(String host) {
    return URI.create("http://" + host + ":" + port() + "/path");
  }

  /// The heads of all requests.
  List<String> heads() {
    return heads;
  }

  /// How many connected.
  int connections() {
    return connections.size();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
