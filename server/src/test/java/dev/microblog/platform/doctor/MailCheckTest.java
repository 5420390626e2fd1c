package dev.microblog.platform.doctor;

import static dev.microblog.platform.doctor.Finding.Level.BAD;
import static dev.microblog.platform.doctor.Finding.Level.GOOD;
import static dev.microblog.platform.doctor.Finding.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Apart;
import dev.microblog.Certificate;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Apart
class MailCheckTest {
  private static final String GREETING = "220 mail.example ESMTP";
  private static final String PLAIN = "250 mail.example";
  private static final String WITH_TLS = "250-mail.example\r\n250-SIZE 1000\r\n250 STARTTLS";
  private static final String WITH_SIGN_IN = "250-mail.example\r\n250 AUTH PLAIN LOGIN";

  @TempDir static Path folder;
  private static Certificate certificate;

  @BeforeAll
  static void certificate() {
    certificate = Certificate.ofThisMachine(folder);
  }

  private static List<Finding> look(int port, SSLContext trust, String... more) {
    List<String> settings =
        new ArrayList<>(List.of("MAIL_SERVER", "127.0.0.1", "MAIL_PORT", Integer.toString(port)));
    settings.addAll(List.of("MAIL_FROM", "microblog@blog.example"));
    settings.addAll(List.of(more));
    return new MailCheck(Told.config(settings.toArray(String[]::new)).mail(), trust).look();
  }

  private static List<Finding> look(MailStandIn server, String... more) {
    return look(server.port(), certificate.friend(), more);
  }

  private static MailStandIn server(String greeting, String ehlo) throws IOException {
    return new MailStandIn(
        greeting,
        Map.of("EHLO", ehlo, "STARTTLS", "220 go ahead", "QUIT", "221 bye"),
        certificate.server(),
        false);
  }

  @Test
  void withoutAMailServerNothingIsWrong() {
    assertThat(new MailCheck(null, certificate.friend()).look())
        .singleElement()
        .satisfies(finding -> assertThat(finding.level()).isEqualTo(GOOD));
  }

  @Test
  void aMailServerIsGreetedAndLeft() throws IOException {
    try (MailStandIn server = server(GREETING, PLAIN)) {
      List<Finding> findings = look(server);

      assertThat(findings).allMatch(finding -> finding.level() == GOOD);
      assertThat(Told.by(findings, GOOD, "mail")).contains("in the open", "Nothing was sent");
    }
  }

  @Test
  void startTlsIsTriedAndNobodySignsIn() throws IOException {
    try (MailStandIn server = server(GREETING, WITH_TLS)) {
      List<Finding> findings =
          look(server, "MAIL_USE_TLS", "1", "MAIL_USERNAME", "amina", "MAIL_PASSWORD", "swordfish");

      assertThat(Told.by(findings, GOOD, "mail")).contains("by TLS");
      assertThat(Told.by(findings, WARNING, "mail")).contains("offers no way to sign in");
      assertThat(server.heard).contains("STARTTLS").noneMatch(line -> line.contains("swordfish"));
      assertThat(server.heard).filteredOn(line -> line.startsWith("EHLO [127.0.0.1]")).hasSize(2);
    }
  }

  @Test
  void aServerThatLetsPeopleSignInIsGood() throws IOException {
    try (MailStandIn server = server(GREETING, WITH_SIGN_IN)) {
      assertThat(look(server, "MAIL_USERNAME", "amina", "MAIL_PASSWORD", "swordfish"))
          .allMatch(finding -> finding.level() == GOOD);
      assertThat(server.heard).noneMatch(line -> line.startsWith("AUTH"));
    }
  }

  @Test
  void tlsFromTheFirstByteIsSpoken() throws IOException {
    try (MailStandIn server =
        new MailStandIn(GREETING, Map.of("EHLO", PLAIN), certificate.server(), true)) {
      assertThat(Told.by(look(server, "MAIL_USE_SSL", "1"), GOOD, "mail")).contains("by TLS");
    }
  }

  @Test
  void aCertificateThatNobodySignedIsTold() throws Exception {
    try (MailStandIn server = server(GREETING, WITH_TLS)) {
      assertThat(
              Told.by(
                  look(server.port(), SSLContext.getDefault(), "MAIL_USE_TLS", "1"), BAD, "mail"))
          .contains("nobody whom it trusts has signed it");
    }
  }

  @Test
  void aServerWithoutTlsIsTold() throws IOException {
    try (MailStandIn server = server(GREETING, PLAIN)) {
      assertThat(Told.by(look(server, "MAIL_USE_TLS", "1"), BAD, "mail"))
          .contains("offers no STARTTLS");
      assertThat(Told.by(look(server, "MAIL_USE_SSL", "1"), BAD, "mail"))
          .contains("does not speak TLS");
    }
    try (MailStandIn server =
        new MailStandIn(
            GREETING,
            Map.of("EHLO", WITH_TLS, "STARTTLS", "454 not now"),
            certificate.server(),
            false)) {
      assertThat(Told.by(look(server, "MAIL_USE_TLS", "1"), BAD, "mail"))
          .contains("then refuses it. It says 454");
    }
  }

  @Test
  void whatIsNoMailServerIsTold() throws IOException {
    try (MailStandIn server = server("554 go away", PLAIN)) {
      assertThat(Told.by(look(server), BAD, "mail")).contains("does not greet", "It says 554");
    }
    try (MailStandIn server = server("SSH-2.0-OpenSSH", PLAIN)) {
      assertThat(Told.by(look(server), BAD, "mail")).contains("does not greet as a mail server");
    }
    try (MailStandIn server = server(GREETING, "502 what?")) {
      assertThat(Told.by(look(server), BAD, "mail")).contains("does not answer to EHLO");
    }
  }

  @Test
  void aSilentServerIsNotWaitedForLong() throws IOException {
    try (MailStandIn server = server("", PLAIN)) {
      assertThat(Told.by(look(server), BAD, "mail")).contains("says nothing", "MAIL_USE_SSL");
    }
  }

  @Test
  void nobodyThereIsTold() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThat(Told.by(look(port, certificate.friend()), BAD, "mail"))
        .contains("Nobody listens at 127.0.0.1:" + port);
    String name = "x".repeat(64) + ".invalid";
    assertThat(Told.by(look(port, certificate.friend(), "MAIL_SERVER", name), BAD, "mail"))
        .contains("leads to no address");
  }

  @Test
  void settingsThatDoNotFitEachOtherAreTold() {
    String name = "x".repeat(64) + ".invalid";
    var half = Told.config("MAIL_SERVER", name, "MAIL_USERNAME", "amina");
    var open = Told.config("MAIL_SERVER", name, "MAIL_USERNAME", "amina", "MAIL_PASSWORD", "fish");

    assertThat(Told.by(new MailCheck(half.mail(), certificate.friend()).look(), WARNING, "mail"))
        .contains("MAIL_PASSWORD is not");
    assertThat(Told.by(new MailCheck(open.mail(), certificate.friend()).look(), WARNING, "mail"))
        .contains("in the open")
        .doesNotContain("fish");
  }
}
