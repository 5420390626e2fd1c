package dev.microblog.account;

/// Who is asking.
///
/// @param id of the account, 0 for [#NOBODY]
/// @param name as it is written now
public record Viewer(long id, String name) {
  /// Somebody who is not signed in. No account has this id, so that nothing is theirs.
  public static final Viewer NOBODY = new Viewer(0, "");
}
