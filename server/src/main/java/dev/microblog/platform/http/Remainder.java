package dev.microblog.platform.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// What a client still sends of a body that is refused. A connection that is closed under it is
/// reset, and a browser then shows an error of its own in place of our sentence.
public final class Remainder {
  /// More is nobody's mistake.
  private static final long MOST_BYTES = 20 * WebServer.MAX_BODY;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Remainder() {}

  /// Reads and forgets it, for a bounded time and up to a bounded size.
  public static void skip(Context context) {
    try (InputStream body = context.req().getInputStream()) {
      skip(body);
    } catch (IOException e) {
      // The client is gone: nobody is left to be told.
    }
  }

  /// The same for a request that no face gets.
  static void skip(Request request) {
    try (InputStream body = Content.Source.asInputStream(request)) {
      skip(body);
    } catch (IOException e) {
      // The client is gone, or what it sent is no HTTP: there is no body then.
    }
  }

  private static void skip(InputStream body) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    byte[] buffer = new byte[8192];
    long left = MOST_BYTES;
    int count = 0;
    while (count >= 0 && left > 0 && System.nanoTime() < deadline) {
      count = body.read(buffer);
      left -= count;
    }
  }
}
