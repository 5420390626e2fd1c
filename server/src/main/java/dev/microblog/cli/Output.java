package dev.microblog.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where a command prints its result, and the exit code that goes with it.
///
/// @param json whether programs read what is printed
public record Output(PrintWriter out, boolean json) {
  static final int DONE = 0;

  /// It was not done, for a reason that was printed.
  static final int NOT_DONE = 1;

  /// Prints what was done, or was asked for.
  int done(String line) {
    print(line);
    return DONE;
  }

  /// Prints why nothing was done.
  int refused(String sentence) {
    print(sentence);
    return NOT_DONE;
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }

  /// Prints rows for people.
  ///
  /// @param next the id to go on before; null if these are the last
  int table(Table table, @Nullable Long next) {
    table.print(out);
    if (next != null) {
      out.println("There are more: --before " + next);
    }
    out.flush();
    return DONE;
  }

  /// Prints a list for programs.
  ///
  /// @param name of the member that has the objects
  /// @param next the id to go on before; null if these are the last
  int list(String name, List<String> objects, @Nullable Long next) {
    return done("{\"" + name + "\":" + array(objects) + ",\"next\":" + next + "}");
  }

  /// Objects of JSON, a line each.
  static String array(List<String> objects) {
    return objects.stream().collect(Collectors.joining(",\n  ", "[\n  ", "\n]"));
  }
}
