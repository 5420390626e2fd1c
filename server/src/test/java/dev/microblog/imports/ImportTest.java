package dev.microblog.imports;

import static dev.microblog.imports.Files.bytes;
import static dev.microblog.imports.Files.gzip;
import static dev.microblog.imports.Files.note;
import static dev.microblog.imports.Files.outbox;
import static dev.microblog.imports.Files.tar;
import static dev.microblog.imports.Files.tutorial;
import static dev.microblog.imports.Files.zip;
import static dev.microblog.schema.Tables.HOME_ENTRY;
import static dev.microblog.schema.Tables.IMPORT_JOB;
import static dev.microblog.schema.Tables.IMPORT_PART;
import static dev.microblog.schema.Tables.OUTBOX;
import static dev.microblog.schema.Tables.POST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.World;
import dev.microblog.account.Viewer;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Outbox;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Somebody brings what they wrote elsewhere: with its dates, once, and without telling anybody.
class ImportTest {
  private static final String PATH = "/settings/import";

  private World world;
  private Imports imports;

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
    imports = world.rooms.imports();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static Answer send(Browser browser, byte[] body) {
    return browser.sendUpload(PATH, body);
  }

  private static Answer upload(Browser browser, byte[] file) {
    return browser.upload(PATH, PATH, file);
  }

  /// Sends a file, and lets its posts be made.
  private Import bring(String name, byte[] file) {
    Answer answer = upload(world.signedIn(name), file);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(302);
    world.settle();
    return latest(name);
  }

  private Import latest(String name) {
    return Objects.requireNonNull(imports.latest(world.person(name)));
  }

  private byte[] exportOf(String name) {
    Viewer viewer = world.person(name);
    world.rooms.exports().start(viewer, "en");
    world.settle();
    long id = Objects.requireNonNull(world.rooms.exports().latest(viewer)).id();
    return world.signedIn(name).get("/exports/" + id).bytes();
  }

  private List<String> postsOf(String name) {
    return world.browser().get("/user/" + name).posts();
  }

  @Test
  void whatWasExportedComesWithItsDatesAndNobodyIsTold() {
    close();
    open(World.settings());
    world.follow("ben", "dara");
    world.advance(Duration.ofSeconds(1));
    long first = world.post("amina", "Guten Morgen @wei #sonne");
    world.advance(Duration.ofHours(1));
    world.post("amina", "Second");
    byte[] file = exportOf("amina");
    world.advance(Duration.ofDays(10));
    world.signedIn("ben").get("/index");
    int listed = world.read(sql -> sql.fetchCount(HOME_ENTRY));

    Import done = bring("dara", file);

    assertThat(done.state()).isEqualTo(Import.State.DONE);
    assertThat(done.made()).isEqualTo(2);
    assertThat(done.leftOut()).isEmpty();
    assertThat(postsOf("dara")).containsExactly("Second", "Guten Morgen @wei #sonne");
    var rows =
        world.read(
            sql ->
                sql.selectFrom(POST)
                    .where(POST.AUTHOR_ID.eq(world.person("dara").id()))
                    .orderBy(POST.ID)
                    .fetch());
    long created =
        world.read(
            sql ->
                sql.selectFrom(POST)
                    .where(POST.ID.eq(first))
                    .fetchSingle(row -> row.get(POST.CREATED_AT)));
    assertThat(rows.getFirst().get(POST.CREATED_AT)).isEqualTo(created);
    assertThat(Ids.millis(rows.getFirst().get(POST.ID))).isEqualTo(created);
    assertThat(world.<Integer>read(sql -> sql.fetchCount(HOME_ENTRY))).isEqualTo(listed);
    assertThat(world.signedIn("ben").get("/index").posts()).isEmpty();
    assertThat(world.browser().get("/tag/sonne").posts()).hasSize(2);
    assertThat(world.signedIn("wei").get("/search?q=morgen").posts()).hasSize(2);
    assertThat(world.browser().get("/user/dara").texts(".counts a").getFirst())
        .isEqualTo("2 posts");
    Answer page = world.signedIn("dara").get(PATH);
    assertThat(page.texts("h2")).contains("Your posts are imported");
    assertThat(page.texts("#latest ~ ul li")).contains("2 were imported.");
  }

