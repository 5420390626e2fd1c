package dev.microblog.site;

import org.jspecify.annotations.Nullable;

/// What the operator tells everybody who signs in.
///
/// @param id grows with time
/// @param text plain, as it was typed
/// @param createdAt epoch milliseconds
/// @param endsAt epoch milliseconds; null until it is ended
public record Announcement(long id, String text, long createdAt, @Nullable Long endsAt) {
  /// Whether it is told at this time.
  public boolean runs(long now) {
    return endsAt == null || endsAt > now;
  }
}
