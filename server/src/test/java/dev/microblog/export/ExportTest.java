package dev.microblog.export;

import static dev.microblog.schema.Tables.EXPORT_JOB;
import static dev.microblog.schema.Tables.EXPORT_PART;
import static dev.microblog.schema.Tables.OUTBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.PostOffice;
import dev.microblog.World;
import dev.microblog.account.Viewer;
import dev.microblog.message.SendMessage;
import dev.microblog.mute.Filter;
import dev.microblog.platform.job.Outbox;
import dev.microblog.platform.time.Together;
import dev.microblog.post.Post;
import dev.microblog.post.Visibility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Somebody takes what they have here with them: all of it, theirs alone, once at a time, however
/// often the process dies.
class ExportTest {
  private World world;
  private Exports exports;
  private Viewer amina;

  @BeforeEach
  void open() {
    open(settings());
  }

  /// Without a search, for which each post takes an id of a clock that stands still.
  private static World.Given settings() {
    return World.settings().with("SEARCH", "off");
  }

  private void open(World.Given given) {
    world = given.open();
    exports = world.rooms.exports();
    amina = world.person("amina");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void restart(World.Given given) {
    close();
    open(given);
  }

  private long start() {
    if (exports.start(amina, "en") instanceof Exports.Outcome.Started(long id)) {
      return id;
    }
    throw new AssertionError("not started");
  }

  private Export latest() {
    return Objects.requireNonNull(exports.latest(amina));
  }

  /// What the browser gets, as texts by name.
  private static Map<String, String> files(Answer zip) throws IOException {
    assertThat(zip.status()).isEqualTo(200);
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip.bytes()))) {
      for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        files.put(e.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  private Map<String, String> files() throws IOException {
    return files(world.signedIn("amina").get("/exports/" + latest().id()));
  }

  private static JsonNode json(Map<String, String> files, String name) {
    return JsonMapper.shared().readTree(files.get(name));
  }

  /// Posts of which it takes several steps to write them down.
  private void write(int count) {
    world
        .rooms
        .database()
        .write(
            transaction -> {
              for (int i = 0; i < count; i++) {
                long at = world.clock.millis() - Duration.ofDays(1).toMillis() + i;
                long id = world.rooms.ids().at(at, 1);
                String body = "Post " + i + ": " + "words of some length ".repeat(15);
                world
                    .rooms
                    .posts()
                    .restore(
                        transaction,
                        new Post(id, amina.id(), "amina", body, "en", Visibility.PUBLIC, at, null));
              }
              return true;
            });
  }

  private Outbox.Consumer worker() {
    return world.rooms.workers().stream()
        .filter(worker -> worker.name().equals("export"))
        .map(Outbox.Consumer.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void allThatSomebodyHasIsInTheFile() throws IOException {
    world.clock.advance(Duration.ofSeconds(1));
    long first =
        world.post(
            "amina", "First <b>post</b> with \"quotes\" & 😀\nhttps://example.org/a?b=1&c=2");
    world.post("amina", "Second @ben #sun");
    world.post("ben", "Not mine");
    long deleted = world.post("amina", "Deleted since");
    world.rooms.posts().delete(amina, deleted);
    world.follow("amina", "ben", "lucia");
    world.follow("dara", "amina");
    world.rooms.blocks().block(amina, "wei");
    world.rooms.mutes().mutes().mute(amina, "dara");
    world.rooms.mutes().filters().add(amina, "storm <b>", Filter.Action.HIDE);
    var send = world.rooms.messages().send();
    send.send(amina, "ben", new SendMessage.Draft("Hello <ben>", ""));
    send.send(world.person("ben"), "amina", new SendMessage.Draft("Hello amina", ""));
    send.send(world.person("ben"), "lucia", new SendMessage.Draft("Not for amina", ""));
    Browser browser = world.signedIn("amina");

    Answer asked = browser.submit("/export_posts", "/export_posts");

    assertThat(asked.status()).isEqualTo(302);
    assertThat(asked.location()).isEqualTo("/user/amina");
    world.settle();
    Answer page = browser.get("/export_posts");
    String address = page.page().select("a[download]").attr("href");
    assertThat(address).isEqualTo("/exports/" + latest().id());
    Answer zip = browser.get(address);
    assertThat(zip.header("Content-Type")).isEqualTo("application/zip");
    assertThat(zip.header("Content-Disposition"))
        .matches("attachment; filename=\"microblog-[0-9-]{10}\\.zip\"");
    assertThat(zip.header("Cache-Control")).isEqualTo("no-store");
    assertThat(zip.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(zip.header("Content-Length")).isEqualTo(Long.toString(latest().size()));
    assertThat(browser.send("HEAD", address, null).header("Content-Length"))
        .isEqualTo(Long.toString(latest().size()));
    Map<String, String> files = files(zip);
    assertThat(files.keySet())
        .containsExactly(
            "account.json",
            "archive.json",
            "posts.json",
            "follows.json",
            "filters.json",
            "messages.json",
            "index.html");
    assertThat(json(files, "account.json").get("email").stringValue())
        .isEqualTo("amina@example.org");
    JsonNode archived = json(files, "archive.json").get("posts");
    assertThat(archived).hasSize(2);
    assertThat(archived.get(0).get("id").longValue()).isEqualTo(first);
    assertThat(archived.get(0).get("language").stringValue()).isEqualTo("en");
    JsonNode follows = json(files, "follows.json");
    assertThat(follows.get("following").toString()).isEqualTo("[\"ben\",\"lucia\"]");
    assertThat(follows.get("followers").toString()).isEqualTo("[\"dara\"]");
    assertThat(follows.get("blocked").toString()).isEqualTo("[\"wei\"]");
    assertThat(follows.get("muted").toString()).isEqualTo("[\"dara\"]");
    assertThat(json(files, "filters.json").get("filters").toString())
        .isEqualTo("[{\"words\":\"storm <b>\",\"action\":\"hide\"}]");
    JsonNode talks = json(files, "messages.json").get("conversations");
    assertThat(talks).hasSize(1);
    assertThat(talks.get(0).get("with").stringValue()).isEqualTo("ben");
    assertThat(talks.get(0).get("messages").findValuesAsString("body"))
        .containsExactly("Hello <ben>", "Hello amina");
    assertThat(talks.get(0).get("messages").findValuesAsString("from"))
        .containsExactly("amina", "ben");
    assertThat(files.get("index.html"))
        .contains("First &lt;b&gt;post&lt;/b&gt; with &quot;quotes&quot; &amp; 😀<br>")
        .contains("<a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"noreferrer\">")
        .contains("Hello &lt;ben&gt;", "<li>storm &lt;b&gt;</li>", "lang=\"en\"")
        .doesNotContain("<script", "Deleted since", "Not mine")
        .endsWith("</html>\n");
    assertThat(String.join("", files.values())).doesNotContain("Not for amina", "password");
  }

  @Test
  void thePostsAreInTheFormOfTheTutorial() throws IOException {
    long second = world.clock.millis() / 1000 * 1000 + 5_000;
    world.clock.advance(Duration.ofMillis(second - world.clock.millis() - 1));
    world.post("amina", "One \\ \"two\"\nthree");
    world.clock.advance(Duration.ofMillis(122));
    world.post("amina", "Ünï 😀");
    String at = java.time.Instant.ofEpochMilli(second).toString();
    start();
    world.settle();

    assertThat(files().get("posts.json"))
        .isEqualTo(
            """
            {
                "posts": [
                    {
                        "body": "One \\\\ \\"two\\"\\nthree",
                        "timestamp": "%s"
                    },
                    {
                        "body": "Ünï 😀",
                        "timestamp": "%s"
                    }
                ]
            }
            """
                .formatted(at, at.replace("Z", ".123Z")));
  }

  @Test
  void whoHasNothingGetsAWholeFile() throws IOException {
    start();
    world.settle();

    Map<String, String> files = files();
    assertThat(json(files, "posts.json").get("posts")).isEmpty();
    assertThat(json(files, "archive.json").get("posts")).isEmpty();
    assertThat(json(files, "follows.json").get("blocked")).isEmpty();
    assertThat(json(files, "messages.json").get("conversations")).isEmpty();
    assertThat(files.get("index.html")).contains("Nothing.");
  }

  @Test
  void everyPageTellsHowFarItIsAndOfOneAtATime() {
    Browser browser = world.signedIn("amina");
    assertThat(browser.get("/user/amina").texts("a[href=/export_posts]")).hasSize(1);
    assertThat(browser.get("/export_posts/progress").status()).isEqualTo(204);
    start();

    for (String path : List.of("/index", "/settings", "/user/amina", "/export_posts")) {
      assertThat(browser.get(path).texts(".job p")).as(path).contains("0%");
    }
    assertThat(browser.get("/user/amina").texts(".row a[href=/export_posts]")).isEmpty();
    assertThat(world.signedIn("ben").get("/index").texts(".job")).isEmpty();
    assertThat(browser.get("/export_posts/progress").texts(".job p")).contains("0%");
    String token = browser.get("/settings").token();
    Answer refused = browser.post("/export_posts", "csrf_token", token);
    assertThat(browser.follow(refused).flash())
        .isEqualTo("An export task is currently in progress");

    world.settle();
    assertThat(browser.get("/index").texts(".job")).isEmpty();
    assertThat(browser.get("/export_posts/progress").texts(".job p"))
        .contains("Your export is ready");
    assertThat(latest().percent()).isEqualTo(100);
  }

  @Test
  void ofManyWhoAskAtOnceOneStarts() throws Exception {
    assertThat(Together.call(8, _ -> exports.start(amina, "en") instanceof Exports.Outcome.Started))
        .containsOnlyOnce(true);
    assertThat(world.<Integer>read(sql -> sql.fetchCount(EXPORT_JOB))).isEqualTo(1);
  }

  @Test
  void thereIsABoundForADay() {
    restart(settings().limited());
    for (int i = 0; i < 5; i++) {
      start();
      world.settle();
    }
    Browser browser = world.signedIn("amina");

    Answer slowed = browser.submit("/export_posts", "/export_posts");

    assertThat(slowed.status()).isEqualTo(429);
    assertThat(slowed.flash()).contains("Please wait");
    world.advance(Duration.ofDays(1));
    start();
  }

  @Test
  void nobodyElseGetsItAndNobodyAfterSevenDays() {
    start();
    world.settle();
    long id = latest().id();
    String address = "/exports/" + id;
    assertThat(world.signedIn("ben").get(address).status()).isEqualTo(404);
    assertThat(world.browser().get(address).location()).startsWith("/auth/login?next=");
    assertThat(world.signedIn("amina").get("/exports/1").status()).isEqualTo(404);
    exports.sweep();
    world.settle();
    assertThat(world.signedIn("amina").get(address).status()).isEqualTo(200);

    world.advance(Duration.ofDays(7));

    Browser browser = world.signedIn("amina");
    assertThat(browser.get(address).status()).isEqualTo(404);
    assertThat(browser.get("/export_posts").page().select("a[download]")).isEmpty();
    world.advance(Duration.ofMillis(1));
    exports.sweep();
    world.settle();
    assertThat(world.<Integer>read(sql -> sql.fetchCount(EXPORT_JOB))).isZero();
    assertThat(world.<Integer>read(sql -> sql.fetchCount(EXPORT_PART))).isZero();
  }

  @Test
  void aNewOneTakesThePlaceOfTheOneBefore() {
    start();
    world.settle();
    long before = latest().id();
    start();
    assertThat(exports.ready(amina, before)).as("while the next is made").isNotNull();
    world.settle();

    assertThat(exports.ready(amina, before)).isNull();
    world.settle();
    assertThat(world.<Integer>read(sql -> sql.fetchCount(EXPORT_JOB))).isEqualTo(1);
  }

  private Outbox.Item item(long export) {
    return world.read(
        sql ->
            sql.select(OUTBOX.ID, OUTBOX.PROGRESS)
                .from(OUTBOX)
                .where(OUTBOX.SUBJECT_ID.eq(export))
                .fetchSingle(row -> new Outbox.Item(row.value1(), "make", export, row.value2())));
  }

  /// One step, as the outbox makes it.
  private long step(Outbox.Item item) {
    return world
        .rooms
        .database()
        .write(
            transaction -> {
              long progress = worker().step(transaction, item);
              transaction
                  .sql()
                  .update(OUTBOX)
                  .set(OUTBOX.PROGRESS, progress)
                  .where(OUTBOX.ID.eq(item.id()))
                  .execute();
              return progress;
            });
  }

  /// When somebody's browser was told last, and how far the task is of which it was told.
  private static List<String> told(Browser browser, String since) {
    return Pattern.compile("\"progress\":(\\d+)},\"timestamp\":([0-9.]+)")
        .matcher(browser.get("/notifications?since=" + since).body())
        .results()
        .flatMap(found -> Stream.of(found.group(2), found.group(1)))
        .toList();
  }

  @Test
  void howFarItIsIsToldWithEachStepAndThatItIsThrough() {
    write(1_500);
    Browser browser = world.signedIn("amina");
    long id = start();
    step(item(id));
    List<String> first = told(browser, "0");
    assertThat(first).endsWith(Integer.toString(latest().percent()));
    assertThat(told(browser, first.getFirst())).isEmpty();

    step(item(id));
    List<String> second = told(browser, first.getFirst());
    assertThat(second).endsWith(Integer.toString(latest().percent())).isNotEqualTo(first);
    world.settle();
    assertThat(told(browser, second.getFirst())).endsWith("100");

    world.advance(Duration.ofMinutes(2));
    assertThat(told(browser, "0")).isEmpty();
  }

  @Test
  void whatAKilledProcessBeganAnotherEndsAndNothingIsMissingOrDoubled() throws IOException {
    write(1_500);
    long id = start();
    step(item(id));
    int first = latest().percent();
    step(item(id));
    // It dies in the middle of a step: nothing of that is kept.
    assertThatThrownBy(
            () ->
                world
                    .rooms
                    .database()
                    .write(
                        transaction -> {
                          worker().step(transaction, item(id));
                          throw new IllegalStateException("killed");
                        }))
        .hasMessage("killed");
    int second = latest().percent();
    assertThat(second).isGreaterThan(first).isLessThan(100);
    world.post("amina", "Written while it was made");
    world.advance(Duration.ofMinutes(2));

    world.settle();

    assertThat(latest().state()).isEqualTo(Export.State.READY);
    Map<String, String> files = files();
    assertThat(json(files, "posts.json").get("posts").findValuesAsString("body"))
        .hasSize(1_500)
        .doesNotHaveDuplicates()
        .first()
        .asString()
        .startsWith("Post 0: ");
    assertThat(json(files, "archive.json").get("posts").findValues("id"))
        .hasSize(1_500)
        .doesNotHaveDuplicates();
    assertThat(files.get("index.html"))
        .satisfies(page -> assertThat(page.split("<article>", -1)).hasSize(1_501));
  }

  @Test
  void aProcessThatWasThoughtDeadDoesNotDoAStepTwice() throws IOException {
    write(900);
    long id = start();
    Outbox.Item stale = item(id);
    long progress = step(stale);

    assertThat(step(stale)).as("what was made by the other").isEqualTo(progress);

    world.settle();
    assertThat(json(files(), "posts.json").get("posts")).hasSize(900);
    assertThat(step(stale)).isEqualTo(Outbox.DONE);
  }

  @Test
  void oneThatFailsSaysSoAndCanBeStartedAgain() {
    write(600);
    long id = start();
    step(item(id));
    world
        .rooms
        .database()
        .write(
            t ->
                t.sql()
                    .update(EXPORT_JOB)
                    .set(EXPORT_JOB.ENTRIES, "what nobody can read")
                    .execute());

    world.settle();

    Browser browser = world.signedIn("amina");
    assertThat(browser.get("/index").texts(".job p"))
        .containsExactly("Your export could not be finished.", "Try again");
    assertThat(latest().percent()).isLessThan(100);
    browser.submit("/export_posts", "/export_posts");
    world.settle();
    assertThat(browser.get("/index").texts(".job")).isEmpty();
    assertThat(latest().state()).isEqualTo(Export.State.READY);
  }

  @Test
  void oneThatTheOutboxGaveUpEndsAndCanBeStartedAgain() {
    long id = start();
    world.rooms.database().write(t -> t.sql().deleteFrom(OUTBOX).execute());
    world.advance(Duration.ofHours(7));

    exports.sweep();

    assertThat(latest().state()).isEqualTo(Export.State.FAILED);
    assertThat(start()).isNotEqualTo(id);
    world.settle();
    assertThat(latest().state()).isEqualTo(Export.State.READY);
    start();
    world.rooms.database().write(t -> t.sql().deleteFrom(OUTBOX).execute());
    world.advance(Duration.ofHours(7));
    exports.sweep();
    world.advance(Duration.ofHours(25));
    exports.sweep();
    world.settle();
    assertThat(world.signedIn("amina").get("/index").texts(".job")).isEmpty();
  }

  @Test
  void whoDeletesTheirAccountLeavesNoneBehind() {
    write(600);
    start();
    world.settle();
    long running = start();
    step(item(running));

    world.rooms.credentials().deleteAccount(amina, World.PASSWORD);
    world.settle();

    assertThat(world.<Integer>read(sql -> sql.fetchCount(EXPORT_JOB))).isZero();
    assertThat(world.<Integer>read(sql -> sql.fetchCount(EXPORT_PART))).isZero();
    assertThat(world.<Integer>read(sql -> sql.fetchCount(OUTBOX))).isZero();
  }

  @Test
  void itIsWrittenInTheLanguageOfWhoAsked() throws IOException {
    Browser browser = world.signedIn("amina").with("Accept-Language", "es");
    browser.submit("/export_posts", "/export_posts");
    world.settle();

    assertThat(files().get("index.html")).contains("<html lang=\"es\">", ">Artículos</h2>");
  }

  @Test
  void aMailTellsThatItIsReadyAndBringsThePostsThatAreFew() {
    try (PostOffice office = PostOffice.open()) {
      restart(settings().publicUrl("https://blog.example").mailing(office));
      world.post("amina", "Ünï 😀");
      long few = start();
      world.settle();
      write(3_000);
      long many = start();
      world.settle();

      assertThat(office.letters).hasSize(2);
      PostOffice.Received first = office.letters.getFirst();
      assertThat(first.to()).contains("amina@example.org");
      assertThat(first.subject()).isEqualTo("[Microblog] Your blog posts");
      assertThat(first.link()).isEqualTo("https://blog.example/exports/" + few);
      assertThat(attached(first)).contains("{\n    \"posts\": [", "Ünï 😀");
      PostOffice.Received second = office.letters.getLast();
      assertThat(second.link()).isEqualTo("https://blog.example/exports/" + many);
      assertThat(attached(second)).isEmpty();
    }
  }

  private static String attached(PostOffice.Received letter) {
    return PostOffice.Received.part(letter.message(), "application/json");
  }

  @Test
  void aLongCorrespondenceIsCutIntoPieces() throws IOException {
    var send = world.rooms.messages().send();
    for (int i = 0; i < 450; i++) {
      world.clock.advance(Duration.ofMillis(1));
      send.send(amina, i % 3 == 0 ? "lucia" : "ben", new SendMessage.Draft("Message " + i, ""));
    }
    start();
    world.settle();

    JsonNode talks = json(files(), "messages.json").get("conversations");
    assertThat(talks.findValuesAsString("with")).containsExactly("ben", "lucia");
    assertThat(talks.get(0).get("messages")).hasSize(300);
    assertThat(talks.get(1).get("messages")).hasSize(150);
  }
}
