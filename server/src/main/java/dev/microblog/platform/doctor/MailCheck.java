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
      return List.of(Finding.good(SUBJECT, "mail.unset"));
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
            Finding.warning(
                SUBJECT,
                mail.security() == Security.NONE ? "mail.noSignInOpen" : "mail.noSignIn",
                place));
      }
      call.quit();
      findings.add(
          Finding.good(
              SUBJECT, mail.security() == Security.NONE ? "mail.open" : "mail.secure", place));
    } catch (SmtpCall.Refused e) {
      findings.add(new Finding(Finding.Level.BAD, SUBJECT, e.lines));
    } catch (UnknownHostException e) {
      findings.add(Finding.bad(SUBJECT, "mail.noAddress", mail.server()));
    } catch (IOException e) {
      findings.add(Finding.bad(SUBJECT, Reason.of(e, place)).and(advice(mail)));
    }
    return findings;
  }

  private static void settings(Config.Mail mail, List<Finding> findings) {
    if (mail.username() != null && mail.password() == null) {
      findings.add(Finding.warning(SUBJECT, "mail.noPassword"));
    }
    if (mail.password() != null
        && mail.security() == Security.NONE
        && !Network.isThisMachine(mail.server())) {
      findings.add(Finding.warning(SUBJECT, "mail.passwordOpen"));
    }
  }

  private static String advice(Config.Mail mail) {
    return switch (mail.security()) {
      case TLS -> "mail.seeTls";
      case STARTTLS, NONE -> "mail.see";
    };
  }
}
