package dev.microblog.cli;

import dev.microblog.platform.config.DatabaseUrl;
import dev.microblog.platform.move.MoveReport;
import dev.microblog.platform.move.MoveWatcher;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells how far a move between databases is, what stands in both, and what is to be done next.
public final class MoveReporter implements MoveWatcher {
  /// When a stage began, and how far it was then.
  private record Begin(long nanos, long done) {}

  private final PrintWriter out;
  private final ProgressLine line;
  private final Map<Stage, Begin> begun = new EnumMap<>(Stage.class);

  /// @param terminal whether lines can be written over
  public MoveReporter(PrintWriter out, boolean terminal) {
    this.out = out;
    line = new ProgressLine(out, terminal);
  }

  @Override
  public void at(Stage stage, String table, long done, long total) {
    Begin begin = begun.computeIfAbsent(stage, _ -> new Begin(System.nanoTime(), done));
    double seconds = (System.nanoTime() - begin.nanos()) / 1e9;
    if (table.isEmpty()) {
      line.end(
          String.format(
              Locale.ROOT,
              "%s %s %,d rows in %.1f s, %,.0f a second",
              ProgressLine.bar(1, 1),
              word(stage, true),
              done,
              seconds,
              (done - begin.done()) / Math.max(.001, seconds)));
    } else if (line.due()) {
      // What another process had done says nothing of the speed of this one.
      long here = done - begin.done();
      line.tell(
          ProgressLine.bar(done, total)
              + " "
              + word(stage, false)
              + " "
              + table
              + ": "
              + ProgressLine.words("rows", here, total - begin.done(), seconds)
              + (begin.done() == 0
                  ? ""
                  : String.format(Locale.ROOT, ", %,d were there", begin.done())));
    }
  }

  private static String word(Stage stage, boolean ended) {
    return switch (stage) {
      case LOOKING -> ended ? "Looked at" : "Looking at";
      case COPYING -> ended ? "Copied" : "Copying";
      case VERIFYING -> ended ? "Verified" : "Verifying";
    };
  }

  @Override
  public void waits(String sentence) {
    line.end(sentence + " Trying again.");
  }

  /// Prints what stands in both databases.
  public void print(MoveReport report) {
    if (report.tables().isEmpty()) {
      out.println("This move was whole before.");
      return;
    }
    Table table = new Table("table", "rows", "checksum", "rows there", "checksum there", "same");
    for (MoveReport.Line each : report.tables()) {
      if (each.rows() > 0 || !each.same()) {
        table.add(
            each.table(),
            number(each.rows()),
            each.sum(),
            number(each.targetRows()),
            each.targetSum(),
            each.same() ? "yes" : "NO");
      }
    }
    table.print(out);
    long empty = report.tables().stream().filter(l -> l.rows() == 0 && l.same()).count();
    out.printf("%d more tables are empty in both.%n", empty);
    if (report.used()) {
      out.println("A server has worked with the target since: what differs may be newer there.");
    }
    out.flush();
  }

  private static String number(long rows) {
    return String.format(Locale.ROOT, "%,d", rows);
  }

  /// Prints that not the same rows stand there.
  ///
  /// @param moved whether they were just moved there
  public void printDifferent(boolean moved) {
    out.println(
        moved
            ? "NOT the same rows stand there, and no server starts on the target. Somebody else has"
                + " written into one of the two, or one of them is damaged. Make the target anew, run"
                + " move-database --release, and begin again."
            : "Not the same rows stand there.");
    out.flush();
  }

  /// Prints what came of letting servers use the database again.
  ///
  /// @param marked whether they were kept out
  public void printReleased(boolean marked) {
    out.println(
        marked
            ? "Servers may use this database again. What was written elsewhere since is not in it."
            : "No server was kept out of this database.");
    out.flush();
  }

  /// Prints what the operator does next.
  ///
  /// @param key the file with the secret key of the data folder, which is a setting with a server;
  /// null if it is one already
  public void printNext(DatabaseUrl source, DatabaseUrl target, @Nullable Path key) {
    out.println("Everything was moved to " + target.display() + ". What to do now:");
    Path file = target.file();
    if (file == null) {
      out.println("- Set DATABASE_URL to it, with its user; DATABASE_PASSWORD to the password.");
    } else {
      out.println("- Set DATA_DIR to " + file.getParent() + " and unset DATABASE_URL, or set");
      out.println("  DATABASE_URL to that file. SECRET_KEY stays as it is.");
    }
    if (key != null) {
      out.println("- Set SECRET_KEY_FILE to " + key + ", or SECRET_KEY to what is in it.");
    }
    out.println("- Start the server. It builds the search index anew where there is none.");
    out.println("- " + source.display() + " was left as it was, as a way back, but that no server");
    out.println("  starts on it until you give the command move-database --release there.");
    out.flush();
  }
}
