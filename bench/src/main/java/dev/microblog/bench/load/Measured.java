package dev.microblog.bench.load;

import java.util.Arrays;

/// What a load measured.
public final class Measured {
  /// Nothing yet.
  public static final Measured NOTHING = new Measured(new int[0], 0, 0, 0, 0, 0);

  private final int[] micros;
  private final long errors;
  private final double seconds;
  private final double cpu;
  private final double others;
  private final double database;

  /// @param micros how long each right answer took, sorted
  /// @param errors requests without the right answer
  /// @param seconds for how long it was measured
  /// @param cpu processor seconds of the measured process; 0 if none was named
  /// @param others processor seconds of everything else on the machine but the driver
  /// @param database processor seconds of the database server; 0 if none was named
  Measured(int[] micros, long errors, double seconds, double cpu, double others, double database) {
    this.micros = micros;
    this.errors = errors;
    this.seconds = seconds;
    this.cpu = cpu;
    this.others = others;
    this.database = database;
  }

  /// Both together, as if measured in one go.
  public Measured and(Measured other) {
    int[] all = Arrays.copyOf(micros, micros.length + other.micros.length);
    System.arraycopy(other.micros, 0, all, micros.length, other.micros.length);
    Arrays.sort(all);
    return new Measured(
        all,
        errors + other.errors,
        seconds + other.seconds,
        cpu + other.cpu,
        others + other.others,
        database + other.database);
  }

  /// Right answers.
  public int answers() {
    return micros.length;
  }

  /// Requests without the right answer.
  public long errors() {
    return errors;
  }

  /// How many processors were kept busy by others than server and driver: how far the measurement
  /// was disturbed.
  public double disturbance() {
    return others / seconds;
  }

  /// Right answers a second.
  public double rate() {
    return micros.length / seconds;
  }

  /// Milliseconds within which a share of the answers came.
  ///
  /// @param share such as 0.99
  public double quantile(double share) {
    if (micros.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(share * micros.length);
    return micros[Math.max(0, rank - 1)] / 1000.0;
  }

  /// Microseconds of processor time that an answer cost.
  public double cpuMicros() {
    return cpu * 1e6 / micros.length;
  }

  /// Microseconds of processor time that an answer cost the database server.
  public double databaseMicros() {
    return database * 1e6 / micros.length;
  }

  @Override
  public String toString() {
    String beside =
        database == 0 ? "" : ", %.0f µs CPU of the database".formatted(databaseMicros());
    return "%.0f requests/s, p50 %.2f ms, p99 %.2f ms, %.0f µs CPU a request%s, %d errors"
        .formatted(rate(), quantile(0.5), quantile(0.99), cpuMicros(), beside, errors);
  }
}
