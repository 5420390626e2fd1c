package dev.microblog.platform.config;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads who takes the site's mail, and who sends it.
final class MailSettings {
  private static final Pattern SENDER =
      Pattern.compile("[^@<>\\s]+@[^@<>\\s]+|[^@<>\\p{Cc}]*<[^@<>\\s]+@[^@<>\\s]+>");

  private MailSettings() {}

  static Config.@Nullable Mail read(Variables variables) {
    String server = variables.value("MAIL_SERVER");
    boolean tls = variables.tutorialFlag("MAIL_USE_TLS", false);
    boolean ssl = variables.flag("MAIL_USE_SSL", false);
    int port = variables.number("MAIL_PORT", ssl ? 465 : 25, 1, 65535);
    String username = variables.value("MAIL_USERNAME");
    String password = variables.value("MAIL_PASSWORD");
    String from = variables.value("MAIL_FROM");
    List<String> admins = variables.list("ADMINS");
    if (from != null && !SENDER.matcher(from).matches()) {
      variables.problem(
          "MAIL_FROM must be a mail address, or a name and an address such as Microblog"
              + " <microblog@blog.example.org>.");
    }
    if (tls && ssl) {
      variables.problem("MAIL_USE_TLS and MAIL_USE_SSL are both on; keep one.");
    }
    if (admins.stream().anyMatch(admin -> admin.indexOf('@') < 1)) {
      variables.problem("ADMINS must be mail addresses, separated by commas.");
    }
    if (server == null) {
      return null;
    }
    Config.Mail.Security security =
        ssl
            ? Config.Mail.Security.TLS
            : tls ? Config.Mail.Security.STARTTLS : Config.Mail.Security.NONE;
    return new Config.Mail(server, port, security, username, password, from, admins);
  }

  /// Adds what stands in the way of mail.
  static void warn(Config config, List<String> warnings) {
    if (config.mail() == null) {
      return;
    }
    if (config.mail().sender() == null) {
      warnings.add(
          "MAIL_SERVER is set, and neither MAIL_FROM nor ADMINS: mail needs a sender, so none is sent.");
    }
    if (config.publicUrl() == null) {
      warnings.add(
          "MAIL_SERVER is set, and PUBLIC_URL is not: mail leads to this site only by that address, so"
              + " people get such mail only while they reach it as localhost.");
    }
  }
}
