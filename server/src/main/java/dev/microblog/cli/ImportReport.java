package dev.microblog.cli;

import dev.microblog.platform.db.DataFolder;
import dev.microblog.platform.db.FileErrors;
import dev.microblog.platform.db.Unusable;
import dev.microblog.takeover.Finding;
import dev.microblog.takeover.Report;
import dev.microblog.takeover.Stage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells how far a takeover is, and what it changed or left out: on the screen how often and with
/// some examples, in a file every single one.
public final class ImportReport implements AutoCloseable {
  private final PrintWriter out;
  private final ProgressLine line;
  private final @Nullable BufferedWriter file;
  private final Map<Stage, Long> begun = new EnumMap<>(Stage.class);

  /// @param terminal whether lines can be written over
  /// @param path of the file, which is added to if it is there; null for none
  /// @throws Unusable if it cannot be written
  public ImportReport(PrintWriter out, boolean terminal, @Nullable Path path) {
    this.out = out;
    line = new ProgressLine(out, terminal);
    file = path == null ? null : open(path);
  }

  private static BufferedWriter open(Path path) {
    try {
      if (!Files.exists(path)) {
        // Addresses will be in it.
        DataFolder.createPrivately(path);
      }
      return Files.newBufferedWriter(path, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new Unusable("The report cannot be written: " + FileErrors.words(e), e);
    }
  }

  /// Tells how far it is.
  public void progress(Stage stage, long done, long total) {
    long now = System.nanoTime();
    long begin = begun.computeIfAbsent(stage, _ -> now);
    if (total == 0) {
      return;
    }
    String words = ProgressLine.words(stage.word(), done, total, (now - begin) / 1e9);
    if (done >= total) {
      line.end(ProgressLine.bar(done, total) + " " + words);
    } else if (line.due()) {
      line.tell(ProgressLine.bar(done, total) + " " + words);
    }
  }

  /// Writes a finding to the file.
  public void note(Finding finding) {
    if (file == null) {
      return;
    }
    try {
      file.write(finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      file.write('\t');
      file.write(finding.what());
      file.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Puts on the disk what was noted so far.
  public void flush() {
    try {
      if (file != null) {
        file.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Prints what came of it.
  ///
  /// @param rehearsed whether nothing was written
  public void print(Report report, boolean rehearsed) {
    out.printf(
        Locale.ROOT,
        "%s: %,d people, %,d posts, %,d follows, %,d messages.%n",
        rehearsed ? "Nothing was written. It would take over" : "Taken over",
        report.taken(Stage.PEOPLE),
        report.taken(Stage.POSTS),
        report.taken(Stage.FOLLOWS),
        report.taken(Stage.MESSAGES));
    boolean head = false;
    for (Finding.Kind kind : Finding.Kind.values()) {
      long count = report.count(kind);
      if (count > 0) {
        if (!head) {
          out.println("Changed or left out:");
          head = true;
        }
        String more = count > report.examples(kind).size() ? "; …" : "";
        out.printf(Locale.ROOT, "%,10d %s%n", count, kind.sentence());
        out.printf("           %s%s%n", String.join("; ", report.examples(kind)), more);
      }
    }
    out.flush();
  }

  @Override
  public void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      throw new Unusable("The report cannot be written: " + FileErrors.words(e), e);
    }
  }
}
