package dev.microblog;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A mail server of a test, which takes every letter and has it read, or does what mail servers do
/// when something is wrong.
public final class PostOffice implements AutoCloseable {
  /// In place of an answer: says nothing more.
  public static final String HANG = "(hangs)";

  /// In place of an answer: closes the connection.
  public static final String CLOSE = "(closes)";

  private static final Pattern LINK = Pattern.compile("^https?://\\S+$", Pattern.MULTILINE);

  private final ServerSocket server;
  private final @Nullable SSLContext certificate;
  private final boolean tlsFirst;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();

  /// What it was told, but for the letters.
  public final List<String> heard = new CopyOnWriteArrayList<>();

  /// The letters that it took.
  public final List<Received> letters = new CopyOnWriteArrayList<>();

  /// A letter that was taken.
  ///
  /// @param raw as it came over the wire
  public record Received(String to, String raw) {
    /// Read by a mail program.
    public MimeMessage message() {
      try {
        return new MimeMessage(
            Session.getInstance(new Properties()),
            new ByteArrayInputStream(raw.getBytes(StandardCharsets.ISO_8859_1)));
      } catch (MessagingException e) {
        throw new AssertionError(e);
      }
    }

    /// A header as a reader sees it.
    public String header(String name) {
      try {
        return String.valueOf(message().getHeader(name, null));
      } catch (MessagingException e) {
        throw new AssertionError(e);
      }
    }

    public String subject() {
      try {
        return message().getSubject();
      } catch (MessagingException e) {
        throw new AssertionError(e);
      }
    }

    public String text() {
      return part(message(), "text/plain");
    }

    public String html() {
      return part(message(), "text/html");
    }

    /// The address on a line of its own in the text; empty if there is none.
    public String link() {
      Matcher found = LINK.matcher(text());
      return found.find() ? found.group() : "";
    }

    /// The content of the first part of a type.
    public static String part(Part part, String type) {
      try {
        if (part.isMimeType(type)) {
          Object content = part.getContent();
          String text =
              content instanceof String string
                  ? string
                  : new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
          return text.replace("\r\n", "\n");
        }
        if (part.getContent() instanceof Multipart parts) {
          for (int i = 0; i < parts.getCount(); i++) {
            BodyPart inner = parts.getBodyPart(i);
            String found = part(inner, type);
            if (!found.isEmpty()) {
              return found;
            }
          }
        }
        return "";
      } catch (MessagingException e) {
        throw new AssertionError(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// One that speaks in the open.
  public static PostOffice open() {
    return new PostOffice(null, false);
  }

  /// One that offers STARTTLS.
  public static PostOffice secured(SSLContext certificate) {
    return new PostOffice(certificate, false);
  }

  /// One that speaks TLS from the first byte.
  public static PostOffice securedFirst(SSLContext certificate) {
    return new PostOffice(certificate, true);
  }

  private PostOffice(@Nullable SSLContext certificate, boolean tlsFirst) {
    this.certificate = certificate;
    this.tlsFirst = tlsFirst;
    try {
      server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("post-office").start(this::serve);
  }

  public int port() {
    return server.getLocalPort();
  }

  /// How many connections there were.
  public int connections() {
    return connections.get();
  }

  /// From now on answers a command so: one that begins with this word, `GREETING` for the first
  /// line of all, or `.` for the end of a letter.
  public void answer(String command, String answer) {
    answers.put(command, answer);
  }

  /// From now on answers as at first.
  public void recover() {
    answers.clear();
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> talk(socket));
      } catch (IOException e) {
        // The test is over.
        return;
      }
    }
  }

  private void talk(Socket accepted) {
    try (Socket first = accepted) {
      converse(tlsFirst ? tls(first) : first);
    } catch (IOException | InterruptedException e) {
      heard.add("(broken off)");
    }
  }

  private SSLSocket tls(Socket socket) throws IOException {
    SSLContext context = java.util.Objects.requireNonNull(certificate);
    SSLSocket secured =
        (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), false);
    secured.setUseClientMode(false);
    secured.startHandshake();
    return secured;
  }

  private void converse(Socket first) throws IOException, InterruptedException {
    Socket socket = first;
    BufferedReader in = reader(socket);
    String to = "";
    if (!say(socket, answers.getOrDefault("GREETING", "220 post.example ESMTP"))) {
      return;
    }
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      heard.add(line);
      String word = line.split("[ :]", 2)[0];
      if (word.equals("RCPT")) {
        to = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
      }
      String answer = answers.getOrDefault(word, usual(word));
      if (!say(socket, answer)) {
        return;
      }
      if (word.equals("STARTTLS") && answer.startsWith("220")) {
        socket = tls(socket);
        in = reader(socket);
      }
      if (word.equals("DATA") && answer.startsWith("354")) {
        String raw = letter(in);
        String end = answers.getOrDefault(".", "250 taken");
        if (end.startsWith("250")) {
          letters.add(new Received(to, raw));
        }
        if (!say(socket, end)) {
          return;
        }
      }
    }
  }

  private String usual(String word) {
    return switch (word) {
      case "EHLO" ->
          certificate == null || tlsFirst ? "250 post.example" : "250-post.example\r\n250 STARTTLS";
      case "STARTTLS" -> "220 go ahead";
      case "DATA" -> "354 go ahead";
      case "QUIT" -> "221 bye";
      default -> "250 well";
    };
  }

  private static String letter(BufferedReader in) throws IOException {
    StringBuilder raw = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      raw.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
    }
    return raw.toString();
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  /// @return whether the talk goes on
  private static boolean say(Socket socket, String answer)
      throws IOException, InterruptedException {
    if (answer.equals(HANG)) {
      // Until the other side hangs up.
      return socket.getInputStream().read() >= 0 && say(socket, answer);
    }
    if (answer.equals(CLOSE)) {
      return false;
    }
    socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return true;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
