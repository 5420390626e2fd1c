package dev.microblog.platform.job;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.Meters;
import java.time.InstantSource;
import java.util.Collection;

/// What is counted of the outbox.
final class OutboxMeters {
  private OutboxMeters() {}

  static void measure(
      Meters meters,
      Database database,
      InstantSource clock,
      Collection<? extends Outbox.Worker> workers) {
    for (Outbox.Worker worker : workers) {
      String name = worker.name();
      meters.gauge(
          "microblog.outbox.waiting",
          "What waits for a worker, at most " + Outbox.GLANCE,
          "worker",
          name,
          () -> Outbox.glance(database, name, clock).items());
      meters.gauge(
          "microblog.outbox.oldest.seconds",
          "How long the oldest of it waits",
          "worker",
          name,
          () -> Outbox.glance(database, name, clock).age().toMillis() / 1000.0);
    }
    Failures failures = new Failures(database, clock);
    meters.gauge("microblog.outbox.failed", "What was given up, see jobs", failures::count);
  }
}
