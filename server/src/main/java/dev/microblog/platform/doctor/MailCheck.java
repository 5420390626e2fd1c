package dev.microblog.platform.doctor;

import dev.microblog.platform.config.Config;
import dev.microblog.platform.config.Config.Mail.Security;
import dev.microblog.platform.config.Network;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Whether the mail server would take mail from here, as far as that can be seen without signing in
/// and without sending any.
final class MailCheck implements Check {
  private static final String SUBJECT = "mail";

  private final Config.@Nullable Mail mail;
  private final SSLContext trust;

  MailCheck(Config.@Nullable Mail mail, SSLContext trust) {
    this.mail = mail;
    this.trust = trust;
  }

  @Override
  public String subject() {
    return SUBJECT;
  }

  @Override
  public List<Finding> look() {
    if (mail == null) {
      return List.of(Finding.good(SUBJECT, "MAIL_SERVER is not set: no mail is sent."));
    }
    List<Finding> findings = new ArrayList<>();
    settings(mail, findings);
    String place = mail.server() + ':' + mail.port();
    try (SmtpCall call = SmtpCall.open(mail, trust)) {
      call.greet();
      if (mail.security() == Security.STARTTLS) {
        call.startTls();
      }
      if (mail.username() != null && !call.offers("AUTH")) {
        findings.add(
            warning(
                place
                    + " offers no way to sign in"
                    + (mail.security() == Security.NONE ? " without TLS" : "")
                    + ", and MAIL_USERNAME is set."));
      }
      call.quit();
      findings.add(
          Finding.good(
              SUBJECT,
              "A mail server answers at "
                  + place
                  + (mail.security() == Security.NONE ? ", in the open." : ", by TLS.")
                  + " Nothing was sent, and nobody signed in."));
    } catch (SmtpCall.Refused e) {
      findings.add(Finding.bad(SUBJECT, place + ' ' + e.getMessage()));
    } catch (UnknownHostException e) {
      findings.add(
          Finding.bad(
              SUBJECT, "The name " + mail.server() + " leads to no address. See MAIL_SERVER."));
    } catch (IOException e) {
      findings.add(Finding.bad(SUBJECT, Reason.of(e, place) + advice(mail)));
    }
    return findings;
  }

  private static void settings(Config.Mail mail, List<Finding> findings) {
    if (mail.username() != null && mail.password() == null) {
      findings.add(warning("MAIL_USERNAME is set, and MAIL_PASSWORD is not."));
    }
    if (mail.password() != null
        && mail.security() == Security.NONE
        && !Network.isThisMachine(mail.server())) {
      findings.add(
          warning(
              "The password for the mail server goes over the network in the open. Set MAIL_USE_TLS"
                  + " or MAIL_USE_SSL."));
    }
  }

  private static String advice(Config.Mail mail) {
    return switch (mail.security()) {
      case TLS -> " See MAIL_SERVER and MAIL_PORT; MAIL_USE_SSL wants TLS from the first byte.";
      case STARTTLS, NONE -> " See MAIL_SERVER and MAIL_PORT.";
    };
  }

  private static Finding warning(String sentence) {
    return Finding.warning(SUBJECT, sentence);
  }
}
