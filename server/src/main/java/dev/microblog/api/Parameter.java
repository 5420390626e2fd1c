package dev.microblog.api;

/// A part of the query or a header that an operation looks at.
///
/// @param in `query` or `header`
/// @param kind `string`, `integer` or `id`
public record Parameter(String in, String name, String kind, String description) {
  /// The part of a list that is older.
  static final Parameter BEFORE =
      new Parameter("query", "before", "id", "Only what is older than this id.");

  /// The part of a list that is newer.
  static final Parameter AFTER =
      new Parameter("query", "after", "id", "Only what is newer than this id.");

  /// A text of the query.
  public static Parameter query(String name, String description) {
    return new Parameter("query", name, "string", description);
  }

  /// A whole number of the query.
  public static Parameter number(String name, String description) {
    return new Parameter("query", name, "integer", description);
  }

  /// A header.
  public static Parameter header(String name, String description) {
    return new Parameter("header", name, "string", description);
  }
}