  @Test
  void theSameFileTwiceDoublesNothing() {
    world.advance(Duration.ofSeconds(1));
    world.posts("amina", "Post", 3);
    byte[] file = exportOf("amina");
    bring("dara", file);

    Import again = bring("dara", file);

    assertThat(again.made()).isZero();
    assertThat(again.there()).isEqualTo(3);
    assertThat(postsOf("dara")).hasSize(3);
    Import own = bring("amina", file);
    assertThat(own.there()).as("where they were written").isEqualTo(3);
    assertThat(postsOf("amina")).hasSize(3);
    Import bare = bring("dara", Files.bytes(json(file, "posts.json")));
    assertThat(bare.there()).as("without the ids").isEqualTo(3);
    assertThat(bring("ben", file).made()).as("by somebody else").isEqualTo(3);
  }

  private static String json(byte[] file, String name) {
    try (var zip = new java.util.zip.ZipInputStream(new ByteArrayInputStream(file))) {
      for (var e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        if (e.getName().equals(name)) {
          return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError(name);
  }

  @Test
  void whatWasDeletedHereDoesNotComeBackAndWhatWasEditedIsNotDoubled() {
    world.advance(Duration.ofSeconds(1));
    List<Long> ids = world.posts("amina", "Post", 2);
    byte[] file = exportOf("amina");
    world.rooms.posts().delete(world.person("amina"), ids.getFirst());
    world
        .rooms
        .posts()
        .edit(
            world.person("amina"),
            ids.getLast(),
            new dev.microblog.post.Posts.Draft("Changed", "en", ""));

    assertThat(bring("amina", file).there()).isEqualTo(2);

    assertThat(postsOf("amina")).containsExactly("Changed");
  }

  @Test
  void ofAnArchiveOfMastodonThePublicPostsCome() {
    String box =
        outbox(
            note(
                1,
                "<p>Buenos días <a href=\\\"https://x.example/@ben\\\" class=\\\"mention\\\">@<span>ben</span></a></p>"),
            note(2, "<p>An answer</p>")
                .replace("\"inReplyTo\":null", "\"inReplyTo\":\"https://x\""),
            note(3, "<p>For some</p>", "Create", "Note", "https://social.example/followers", ""),
            "{\"id\":\"a\",\"type\":\"Announce\",\"published\":\"2022-01-01T00:00:00Z\",\"object\":\"https://x\"}",
            note(4, "<p>A poll</p>", "Create", "Question", "Public", ""),
            note(5, ""),
            note(6, "<p>The end of the film</p>")
                .replace("\"summary\":null", "\"summary\":\"Film\""));

    Import done = bring("amina", zip("media/1.png", "picture", "outbox.json", box));

    assertThat(done.made()).isEqualTo(2);
    assertThat(done.posts()).isEqualTo(7);
    assertThat(done.leftOut())
        .isEqualTo(
            Map.of(
                LeftOut.REPLY, 1L,
                LeftOut.NOT_PUBLIC, 1L,
                LeftOut.BOOST, 1L,
                LeftOut.OTHER, 1L,
                LeftOut.EMPTY, 1L));
    assertThat(postsOf("amina"))
        .containsExactly("Film The end of the film", "Buenos días @ben@x.example");
    var row = world.read(sql -> sql.selectFrom(POST).orderBy(POST.ID).limit(1).fetchSingle());
    assertThat(row.get(POST.LANGUAGE)).isEqualTo("es");
    assertThat(row.get(POST.CREATED_AT))
        .isEqualTo(Instant.parse("2022-11-01T10:00:00Z").toEpochMilli());
    assertThat(world.signedIn("amina").get(PATH).texts("#latest ~ ul li"))
        .contains("One is a boost of what somebody else wrote.", "One answers another post.");
    assertThat(bring("amina", gzip(tar("outbox.json", box))).there()).isEqualTo(2);
  }

  @Test
  void postsOfOneMomentAllComeInTheirOrder() {
    String[] posts = new String[2 * 300];
    for (int i = 0; i < 300; i++) {
      posts[2 * i] = "Post " + i;
      posts[2 * i + 1] = "2020-05-05T05:05:05Z";
    }

    Import done = bring("amina", bytes(tutorial(posts)));

    assertThat(done.made()).isEqualTo(300);
    assertThat(postsOf("amina")).startsWith("Post 299", "Post 298");
    assertThat(bring("amina", bytes(tutorial(posts))).there()).isEqualTo(300);
    assertThat(bring("ben", bytes(tutorial(posts))).made()).isEqualTo(300);
  }

  @Test
  void postsOfOneMomentThatAreMoreThanItsIdsAreLeftOut() {
    String[] posts = new String[2 * 1_100];
    for (int i = 0; i < 1_100; i++) {
      posts[2 * i] = "Post " + i;
      posts[2 * i + 1] = "2020-05-05T05:05:05Z";
    }

    Import done = bring("amina", bytes(tutorial(posts)));

    assertThat(done.made()).isEqualTo(1_024);
    assertThat(done.leftOut()).isEqualTo(Map.of(LeftOut.CROWDED, 76L));
  }

  @Test
  void aFileThatCannotBeReadIsSaidToBeSo() {
    Browser browser = world.signedIn("amina");
    assertThat(upload(browser, new byte[0]).error("file")).isEqualTo("Choose a file.");
    assertThat(upload(browser, bytes("words")).error("file")).contains("no posts in this file");
    byte[] good = zip("posts.json", tutorial("Words", "2020-01-01T00:00:00Z"));
    Answer half = upload(browser, java.util.Arrays.copyOf(good, good.length / 2));
    assertThat(half.error("file")).contains("damaged");
    world.settle();
    assertThat(world.<Integer>read(sql -> sql.fetchCount(IMPORT_JOB))).isZero();
    assertThat(upload(browser, good).status()).as("it can be sent again").isEqualTo(302);
  }

  @Test
  void withoutItsTokenNoFileIsRead() {
    Browser browser = world.signedIn("amina");
    byte[] good = zip("posts.json", tutorial("Words", "2020-01-01T00:00:00Z"));
    String ofBen = world.signedIn("ben").get(PATH).token();
    for (String token : List.of("", "x", ofBen)) {
      assertThat(send(browser, Browser.multipart(token, good)).flash())
          .contains("open for too long");
    }
    Browser elsewhere = browser.with("Sec-Fetch-Site", "cross-site");
    assertThat(upload(elsewhere, good).flash()).contains("open for too long");
    String token = browser.get(PATH).token();
    String whole = new String(Browser.multipart(token, good), StandardCharsets.ISO_8859_1);
    int file = whole.indexOf("--" + Browser.BOUNDARY, 10);
    int end = whole.lastIndexOf("--" + Browser.BOUNDARY);
    String behind = whole.substring(file, end) + whole.substring(0, file) + whole.substring(end);
    assertThat(send(browser, behind.getBytes(StandardCharsets.ISO_8859_1)).flash())
        .as("a token that comes after the file")
        .contains("open for too long");
    assertThat(world.<Integer>read(sql -> sql.fetchCount(IMPORT_JOB))).isZero();
    assertThat(send(world.browser(), Browser.multipart("x", good)).location())
        .startsWith("/auth/login");
  }

  @Test
  void aBodyThatIsNoFormWithAFileIsRefused() {
    Browser browser = world.signedIn("amina");
    String token = browser.get(PATH).token();
    byte[] good = Browser.multipart(token, bytes(tutorial("Words", "2020-01-01T00:00:00Z")));
    for (String type : List.of("multipart/form-data", "multipart/form-data; boundary=")) {
      assertThat(browser.with("Content-Type", type).send("POST", PATH, good).status())
          .as(type)
          .isEqualTo(400);
    }
    assertThat(browser.with("Content-Type", "application/zip").send("POST", PATH, good).status())
        .isEqualTo(415);
    String headers = "--" + Browser.BOUNDARY + "\r\nX-Long: " + "x".repeat(9_000) + "\r\n\r\n";
    assertThat(send(browser, bytes(headers)).status()).isEqualTo(400);
    String field =
        "--%s\r\nContent-Disposition: form-data; name=a\r\n\r\n".formatted(Browser.BOUNDARY);
    assertThat(send(browser, bytes(field + "x".repeat(20_000))).status()).isEqualTo(400);
    assertThat(send(browser, java.util.Arrays.copyOf(good, good.length - 60)).status())
        .as("a file without its end")
        .isEqualTo(400);
    world.settle();
    assertThat(world.<Integer>read(sql -> sql.fetchCount(IMPORT_JOB))).isZero();
    assertThat(send(browser, good).status()).isEqualTo(302);
  }

  @Test
  void oneGoesOnAtATimeAndThereIsABoundForADay() {
    close();
    open(settings().limited());
    Viewer amina = world.person("amina");
    InputStream within =
        new FilterInputStream(
            new ByteArrayInputStream(bytes(tutorial("Words", "2020-01-01T00:00:00Z")))) {
          private boolean asked;

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            if (!asked) {
              asked = true;
              assertThat(imports.take(amina, InputStream.nullInputStream()))
                  .as("while the first is read")
                  .isEqualTo(new Imports.Outcome.Running());
            }
            return in.read(buffer, offset, length);
          }
        };
    assertThat(imports.take(amina, within)).isInstanceOf(Imports.Outcome.Taken.class);
    assertThat(imports.take(amina, InputStream.nullInputStream()))
        .as("while its posts are made")
        .isEqualTo(new Imports.Outcome.Running());
    world.settle();
    for (int i = 0; i < 9; i++) {
      assertThat(imports.take(amina, InputStream.nullInputStream()))
          .isEqualTo(new Imports.Outcome.Refused(Unreadable.Reason.MISSING));
    }
    Answer slowed = upload(world.signedIn("amina"), bytes("{}"));
    assertThat(slowed.status()).isEqualTo(429);
    assertThat(slowed.flash()).contains("Please wait");
  }

  private Outbox.Consumer worker() {
    return world.rooms.workers().stream()
        .filter(worker -> worker.name().equals("imports"))
        .map(Outbox.Consumer.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static byte[] manyPosts() {
    return bytes(
        tutorial(
            IntStream.range(0, 180)
                .boxed()
                .flatMap(
                    i ->
                        java.util.stream.Stream.of(
                            "Post " + i, Instant.ofEpochMilli(1_500_000_000_000L + i).toString()))
                .toArray(String[]::new)));
  }

  @Test
  void whatAKilledProcessBeganAnotherEnds() {
    upload(world.signedIn("amina"), manyPosts());
    Outbox.Item first =
        world.read(
            sql ->
                sql.selectFrom(OUTBOX)
                    .where(OUTBOX.CONSUMER.eq("imports"))
                    .fetchSingle(
                        row ->
                            new Outbox.Item(
                                row.get(OUTBOX.ID), "make", row.get(OUTBOX.SUBJECT_ID), 0)));
    // The step is kept, and that it was made is not told to the outbox.
    long progress = world.rooms.database().write(t -> worker().step(t, first));
    assertThat(progress).isEqualTo(1);
    assertThat(latest("amina").made()).isEqualTo(50);
    assertThat(latest("amina").percent()).isEqualTo(25);
    world.advance(Duration.ofMinutes(2));

    world.settle();

    assertThat(latest("amina").made()).isEqualTo(180);
    assertThat(latest("amina").there()).isZero();
    assertThat(world.<Integer>read(sql -> sql.fetchCount(IMPORT_PART))).isZero();
  }

  @Test
  void aFileThatNeverCameWholeIsForgotten() {
    world
        .rooms
        .database()
        .write(
            t ->
                new ImportStore()
                    .begin(t.sql(), 7, world.person("amina").id(), world.clock.millis()));
    assertThat(imports.take(world.person("amina"), InputStream.nullInputStream()))
        .isEqualTo(new Imports.Outcome.Running());
    world.advance(Duration.ofMinutes(31));
    assertThat(bring("amina", manyPosts()).made()).as("in its place").isEqualTo(180);

    world
        .rooms
        .database()
        .write(t -> new ImportStore().begin(t.sql(), 8, world.person("ben").id(), 0));
    imports.sweep();
    world.settle();

    assertThat(imports.latest(world.person("ben"))).isNull();
  }

  @Test
  void oneThatTheOutboxGaveUpEndsAndCanBeSentAgain() {
    upload(world.signedIn("amina"), manyPosts());
    world.rooms.database().write(t -> t.sql().deleteFrom(OUTBOX).execute());
    world.advance(Duration.ofHours(7));

    imports.sweep();

    assertThat(world.signedIn("amina").get(PATH).texts("h2"))
        .contains("Your import could not be finished. Send the file again: nothing comes twice.");
    assertThat(bring("amina", manyPosts()).made()).isEqualTo(180);
    world.advance(Duration.ofDays(31));
    imports.sweep();
    world.settle();
    assertThat(world.<Integer>read(sql -> sql.fetchCount(IMPORT_JOB))).isZero();
    assertThat(world.<Integer>read(sql -> sql.fetchCount(IMPORT_PART))).isZero();
  }

  @Test
  void whoDeletesTheirAccountLeavesNoneBehind() {
    upload(world.signedIn("amina"), manyPosts());

    world.rooms.credentials().deleteAccount(world.person("amina"), World.PASSWORD);
    world.settle();

    assertThat(world.<Integer>read(sql -> sql.fetchCount(IMPORT_JOB))).isZero();
    assertThat(world.<Integer>read(sql -> sql.fetchCount(IMPORT_PART))).isZero();
    assertThat(world.<Integer>read(sql -> sql.fetchCount(POST))).isZero();
  }
}
