package dev.microblog.account;

import dev.microblog.platform.db.Database;
import java.util.concurrent.atomic.AtomicLong;

/// Puts people into a database, without the cost of hashing a password for each.
public final class People {
  private static final AtomicLong lastId = new AtomicLong(1_000);
  private static final AccountStore store = new AccountStore();

  private People() {}

  /// Somebody new.
  ///
  /// @param name that nobody has there yet
  public static Viewer join(Database database, String name) {
    long id = lastId.incrementAndGet();
    boolean joined =
        database.write(
            transaction ->
                store.insert(transaction.sql(), id, name, name + "@example.org", "none", id));
    if (!joined) {
      throw new IllegalStateException(name + " is there already");
    }
    return new Viewer(id, name);
  }
}
