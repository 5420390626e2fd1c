package dev.microblog.platform.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
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

  /// In which time a body must be here. A place that a trickle may hold for ever is soon taken.
  static final Duration MOST_TIME = Duration.ofSeconds(20);

  /// Where a request keeps its body: an error page shows its words again.
  private static final String BODY = "body";

  /// Methods whose body nobody reads.
  private static final Set<String> BODILESS = Set.of("GET", "HEAD", "OPTIONS");

  /// In KiB.
  private final Semaphore ordinary = new Semaphore(6 * KIB, true);

  /// In KiB.
  private final Semaphore large = new Semaphore(4 * KIB, true);

  /// Uploads of files that are read while they come. Each takes some hundred KiB, however large it
  /// is.
  private final Semaphore uploads = new Semaphore(8, true);

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

  /// Reads the body of a request, or gives it again.
  ///
  /// @throws HttpResponseException with 413 if it is too large
  /// @throws Form.Malformed if it is cut off, or does not come in time
  public static byte[] read(Context context) {
    byte[] known = context.attribute(BODY);
    byte[] body = known == null ? read(context.req()) : known;
    context.attribute(BODY, body);
    return body;
  }

  private static byte[] read(HttpServletRequest request) {
    if (request.getContentLengthLong() > WebServer.MAX_BODY) {
      throw new HttpResponseException(413);
    }
    long deadline = System.nanoTime() + MOST_TIME.toNanos();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[8 * KIB];
    try (InputStream in = request.getInputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        body.write(buffer, 0, count);
        if (body.size() > WebServer.MAX_BODY) {
          throw new HttpResponseException(413);
        }
        if (System.nanoTime() > deadline) {
          throw new Form.Malformed("the body comes too slowly");
        }
      }
    } catch (IOException e) {
      throw new Form.Malformed("the body is cut off");
    }
    return body.toByteArray();
  }

  /// Waits for a place for the body of this request.
  ///
  /// @throws Full if there is none for too long
  public Place take(Context context) {
    if (BODILESS.contains(context.method().name())) {
      return () -> {};
    }
    long length = context.req().getContentLengthLong();
    // What is not said may be all that is allowed; more than that is not read.
    long bytes = length < 0 ? WebServer.MAX_BODY : Math.min(length, WebServer.MAX_BODY);
    Semaphore room = bytes <= ORDINARY ? ordinary : large;
    return take(room, (int) Math.ceilDiv(bytes, (long) KIB));
  }

  /// Waits for a place for a body that is an [Upload].
  ///
  /// @throws Full if there is none for too long
  public Place takeUpload() {
    return take(uploads, 1);
  }

  private static Place take(Semaphore room, int size) {
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
