package dev.microblog.platform.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Lets only so many bytes of request bodies into memory at once. Each is read, decoded and shown
/// again, which takes several times its size; a few hundred of a megabyte at once would be the end
/// of the process. What no person types has a place of its own, so that it cannot take that of
/// what they do.
public final class Bodies {
  private static final int KIB = 1024;

  /// The longest post, every byte of it percent-encoded, is smaller.
  private static final long ORDINARY = 64 * KIB;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// In KiB.
  private final Semaphore ordinary = new Semaphore(6 * KIB, true);

  /// In KiB.
  private final Semaphore large = new Semaphore(4 * KIB, true);

  /// There was no place for a body. It was not read.
  public static final class Full extends RuntimeException {
    Full(String message) {
      super(message);
    }
  }

  /// A place for one body; to be given back when the request is answered.
  public interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /// Waits for a place for the body of this request.
  ///
  /// @throws Full if there is none for too long
  public Place take(Context context) {
    if (!context.method().name().equals("POST")) {
      return () -> {};
    }
    long length = context.req().getContentLengthLong();
    // What is not said may be all that is allowed; more than that is not read.
    long bytes = length < 0 ? WebServer.MAX_BODY : Math.min(length, WebServer.MAX_BODY);
    Semaphore room = bytes <= ORDINARY ? ordinary : large;
    int size = (int) Math.ceilDiv(bytes, (long) KIB);
    try {
      if (!room.tryAcquire(size, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Full("too many forms at once");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Full("the server ends");
    }
    return () -> room.release(size);
  }
}
