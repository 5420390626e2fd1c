package dev.microblog.platform.http;

import io.javalin.http.Context;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// An answer that goes on: server-sent events, told as they happen. No thread waits for one,
/// whoever reads slowly keeps nobody waiting, and of what a reader was too slow for only the latest
/// is kept.
public final class EventStream {
  /// What an answer is written through; the default would keep 32 KiB for each reader.
  private static final int BUFFER = 1024;

  private static final byte[] BEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

  private final ServletOutputStream out;
  private final AsyncContext async;
  private final Runnable ended;
  private final AtomicBoolean over = new AtomicBoolean();

  /// What stands before everything else, until it is written.
  private byte @Nullable [] first;

  /// What waits to be written; what is newer takes its place.
  private byte @Nullable [] waiting;

  /// Whether something was written that is still to be sent off.
  private boolean unflushed;

  /// Whether the last question whether more may be written was answered with yes.
  private boolean free;

  private EventStream(AsyncContext async, ServletOutputStream out, byte[] first, Runnable ended) {
    this.async = async;
    this.out = out;
    this.ended = ended;
    this.first = first;
  }

  /// Begins the answer.
  ///
  /// @param retryMillis after which time a browser whose stream breaks comes again
  /// @param ended is run once when it is over, whoever ended it
  public static EventStream open(Context context, long retryMillis, Runnable ended) {
    context.contentType("text/event-stream; charset=utf-8");
    // Proxies that gather an answer before they pass it on would never pass this one on.
    context.header("X-Accel-Buffering", "no");
    context.header("Cache-Control", "no-store, no-transform");
    context.res().setBufferSize(BUFFER);
    AsyncContext async = context.req().startAsync();
    // It is ended by us, by the reader, or by a connection on which nothing moves.
    async.setTimeout(0);
    EventStream stream =
        new EventStream(async, output(context), utf8("retry: " + retryMillis + "\n\n"), ended);
    async.addListener(stream.new Ending());
    context.future(Elsewhere::new);
    stream.out.setWriteListener(stream.new Writing());
    return stream;
  }

  private static ServletOutputStream output(Context context) {
    try {
      return context.res().getOutputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Tells an event.
  ///
  /// @param id which the browser names when it comes again
  /// @param data without line breaks
  public synchronized void send(String id, String data) {
    write(utf8("id: " + id + "\ndata: " + data + "\n\n"));
  }

  /// Says nothing, so that nobody between takes the connection for dead, and a reader who left is
  /// noticed. A reader who has not taken what was written before needs no more.
  public synchronized void beat() {
    if (waiting == null) {
      write(BEAT);
    }
  }

  /// Ends the answer.
  public void end() {
    if (over()) {
      try {
        async.complete();
      } catch (IllegalStateException e) {
        // It is at its end already, such as by a connection that broke.
        return;
      }
    }
  }

  private boolean over() {
    boolean first = over.compareAndSet(false, true);
    if (first) {
      ended.run();
    }
    return first;
  }

  private void write(byte[] bytes) {
    waiting = bytes;
    if (free) {
      try {
        go();
      } catch (IOException | IllegalStateException e) {
        // The reader left, or the answer ended meanwhile.
        end();
      }
    }
  }

  /// Writes as long as that keeps nobody waiting.
  private void go() throws IOException {
    free = out.isReady();
    while (free && (first != null || waiting != null || unflushed)) {
      byte[] next = first == null ? waiting : first;
      if (next == null) {
        unflushed = false;
        out.flush();
      } else {
        waiting = first == null ? null : waiting;
        first = null;
        unflushed = true;
        out.write(next);
      }
      free = out.isReady();
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private final class Writing implements WriteListener {
    @Override
    public void onWritePossible() throws IOException {
      synchronized (EventStream.this) {
        go();
      }
    }

    @Override
    public void onError(Throwable t) {
      end();
    }
  }

  /// What ends by itself.
  private final class Ending implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      over();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      end();
    }

    @Override
    public void onError(AsyncEvent event) {
      end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }

  /// Tells Javalin that the answer is made elsewhere, and never that it is made: it would then
  /// begin to handle a request that may be gone, and its handling of the errors of that never ends.
  private static final class Elsewhere extends CompletableFuture<Void> {
    @Override
    public boolean cancel(boolean interrupts) {
      return false;
    }
  }
}
