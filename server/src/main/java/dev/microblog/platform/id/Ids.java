package dev.microblog.platform.id;

import dev.microblog.platform.db.Unusable;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// Mints ids that fit the 53 bits of a JSON number: 41 bits of milliseconds since [#EPOCH], 5 bits
/// of node, 7 bits of sequence. They grow with time, so the order of ids is the order of posts.
public final class Ids {
  /// 2000-01-01T00:00:00Z in epoch milliseconds: room until 2069, and for imported posts of older
  /// sites.
  public static final long EPOCH = 946_684_800_000L;

  private static final Pattern WRITTEN = Pattern.compile("[1-9][0-9]{0,15}");

  private static final int NODE_BITS = 5;
  private static final int SEQUENCE_BITS = 7;
  private static final long SEQUENCES = 1L << SEQUENCE_BITS;

  /// How many processes may mint at once.
  public static final int NODES = 1 << NODE_BITS;

  /// How far a clock may step back before minting fails instead of waiting.
  private static final long PATIENCE_MILLIS = 5_000;

  private final InstantSource clock;
  private final NodeLease lease;

  /// The last milliseconds and sequence used, as `milliseconds << 7 | sequence`.
  private final AtomicLong last = new AtomicLong();

  public Ids(InstantSource clock, NodeLease lease) {
    this.clock = clock;
    this.lease = lease;
  }

  /// The id that somebody wrote; -1, which nothing has, if it is no number as we write it: there is
  /// one way to write each, without zeros before it or digits of other scripts.
  public static long parse(String text) {
    return WRITTEN.matcher(text).matches() ? Long.parseLong(text) : -1;
  }

  /// A new id, greater than every id minted here before.
  ///
  /// @throws Unusable if the clock stepped back by more than five seconds, or the node number's
  /// lease ran out
  public long next() {
    while (true) {
      long now = clock.millis() - EPOCH;
      lease.check(now + EPOCH);
      long before = last.get();
      long millis = before >> SEQUENCE_BITS;
      if (now < millis) {
        waitFor(millis - now);
        continue;
      }
      long mine = now > millis ? now << SEQUENCE_BITS : before + 1;
      if (mine >> SEQUENCE_BITS > now) {
        Thread.onSpinWait();
        continue;
      }
      if (last.compareAndSet(before, mine)) {
        return compose(now, lease.node(), mine & (SEQUENCES - 1));
      }
    }
  }

  private static void waitFor(long millis) {
    if (millis > PATIENCE_MILLIS) {
      throw new Unusable(
          "The clock stepped back by " + millis + " ms; no ids until it catches up.");
    }
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unusable("Interrupted while waiting for the clock.");
    }
  }

  /// The id of a past moment, for imports and demo data.
  ///
  /// @param epochMillis when it happened
  /// @param sequence tells apart what happened in the same millisecond, 0 to 127
  public long at(long epochMillis, int sequence) {
    return compose(Math.max(0, epochMillis - EPOCH), lease.node(), sequence & (SEQUENCES - 1));
  }

  /// When an id was minted, in epoch milliseconds.
  public static long millis(long id) {
    return (id >> (NODE_BITS + SEQUENCE_BITS)) + EPOCH;
  }

  /// The least id that nobody minted up to a moment, in epoch milliseconds.
  public static long after(long epochMillis) {
    return Math.max(0, epochMillis + 1 - EPOCH) << (NODE_BITS + SEQUENCE_BITS);
  }

  private static long compose(long millis, int node, long sequence) {
    return millis << (NODE_BITS + SEQUENCE_BITS) | (long) node << SEQUENCE_BITS | sequence;
  }
}
