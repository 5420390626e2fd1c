package dev.microblog.platform.job;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Lets woken workers drain the outbox: one drain of a worker at a time, and one more when
/// something came in meanwhile. Where nothing can be done now it is tried again, after a pause that
/// grows.
final class Waking implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);

  /// How long a bulk worker lets items gather: a busy site then makes one bulk of many.
  private static final Duration GATHER = Duration.ofMillis(100);

  /// One that is kept busy rests six times as long as it worked, up to this: a bulk costs much that
  /// does not grow with its items, and the requests of people need the processor, too.
  private static final Duration LONGEST_GATHER = Duration.ofMillis(600);

  private static final int REST = 6;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LAST_PAUSE = Duration.ofSeconds(15);

  private final Consumer<Outbox.Worker> drain;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentHashMap<String, State> states = new ConcurrentHashMap<>();

  /// @param drain works everything that is due for a worker, or throws [Outbox.Later]
  Waking(Consumer<Outbox.Worker> drain) {
    this.drain = drain;
  }

  void wake(Outbox.Worker worker) {
    State state = states.computeIfAbsent(worker.name(), _ -> new State());
    if (state.begin()) {
      try {
        threads.execute(() -> run(worker, state));
      } catch (RejectedExecutionException e) {
        log.debug("Shutting down: the outbox of {} goes on at the next start", worker.name());
      }
    }
  }

  private void run(Outbox.Worker worker, State state) {
    Duration pause = Duration.ZERO;
    Duration gather = GATHER;
    do {
      try {
        if (worker instanceof Outbox.Bulk) {
          Thread.sleep(pause.isZero() ? gather : pause);
        }
        long begin = System.nanoTime();
        drain.accept(worker);
        gather = rest(Duration.ofNanos(System.nanoTime() - begin));
        if (!pause.isZero()) {
          log.info("The outbox of {} goes on", worker.name());
        }
        pause = Duration.ZERO;
      } catch (Outbox.Later e) {
        if (pause.isZero()) {
          tell(worker, e);
        }
        pause = longer(pause);
        state.begin();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        log.warn("Outbox of {} will be tried again", worker.name(), e);
      }
    } while (state.again());
  }

  static void tell(Outbox.Worker worker, Outbox.Later why) {
    log.atLevel(why.expected ? Level.INFO : Level.WARN)
        .log("The outbox of {} waits: {}", worker.name(), why.getMessage());
  }

  private static Duration rest(Duration worked) {
    Duration rest = worked.multipliedBy(REST);
    return rest.compareTo(GATHER) < 0
        ? GATHER
        : rest.compareTo(LONGEST_GATHER) > 0 ? LONGEST_GATHER : rest;
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
    return twice.compareTo(LAST_PAUSE) > 0 ? LAST_PAUSE : twice;
  }

  /// Ends what runs, within a second: what is left goes on at the next start.
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether a worker's drain is running, and whether it is to run once more.
  private static final class State {
    private boolean running;
    private boolean wanted;

    synchronized boolean begin() {
      wanted = running;
      boolean mine = !running;
      running = true;
      return mine;
    }

    synchronized boolean again() {
      running = wanted;
      wanted = false;
      return running;
    }
  }
}
