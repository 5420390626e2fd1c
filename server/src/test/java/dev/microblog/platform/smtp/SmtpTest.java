package dev.microblog.platform.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.Apart;
import dev.microblog.Certificate;
import dev.microblog.Collector.Told;
import dev.microblog.Followed;
import dev.microblog.PostOffice;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.config.Settings;
import dev.microblog.platform.smtp.Carrier.Fate;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is brought to a mail server, and what becomes of it when something is wrong there.
@Apart
class SmtpTest {
  private static final Smtp.Patience LITTLE =
      new Smtp.Patience(
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofMillis(500),
          Duration.ofMillis(900));

  @TempDir static Path folder;
  @TempDir static Path otherFolder;
  private static Certificate certificate;
  private static Certificate another;

  private PostOffice office = PostOffice.open();

  @BeforeAll
  static void certificate() {
    certificate = Certificate.ofThisMachine(folder);
    another = Certificate.ofAnother(otherFolder);
  }

  @AfterEach
  void close() {
    office.close();
  }

  private static Config.Mail settings(int port, String... more) {
    Map<String, String> variables = new HashMap<>();
    variables.putAll(Map.of("MAIL_SERVER", "127.0.0.1", "MAIL_PORT", Integer.toString(port)));
    variables.put("MAIL_FROM", "Microblog <site@blog.example>");
    for (int i = 0; i < more.length; i += 2) {
      variables.put(more[i], more[i + 1]);
    }
    return Objects.requireNonNull(Settings.read(variables).mail());
  }

  private Smtp smtp(String... more) {
    return new Smtp(settings(office.port(), more), "blog.example", certificate.friend(), LITTLE);
  }

  private static Letter letter(String to, String subject) {
    return letter(to, subject, null);
  }

  private static Letter letter(String to, String subject, Letter.@Nullable File file) {
    return new Letter(
        "7.test@blog.example",
        "Microblog <site@blog.example>",
        to,
        1_764_000_000_000L,
        "zh-Hans",
        subject,
        "你好\n.\n..\nline\n",
        "<p>你好</p>",
        file);
  }

  private static Fate bring(Smtp smtp, String to) throws Carrier.Away {
    try (Carrier.Trip trip = smtp.begin()) {
      return trip.bring(letter(to, "Hello"));
    }
  }

  private static void assertAway(Smtp smtp, String sentence) {
    assertThatExceptionOfType(Carrier.Away.class)
        .isThrownBy(() -> bring(smtp, "amina@example.org"))
        .withMessageStartingWith("The mail server 127.0.0.1:" + smtp.mail().port())
        .withMessageContaining(sentence);
  }

  @Test
  void aLetterArrivesAsItWasWritten() throws Exception {
    byte[] posts = "{\"posts\": []}".getBytes(StandardCharsets.UTF_8);
    Letter.File file = Letter.File.of("posts.json", "application/json", posts);
    try (Carrier.Trip trip = smtp().begin()) {
      assertThat(trip.bring(letter("amina@example.org", "[Microblog] 重置密码 😀", file)))
          .isEqualTo(new Fate.Taken());
    }

    PostOffice.Received received = office.letters.getFirst();
    assertThat(received.to()).isEqualTo("amina@example.org");
    assertThat(received.subject()).isEqualTo("[Microblog] 重置密码 😀");
    assertThat(received.text()).isEqualTo("你好\n.\n..\nline\n");
    assertThat(received.html()).isEqualTo("<p>你好</p>");
    assertThat(PostOffice.Received.part(received.message(), "application/json"))
        .isEqualTo("{\"posts\": []}");
    assertThat(received.raw()).contains("filename=posts.json").matches("(?s)\\p{ASCII}*");
    assertThat(received.header("From")).isEqualTo("Microblog <site@blog.example>");
    assertThat(received.header("Message-ID")).isEqualTo("<7.test@blog.example>");
    assertThat(received.header("Date")).isEqualTo("Mon, 24 Nov 2025 16:00:00 GMT");
    assertThat(received.header("Auto-Submitted")).isEqualTo("auto-generated");
    assertThat(received.header("Content-Language")).isEqualTo("zh-Hans");
    assertThat(office.heard).contains("EHLO blog.example", "MAIL FROM:<site@blog.example>");
  }

