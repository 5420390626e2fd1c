package dev.microblog.security;

import dev.microblog.account.EmailStore;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;

/// Whether people have shown that their address is theirs.
public final class ProvenAddress {
  private final Database database;
  private final ConfirmationStore store = new ConfirmationStore();
  private final EmailStore emails = new EmailStore();

  public ProvenAddress(Database database) {
    this.database = database;
  }

  /// Whether the viewer has an address and never has to confirm it first. Who changes a confirmed
  /// one keeps it until the new one is.
  public boolean has(Viewer viewer) {
    return database.read(
        sql -> {
          String unconfirmed = store.of(sql, viewer.id());
          if (unconfirmed.isEmpty()) {
            return true;
          }
          String email = emails.email(sql, viewer.id());
          return !email.isEmpty() && !email.equals(unconfirmed);
        });
  }
}
