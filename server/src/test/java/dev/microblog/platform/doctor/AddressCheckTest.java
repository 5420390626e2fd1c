package dev.microblog.platform.doctor;

import static dev.microblog.platform.doctor.Finding.Level.BAD;
import static dev.microblog.platform.doctor.Finding.Level.GOOD;
import static dev.microblog.platform.doctor.Finding.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Certificate;
import dev.microblog.World;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The doctor visits real servers, straight and through proxies that are set up well and badly.
class AddressCheckTest {
  private static final String ADDRESS = "public URL";
  private static final String PROXY = "proxy";

  /// A server that believes nobody, and one that believes this machine.
  private static World plain;

  private static World trusting;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    plain = World.open();
    trusting = World.settings().behind("127.0.0.0/8").open();
  }

  @AfterAll
  static void close() {
    plain.close();
    trusting.close();
  }

  private static List<Finding> look(World world, URI url, Web web) throws InterruptedException {
    var config = Told.config("PUBLIC_URL", url.toString(), "DATA_DIR", world.folder.toString());
    return new AddressCheck(config, world.clock, web).look();
  }

  private static List<Finding> through(World world, Consumer<Map<String, String>> change)
      throws IOException, InterruptedException {
    try (ReverseProxy proxy = ReverseProxy.before(world.uri, change)) {
      return look(world, proxy.uri(), Web.system());
    }
  }

  @Test
  void aServerWithoutAProxyIsFoundWell() throws InterruptedException {
    List<Finding> findings = look(plain, plain.uri, Web.system());

    assertThat(findings).allMatch(finding -> finding.level() == GOOD);
    assertThat(Told.by(findings, GOOD, ADDRESS))
        .isEqualTo("This Microblog answers at " + plain.uri + ".");
    assertThat(Told.by(findings, GOOD, PROXY)).contains("There is no proxy");
  }

  @Test
  void aTrustedProxyThatIsNotThereIsTold() throws InterruptedException {
    List<Finding> findings = look(trusting, trusting.uri, Web.system());

    assertThat(Told.by(findings, WARNING, PROXY)).contains("holds 127.0.0.1, but no proxy");
  }

  @Test
  void aProxyThatAddsTheVisitorAndIsTrustedIsGood() throws Exception {
    List<Finding> findings = through(trusting, ReverseProxy::addVisitor);

    assertThat(findings).allMatch(finding -> finding.level() == GOOD);
    assertThat(Told.by(findings, GOOD, PROXY)).contains("127.0.0.1 is trusted");
  }

  @Test
  void aProxyThatIsNotTrustedIsNamed() throws Exception {
    List<Finding> findings = through(plain, ReverseProxy::addVisitor);

    assertThat(Told.by(findings, BAD, PROXY))
        .contains("all its visitors share one limit", "add 127.0.0.1 to TRUSTED_PROXIES");
  }

  @Test
  void aProxyThatKeepsTheVisitorToItselfIsTold() throws Exception {
    List<Finding> findings = through(trusting, headers -> headers.remove("x-forwarded-for"));

    assertThat(Told.by(findings, BAD, PROXY))
        .contains("sends no X-Forwarded-For", "share one limit")
        .doesNotContain("TRUSTED_PROXIES");
    assertThat(Told.by(through(plain, headers -> headers.remove("x-forwarded-for")), BAD, PROXY))
        .contains("sends no X-Forwarded-For", "add 127.0.0.1 to TRUSTED_PROXIES");
  }

  @Test
  void aProxyThatBelievesItsVisitorsIsTold() throws Exception {
    Consumer<Map<String, String>> change = headers -> headers.put("x-real-ip", "127.0.0.1");

    assertThat(Told.by(through(trusting, change), BAD, PROXY))
        .contains("Anybody may claim any address");
    assertThat(Told.by(through(plain, change), BAD, PROXY)).contains("passes on X-Forwarded-For");
  }

  @Test
  void aProxyThatChangesTheHostIsTold() throws Exception {
    List<Finding> findings =
        through(
            trusting,
            headers -> {
              ReverseProxy.addVisitor(headers);
              headers.put("host", "microblog:5000");
            });

    assertThat(Told.by(findings, WARNING, PROXY)).contains("to microblog:5000.");
  }

  @Test
  void behindHttpsTheProxyMustTellOfIt() throws Exception {
    Certificate certificate = Certificate.ofThisMachine(folder);
    Web web = new Web(certificate.friend());
    try (ReverseProxy silent =
            ReverseProxy.secure(trusting.uri, ReverseProxy::addVisitor, certificate.server());
        ReverseProxy wrong =
            ReverseProxy.secure(
                trusting.uri,
                headers -> {
                  ReverseProxy.addVisitor(headers);
                  headers.put("x-forwarded-proto", "http");
                },
                certificate.server());
        ReverseProxy right =
            ReverseProxy.secure(
                trusting.uri,
                headers -> {
                  ReverseProxy.addVisitor(headers);
                  headers.put("x-forwarded-proto", "https");
                },
                certificate.server())) {
      assertThat(Told.by(look(trusting, silent.uri(), web), WARNING, PROXY))
          .contains("sends no X-Forwarded-Proto");
      assertThat(Told.by(look(trusting, wrong.uri(), web), WARNING, PROXY))
          .contains("says in X-Forwarded-Proto that people come by http,");
      assertThat(look(trusting, right.uri(), web)).allMatch(f -> f.level() == GOOD);
    }
  }

  @Test
  void aCertificateThatIsNotGoodIsToldWithTheReason() throws Exception {
    Certificate good = Certificate.ofThisMachine(Files.createDirectory(folder.resolve("a")));
    Certificate other = Certificate.ofAnother(Files.createDirectory(folder.resolve("b")));
    Certificate old = Certificate.expired(Files.createDirectory(folder.resolve("c")));

    assertThat(refused(good, Web.system())).contains("nobody whom it trusts has signed it");
    assertThat(refused(other, new Web(other.friend()))).contains("it is for another name");
    assertThat(refused(old, new Web(old.friend()))).contains("has expired");
  }

  private static String refused(Certificate certificate, Web web) throws Exception {
    try (ReverseProxy proxy =
        ReverseProxy.secure(plain.uri, ReverseProxy::addVisitor, certificate.server())) {
      return Told.by(look(plain, proxy.uri(), web), BAD, ADDRESS);
    }
  }

  @Test
  void aServerThatSpeaksNoTlsIsTold() throws Exception {
    URI secure = URI.create("https://127.0.0.1:" + plain.uri.getPort());

    assertThat(Told.by(look(plain, secure, Web.system()), BAD, ADDRESS))
        .contains("does not speak TLS");
  }

  @Test
  void anotherSiteIsNotTakenForThisOne() throws Exception {
    var config =
        Told.config("PUBLIC_URL", trusting.uri.toString(), "DATA_DIR", plain.folder.toString());

    List<Finding> findings = new AddressCheck(config, plain.clock, Web.system()).look();

    assertThat(Told.by(findings, BAD, ADDRESS))
        .contains("does not know the secret key of this Microblog");
  }

  @ParameterizedTest
  @CsvSource({
    "200, is not Microblog",
    "404, another site",
    "401, lets nobody in",
    "502, does not reach Microblog",
    "503, cannot serve now",
    "500, status 500"
  })
  void whateverElseAnswersIsTold(int status, String words) throws Exception {
    try (WebStandIn other = new WebStandIn(status, "peer: 1\nHello\n")) {
      assertThat(Told.by(look(plain, other.uri(), Web.system()), BAD, ADDRESS)).contains(words);
    }
  }

  @Test
  void whoIsSentOnIsToldWhereWithoutSecrets() throws Exception {
    String target = "https://amina:swordfish@www.blog.example/doctor?token=swordfish";
    try (WebStandIn other = new WebStandIn(301, "", "Location", target)) {
      assertThat(Told.by(look(plain, other.uri(), Web.system()), BAD, ADDRESS))
          .contains("leads on to https://www.blog.example/doctor.")
          .doesNotContain("swordfish");
    }
  }

  @Test
  void nobodyThereIsTold() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    String place = "127.0.0.1:" + port;

    assertThat(Told.by(look(plain, URI.create("http://" + place), Web.system()), BAD, ADDRESS))
        .contains("Nobody listens at " + place, "Is the server running");
  }

  @Test
  void aNameThatLeadsNowhereIsTold() throws Exception {
    // Too long for the name service to be asked.
    String name = "x".repeat(64) + ".invalid";

    assertThat(Told.by(look(plain, URI.create("https://" + name), Web.system()), BAD, ADDRESS))
        .contains(name + " leads to no address");
  }

  @Test
  void whatIsMissingAndWhatIsInTheOpenIsTold() throws Exception {
    String data = folder.resolve("none").toString();
    var none = Told.config("DATA_DIR", data);
    assertThat(Told.by(new AddressCheck(none, plain.clock, Web.system()).look(), WARNING, ADDRESS))
        .contains("PUBLIC_URL is not set");

    var open = Told.config("DATA_DIR", data, "PUBLIC_URL", "http://blog.example/here");
    assertThat(Told.by(new AddressCheck(open, plain.clock, Web.system()).look(), WARNING, ADDRESS))
        .contains("in the open", "has a path", "there is no secret key yet");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void trustingTheInternetIsTold() throws Exception {
    for (String network : List.of("0.0.0.0/0", "::/0", "10.0.0.0/8, 128.0.0.0/1")) {
      var config = Told.config("TRUSTED_PROXIES", network);
      assertThat(Told.by(new AddressCheck(config, plain.clock, Web.system()).look(), BAD, PROXY))
          .contains("a large part of the Internet");
    }
    var config = Told.config("TRUSTED_PROXIES", "10.0.0.0/8, fc00::/7");
    assertThat(new AddressCheck(config, plain.clock, Web.system()).look())
        .noneMatch(finding -> finding.level() == BAD);
  }

  @Test
  void aPassOfAnotherTimeOpensNothing() throws Exception {
    plain.clock.advance(Duration.ofMinutes(2));
    var config =
        Told.config("PUBLIC_URL", plain.uri.toString(), "DATA_DIR", plain.folder.toString());

    List<Finding> findings = new AddressCheck(config, trusting.clock, Web.system()).look();

    assertThat(Told.by(findings, BAD, ADDRESS)).contains("differ by more than a minute");
  }
}
