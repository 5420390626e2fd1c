package dev.microblog.platform.id;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.time.SettableClock;

/// Ids for tests.
public final class TestIds {
  private TestIds() {}

  /// As many ids as a test wants, whatever its own clock says. Holds one of the node numbers of the
  /// database until that is cleared.
  public static Ids over(Database database) {
    SettableClock clock = SettableClock.ticking();
    return new Ids(clock, NodeLease.take(database, clock));
  }
}
