package dev.microblog.registration;

import dev.microblog.platform.text.Folding;
import java.util.Set;

/// Names under which somebody could pass for those who run a site, or for a part of it.
final class ReservedNames {
  private static final Set<String> ALWAYS =
      Set.of(
          "about",
          "abuse",
          "account",
          "admin",
          "administration",
          "administrator",
          "api",
          "auth",
          "everyone",
          "explore",
          "help",
          "hostmaster",
          "index",
          "info",
          "login",
          "logout",
          "mail",
          "mailer_daemon",
          "me",
          "messages",
          "microblog",
          "mod",
          "moderation",
          "moderator",
          "moderators",
          "nobody",
          "noreply",
          "no_reply",
          "notifications",
          "official",
          "operator",
          "postmaster",
          "privacy",
          "register",
          "root",
          "rules",
          "search",
          "security",
          "settings",
          "signup",
          "site",
          "staff",
          "static",
          "superuser",
          "support",
          "sysadmin",
          "system",
          "team",
          "webmaster");

  private ReservedNames() {}

  /// Whether nobody may sign up with this name, whatever its case.
  ///
  /// @param more keys of further ones
  static boolean contain(String name, Set<String> more) {
    String key = Folding.key(name);
    return ALWAYS.contains(key) || more.contains(key);
  }
}
