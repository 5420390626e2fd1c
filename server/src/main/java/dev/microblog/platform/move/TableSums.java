package dev.microblog.platform.move;

import dev.microblog.platform.db.ForeignDatabase;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.move.MoveWatcher.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The checksum of every table of a database, in the order of [MovedTables#ALL].
record TableSums(List<Checksum> sums) {
  /// How many rows that do not fit are told.
  private static final int MOST_TOLD = 10;

  /// How many rows go by until it is told how far it is.
  private static final int STEP = 1_000;

  /// Reads all rows.
  ///
  /// @param fit what the rows must fit into; null if they need not
  /// @throws Unusable if there are some that do not, or cannot be read
  static TableSums of(ForeignDatabase from, @Nullable Fit fit, Stage stage, MoveWatcher watcher) {
    long total = 0;
    for (MovedTable table : MovedTables.ALL) {
      total += from.sql().fetchCount(DSL.table(table.name()));
    }
    List<Checksum> sums = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    long done = 0;
    watcher.at(stage, MovedTables.ALL.getFirst().name(), 0, total);
    for (MovedTable table : MovedTables.ALL) {
      Checksum sum = new Checksum();
      try (RowCursor rows = new RowCursor(from, table, null)) {
        for (Row row = rows.next(); row != null; row = rows.next()) {
          sum.add(row);
          String problem = fit == null ? null : fit.problem(table, row);
          if (problem != null) {
            problems.add(table.where(row) + ": " + problem);
            refuseIf(problems.size() == MOST_TOLD, problems);
          }
          if (++done % STEP == 0) {
            watcher.at(stage, table.name(), done, total);
          }
        }
      }
      sums.add(sum);
    }
    refuseIf(!problems.isEmpty(), problems);
    watcher.at(stage, "", done, done);
    return new TableSums(sums);
  }

  private static void refuseIf(boolean wrong, List<String> problems) {
    if (wrong) {
      throw new Unusable(
          "Nothing was moved, for there are rows that do not fit there. Change or delete them:\n  "
              + String.join("\n  ", problems)
              + (problems.size() == MOST_TOLD ? "\nThere may be more." : ""));
    }
  }

  /// Rows of all tables.
  long total() {
    return sums.stream().mapToLong(Checksum::rows).sum();
  }

  /// Beside what stands in the target.
  MoveReport compared(TableSums target, boolean used) {
    List<MoveReport.Line> lines = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      Checksum here = sums.get(i);
      Checksum there = target.sums().get(i);
      lines.add(
          new MoveReport.Line(
              MovedTables.ALL.get(i).name(),
              here.rows(),
              here.value(),
              there.rows(),
              there.value()));
    }
    return new MoveReport(List.copyOf(lines), used);
  }
}
