package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator does beside the server, by commands of the packaged program.
class CommandTest {
  private static final Person AMINA = Person.of("amina");
  private static final int UNUSABLE = 1;
  private static final int BAD_SETTINGS = 2;

  @TempDir Path folder;

  private Launch launch() {
    return Launch.in(folder.resolve("data"));
  }

  @Test
  void helpNamesEveryCommand() {
    Ending ending = launch().arguments("help").end();
    assertThat(ending.code()).isZero();
    assertThat(ending.text())
        .contains(
            "help",
            "migrate",
            "config",
            "doctor",
            "demo",
            "backup",
            "restore",
            "reindex",
            "search",
            "import-tutorial",
            "move-database");
  }

  @Test
  void settingsInForceAreShownWithoutSecrets() {
    Ending ending =
        launch()
            .with("SECRET_KEY", "swordfish and chips")
            .with("DATABASE_URL", "mysql+pymysql://microblog:swordfish@db/microblog")
            .with("PORT", "8080")
            .arguments("config")
            .end();
    assertThat(ending.code()).isZero();
    assertThat(ending.lines())
        .anyMatch(line -> line.matches("PORT +environment +8080"))
        .anyMatch(line -> line.matches("DATABASE_URL +environment +mysql://db:3306/microblog"))
        .anyMatch(line -> line.matches("SECRET_KEY +environment +\\*+"))
        .anyMatch(line -> line.matches("POST_MAX_LENGTH +standard +500"));
    assertThat(ending.text()).doesNotContain("swordfish");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void settingsMayStandInAFileWhereItIsStarted() throws IOException {
    Files.writeString(folder.resolve(".env"), "POST_MAX_LENGTH=17\n");
    Ending ending = launch().arguments("config").end();
    assertThat(ending.code()).as(ending.text()).isZero();
    assertThat(ending.text()).containsPattern("POST_MAX_LENGTH +\\.env +17");
  }

  @Test
  void wrongSettingsEndEveryCommand() {
    for (String command : List.of("config", "migrate", "demo")) {
      Ending ending = launch().with("PORT", "abc").arguments(command).end();
      assertThat(ending.code()).as(command).isEqualTo(BAD_SETTINGS);
      assertThat(ending.errors()).singleElement().asString().contains("PORT must be");
    }
  }

  @Test
  void theSchemaIsMadeApart() {
    Ending ending = launch().arguments("migrate").end();
    assertThat(ending.code()).as(ending.text()).isZero();
    assertThat(ending.text()).contains("migrations applied");
    assertThat(launch().arguments("migrate").end().code()).as("and again").isZero();
  }

  @Test
  void aFileThatNobodyElseCanMigrateIsNotWaitedFor() {
    Ending ending = launch().with("MIGRATE", "off").end();
    assertThat(ending.code()).as(ending.text()).isEqualTo(1);
    assertThat(ending.text()).contains("Migrate it first, by the command migrate.");
  }

  @Test
  void aBackupThatFindsNoRoomSaysSo() throws Exception {
    launch().arguments("migrate").end();
    Ending ending = launch().arguments("backup", "-").endInto(Path.of("/dev/full"));
    assertThat(ending.code()).as(ending.text()).isEqualTo(1);
    assertThat(ending.text()).contains("The backup could not be written");
  }

  @Test
  void theDemoIsFilledInByACommand() throws IOException {
    Ending ending = launch().arguments("demo").end();
    assertThat(ending.code()).as(ending.text()).isZero();
    String password =
        ending.lines().stream()
            .filter(line -> line.startsWith("  amina "))
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .findFirst()
            .orElseThrow();
    try (Server server = launch().start()) {
      Client amina = server.client().signIn(new Person("amina", password));
      assertThat(amina.page("/index").select(".post")).isNotEmpty();
    }
  }

  @Test
  void theSearchIndexIsBuiltAnewWithAServerAndWithout() throws IOException {
    try (Server server = launch().start()) {
      server.client().signUp(AMINA);
      Client amina = server.client().signIn(AMINA);
      amina.write("A kite over the harbour");
      Wait.until("the post is found", () -> found(amina) == 1);

      Ending built = launch().arguments("reindex").end();
      assertThat(built.code()).as(built.text()).isZero();
      assertThat(built.text())
          .contains("A server is running: it builds the index, and goes on serving.")
          .containsPattern("done: 2 documents in [0-9.]+ s, [0-9,]+ a second");
      assertThat(found(amina)).isEqualTo(1);

      Ending told = launch().arguments("search", "status").end();
      assertThat(told.code()).as(told.text()).isZero();
      assertThat(told.lines())
          .anyMatch(line -> line.matches("engine +Lucene [0-9.]+"))
          .anyMatch(line -> line.matches("documents +2"))
          .anyMatch(line -> line.matches("size +[0-9.]+ MB"))
          .anyMatch(line -> line.matches("lag +none"))
          .anyMatch(line -> line.matches("build +done: 2 documents .*"));
    }
    Ending built = launch().arguments("reindex").end();
    assertThat(built.code()).as(built.text()).isZero();
    assertThat(built.text()).contains("done: 2 documents").doesNotContain("A server is running");
    try (Server server = launch().start()) {
      assertThat(found(server.client().signIn(AMINA))).isEqualTo(1);
    }
  }

  @Test
  void whatWasGivenUpIsToldAndTriedAgainBesideTheServer() throws IOException {
    try (Server server = launch().start()) {
      server.client().signUp(AMINA);
      Client amina = server.client().signIn(AMINA);
      amina.write("A kite over the harbour");
      Wait.until("the post is found", () -> found(amina) == 1);
      assertThat(jobs().text()).contains("Nothing waits.");
      assertThat(jobs().code()).isZero();

      // As if the index had refused to let go of a person who is no more.
      Folder.change(
          folder.resolve("data"),
          "insert into outbox_failure values (77, 'search', 'gone', 123, 0, 16, 1, 'no disk')");
      Ending told = jobs();
      assertThat(told.code()).isEqualTo(1);
      assertThat(told.lines())
          .contains(
              "search       given up: 77, gone 123, tried 16 times, last at 1970-01-01T00:00:00Z:"
                  + " no disk");
      assertThat(jobs("retry").code()).as("neither one nor all").isEqualTo(2);
      assertThat(jobs("retry", "78").text()).contains("Nothing with this id was given up.");
      Ending again = jobs("retry", "77");
      assertThat(again.code()).as(again.text()).isZero();
      Folder.age(folder.resolve("data"), Duration.ofMinutes(2));
      Wait.until("the server did it", () -> jobs().text().contains("Nothing waits."));
      assertThat(jobs("retry", "--all").text()).contains("Nothing was given up.");
      assertThat(found(amina)).isEqualTo(1);
    }
  }

  private Ending jobs(String... words) {
    return launch()
        .arguments(Stream.concat(Stream.of("jobs"), Stream.of(words)).toArray(String[]::new))
        .end();
  }

  @Test
  void whereNoSearchIsNothingIsBuilt() {
    for (List<String> command : List.of(List.of("reindex"), List.of("search", "status"))) {
      Ending ending =
          launch().with("SEARCH", "off").arguments(command.toArray(String[]::new)).end();
      assertThat(ending.code()).as(ending.text()).isEqualTo(UNUSABLE);
      assertThat(ending.errors())
          .singleElement()
          .asString()
          .contains("There is no search: SEARCH is off.");
    }
  }

  private static int found(Client client) throws IOException {
    return client.page("/search?q=kite&in=posts").select(".post").size();
  }

  @Test
  void theTutorialsDatabaseIsTakenOver() throws Exception {
    Person susan = new Person("susan", "gardener of the north side");
    Path tutorial = folder.resolve("app.db");
    Path report = folder.resolve("report.txt");
    String address = "sqlite:///" + tutorial;
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + tutorial);
        Statement sql = connection.createStatement()) {
      sql.execute(
          "create table user (id integer primary key, username text, email text, password_hash text)");
      sql.execute(
          "create table post (id integer primary key, body text, timestamp datetime, user_id integer)");
      sql.execute(
          "insert into user values (1, 'susan', 'susan@example.org', '%s'), (2, 'SUSAN', '', null)"
              .formatted(
                  "scrypt:32768:8:1$MYz4Gk1cHTaQWQkA$e041873685ce7f26ab4c0317c2a01dfb24725cb32c4dd36b"
                      + "ede4e09d0a2916e26a042558bf460f006f4b8d7a8b71508b456a72425847ed47e06ddeae16ab"
                      + "90fa"));
      sql.execute("insert into post values (1, 'Years ago', '2013-01-01 00:00:00.000000', 1)");
    }

