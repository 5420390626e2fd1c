package dev.microblog.bench.weigh;

import com.sun.management.OperatingSystemMXBean;
import dev.microblog.bench.load.Meter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Processor time of this process, and of a database in a container beside it.
final class Usage {
  /// Processor time, and the time that passed, in microseconds.
  record Spent(double process, double database, double passed) {
    /// What one of many took of processors.
    double each(long of) {
      return (process + database) / of;
    }
  }

  private final @Nullable Path group;
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /// @param group where the processor time of the database is counted, see [Meter#group]; null if
  /// it runs in this process
  Usage(@Nullable Path group) {
    this.group = group;
  }

  /// What has been used up to now.
  Spent now() throws IOException {
    return new Spent(system.getProcessCpuTime() / 1e3, database(), System.nanoTime() / 1e3);
  }

  /// What has been used since then.
  Spent since(Spent before) throws IOException {
    Spent now = now();
    return new Spent(
        now.process - before.process, now.database - before.database, now.passed - before.passed);
  }

  private double database() throws IOException {
    return group == null ? 0 : Meter.group(group) * 1e6;
  }
}
