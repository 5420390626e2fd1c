package dev.microblog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// A connection on which a test says what no browser would.
public final class Wire implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /// Connects to a server.
  public Wire(URI server) {
    try {
      socket = new Socket(server.getHost(), server.getPort());
      socket.setSoTimeout(PATIENCE_MILLIS);
      in = socket.getInputStream();
      out = socket.getOutputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asks once, on a connection of its own.
  ///
  /// @param request with its headers, without the blank line at the end
  public static String ask(URI server, String request) {
    try (Wire wire = new Wire(server)) {
      wire.say(request + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      return wire.hearAll();
    }
  }

  /// Asks once, with a body.
  ///
  /// @param request with its headers, without the blank line at the end
  public static String ask(URI server, String request, String body) {
    try (Wire wire = new Wire(server)) {
      wire.say(request + "\r\nHost: localhost\r\nConnection: close\r\n\r\n" + body);
      return wire.hearAll();
    }
  }

  /// Sends these characters, each as one byte.
  public void say(String text) {
    say(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Sends these bytes.
  public void say(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether something has come that was not heard yet.
  public boolean hasAnswer() {
    try {
      return in.available() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Everything until the server closes the connection.
  public String hearAll() {
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The head of the next answer, with the blank line at its end.
  public String hearHead() {
    try {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int b = in.read();
        if (b < 0) {
          break;
        }
        head.write(b);
      }
      return head.toString(StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The status of an answer; 0 if it is none.
  public static int status(String answer) {
    return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
  }

  /// A header of an answer; empty if it is missing.
  public static String header(String answer, String name) {
    String wanted = name.toLowerCase(Locale.ROOT) + ": ";
    Optional<String> line =
        head(answer)
            .lines()
            .filter(each -> each.toLowerCase(Locale.ROOT).startsWith(wanted))
            .findFirst();
    return line.map(each -> each.substring(wanted.length())).orElse("");
  }

  /// Status line and headers of an answer.
  public static String head(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    return end < 0 ? answer : answer.substring(0, end);
  }

  /// The body of an answer, as sent.
  public static String body(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    return end < 0 ? "" : answer.substring(end + 4);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
