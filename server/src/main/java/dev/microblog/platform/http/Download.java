package dev.microblog.platform.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a file of any length, of which one piece at a time is in memory.
public final class Download {
  private static final Logger log = LoggerFactory.getLogger(Download.class);

  private Download() {}

  /// Answers with the file.
  ///
  /// @param pieces gives the next piece; null if it cannot be had
  public static void answer(
      Context context, String name, String type, long length, Supplier<byte @Nullable []> pieces) {
    context
        .header("Cache-Control", "no-store")
        .header("Content-Disposition", "attachment; filename=\"" + name + '"')
        .header("Content-Length", Long.toString(length))
        .contentType(type);
    if (context.method().equals(HandlerType.HEAD)) {
      return;
    }
    // Closed before all that was announced is sent, the connection is cut: nobody takes half a
    // file for a whole one.
    try (OutputStream out = context.res().getOutputStream()) {
      long sent = 0;
      while (sent < length) {
        byte[] piece = pieces.get();
        if (piece == null) {
          log.warn("{} could not be sent to its end", context.path());
          return;
        }
        out.write(piece);
        sent += piece.length;
      }
    } catch (IOException e) {
      log.debug("Who asked for {} is gone", context.path(), e);
    }
  }
}
