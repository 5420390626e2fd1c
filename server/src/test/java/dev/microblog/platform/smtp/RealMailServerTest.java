package dev.microblog.platform.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.Apart;
import dev.microblog.Certificate;
import dev.microblog.PostOffice;
import dev.microblog.platform.config.Settings;
import dev.microblog.platform.db.Container;
import dev.microblog.platform.db.Requirement;
import dev.microblog.platform.smtp.Carrier.Fate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A mail server that others made, which wants TLS and a password, and what it was sent as it
// reads.
@Apart
class RealMailServerTest {
  private static final String IMAGE = System.getenv("MAIL_IMAGE");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Prints each letter as a line of Base64, after who sent it to whom.
  private static final String PROGRAM =
      """
      import base64, os, ssl, time
      from aiosmtpd.controller import Controller
      from aiosmtpd.smtp import AuthResult
      for name in ("key", "chain"):
          with open("/tmp/" + name, "w") as file:
              file.write(os.environ[name])
      context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
      context.load_cert_chain("/tmp/chain", "/tmp/key")
      class Handler:
          async def handle_RCPT(self, server, session, envelope, address, options):
              if address.startswith("nobody"):
                  return "550 5.1.1 no such user"
              envelope.rcpt_tos.append(address)
              return "250 well"
          async def handle_DATA(self, server, session, envelope):
              print("LETTER", session.auth_data.login.decode(), session.ssl is not None,
                    envelope.rcpt_tos[0], base64.b64encode(envelope.content).decode(), flush=True)
              return "250 taken"
      def sign_in(server, session, envelope, mechanism, data):
          good = data.login == b"microblog" and data.password == "pässword".encode()
          return AuthResult(success=good, handled=False, auth_data=data if good else None)
      Controller(Handler(), hostname="0.0.0.0", port=1025, tls_context=context,
                 authenticator=sign_in, auth_required=True, require_starttls=True).start()
      print("READY", flush=True)
      time.sleep(3600)
      """;

  @TempDir static Path folder;
  private static Certificate certificate;
  private static Container server;

  @BeforeAll
  static void start() throws InterruptedException {
    Requirement.met(Container.possible(), "needs a running Docker engine");
    Requirement.met(IMAGE != null, "needs MAIL_IMAGE, an image with aiosmtpd as .ci/mail makes it");
    certificate = Certificate.ofThisMachine(folder);
    server =
        Container.run(
            IMAGE,
            List.of("-e", "key=" + certificate.key(), "-e", "chain=" + certificate.chain()),
            List.of("python3", "-c", PROGRAM),
            1025);
    awaitInLog("READY");
  }

  @AfterAll
  static void remove() {
    if (server != null) {
      server.remove();
    }
  }

  private static Matcher awaitInLog(String pattern) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Matcher found = Pattern.compile(pattern).matcher(server.log());
      if (found.find()) {
        return found;
      }
      assertThat(System.nanoTime()).as(server.log()).isLessThan(deadline);
      Thread.sleep(100);
    }
  }

  private static Smtp smtp(String password) {
    Map<String, String> variables = new HashMap<>();
    variables.put("MAIL_SERVER", "localhost");
    variables.put("MAIL_PORT", Integer.toString(server.port(1025)));
    variables.put("MAIL_USE_TLS", "1");
    variables.put("MAIL_USERNAME", "microblog");
    variables.put("MAIL_PASSWORD", password);
    variables.put("MAIL_FROM", "site@blog.example");
    return new Smtp(
        Objects.requireNonNull(Settings.read(variables).mail()),
        "blog.example",
        certificate.friend());
  }

  private static Letter letter(String to) {
    return new Letter(
        "8.test@blog.example",
        "site@blog.example",
        to,
        1_764_000_000_000L,
        "es",
        "[Microblog] Nueva Contraseña",
        "¡Hola, amina!\n",
        "<p>¡Hola, amina!</p>",
        null);
  }

  @Test
  void aLetterArrivesByTlsAndAPassword() throws Exception {
    try (Carrier.Trip trip = smtp("pässword").begin()) {
      assertThat(trip.bring(letter("nobody@example.org")))
          .isInstanceOfSatisfying(
              Fate.Refused.class, fate -> assertThat(fate.reply()).contains("no such user"));
      assertThat(trip.bring(letter("amina@example.org"))).isEqualTo(new Fate.Taken());
    }

    Matcher taken = awaitInLog("LETTER microblog True amina@example.org (\\S+)");
    byte[] raw = Base64.getDecoder().decode(taken.group(1));
    var received =
        new PostOffice.Received("amina@example.org", new String(raw, StandardCharsets.ISO_8859_1));
    assertThat(received.subject()).isEqualTo("[Microblog] Nueva Contraseña");
    assertThat(received.text()).isEqualTo("¡Hola, amina!\n");
    assertThat(received.html()).contains("<p>¡Hola, amina!</p>");
    assertThat(received.header("Message-ID")).isEqualTo("<8.test@blog.example>");
  }

  @Test
  void aWrongPasswordMeansLater() {
    assertThatExceptionOfType(Carrier.Away.class)
        .isThrownBy(
            () -> {
              try (Carrier.Trip trip = smtp("another").begin()) {
                trip.bring(letter("amina@example.org"));
              }
            })
        .withMessageContaining("does not let us sign in");
  }
}
