package dev.microblog.platform.move;

import static dev.microblog.schema.Tables.NODE_LEASE;

import dev.microblog.platform.config.DatabaseUrl;
import dev.microblog.platform.db.Busy;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.ForeignDatabase;
import dev.microblog.platform.db.Migrations;
import dev.microblog.platform.db.NotMigrated;
import dev.microblog.platform.db.Unreachable;
import dev.microblog.platform.db.Unusable;
import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.Record;

/// One of the two databases of a move.
///
/// @param name what the operator knows it as
/// @param database for what little is asked and written beside the rows
public record MoveSide(String name, DatabaseUrl url, Database database) {
  /// Looks whether its schema is the one that this application knows: of a newer one a move would
  /// leave out what it does not know.
  ///
  /// @param migrate whether it may be brought there
  void prepare(boolean migrate) {
    try {
      database.ping();
      if (migrate) {
        Migrations.upgrade(database);
      } else {
        Migrations.compare(database);
      }
    } catch (Unreachable | Busy e) {
      throw new Unusable(
          name
              + " cannot be used: "
              + String.valueOf(e.getMessage())
                  .replaceAll(" Check DATABASE_URL( and DATABASE_PASSWORD)?\\.", ""),
          e);
    } catch (NotMigrated e) {
      throw new Unusable(name + ": " + e.getMessage(), e);
    }
    if (Migrations.newer(database)) {
      throw new Unusable(
          name
              + " was changed by a newer Microblog than this one: give the command with that"
              + " version.");
    }
  }

  /// Refuses a database with which a server works, and sees to it that whoever was silent for so
  /// long that its right to make ids ran out cannot go on when it wakes up.
  ///
  /// @throws Unusable with a sentence for the operator
  void keepOthersOut(DSLContext sql, long now) {
    refuseUsed(sql, now);
    sql.deleteFrom(NODE_LEASE).execute();
  }

  /// Refuses a database with which a server works.
  ///
  /// @throws Unusable with a sentence for the operator
  void refuseUsed(DSLContext sql, long now) {
    Record live =
        sql.select(NODE_LEASE.NODE, NODE_LEASE.EXPIRES_AT)
            .from(NODE_LEASE)
            .where(NODE_LEASE.EXPIRES_AT.gt(now))
            .orderBy(NODE_LEASE.EXPIRES_AT.desc())
            .limit(1)
            .fetchOne();
    if (live != null) {
      throw new Unusable(
          "A server works with "
              + url.display()
              + " (node number "
              + live.get(NODE_LEASE.NODE)
              + "). End all servers and commands there; after one that was killed wait until "
              + Instant.ofEpochSecond(live.get(NODE_LEASE.EXPIRES_AT) / 1000 + 1)
              + ".");
    }
  }

  /// Whether a server has worked with it since the move began.
  boolean used() {
    return database.read(sql -> sql.fetchExists(NODE_LEASE));
  }

  /// All of it, as it is at one moment.
  ForeignDatabase snapshot() {
    return ForeignDatabase.open(url);
  }
}
