package dev.microblog.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Asks the server on this machine whether it is live, ready or started, prints what it answers,
/// and ends with 0 if all is well, else with 1.
///
/// A container runs it every half minute, so it is made of as few classes as can be: a plain socket
/// and no library.
public final class Probe {
  private static final int STANDARD_PORT = 5001;
  private static final int LIMIT_MILLIS = 3_000;
  private static final int MOST_BYTES = 4_096;

  private Probe() {}

  /// Asks once.
  ///
  /// @param arguments `live` (if there is none), `ready` or `started`
  public static void main(String[] arguments) {
    String what = arguments.length == 0 ? "live" : arguments[0];
    if (arguments.length > 1
        || !(what.equals("live") || what.equals("ready") || what.equals("started"))) {
      System.out.println("Ask for live, ready or started.");
      System.exit(1);
    }
    String address = address(System.getenv("MANAGEMENT_ADDRESS"));
    System.exit(ask(address, port(System.getenv("MANAGEMENT_PORT")), what) ? 0 : 1);
  }

  /// The port that the server listens on for such questions. A link of containers puts addresses
  /// (`tcp://…`) into variables of such names: these say nothing, and nor does what is no port.
  static int port(@Nullable String setting) {
    try {
      int port = setting == null ? STANDARD_PORT : Integer.parseInt(setting.strip());
      return port > 0 && port <= 65_535 ? port : STANDARD_PORT;
    } catch (NumberFormatException e) {
      return STANDARD_PORT;
    }
  }

  /// The address that the server listens on for them. All addresses of a machine have this one.
  static String address(@Nullable String setting) {
    String address = setting == null ? "" : setting.strip();
    return switch (address) {
      case "", "0.0.0.0", "::", "[::]" -> "127.0.0.1";
      default -> address;
    };
  }

  /// Whether the answer is a good one.
  static boolean ask(String address, int port, String what) {
    long deadline = System.nanoTime() + LIMIT_MILLIS * 1_000_000L;
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(address), port), LIMIT_MILLIS);
      String request =
          "GET /health/" + what + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = answer(socket, deadline);
      int body = answer.indexOf("\r\n\r\n");
      int line = answer.indexOf("\r\n");
      System.out.println(body > 0 ? answer.substring(body).strip() : "No answer that is one.");
      return body > 0 && answer.substring(0, line).startsWith("HTTP/1.1 200");
    } catch (IOException e) {
      System.out.println("No answer on port " + port + " at " + address + ": " + e.getMessage());
      return false;
    }
  }

  private static String answer(Socket socket, long deadline) throws IOException {
    byte[] bytes = new byte[MOST_BYTES];
    int length = 0;
    while (length < bytes.length) {
      // Anew for each part: a server that trickles must not hold the probe.
      long left = (deadline - System.nanoTime()) / 1_000_000;
      socket.setSoTimeout((int) Math.max(1, left));
      int read = socket.getInputStream().read(bytes, length, bytes.length - length);
      if (read < 0) {
        break;
      }
      length += read;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
