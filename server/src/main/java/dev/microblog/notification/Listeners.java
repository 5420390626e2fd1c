package dev.microblog.notification;

import dev.microblog.platform.http.EventStream;
import dev.microblog.platform.http.Meters;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The open pages and programs that are told of news. What this process changes it tells at once;
/// what others change it finds by asking each second for the versions of those who listen here, and
/// of nobody else. In the same second it asks which of their sessions and tokens still hold.
public final class Listeners implements AutoCloseable {
  /// How many may listen to one process. Each costs some memory, and a connection.
  static final int MOST = 4_000;

  /// How many of them may be one person's. Who goes quickly from page to page has some that are
  /// found out with the next beat.
  static final int MOST_OF_ONE = 20;

  /// After how many looks a listener hears a beat who heard nothing else. Connections on which
  /// nothing moves are cut off after twice that time, here and by many a proxy.
  static final int BEAT = 15;

  private static final long LOOK_NANOS = 1_000_000_000L;

  private static final Logger log = LoggerFactory.getLogger(Listeners.class);

  /// How a listener that wanted to be added fared.
  public enum Added {
    /// It is told of news from now on.
    LISTENS,

    /// The person has as many as one may have.
    TOO_MANY_OF_ONE,

    /// The process has as many as it may have, or ends.
    TOO_MANY
  }

  private final Attention attention;
  private final Map<Listener.Pass, UnaryOperator<Set<Long>>> holding;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Map<Long, Set<Listener>> byAccount = new HashMap<>();
  private final Set<Long> changed = new HashSet<>();
  private int count;
  private boolean closed;
  private boolean troubled;

  /// @param holding which of these sessions, or tokens, still hold
  public Listeners(Attention attention, Map<Listener.Pass, UnaryOperator<Set<Long>>> holding) {
    this.attention = attention;
    this.holding = Map.copyOf(holding);
    attention.onChange(this::changed);
  }

  /// Begins to look by itself; tests look instead.
  public void start() {
    Thread.ofVirtual().name("listeners").start(this::run);
  }

  /// How many there are.
  public int count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /// Tells how many there are to whoever looks after the server.
  public void measure(Meters meters) {
    meters.gauge("microblog.listeners", "Open pages that are told of news", this::count);
  }

  /// Takes one more, if there is room.
  public Added add(Listener listener) {
    lock.lock();
    try {
      Set<Listener> own = byAccount.getOrDefault(listener.accountId(), Set.of());
      if (own.size() >= MOST_OF_ONE) {
        return Added.TOO_MANY_OF_ONE;
      }
      if (closed || count >= MOST) {
        return Added.TOO_MANY;
      }
      byAccount.computeIfAbsent(listener.accountId(), _ -> new HashSet<>()).add(listener);
      if (count++ == 0) {
        news.signal();
      }
      return Added.LISTENS;
    } finally {
      lock.unlock();
    }
  }

  /// Lets one go, whose stream has ended.
  private void remove(Listener listener) {
    lock.lock();
    try {
      Set<Listener> own = byAccount.get(listener.accountId());
      if (own != null && own.remove(listener)) {
        count--;
        if (own.isEmpty()) {
          byAccount.remove(listener.accountId());
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Tells one how things stand, which begins to hear.
  ///
  /// @param opening begins the answer, and has what it is given run once when that is over
  public void begin(Listener listener, Function<Runnable, EventStream> opening) {
    try {
      EventStream stream = opening.apply(() -> remove(listener));
      News now = attention.of(listener.viewer);
      listener.begin(stream, now);
      listener.tell(now);
    } catch (RuntimeException e) {
      remove(listener);
      throw e;
    }
  }

  private void changed(long accountId) {
    lock.lock();
    try {
      if (byAccount.containsKey(accountId) && changed.add(accountId)) {
        news.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    long next = System.nanoTime();
    try {
      while (true) {
        Set<Long> now = awaitChanges(next);
        if (isClosed()) {
          return;
        }
        if (System.nanoTime() - next >= 0) {
          look();
          next = System.nanoTime() + LOOK_NANOS;
        } else {
          quietly(() -> tell(now));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for a change, or for the time of the next look. Where nobody listens, nobody looks.
  private Set<Long> awaitChanges(long next) throws InterruptedException {
    lock.lock();
    try {
      while (!closed && changed.isEmpty()) {
        long rest = next - System.nanoTime();
        if (count == 0) {
          news.await();
        } else if (rest <= 0 || news.awaitNanos(rest) <= 0) {
          break;
        }
      }
      Set<Long> now = Set.copyOf(changed);
      changed.clear();
      return now;
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /// Ends those whose sessions have ended, and tells everybody else what they do not know.
  public void look() {
    quietly(
        () -> {
          List<Listener> all = all();
          Map<Listener.Pass, Set<Long>> held = held(all);
          Set<Long> accounts = new HashSet<>();
          for (Listener listener : all) {
            if (held.getOrDefault(listener.pass, Set.of()).contains(listener.passId)) {
              accounts.add(listener.accountId());
              listener.look();
            } else {
              listener.end();
            }
          }
          tell(accounts);
        });
  }

  private Map<Listener.Pass, Set<Long>> held(List<Listener> all) {
    Map<Listener.Pass, Set<Long>> asked = new EnumMap<>(Listener.Pass.class);
    all.forEach(each -> asked.computeIfAbsent(each.pass, _ -> new HashSet<>()).add(each.passId));
    asked.replaceAll((pass, ids) -> holding.getOrDefault(pass, _ -> Set.of()).apply(ids));
    return asked;
  }

  private void tell(Set<Long> accounts) {
    for (News now : attention.of(accounts)) {
      of(now.accountId()).forEach(listener -> listener.tell(now));
    }
  }

  /// Whoever listens goes on to do so while the database cannot be asked, and hears what came once
  /// it can.
  private void quietly(Runnable work) {
    try {
      work.run();
      troubled = false;
    } catch (RuntimeException e) {
      if (!troubled) {
        log.warn("Open pages cannot be told of news for now: {}", e.toString());
      }
      troubled = true;
    }
  }

  private List<Listener> of(long accountId) {
    lock.lock();
    try {
      return List.copyOf(byAccount.getOrDefault(accountId, Set.of()));
    } finally {
      lock.unlock();
    }
  }

  private List<Listener> all() {
    lock.lock();
    try {
      changed.clear();
      List<Listener> all = new ArrayList<>(count);
      byAccount.values().forEach(all::addAll);
      return all;
    } finally {
      lock.unlock();
    }
  }

  /// Ends all, and takes no more: a server that ends would wait for them.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      news.signal();
    } finally {
      lock.unlock();
    }
    all().forEach(Listener::end);
  }
}
