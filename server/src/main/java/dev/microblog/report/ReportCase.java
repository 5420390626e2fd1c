package dev.microblog.report;

/// A post or a person that was reported, and is to be decided about once for all who did.
///
/// @param accountId who is reported, or wrote what is
/// @param postId 0 if the person is reported
/// @param reports how many people did
/// @param createdAt when the first did, in epoch milliseconds
public record ReportCase(
    long id, long accountId, long postId, long reports, boolean open, long createdAt) {
  /// Whether it is about a post.
  public boolean aboutPost() {
    return postId != 0;
  }
}
