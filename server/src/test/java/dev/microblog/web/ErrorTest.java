package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.Wire;
import dev.microblog.World;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.config.Settings;
import dev.microblog.platform.db.DataFolder;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.http.BareAnswers;
import dev.microblog.platform.http.Health;
import dev.microblog.platform.http.Keys;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.http.Meters;
import dev.microblog.platform.http.RefusalLog;
import dev.microblog.platform.http.WebServer;
import dev.microblog.platform.trace.Trace;
import io.javalin.http.HttpResponseException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// What is said when something goes wrong, to people, to programs and to the log.
class ErrorTest {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{12}");
  private static final Logger LOG = (Logger) LoggerFactory.getLogger("dev.microblog");

  private static World world;
  private static WebServer broken;
  private static DataFolder folder;
  private static URI uri;

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  /// Beside the world's own server, one that answers every status, by the same pages.
  @BeforeAll
  static void open(@TempDir Path temporary) {
    world = World.open();
    Config config =
        Settings.read(Map.of("PORT", "0", "DATA_DIR", temporary.toString(), "ACCESS_LOG", "off"));
    folder = DataFolder.open(temporary);
    Site site =
        new Site(
            config,
            world.rooms.database(),
            world.rooms.sessions(),
            world.rooms.notifications().attention(),
            world.rooms.exports(),
            world.rooms.moderation().rights(),
            world.rooms.site(),
            Keys.of("x".repeat(40), folder),
            new Limits(world.rooms.database(), world.clock, false),
            world.clock,
            new Views(),
            new Assets());
    broken =
        new WebServer(config, new Health(world.clock), Meters.NONE, Trace.NONE, BareAnswers.NONE);
    uri = URI.create("http://127.0.0.1:" + broken.open());
    broken.serve(
        routes -> {
          routes.get(
              "/broken/{status}",
              context -> {
                int status = Integer.parseInt(context.pathParam("status"));
                throw switch (status) {
                  case 500 -> new IllegalStateException("secret words\nERROR forged");
                  case 503 -> new Unusable("no room for secret words");
                  default -> new HttpResponseException(status, "secret words");
                };
              });
          routes.exception(HttpResponseException.class, site.errors()::handle);
          routes.exception(Exception.class, site.errors()::handle);
        });
  }

  @AfterAll
  static void close() {
    broken.close();
    folder.close();
    world.close();
  }

  @BeforeEach
  void listen() {
    // A second without refusals in it, whatever the test before did.
    world.clock.advance(Duration.ofSeconds(2));
    logged.start();
    LOG.addAppender(logged);
  }

  @AfterEach
  void stopListening() {
    LOG.detachAppender(logged);
  }

  private static String ask(String path, String headers) {
    return Wire.ask(uri, "GET " + path + " HTTP/1.1\r\n" + headers);
  }

  private List<ILoggingEvent> linesWith(String words) {
    return logged.list.stream().filter(e -> e.getFormattedMessage().contains(words)).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "400, That did not work, Bad Request",
    "403, You may not do that, Forbidden",
    "404, There is nothing here, Not Found",
    "405, That does not work this way, Method Not Allowed",
    "413, That is too much, Content Too Large",
    "415, That cannot be read here, Unsupported Media Type",
    "429, 'A little slower, please', Too Many Requests",
    "500, An unexpected error has occurred, Internal Server Error",
    "503, Busy at the moment, Service Unavailable"
  })
  void everyStatusIsAPageAndJsonWithAnIdThatIsInTheLog(int status, String title, String reason) {
    String page = ask("/broken/" + status, "Accept: text/html\r\nAccept-Language: en");
    assertThat(page)
        .startsWith("HTTP/1.1 " + status)
        .contains("<title>" + title + " - Microblog</title>", reason + " (" + status + ")")
        .doesNotContain("secret words");
    assertLogged(page, "<code>(.+?)</code>", status);

    String json = ask("/broken/" + status, "Accept: application/json");
    assertThat(json)
        .startsWith("HTTP/1.1 " + status)
        .contains("Content-Type: application/json", "{\"error\":\"" + reason + "\",\"id\":\"")
        .doesNotContain("secret words");
    assertLogged(json, "\"id\":\"(.+?)\"", status);
  }

  private void assertLogged(String answer, String place, int status) {
    Matcher found = Pattern.compile(place).matcher(answer);
    assertThat(found.find()).isTrue();
    assertThat(found.group(1)).matches(ID);
    List<ILoggingEvent> lines = linesWith(found.group(1));
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().getFormattedMessage()).startsWith("GET /broken/" + status + " ");
    Level level = status == 500 ? Level.ERROR : status == 503 ? Level.WARN : Level.INFO;
    assertThat(lines.getFirst().getLevel()).isEqualTo(level);
  }

  @Test
  void anAddressCannotForgeALineOfTheLog() {
    Browser browser = world.browser();
    assertThat(browser.get("/a%e2%80%a8ERROR%20forged").status()).isEqualTo(404);
    assertThat(browser.get("/a%0d%0aERROR%20broken").status()).isEqualTo(400);
    browser.get("/" + "x".repeat(3000));

    assertThat(linesWith("broken")).isEmpty();
    assertThat(linesWith("forged")).hasSize(1).allMatch(e -> plain(e.getFormattedMessage()));
    assertThat(linesWith("xxx")).hasSize(1).allMatch(e -> e.getFormattedMessage().length() < 300);
  }

  private static boolean plain(String line) {
    return line.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }

  @Test
  void aFloodOfRefusalsIsNoFloodOfLines() {
    Browser browser = world.browser();
    for (int i = 0; i < 50; i++) {
      assertThat(browser.get("/flood/" + i).status()).isEqualTo(404);
    }
    assertThat(linesWith("/flood/")).hasSize(RefusalLog.MOST_A_SECOND);

    world.clock.advance(Duration.ofSeconds(1));
    browser.get("/flood/last");
    assertThat(linesWith("(and 40 refusals before it)")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/json", "multipart/form-data; boundary=x", "", "x"})
  void whatIsNoFormIsNotRead(String type) {
    Browser amina = world.signedIn("amina");
    String token = amina.get("/index").token();
    String body = "csrf_token=" + token + "&post=Sent+as+" + type.length() + "+letters";
    String answer =
        Wire.ask(
            world.uri,
            "POST /index HTTP/1.1\r\nAccept: text/html\r\nCookie: "
                + amina.cookies()
                + (type.isEmpty() ? "" : "\r\nContent-Type: " + type)
                + "\r\nContent-Length: "
                + body.length(),
            body);

    assertThat(answer)
        .startsWith("HTTP/1.1 415 ")
        .contains("Accept-Post: application/x-www-form-urlencoded");
    assertThat(amina.get("/explore").body()).doesNotContain("Sent as " + type.length());
  }

  @Test
  void aFormIsReadHoweverItsTypeIsWritten() {
    Browser amina = world.signedIn("amina");
    Answer home = amina.get("/index");
    Browser shouting =
        amina.with("Content-Type", "Application/X-WWW-Form-URLEncoded ; charset=ISO-8859-1");
    Answer answer = shouting.submit(home, "/index", "post", "Señal");

    assertThat(answer.status()).isEqualTo(302);
    assertThat(amina.get("/explore").posts()).contains("Señal");
    byte[] nothing = "".getBytes(StandardCharsets.UTF_8);
    assertThat(amina.send("POST", "/index", nothing).status()).isNotEqualTo(415);
    assertThat(amina.send("POST", "/index", null).status()).isNotEqualTo(415);
  }
}
