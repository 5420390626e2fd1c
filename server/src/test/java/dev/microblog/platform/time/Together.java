package dev.microblog.platform.time;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Does things at the same time.
public final class Together {
  /// One of the things; it may fail.
  public interface Work<T extends @Nullable Object> {
    /// Does it.
    ///
    /// @param number which of the threads this is, from 0
    T call(int number) throws Exception;
  }

  /// A thing without a result.
  public interface Act {
    /// Does it.
    ///
    /// @param number which of the threads this is, from 0
    void run(int number) throws Exception;
  }

  private Together() {}

  /// Starts so many threads, lets them begin at one moment, and waits for all.
  ///
  /// @return what they gave back, in the order of their numbers
  /// @throws ExecutionException if one failed
  public static <T extends @Nullable Object> List<T> call(int threads, Work<T> work)
      throws ExecutionException, InterruptedException {
    CyclicBarrier start = new CyclicBarrier(threads);
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        running.add(
            executor.submit(
                () -> {
                  start.await();
                  return work.call(number);
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(each.get());
      }
      return results;
    }
  }

  /// As [#call], for what gives nothing back.
  public static void run(int threads, Act act) throws ExecutionException, InterruptedException {
    Together.<@Nullable Void>call(
        threads,
        number -> {
          act.run(number);
          return null;
        });
  }
}
