package dev.microblog.platform.http;

import static dev.microblog.schema.Tables.RATE_LIMIT;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.db.Upsert;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Counts what people do against their limits, by the generic cell rate algorithm: one number a
/// bucket, the time at which the allowance will be whole again.
public final class Limits {
  /// Buckets kept by one process; the ones that were not used for longest make room.
  private static final int MOST_BUCKETS = 50_000;

  private static final int TRIES = 10;

  private final Database database;
  private final InstantSource clock;
  private final boolean enforced;
  private final Map<String, Long> arrivals =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST_BUCKETS;
        }
      };

  /// @param enforced false lifts all limits
  public Limits(Database database, InstantSource clock, boolean enforced) {
    this.database = database;
    this.clock = clock;
    this.enforced = enforced;
  }

  /// How an allowance stands.
  ///
  /// @param pause zero if one more was allowed, or how long to wait
  /// @param most how many there are at once
  /// @param left how many more there are now
  /// @param period in which all of them come back
  /// @param whole after which time all of them are there again
  public record Allowance(Duration pause, int most, int left, Duration period, Duration whole) {}

  /// Counts one more, of what each process counts for itself, and tells how it stands then.
  ///
  /// @param who whose allowance it is
  public Allowance count(Limit limit, String who) {
    String bucket = bucket(limit, who);
    long wait;
    long arrival;
    synchronized (arrivals) {
      wait = enforced ? own(limit, bucket) : 0;
      arrival = arrivals.getOrDefault(bucket, 0L);
    }
    long whole = Math.max(0, arrival - clock.millis());
    long used = Math.ceilDiv(whole * limit.times, limit.period.toMillis());
    return new Allowance(
        Duration.ofMillis(wait),
        limit.times,
        (int) Math.max(0, limit.times - used),
        limit.period,
        Duration.ofMillis(whole));
  }

  private static String bucket(Limit limit, String who) {
    return limit.name().toLowerCase(Locale.ROOT) + ':' + who;
  }

  /// Counts one more.
  ///
  /// @param who whose allowance it is
  /// @return zero if it is allowed, or how long to wait
  public Duration take(Limit limit, String who) {
    if (!enforced) {
      return Duration.ZERO;
    }
    String bucket = bucket(limit, who);
    long wait = limit.shared ? database.write(t -> shared(t, limit, bucket)) : own(limit, bucket);
    return Duration.ofMillis(wait);
  }

  private long own(Limit limit, String bucket) {
    synchronized (arrivals) {
      long next = next(limit, arrivals.getOrDefault(bucket, 0L));
      long wait = wait(limit, next);
      if (wait == 0) {
        arrivals.put(bucket, next);
      }
      return wait;
    }
  }

  private long shared(Transaction transaction, Limit limit, String bucket) {
    for (int i = 0; i < TRIES; i++) {
      Long arrival =
          transaction
              .sql()
              .select(RATE_LIMIT.ARRIVAL_AT)
              .from(RATE_LIMIT)
              .where(RATE_LIMIT.BUCKET.eq(bucket))
              .fetchOne(RATE_LIMIT.ARRIVAL_AT);
      long next = next(limit, arrival == null ? 0 : arrival);
      long wait = wait(limit, next);
      if (wait > 0 || stored(transaction, bucket, arrival, next)) {
        return wait;
      }
    }
    // So many at once on one bucket is what the limit is there for.
    return limit.period.toMillis() / limit.times;
  }

  /// Stores the new time unless another process stored one meanwhile.
  private static boolean stored(
      Transaction transaction,
      String bucket,
      @org.jspecify.annotations.Nullable Long before,
      long next) {
    if (before == null) {
      return Upsert.insertIfAbsent(
          transaction.sql(),
          RATE_LIMIT,
          Map.of(RATE_LIMIT.BUCKET, bucket, RATE_LIMIT.ARRIVAL_AT, next));
    }
    return transaction
            .sql()
            .update(RATE_LIMIT)
            .set(RATE_LIMIT.ARRIVAL_AT, next)
            .where(RATE_LIMIT.BUCKET.eq(bucket))
            .and(RATE_LIMIT.ARRIVAL_AT.eq(before))
            .execute()
        == 1;
  }

  private long next(Limit limit, long arrival) {
    return Math.max(arrival, clock.millis()) + limit.period.toMillis() / limit.times;
  }

  private long wait(Limit limit, long next) {
    return Math.max(0, next - clock.millis() - limit.period.toMillis());
  }

  /// Forgets buckets whose allowance is whole again.
  public void sweep() {
    database.write(
        transaction ->
            transaction
                .sql()
                .deleteFrom(RATE_LIMIT)
                .where(RATE_LIMIT.ARRIVAL_AT.lt(clock.millis()))
                .execute());
  }
}
