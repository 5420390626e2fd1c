package dev.microblog.platform.move;

import java.util.List;

/// What stands in both databases, table by table.
///
/// @param tables empty if the move was whole before
/// @param used whether a server has begun to work with the target, so that it may have newer rows
public record MoveReport(List<Line> tables, boolean used) {
  /// A table in both.
  ///
  /// @param sum of all rows where they come from, [#rows()] of them
  /// @param targetSum of all rows where they go to
  public record Line(String table, long rows, String sum, long targetRows, String targetSum) {
    /// Whether the same rows stand in both.
    public boolean same() {
      return rows == targetRows && sum.equals(targetSum);
    }
  }

  /// Whether the same rows stand in both databases.
  public boolean same() {
    return tables.stream().allMatch(Line::same);
  }

  /// Rows of all tables, where they come from.
  public long rows() {
    return tables.stream().mapToLong(Line::rows).sum();
  }
}
