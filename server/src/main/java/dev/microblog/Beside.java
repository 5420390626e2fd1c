package dev.microblog;

import dev.microblog.account.Passwords;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Storage;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.id.NodeLease;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.job.Outbox;
import dev.microblog.platform.outgoing.Outgoing;
import dev.microblog.platform.trace.Trace;
import dev.microblog.post.LanguageDetector;
import java.time.InstantSource;

/// The rooms for a command that may run beside a server: it has a node number of its own, holds no
/// folder, and leaves to the server what follows its writes.
final class Beside implements AutoCloseable {
  private final Passwords passwords = new Passwords();
  private final LanguageDetector detector = new LanguageDetector();
  private final Outgoing outgoing;
  private final Database database;
  private final NodeLease lease;
  private final Outbox outbox;

  /// The settings.
  final Config config;

  /// What the command uses.
  final Rooms rooms;

  /// @throws dev.microblog.platform.db.Unusable if there is no site
  Beside(Config config, InstantSource clock) {
    this.config = config;
    outgoing = new Outgoing(config.named());
    database = Storage.beside(config);
    try {
      lease = NodeLease.take(database, clock);
      Ids ids = new Ids(clock, lease);
      outbox = new Outbox(database, ids, clock, false, Trace.NONE);
      rooms =
          Rooms.make(
              new Ground(
                  config,
                  false,
                  database,
                  passwords,
                  detector,
                  outgoing,
                  ids,
                  // An operator is no stranger at the door.
                  new Limits(database, clock, false),
                  new Events(),
                  outbox,
                  clock));
    } catch (RuntimeException e) {
      closeGround();
      throw e;
    }
  }

  @Override
  public void close() {
    outbox.close();
    rooms.search().close();
    rooms.digest().close();
    lease.release();
    closeGround();
  }

  private void closeGround() {
    database.close();
    outgoing.close();
    detector.close();
    passwords.close();
  }
}
