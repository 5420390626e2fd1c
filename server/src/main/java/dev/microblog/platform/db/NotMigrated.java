package dev.microblog.platform.db;

/// The schema is older than this application, which was told not to migrate it. The message is a
/// sentence for the operator; somebody else may migrate it meanwhile, so that waiting may help.
public final class NotMigrated extends RuntimeException {
  NotMigrated(int found, int needed) {
    super(
        (found == 0
                ? "The database holds no schema yet"
                : "The schema of the database is at level " + found)
            + ", and this Microblog needs level "
            + needed
            + ". Migrate it first, by the command migrate.");
  }
}
