package dev.microblog.mail;

import dev.microblog.platform.config.Config;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Outbox;
import dev.microblog.platform.smtp.Carrier;
import dev.microblog.platform.smtp.LogCarrier;
import dev.microblog.platform.smtp.Smtp;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// The room put together: its use cases, and what it leaves to the outbox.
///
/// @param delivery null if no mail is sent
public record MailRoom(
    Mails mails, Outbox.@Nullable Worker delivery, ErrorDigest digest, ErrorLog errors) {
  /// Who sends what the log alone shows.
  private static final String NOBODY = "microblog@localhost";

  /// Makes the room.
  ///
  /// @param shown whether mail that no server takes is shown in the log
  /// @param site gives what the site is called
  public static MailRoom make(
      Config config,
      boolean shown,
      Supplier<String> site,
      Database database,
      Outbox outbox,
      Ids ids,
      InstantSource clock) {
    Config.Mail mail = config.mail();
    String sender = mail == null ? null : mail.sender();
    String host = host(config.publicUrl());
    Carrier carrier = null;
    String known = config.base();
    if (mail != null && sender != null) {
      carrier = new Smtp(mail, host, trust());
    } else if (mail == null && shown) {
      carrier = new LogCarrier();
      known = known == null ? "http://localhost:" + config.port() : known;
    }
    MailStore store = new MailStore();
    Bases bases = new Bases(known);
    Writer writer =
        new Writer(sender == null ? NOBODY : sender, host, known == null ? "" : known, site);
    Delivery delivery =
        carrier == null ? null : new Delivery(database, store, writer, carrier, clock);
    Mails mails = new Mails(database, store, delivery, bases, outbox, ids, clock);
    List<String> admins = mail == null || delivery == null ? List.of() : mail.admins();
    ErrorDigest digest = new ErrorDigest(database, mails, admins, host, clock);
    return new MailRoom(mails, delivery, digest, new ErrorLog(database, clock));
  }

  /// How this server calls itself: by its name, or by its address as mail servers write one.
  private static String host(@Nullable URI publicUrl) {
    String host = publicUrl == null ? "localhost" : publicUrl.getHost();
    return host.matches("[0-9.]+") ? '[' + host + ']' : host;
  }

  private static SSLContext trust() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
