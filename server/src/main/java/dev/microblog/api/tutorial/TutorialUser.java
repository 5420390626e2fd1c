package dev.microblog.api.tutorial;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.microblog.account.Account;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// A person in the tutorial's shape.
///
/// @param links where more is
/// @param aboutMe what they say of themselves; null if nothing
/// @param lastSeen when they were last here; null if they never signed in
public record TutorialUser(
    @JsonProperty("_links") UserLinks links,
    @Nullable String aboutMe,
    long followerCount,
    long followingCount,
    long id,
    @Nullable String lastSeen,
    long postCount,
    String username) {
  /// Where more of a person is.
  public record UserLinks(String avatar, String followers, String following, String self) {}

  /// With the offset in digits, as Python writes it.
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'+00:00'").withZone(ZoneOffset.UTC);

  static TutorialUser of(Account account, String base) {
    String self = TutorialUsers.ALL + "/" + account.id();
    Long seen = account.lastSeenAt();
    return new TutorialUser(
        new UserLinks(
            base + "/avatar/" + account.name() + ".svg",
            self + "/followers",
            self + "/following",
            self),
        account.aboutMe().isEmpty() ? null : account.aboutMe(),
        account.followerCount(),
        account.followingCount(),
        account.id(),
        seen == null ? null : ISO.format(Instant.ofEpochMilli(seen)),
        account.postCount(),
        account.name());
  }
}
