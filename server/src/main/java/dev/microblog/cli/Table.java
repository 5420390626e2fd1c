package dev.microblog.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Rows for people to read, each column as wide as its widest cell.
final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  /// @param header none for rows alone
  Table(String... header) {
    if (header.length > 0) {
      add(header);
    }
  }

  void add(String... cells) {
    rows.add(List.of(cells));
  }

  void print(PrintWriter out) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int width = row.get(i).length();
        if (i == widths.size()) {
          widths.add(width);
        } else {
          widths.set(i, Math.max(widths.get(i), width));
        }
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i)).repeat(' ', widths.get(i) - row.get(i).length() + 2);
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
