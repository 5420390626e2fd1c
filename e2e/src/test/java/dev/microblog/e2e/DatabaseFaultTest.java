package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database server that is not there yet, goes away, is frozen, or does not let us in.
class DatabaseFaultTest {
  private static final int UNUSABLE = 1;
  private static final Pattern APPLIED = Pattern.compile("\\((\\d+) migrations applied\\)");
  private static final Person AMINA = Person.of("amina");

  @TempDir Path folder;

  private Launch launch(DatabaseServer database) {
    return Launch.in(folder.resolve("data")).unlimited().on(database);
  }

  @Test
  void whoIsStartedBeforeTheDatabaseWaitsAliveAndSaysSo() throws IOException {
    try (DatabaseServer database = DatabaseServer.mysql();
        // The search would keep its index in the folder: see EngineJourneyTest.
        Program program =
            launch(database).with("MANAGEMENT_PORT", "0").with("SEARCH", "off").begin()) {
      program.await(line -> line.contains("Nothing answers at the database server"));
      int probes = Launch.managementPort(program);
      assertThat(Probes.ask(probes, "live")).isEqualTo("200 alive");
      assertThat(Probes.ask(probes, "ready"))
          .startsWith("503 Nothing answers at the database server mysql://127.0.0.1:");
      assertThat(Probes.ask(probes, "started")).startsWith("503 ");

      database.start();
      Server server = new Server(program);

      assertThat(Probes.ask(probes, "ready")).isEqualTo("200 ready");
      server.client().signUp(AMINA);
      server.client().signIn(AMINA).write("Worth the wait 😀");
      assertThat(server.client().signIn(AMINA).page("/index").select(".post-body").text())
          .isEqualTo("Worth the wait 😀");
      assertThat(String.join("\n", server.lines())).doesNotContain(DatabaseServer.password());
      assertThat(folder.resolve("data")).as("nothing is kept here").doesNotExist();
    }
  }

  @Test
  void aFrozenDatabaseHoldsNobodyForEver() throws Exception {
    try (DatabaseServer database = DatabaseServer.postgresql().started();
        Server server = launch(database).with("MANAGEMENT_PORT", "0").start()) {
      int probes = Launch.managementPort(server.program());
      server.client().signUp(AMINA);
      Client amina = server.client().signIn(AMINA);
      amina.page("/index");
      database.freeze();
      try {
        Wait.until(
            "it is not ready", () -> Probes.ask(probes, "ready").startsWith("503 The database"));
        assertThat(Probes.ask(probes, "live")).isEqualTo("200 alive");
        assertThat(server.client().get("/static/x/app.css").status())
            .as("what needs no database")
            .isEqualTo(404);
      } finally {
        database.thaw();
      }
      Wait.until("it is ready again", () -> Probes.ask(probes, "ready").equals("200 ready"));
      amina.write("After the thaw");
    }
  }

  @Test
  void aWrongPasswordIsToldAtOnceAndTheStartEndsInTime() {
    try (DatabaseServer database = DatabaseServer.mysql().started()) {
      Program program =
          launch(database)
              .with("DATABASE_URL", database.url("swordfish"))
              .with("DATABASE_WAIT", "3")
              .begin();
      program.await(line -> line.contains("refuses the user or the password"));
      Ending ending = program.end();
      assertThat(ending.code()).isEqualTo(UNUSABLE);
      assertThat(ending.errors())
          .singleElement()
          .asString()
          .contains("refuses the user or the password", "Given up after 3 seconds");
      assertThat(ending.text()).doesNotContain("swordfish").doesNotContain("\tat ");
    }
  }

  @Test
  void aHostThatIsUnknownIsToldInWords() {
    Ending ending =
        Launch.in(folder.resolve("data"))
            .with("DATABASE_URL", "postgres://microblog:swordfish@no-such-host.invalid/microblog")
            .with("SECRET_KEY", "a key that is long enough")
            .with("DATABASE_WAIT", "0")
            .end();
    assertThat(ending.code()).isEqualTo(UNUSABLE);
    assertThat(ending.errors())
        .singleElement()
        .asString()
        .contains("The host of the database server", "no-such-host.invalid", "is not known");
    assertThat(ending.text()).doesNotContain("swordfish");
  }

  @Test
  void aServerThatMayNotMigrateWaitsForWhoDoes() throws IOException {
    try (DatabaseServer database = DatabaseServer.postgresql()) {
      database.start();
      try (Program program = launch(database).with("MIGRATE", "off").begin()) {
        program.await(line -> line.contains("MIGRATE") || line.contains("migrate"));
        Ending migrated = launch(database).arguments("migrate").end();
        assertThat(migrated.code()).as(migrated.text()).isZero();
        Server server = new Server(program);
        assertThat(server.client().get("/auth/login").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void manyAtOnceOnAnEmptyDatabaseAllServe() throws Exception {
    try (DatabaseServer database = DatabaseServer.mysql();
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      database.start();
      List<Future<Server>> starting = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        starting.add(threads.submit(() -> launch(database).start()));
      }
      int applied = 0;
      for (Future<Server> each : starting) {
        try (Server server = each.get()) {
          assertThat(server.client().get("/auth/login").status()).isEqualTo(200);
          applied +=
              server.lines().stream()
                  .map(APPLIED::matcher)
                  .filter(Matcher::find)
                  .mapToInt(line -> Integer.parseInt(line.group(1)))
                  .sum();
        }
      }
      assertThat(applied).as("migrations that were applied, each by one").isEqualTo(migrations());
    }
  }

  private static int migrations() throws IOException {
    Path files = Path.of("..", "schema", "src", "main", "resources", "db", "mysql");
    try (var list = Files.list(files)) {
      return (int) list.count();
    }
  }
}
