package dev.microblog.platform.db;

import dev.microblog.platform.http.Meters;
import dev.microblog.platform.trace.Span;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A few platform threads with a bounded queue, for work that would hold a virtual thread's
/// carrier: native calls and long computing. Callers wait; when the lane is full they are refused
/// at once with [Busy].
public final class Lane implements AutoCloseable {
  private final String name;
  private final Duration patience;
  private final ThreadPoolExecutor threads;

  /// @param name of the threads, for thread dumps
  /// @param threads how many works run at once
  /// @param queue how many more may wait
  /// @param patience how long one may wait to begin
  public Lane(String name, int threads, int queue, Duration patience) {
    this.name = name;
    this.patience = patience;
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            Thread.ofPlatform().name(name + "-", 0).daemon().factory());
  }

  /// Runs the work on the lane and waits for its result.
  ///
  /// @throws Busy if the lane is full or the work could not begin in time; then it never begins
  public <T extends @Nullable Object> T run(Callable<T> work) {
    Span span = Span.begin(name);
    return span.recording() ? span.around(() -> await(Span.carried(work))) : await(work);
  }

  /// As above, for work that is followed under another name.
  <T extends @Nullable Object> T runFollowed(Callable<T> work) {
    return await(Span.carried(work));
  }

  private <T extends @Nullable Object> T await(Callable<T> work) {
    AtomicBoolean taken = new AtomicBoolean();
    CompletableFuture<T> result = new CompletableFuture<>();
    execute(
        () -> {
          if (taken.compareAndSet(false, true)) {
            try {
              result.complete(work.call());
            } catch (Throwable t) {
              result.completeExceptionally(t);
            }
          }
        });
    try {
      try {
        return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (taken.compareAndSet(false, true)) {
          throw new Busy("the " + name + " lane did not come to it in " + patience, e);
        }
        return result.get();
      }
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      // What has not begun never begins; what has goes on by itself.
      taken.set(true);
      throw new Busy("interrupted while waiting for the " + name + " lane", e);
    }
  }

  /// Hands the work over without waiting.
  ///
  /// @return false if the lane is full; then it never begins
  public boolean offer(Runnable work) {
    try {
      threads.execute(work);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private void execute(Runnable work) {
    if (!offer(work)) {
      throw new Busy("the " + name + " lane is full");
    }
  }

  private static RuntimeException rethrown(@Nullable Throwable cause) {
    return switch (cause) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null, default -> new IllegalStateException(cause);
    };
  }

  /// Tells how much there is to do to whoever looks after the server.
  public void measure(Meters meters) {
    meters.gauge("microblog.lane.busy", "Threads that work", "lane", name, threads::getActiveCount);
    meters.gauge("microblog.lane.threads", "Threads", "lane", name, threads::getMaximumPoolSize);
    meters.gauge(
        "microblog.lane.waiting", "What waits for one", "lane", name, threads.getQueue()::size);
  }

  /// Takes no more work, and waits for what was taken.
  @Override
  public void close() {
    closeWithin(Duration.ofSeconds(30));
  }

  /// Takes no more work, and waits so long for what was taken.
  void closeWithin(Duration most) {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
