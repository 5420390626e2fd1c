package dev.microblog.platform.move;

import static dev.microblog.schema.Tables.DATABASE_MOVE;

import dev.microblog.platform.config.DatabaseUrl;
import dev.microblog.platform.db.Busy;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.ForeignDatabase;
import dev.microblog.platform.db.MoveMarks;
import dev.microblog.platform.db.MoveMarks.Mark;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.move.MoveWatcher.Stage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves everything from one database to another, of any kind. Both are marked while it lasts, so
/// that no server begins with either; the source stays marked, for its data is elsewhere then. What
/// is there is compared with what was sent before a server may use it.
public final class DatabaseMove {
  private static final Logger log = LoggerFactory.getLogger(DatabaseMove.class);

  private final MoveSide source;
  private final MoveSide target;
  private final Duration patience;
  private final InstantSource clock;

  /// @param patience with a target that cannot be used for a while
  public DatabaseMove(MoveSide source, MoveSide target, Duration patience, InstantSource clock) {
    this.source = source;
    this.target = target;
    this.patience = patience;
    this.clock = clock;
  }

  /// Refuses addresses between which nothing is moved.
  ///
  /// @throws Unusable with a sentence for the operator
  public static void refuseSame(DatabaseUrl source, DatabaseUrl target) {
    if (source.display().equals(target.display())) {
      throw new Unusable("Both addresses are of the same database: " + target.display());
    }
    if (source.embedded() && target.embedded()) {
      throw new Unusable(
          "Both databases are SQLite files. Use the commands backup and restore to move one.");
    }
  }

  /// Moves, or goes on with a move that was ended in the middle.
  ///
  /// @return what stands in both; where it is not the same the target does not serve
  /// @throws Unusable if it cannot be done, with a sentence for the operator
  public MoveReport run(MoveWatcher watcher) {
    source.prepare(false);
    target.prepare(true);
    Mark move = begin();
    if (move.endedAt() != null) {
      endSource();
      return new MoveReport(List.of(), target.used());
    }
    try (ForeignDatabase from = source.snapshot()) {
      TableSums sent = look(from, watcher);
      Filling filling = new Filling(target.database(), move, patience, watcher::waits);
      new TableCopies(from, filling).copy(sent.total(), watcher);
      MoveReport report = sent.compared(arrived(watcher), false);
      if (report.same()) {
        end();
      }
      return report;
    }
  }

  /// Compares both databases and changes neither.
  public MoveReport verify(MoveWatcher watcher) {
    source.prepare(false);
    target.prepare(false);
    try (ForeignDatabase from = source.snapshot()) {
      TableSums sent = TableSums.of(from, null, Stage.LOOKING, watcher);
      return sent.compared(arrived(watcher), target.used());
    }
  }

  /// Lets servers use a database again whose data was moved, or began to be.
  ///
  /// @return whether it was
  public static boolean release(MoveSide source) {
    source.prepare(false);
    return source
        .database()
        .write(transaction -> MoveMarks.remove(transaction.sql(), MoveMarks.OUT_OF));
  }

  private TableSums look(ForeignDatabase from, MoveWatcher watcher) {
    try {
      return TableSums.of(from, Fit.of(target.database()), Stage.LOOKING, watcher);
    } catch (Unusable e) {
      giveUpUnbegun();
      throw e;
    }
  }

  private TableSums arrived(MoveWatcher watcher) {
    try (ForeignDatabase to = target.snapshot()) {
      return TableSums.of(to, null, Stage.VERIFYING, watcher);
    }
  }

