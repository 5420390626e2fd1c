package dev.microblog.platform.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A mail server that says what a test wants, and notes what it hears.
final class MailStandIn implements AutoCloseable {
  private final ServerSocket server;
  private final String greeting;
  private final Map<String, String> answers;
  private final @Nullable SSLContext certificate;
  private final boolean tlsFirst;

  /// What it was told.
  final List<String> heard = new CopyOnWriteArrayList<>();

  /// @param greeting empty to say nothing
  /// @param answers by the first word of the question
  MailStandIn(
      String greeting,
      Map<String, String> answers,
      @Nullable SSLContext certificate,
      boolean tlsFirst)
      throws IOException {
    this.greeting = greeting;
    this.answers = answers;
    this.certificate = certificate;
    this.tlsFirst = tlsFirst;
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("mail").start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        talk(tlsFirst ? secured(socket) : socket);
      } catch (IOException e) {
        // The caller hung up, or the test is over.
        heard.add("(broken off)");
      }
    }
  }

  private SSLSocket secured(Socket socket) throws IOException {
    SSLContext context = java.util.Objects.requireNonNull(certificate);
    SSLSocket secured =
        (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), false);
    secured.setUseClientMode(false);
    secured.startHandshake();
    return secured;
  }

  private void talk(Socket first) throws IOException {
    Socket socket = first;
    BufferedReader in = reader(socket);
    if (!greeting.isEmpty()) {
      say(socket, greeting);
    }
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      heard.add(line);
      String word = line.split(" ", 2)[0];
      String answer = answers.getOrDefault(word, "500 what?");
      say(socket, answer);
      if (word.equals("STARTTLS") && answer.startsWith("220")) {
        socket = secured(socket);
        in = reader(socket);
      }
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
