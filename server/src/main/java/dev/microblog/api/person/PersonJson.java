package dev.microblog.api.person;

import dev.microblog.account.Account;
import dev.microblog.api.Times;
import dev.microblog.profile.Profile;
import org.jspecify.annotations.Nullable;

/// A person, as whoever asks sees them.
///
/// @param username their name, by which they are asked for
/// @param aboutMe what they say of themselves
/// @param createdAt when they signed up
/// @param lastSeen when they were last here; null if they never signed in
/// @param postCount how many posts of theirs stand
/// @param followerCount how many follow them
/// @param followingCount how many they follow
/// @param followed whether you follow them
/// @param blocking whether you have blocked them
/// @param muting whether you have muted them
/// @param avatar address of their picture
/// @param url of their page
public record PersonJson(
    String id,
    String username,
    String aboutMe,
    String createdAt,
    @Nullable String lastSeen,
    long postCount,
    long followerCount,
    long followingCount,
    boolean followed,
    boolean blocking,
    boolean muting,
    String avatar,
    String url) {
  /// A person as programs see them.
  ///
  /// @param base where the server is reached
  public static PersonJson of(Profile profile, String base) {
    Account account = profile.account();
    Long seen = account.lastSeenAt();
    return new PersonJson(
        Long.toString(account.id()),
        account.name(),
        account.aboutMe(),
        Times.iso(account.createdAt()),
        seen == null ? null : Times.iso(seen),
        account.postCount(),
        account.followerCount(),
        account.followingCount(),
        profile.followed(),
        profile.blocking(),
        profile.muting(),
        base + "/avatar/" + account.name() + ".svg",
        base + "/user/" + account.name());
  }
}