  @Test
  void whatSomebodyTypedBeginsNoHeader() throws Exception {
    try (Carrier.Trip trip = smtp().begin()) {
      trip.bring(letter("amina@example.org", "Hi\r\nBcc: all@example.org\r\n\r\nBody\u2028x"));
      assertThat(trip.bring(letter("amina@example.org\r\nRCPT TO:<b@example.org>", "Hi")))
          .isInstanceOf(Fate.Refused.class);
    }

    assertThat(office.letters).hasSize(1);
    PostOffice.Received received = office.letters.getFirst();
    assertThat(received.header("Bcc")).isEqualTo("null");
    assertThat(received.subject()).isEqualTo("Hi Bcc: all@example.org Body x");
    assertThat(office.heard).filteredOn(line -> line.startsWith("RCPT")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "amina@bücher.example, amina@xn--bcher-kva.example",
    "amina+blog@例子.example, amina+blog@xn--fsqu00a.example"
  })
  void domainsInAnyLettersAreReached(String written, String sent) throws Exception {
    assertThat(bring(smtp(), written)).isEqualTo(new Fate.Taken());

    assertThat(office.letters.getFirst().to()).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nobody", "@example.org", "ami na@example.org", "amína@example.org", "a@b@c"})
  void whatIsNoAddressIsRefusedBeforeItIsSent(String address) throws Exception {
    assertThat(bring(smtp(), address)).isInstanceOf(Fate.Refused.class);

    assertThat(office.connections()).isZero();
  }

  @Test
  void manyLettersGoByOneConnection() throws Exception {
    try (Carrier.Trip trip = smtp().begin()) {
      for (int i = 0; i < 51; i++) {
        trip.bring(letter("amina@example.org", "Letter " + i));
      }
    }

    assertThat(office.letters).hasSize(51);
    assertThat(office.connections()).isEqualTo(2);
    assertThat(office.heard).filteredOn("QUIT"::equals).hasSizeGreaterThanOrEqualTo(1);
  }

  @Test
  void startTlsIsSpokenOrNothing() throws Exception {
    assertAway(smtp("MAIL_USE_TLS", "1"), "STARTTLS is required");
    assertThat(office.heard).noneMatch(line -> line.startsWith("MAIL"));

    try (PostOffice secured = PostOffice.secured(certificate.server())) {
      Config.Mail mail = settings(secured.port(), "MAIL_USE_TLS", "1");
      assertThat(bring(new Smtp(mail, "x", certificate.friend(), LITTLE), "amina@example.org"))
          .isEqualTo(new Fate.Taken());
      assertThat(secured.heard).containsSubsequence("STARTTLS", "EHLO x");
    }
  }

  @Test
  void tlsFromTheFirstByteIsSpoken() throws Exception {
    try (PostOffice secured = PostOffice.securedFirst(certificate.server())) {
      Config.Mail mail = settings(secured.port(), "MAIL_USE_SSL", "1");
      assertThat(bring(new Smtp(mail, "x", certificate.friend(), LITTLE), "amina@example.org"))
          .isEqualTo(new Fate.Taken());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MAIL_USE_TLS", "MAIL_USE_SSL"})
  void aWrongCertificateIsNotBelieved(String how) throws Exception {
    boolean first = how.equals("MAIL_USE_SSL");
    Map<SSLContext, String> reasons =
        Map.of(
            SSLContext.getDefault(),
            "certification path",
            another.friend(),
            "No subject alternative");
    for (var reason : reasons.entrySet()) {
      try (PostOffice secured =
          first
              ? PostOffice.securedFirst(another.server())
              : PostOffice.secured(another.server())) {
        Config.Mail mail = settings(secured.port(), how, "1");
        assertAway(new Smtp(mail, "x", reason.getKey(), LITTLE), reason.getValue());
        assertThat(secured.letters).isEmpty();
      }
    }
  }

  @Test
  void nobodyThereMeansLater() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertAway(new Smtp(settings(port), "x", certificate.friend(), LITTLE), "refused");
    String name = "x".repeat(64) + ".invalid";
    assertThatExceptionOfType(Carrier.Away.class)
        .isThrownBy(
            () ->
                bring(
                    new Smtp(
                        settings(port, "MAIL_SERVER", name), "x", certificate.friend(), LITTLE),
                    "amina@example.org"))
        .withMessageContaining("leads to no address");
  }

  @ParameterizedTest
  @CsvSource({
    "GREETING, (hangs)",
    "GREETING, (closes)",
    "GREETING, 554 go away",
    "GREETING, SSH-2.0-OpenSSH",
    "EHLO, (hangs)",
    "EHLO, (closes)",
    "MAIL, 530 sign in first",
    "MAIL, 553 not your address",
    "MAIL, 451 disk full",
    "RCPT, 530 sign in first",
    "MAIL, 421 too many connections"
  })
  void aServerThatTakesNothingMeansLater(String command, String answer) {
    office.answer(command, answer);

    assertThatExceptionOfType(Carrier.Away.class)
        .isThrownBy(() -> bring(smtp(), "amina@example.org"));
    assertThat(office.letters).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"RCPT", "DATA", "."})
  void aLetterThatIsNotTakenThisTimeIsPostponed(String command) throws Exception {
    office.answer(command, "451 greylisted, amina@example.org, come again");

    assertThat(bring(smtp(), "amina@example.org"))
        .isInstanceOfSatisfying(
            Fate.Postponed.class,
            fate -> assertThat(fate.reply()).contains("greylisted").doesNotContain("amina"));
  }

  @ParameterizedTest
  @CsvSource({"RCPT, 550", "RCPT, 553", "RCPT, 554", "DATA, 554", "., 550", "MAIL, 552"})
  void aLetterThatIsRefusedIsNotTriedForEver(String command, String code) throws Exception {
    office.answer(command, code + " 5.1.1 no <amina@example.org> here");

    assertThat(bring(smtp(), "amina@example.org"))
        .isInstanceOfSatisfying(
            Fate.Refused.class,
            fate -> assertThat(fate.reply()).contains("here").doesNotContain("amina"));
  }

  @Test
  void whatIsRefusedKeepsNobodyElseWaiting() throws Exception {
    try (Carrier.Trip trip = smtp().begin()) {
      office.answer("RCPT", "550 no such user");
      trip.bring(letter("nobody@example.org", "Hello"));
      office.recover();
      assertThat(trip.bring(letter("amina@example.org", "Hello"))).isEqualTo(new Fate.Taken());
    }

    assertThat(office.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, (closes)",
    "RCPT, (closes)",
    "DATA, (closes)",
    "., (closes)",
    "., (hangs)",
    "RCPT, rubbish"
  })
  void aTalkThatBreaksOffPostponesTheLetterAndThenAll(String command, String answer)
      throws Exception {
    office.answer(command, answer);
    try (Carrier.Trip trip = smtp().begin()) {
      assertThat(trip.bring(letter("amina@example.org", "Hello")))
          .isInstanceOf(Fate.Postponed.class);
      assertThatExceptionOfType(Carrier.Away.class)
          .isThrownBy(() -> trip.bring(letter("ben@example.org", "Hello")));
    }
  }

  @Test
  void aServerThatHasEnoughOfAConnectionGetsAnother() throws Exception {
    try (Carrier.Trip trip = smtp().begin()) {
      trip.bring(letter("amina@example.org", "One"));
      office.answer("MAIL", "421 enough");
      assertThat(trip.bring(letter("amina@example.org", "Two"))).isInstanceOf(Fate.Postponed.class);
      office.recover();
      assertThat(trip.bring(letter("amina@example.org", "Three"))).isEqualTo(new Fate.Taken());
    }

    assertThat(office.connections()).isEqualTo(2);
  }

  @Test
  void aServerThatNeverEndsAnAnswerIsLeft() {
    office.answer("EHLO", ("250-" + "x".repeat(1000) + "\r\n").repeat(1000) + "250 end");

    assertAway(smtp(), "more than a mail server has to say");
  }

  @Test
  void signingInIsDoneWhereItIsOfferedAndAWrongPasswordMeansLater() throws Exception {
    String[] account = {"MAIL_USERNAME", "amina", "MAIL_PASSWORD", "swordfish"};
    office.answer("EHLO", "250-post.example\r\n250 AUTH PLAIN LOGIN");
    office.answer("AUTH", "235 welcome");
    assertThat(bring(smtp(account), "amina@example.org")).isEqualTo(new Fate.Taken());

    office.answer("AUTH", "535 wrong");
    assertAway(smtp(account), "does not let us sign in");
    assertThatExceptionOfType(Carrier.Away.class)
        .isThrownBy(() -> bring(smtp(account), "amina@example.org"))
        .satisfies(e -> assertThat(e.toString()).doesNotContain("swordfish"));
  }

  @Test
  void aLetterIsFollowedButNotItsWordsAndItsReader() throws Exception {
    try (Followed followed = new Followed()) {
      assertThat(followed.around(() -> bring(smtp(), "amina@example.org")))
          .isEqualTo(new Fate.Taken());

      Told told = followed.told("mail");
      assertThat(told.kind()).isEqualTo("CLIENT");
      assertThat(told.trace()).isEqualTo(followed.told("GET").trace());
      assertThat(told.note("server.address")).isEqualTo("127.0.0.1");
      assertThat(told.note("server.port")).isEqualTo(Integer.toString(office.port()));
      assertThat(told.failed()).isFalse();
      assertThat(followed.everything()).doesNotContain("amina", "Hello", "你好");
    }
  }

  @Test
  void aLetterThatIsNotTakenHasFailed() throws Exception {
    try (Followed followed = new Followed()) {
      office.answer("RCPT", "550 amina does not live here");
      followed.around(() -> bring(smtp(), "amina@example.org"));

      Told told = followed.told("mail");
      assertThat(told.failed()).isTrue();
      assertThat(told.note("error.type")).isEqualTo("Refused");
      assertThat(followed.everything()).doesNotContain("amina");
    }
  }
}
