package dev.microblog.platform.db;

import static dev.microblog.schema.Tables.DATABASE_MOVE;

import java.time.Instant;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// What a database says of a move between it and another one: no server may use one that is half
/// filled, nor go on with one whose data went elsewhere.
public final class MoveMarks {
  /// Where the data goes.
  public static final String INTO = "into";

  /// Where it comes from.
  public static final String OUT_OF = "out of";

  /// That a move began here, or came here, and whether it is whole.
  ///
  /// @param moveId the same in both databases
  /// @param other where the other one is, for people to read
  /// @param begunAt in epoch milliseconds
  /// @param endedAt null until the move is whole
  public record Mark(String moveId, String other, long begunAt, @Nullable Long endedAt) {}

  private MoveMarks() {}

  /// A mark, null if there is none.
  ///
  /// @param part [#INTO] or [#OUT_OF]
  public static @Nullable Mark find(DSLContext sql, String part) {
    return sql.select(
            DATABASE_MOVE.MOVE_ID,
            DATABASE_MOVE.OTHER,
            DATABASE_MOVE.BEGUN_AT,
            DATABASE_MOVE.ENDED_AT)
        .from(DATABASE_MOVE)
        .where(DATABASE_MOVE.PART.eq(part))
        .fetchOne(row -> new Mark(row.value1(), row.value2(), row.value3(), row.value4()));
  }

  /// Sets a mark that is not there yet.
  public static void set(DSLContext sql, String part, Mark mark) {
    sql.insertInto(DATABASE_MOVE)
        .set(
            Map.of(
                DATABASE_MOVE.PART,
                part,
                DATABASE_MOVE.MOVE_ID,
                mark.moveId(),
                DATABASE_MOVE.OTHER,
                mark.other(),
                DATABASE_MOVE.PLACE,
                "",
                DATABASE_MOVE.BEGUN_AT,
                mark.begunAt()))
        .execute();
  }

  /// Notes that the move is whole.
  public static void end(DSLContext sql, String part, long now) {
    sql.update(DATABASE_MOVE)
        .set(DATABASE_MOVE.ENDED_AT, now)
        .where(DATABASE_MOVE.PART.eq(part))
        .execute();
  }

  /// Takes a mark away.
  ///
  /// @return whether there was one
  public static boolean remove(DSLContext sql, String part) {
    return sql.deleteFrom(DATABASE_MOVE).where(DATABASE_MOVE.PART.eq(part)).execute() == 1;
  }

  /// Refuses to let anybody but a move use the database while, or after, one goes through it.
  ///
  /// @throws Unusable with a sentence for the operator
  static void refuse(Database database) {
    String sentence = database.read(MoveMarks::sentence);
    if (sentence != null) {
      throw new Unusable(sentence);
    }
  }

  private static @Nullable String sentence(DSLContext sql) {
    Mark into = find(sql, INTO);
    if (into != null && into.endedAt() == null) {
      return "This database holds the beginning of a move from "
          + into.other()
          + ", begun "
          + time(into.begunAt())
          + ". Give the command move-database again, with the settings of that one: it goes on. Or"
          + " make this database anew.";
    }
    Mark outOf = find(sql, OUT_OF);
    if (outOf == null) {
      return null;
    }
    Long ended = outOf.endedAt();
    return ended == null
        ? "The data of this database is being moved to "
            + outOf.other()
            + ", since "
            + time(outOf.begunAt())
            + ". Wait for it; if it was killed give the command move-database again, or give the"
            + " move up by move-database --release."
        : "The data of this database was moved to "
            + outOf.other()
            + ", at "
            + time(ended)
            + ". A server here would go on with what is old there: set DATABASE_URL to that place."
            + " To go on here all the same: move-database --release.";
  }

  private static String time(long millis) {
    return Instant.ofEpochSecond(Math.floorDiv(millis, 1000)).toString();
  }
}
