package dev.microblog.export;

/// What stands around the things of a list, and between two of them.
///
/// @param begin stands before the first
/// @param between stands between two
/// @param end stands after the last
/// @param none stands in place of `end` if there was nothing
record ExportFrame(String begin, String between, String end, String none) {
  /// What stands before a thing.
  ///
  /// @param written how many were written before it
  String before(long written) {
    return written == 0 ? "" : between;
  }

  /// What ends the list.
  ///
  /// @param written how many it has
  String end(long written) {
    return written == 0 ? none : end;
  }
}
