package dev.microblog.registration;

import org.jspecify.annotations.Nullable;

/// A link by which people may sign up.
///
/// @param makerId who made it; [dev.microblog.audit.Audit#COMMAND_LINE] if that was at the command
///     line
/// @param most how many may sign up by it
/// @param used how many did
/// @param endsAt epoch milliseconds; null if it has no end
/// @param createdAt epoch milliseconds
public record Invitation(
    long id, String code, long makerId, int most, int used, @Nullable Long endsAt, long createdAt) {
  /// Where it leads, before the code.
  public static final String PATH = "/auth/register?invite=";

  /// Whether somebody may sign up by it at this time.
  public boolean works(long now) {
    return used < most && (endsAt == null || endsAt > now);
  }

  /// The path of this site to which it leads.
  public String path() {
    return PATH + code;
  }
}
