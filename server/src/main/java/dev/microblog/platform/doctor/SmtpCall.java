package dev.microblog.platform.doctor;

import dev.microblog.platform.config.Config;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// A call to a mail server that ends before anything is sent.
final class SmtpCall implements AutoCloseable {
  /// The server answered something that ends the call.
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    /// What it did, and perhaps which number it said.
    final transient List<Line> lines;

    Refused(Line... lines) {
      super("refused");
      this.lines = List.of(lines);
    }
  }

  private static final int LONGEST_LINE = 2000;
  private static final int MOST_LINES = 100;

  private final String host;
  private final SSLContext trust;
  private Socket socket;
  private List<String> offered = List.of();

  private SmtpCall(String host, SSLContext trust, Socket socket) {
    this.host = host;
    this.trust = trust;
    this.socket = socket;
  }

  /// Connects, by TLS where the settings want it from the first byte.
  static SmtpCall open(Config.Mail mail, SSLContext trust) throws IOException {
    InetAddress address = InetAddress.getByName(mail.server());
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(address, mail.port()), Check.PATIENCE_MILLIS);
      socket.setSoTimeout(Check.PATIENCE_MILLIS);
      SmtpCall call = new SmtpCall(mail.server(), trust, socket);
      if (mail.security() == Config.Mail.Security.TLS) {
        call.secure();
      }
      return call;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// Waits for the server's greeting, greets it, and hears what it offers.
  void greet() throws IOException {
    int code;
    try {
      code = code(hear());
    } catch (SocketTimeoutException e) {
      throw refused("silent", 0);
    }
    if (code != 220) {
      throw refused("greeting", code);
    }
    introduce();
  }

  private void introduce() throws IOException {
    InetAddress own = socket.getLocalAddress();
    String literal = own.getHostAddress().replaceFirst("%.*", "");
    say("EHLO [" + (literal.indexOf(':') < 0 ? "" : "IPv6:") + literal + ']');
    offered = hear();
    int code = code(offered);
    if (code != 250) {
      throw refused("hello", code);
    }
  }

  /// Whether it offers an extension.
  boolean offers(String extension) {
    return offered.stream()
        .filter(line -> line.length() > 4)
        .map(line -> line.substring(4).toUpperCase(Locale.ROOT))
        .anyMatch(line -> line.equals(extension) || line.startsWith(extension + " "));
  }

  /// Changes to TLS.
  void startTls() throws IOException {
    if (!offers("STARTTLS")) {
      throw refused("noStartTls", 0);
    }
    say("STARTTLS");
    int code = code(hear());
    if (code != 220) {
      throw refused("startTls", code);
    }
    secure();
    introduce();
  }

  private void secure() throws IOException {
    SSLSocket secured =
        (SSLSocket) trust.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
    SSLParameters parameters = secured.getSSLParameters();
    // The certificate must be for the name that was asked for.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    socket = secured;
    secured.startHandshake();
  }

  /// Says goodbye. Whether it is heard does not matter.
  void quit() throws IOException {
    say("QUIT");
  }

  private void say(String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  /// All lines of an answer.
  private List<String> hear() throws IOException {
    List<String> lines = new ArrayList<>();
    while (lines.size() < MOST_LINES) {
      String line = line();
      lines.add(line);
      if (!line.matches("[0-9]{3}-.*")) {
        return lines;
      }
    }
    throw refused("endless", 0);
  }

  private String line() throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException();
      }
      if (line.length() == LONGEST_LINE) {
        throw refused("endless", 0);
      }
      line.append((char) b);
    }
    return line.toString().strip();
  }

  private static int code(List<String> answer) {
    String line = answer.getLast();
    return line.matches("[0-9]{3}([ -].*)?") ? Integer.parseInt(line.substring(0, 3)) : 0;
  }

  private Refused refused(String what, int code) {
    Line line = Line.of("smtp." + what, host + ':' + socket.getPort());
    return code == 0 ? new Refused(line) : new Refused(line, Line.of("smtp.code", code));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