  /// Marks both databases, the source first: what is copied must not change any more.
  ///
  /// @return the target's mark
  private Mark begin() {
    long now = clock.millis();
    // Before anything is marked, for what cannot be filled.
    Mark found =
        target
            .database()
            .read(
                sql -> {
                  Mark there = found(sql);
                  if (there == null || there.endedAt() == null) {
                    target.refuseUsed(sql, now);
                  }
                  return there;
                });
    Mark move =
        source
            .database()
            .write(
                transaction -> {
                  DSLContext sql = transaction.sql();
                  Mark mark = sourceMark(sql, found, now);
                  source.keepOthersOut(sql, now);
                  return mark;
                });
    return target
        .database()
        .write(
            transaction -> {
              DSLContext sql = transaction.sql();
              Mark there = found(sql);
              if (there != null && there.endedAt() != null) {
                return there;
              }
              target.keepOthersOut(sql, now);
              if (there == null) {
                there = new Mark(move.moveId(), source.url().display(), now, null);
                MoveMarks.set(sql, MoveMarks.INTO, there);
              }
              return there;
            });
  }

  /// The mark of a target that may be filled; null if it is empty and has none.
  private @Nullable Mark found(DSLContext sql) {
    Mark mark = MoveMarks.find(sql, MoveMarks.INTO);
    if (mark != null) {
      return mark;
    }
    for (MovedTable table : MovedTables.ALL) {
      if (sql.fetchExists(DSL.table(table.name()))) {
        throw new Unusable(
            target.url().display()
                + " is not empty: there are rows in the table "
                + table.name()
                + ". A move needs an empty database.");
      }
    }
    return null;
  }

  private Mark sourceMark(DSLContext sql, @Nullable Mark there, long now) {
    Mark mark = MoveMarks.find(sql, MoveMarks.OUT_OF);
    String to = target.url().display();
    if (mark != null && mark.endedAt() != null) {
      throw new Unusable(
          "The data was moved to "
              + mark.other()
              + " already. --verify-only compares the two; --release lets servers use this database"
              + " again.");
    }
    if (mark != null && there == null && !mark.other().equals(to)) {
      throw new Unusable(
          "A move to "
              + mark.other()
              + " was begun. Finish it, or give it up by move-database --release.");
    }
    if (there != null && (mark == null || !mark.moveId().equals(there.moveId()))) {
      throw new Unusable(
          to
              + " holds a move from "
              + there.other()
              + ", which is not this one. A move needs an empty database.");
    }
    if (mark == null) {
      mark = new Mark(UUID.randomUUID().toString(), to, now, null);
      MoveMarks.set(sql, MoveMarks.OUT_OF, mark);
    }
    return mark;
  }

  /// Takes the marks away again where nothing was copied yet: both are as they were.
  private void giveUpUnbegun() {
    Database there = target.database();
    boolean unbegun =
        there.write(
            transaction ->
                transaction.sql().fetchCount(DATABASE_MOVE) == 1
                    && MoveMarks.remove(transaction.sql(), MoveMarks.INTO));
    if (unbegun) {
      source.database().write(transaction -> MoveMarks.remove(transaction.sql(), MoveMarks.OUT_OF));
    }
  }

  private void end() {
    if (source.used()) {
      throw new Unusable(
          "A server has worked with "
              + source.url().display()
              + " while the data was moved: it was just starting. End it, and give the command"
              + " again.");
    }
    long now = clock.millis();
    target
        .database()
        .write(
            transaction -> {
              DSLContext sql = transaction.sql();
              MoveMarks.end(sql, MoveMarks.INTO, now);
              sql.deleteFrom(DATABASE_MOVE)
                  .where(DATABASE_MOVE.PART.notIn(MoveMarks.INTO, MoveMarks.OUT_OF))
                  .execute();
              return null;
            });
    endSource();
    analyze();
  }

  /// PostgreSQL plans for empty tables until it happens to look by itself; the others look at once.
  private void analyze() {
    if (target.database().dialect() != SQLDialect.POSTGRES) {
      return;
    }
    for (MovedTable table : MovedTables.ALL) {
      try {
        target.database().write(t -> t.sql().execute("analyze " + table.name()));
      } catch (Busy e) {
        log.warn("The table {} was not analyzed; PostgreSQL will do so by itself", table.name());
      }
    }
  }

  private void endSource() {
    source
        .database()
        .write(
            transaction -> {
              MoveMarks.end(transaction.sql(), MoveMarks.OUT_OF, clock.millis());
              return null;
            });
  }
}