    Ending rehearsed = launch().arguments("import-tutorial", "--dry-run", address).end();
    assertThat(rehearsed.code()).as(rehearsed.text()).isZero();
    assertThat(rehearsed.text())
        .contains(
            "Nothing was written. It would take over: 2 people, 1 posts, 0 follows, 0 messages.")
        .contains("SUSAN -> SUSAN_2 (user 2)");
    assertThat(folder.resolve("data")).doesNotExist();

    try (Server _ = launch().start()) {
      Ending held = launch().arguments("import-tutorial", address).end();
      assertThat(held.code()).isEqualTo(UNUSABLE);
      assertThat(held.errors())
          .singleElement()
          .asString()
          .contains("A server is using the data folder");
      assertThat(launch().arguments("move-database", "mysql://me:it@127.0.0.1:1/new").end())
          .satisfies(refused -> assertThat(refused.code()).isEqualTo(UNUSABLE))
          .satisfies(
              refused ->
                  assertThat(refused.errors())
                      .singleElement()
                      .asString()
                      .contains("A server is using the data folder"));
    }
    Ending taken =
        launch()
            .with("IMPORT_DATABASE_URL", address)
            .arguments("import-tutorial", "--report", report.toString())
            .end();
    assertThat(taken.code()).as(taken.text()).isZero();
    assertThat(taken.text()).contains("Taken over: 2 people, 1 posts, 0 follows, 0 messages.");
    assertThat(Files.readAllLines(report)).contains("name-clash\tSUSAN -> SUSAN_2 (user 2)");
    assertThat(launch().arguments("import-tutorial").end().code())
        .as("no source")
        .isEqualTo(BAD_SETTINGS);
    try (Server server = launch().start()) {
      Client client = server.client().signIn(susan);
      assertThat(client.page("/index").select(".post-body").eachText())
          .containsExactly("Years ago");
    }
  }

  @Test
  void aBackupIsTakenBesideTheServerAndPutBack() throws IOException {
    Path file = folder.resolve("site.zip");
    try (Server server = launch().start()) {
      server.client().signUp(AMINA);
      Client amina = server.client().signIn(AMINA);
      amina.write("In the backup");
      Ending ending = launch().arguments("backup", file.toString()).end();
      assertThat(ending.code()).as(ending.text()).isZero();
      amina.write("After the backup");
    }
    assertThat(launch().arguments("backup", file.toString()).end().errors())
        .singleElement()
        .asString()
        .contains("is there already");

    Launch other = Launch.in(folder.resolve("other"));
    Ending restored = other.arguments("restore", file.toString()).end();
    assertThat(restored.code()).as(restored.text()).isZero();
    try (Server server = other.start()) {
      Client amina = server.client().signIn(AMINA);
      assertThat(amina.page("/index").select(".post-body").eachText())
          .containsExactly("In the backup");
    }
    Ending twice = other.arguments("restore", file.toString()).end();
    assertThat(twice.code()).isEqualTo(UNUSABLE);
    assertThat(twice.errors()).singleElement().asString().contains("There is data in");
  }

  @Test
  void aHalfBackupIsNotLeftToLookLikeOne() throws IOException {
    Path file = folder.resolve("site.zip");
    Ending ending = launch().arguments("backup", file.toString()).end();
    assertThat(ending.code()).isEqualTo(UNUSABLE);
    assertThat(ending.errors()).singleElement().asString().contains("There is no database");
    assertThat(Files.exists(file)).isFalse();
  }
}
