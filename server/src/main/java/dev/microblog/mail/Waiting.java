package dev.microblog.mail;

import dev.microblog.platform.smtp.Letter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A mail that is to be sent now.
///
/// @param accountId null if it goes to an address alone
/// @param address empty for that of the account
/// @param language tag of it; empty for that of the account
/// @param link empty if it leads nowhere
/// @param expiresAt epoch milliseconds
record Waiting(
    long id,
    @Nullable Long accountId,
    String address,
    String language,
    String kind,
    List<String> values,
    String link,
    long expiresAt,
    Letter.@Nullable File file) {
  /// Without what may be secret, for this may end up in a log.
  @Override
  public String toString() {
    return "Waiting[id=%d, kind=%s]".formatted(id, kind);
  }
}
