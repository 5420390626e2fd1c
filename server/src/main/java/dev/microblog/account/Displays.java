package dev.microblog.account;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;

/// Keeps how people want the pages, so that the choice comes along when they sign in elsewhere.
public final class Displays {
  private final Database database;
  private final DisplayStore store = new DisplayStore();

  public Displays(Database database) {
    this.database = database;
  }

  /// What the viewer chose.
  public Display of(Viewer viewer) {
    Display display = database.read(sql -> store.of(sql, viewer.id()));
    return display == null ? Display.AUTOMATIC : display;
  }

  /// Forgets what a person chose.
  public void accountDeleted(Transaction transaction, AccountDeleted event) {
    store.delete(transaction.sql(), event.accountId());
  }

  /// Keeps what the viewer chose.
  public void choose(Viewer viewer, Display display) {
    database.write(
        transaction -> {
          store.put(transaction.sql(), viewer.id(), display);
          return null;
        });
  }
}
