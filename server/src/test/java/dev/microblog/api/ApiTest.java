package dev.microblog.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.Listening;
import dev.microblog.Program;
import dev.microblog.World;
import dev.microblog.platform.db.Engine;
import dev.microblog.token.Scope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What programs rely on, beyond the shapes that the document shows.
class ApiTest {
  /// More than one server opens.
  private static final int CONNECTIONS = 40;

  private World world;
  private Program amina;

  @BeforeEach
  void start() {
    world = World.open();
    amina = world.program("amina");
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Program basic(String name, String password) {
    String pair = name + ':' + password;
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return new Program(world.uri, null).with("Authorization", "Basic " + encoded);
  }

  @Test
  void aNameAndAPasswordMakeATokenForAnHour() {
    Answer answer = basic("amina", World.PASSWORD).send("POST", "/api/tokens", null);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    String token = Program.json(answer).path("token").asString();
    assertThat(token).matches("[0-9a-f]{32}");
    Program program = new Program(world.uri, token);
    assertThat(program.read("/api/me").path("email").asString()).isEqualTo("amina@example.org");
    world.advance(Duration.ofMinutes(61));
    assertThat(program.get("/api/me").status()).isEqualTo(401);
  }

  @Test
  void aWrongPasswordAndANameThatNobodyHasAreAnsweredAlike() {
    Answer wrong = basic("amina", "not hers at all").send("POST", "/api/tokens", null);
    Answer unknown = basic("nobody", "not hers at all").send("POST", "/api/tokens", null);
    assertThat(wrong.status()).isEqualTo(401).isEqualTo(unknown.status());
    assertThat(wrong.body()).isEqualTo("{\"error\":\"Unauthorized\"}").isEqualTo(unknown.body());
    assertThat(wrong.header("WWW-Authenticate"))
        .isEqualTo("Basic realm=\"Authentication Required\"");
  }

  @Test
  void guessingByTokensIsSlowedDownAsAtTheDoor() {
    try (World limited = World.settings().limited().open()) {
      String pair = "amina:not hers at all";
      String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      Program guessing = new Program(limited.uri, null).with("Authorization", "Basic " + encoded);
      int status = 401;
      for (int i = 0; i < 11 && status == 401; i++) {
        status = guessing.send("POST", "/api/tokens", null).status();
      }
      assertThat(status).isEqualTo(429);
      assertThat(limited.browser().signIn("amina", World.PASSWORD).status()).isEqualTo(429);
    }
  }

  @Test
  void theAllowanceOfAnAccountIsToldAndEnds() {
    try (World limited = World.settings().limited().open()) {
      Program program = limited.program("amina");
      int left = -1;
      Answer answer = program.get("/api/notifications/unread");
      assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"account\";q=600;w=300");
      for (int i = 0; i < 1_000 && answer.status() == 200; i++) {
        left = Integer.parseInt(answer.header("RateLimit").replaceAll(".*r=(\\d+).*", "$1"));
        // So that it is the account's allowance that ends, and not that of the address.
        if (i % 300 == 299) {
          limited.advance(Duration.ofSeconds(30));
        }
        answer = program.get("/api/notifications/unread");
      }
      assertThat(answer.status()).isEqualTo(429);
      assertThat(left).isLessThanOrEqualTo(1);
      assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
    }
  }

  @Test
  void theDatabaseKeepsNoToken() {
    String token =
        Program.json(basic("amina", World.PASSWORD).send("POST", "/api/tokens", null))
            .path("token")
            .asString();
    String rows = world.<String>read(sql -> sql.fetch("select * from api_token").format(999));
    assertThat(rows).doesNotContain(token);
  }

  @Test
  void aTokenEndsWithItselfTheAccountAndByChoiceThePassword() {
    Browser browser = world.signedIn("amina");
    Program kept = world.program("amina");
    browser.submit(
        browser.copy().get("/settings"),
        "/settings/password",
        "password",
        World.PASSWORD,
        "new_password",
        "another kite over it",
        "new_password2",
        "another kite over it",
        "programs",
        "");
    assertThat(kept.get("/api/me").status()).isEqualTo(200);
    browser.submit(
        "/settings",
        "/settings/password",
        "password",
        "another kite over it",
        "new_password",
        World.PASSWORD,
        "new_password2",
        World.PASSWORD);
    assertThat(kept.get("/api/me").status()).isEqualTo(401);
    Program last = world.program("amina");
    assertThat(last.send("DELETE", "/api/tokens", null).status()).isEqualTo(204);
    assertThat(last.get("/api/me").status()).isEqualTo(401);
    Program bens = world.program("ben");
    assertThat(bens.post("/api/me/delete", "{\"password\":\"no\"}").status()).isEqualTo(403);
    String proof = "{\"password\":\"" + World.PASSWORD + "\"}";
    assertThat(bens.post("/api/me/delete", proof).status()).isEqualTo(204);
    assertThat(bens.get("/api/me").status()).isEqualTo(401);
  }

  @Test
  void aNewPasswordByAProgramSignsOutEverywhereElse() {
    Browser browser = world.signedIn("amina");
    String wrong = "{\"password\":\"no\",\"new_password\":\"another kite over it\"}";
    assertThat(amina.send("PUT", "/api/me/password", wrong).status()).isEqualTo(403);
    String common = "{\"password\":\"" + World.PASSWORD + "\",\"new_password\":\"password\"}";
    Answer refused = amina.send("PUT", "/api/me/password", common);
    assertThat(Program.json(refused).path("errors").path(0).path("pointer").asString())
        .isEqualTo("/new_password");
    String right =
        "{\"password\":\"" + World.PASSWORD + "\",\"new_password\":\"another kite over it\"}";
    assertThat(amina.send("PUT", "/api/me/password", right).status()).isEqualTo(204);
    assertThat(browser.get("/settings").status()).isEqualTo(302);
    assertThat(amina.get("/api/me").status()).isEqualTo(200);
    assertThat(world.browser().signIn("amina", "another kite over it").status()).isEqualTo(302);
  }

  @Test
  void aTokenMakesNoneThatIsGoodForMore() {
    Program little = world.program("amina", Scope.ACCOUNT, Scope.READ);
    assertThat(
            little
                .post("/api/me/tokens", "{\"name\":\"x\",\"scopes\":[\"read\",\"write\"]}")
                .status())
        .isEqualTo(422);
    assertThat(little.post("/api/me/tokens", "{\"name\":\"x\",\"scopes\":[\"read\"]}").status())
        .isEqualTo(201);
  }

  @Test
  void aCallThatIsSentAgainIsDoneOnce() throws Exception {
    Program again = amina.with("Idempotency-Key", "morning");
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(() -> again.post("/api/posts", "{\"body\":\"Good morning\"}"));
    }
    HashSet<String> ids = new HashSet<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> call : threads.invokeAll(calls)) {
        assertThat(call.get().status()).isEqualTo(201);
        ids.add(Program.json(call.get()).path("id").asString());
      }
    }
    assertThat(ids).hasSize(1);
    assertThat(amina.read("/api/people/amina/posts").path("items")).hasSize(1);
    assertThat(again.post("/api/posts", "{\"body\":\"Something else\"}").status()).isEqualTo(422);
    assertThat(amina.post("/api/posts", "{\"body\":\"Good morning\"}").status()).isEqualTo(201);
    assertThat(amina.read("/api/people/amina/posts").path("items")).hasSize(2);
  }

  @Test
  void aMessageThatIsSentAgainIsSentOnce() {
    Program again = amina.with("Idempotency-Key", "hello");
    String path = "/api/conversations/ben/messages";
    assertThat(again.post(path, "{\"body\":\"Hello\"}").status()).isEqualTo(201);
    assertThat(again.post(path, "{\"body\":\"Hello\"}").status()).isEqualTo(201);
    assertThat(again.post(path, "{\"body\":\"Other words\"}").status()).isEqualTo(422);
    String other = "/api/conversations/lucia/messages";
    assertThat(again.post(other, "{\"body\":\"Hello\"}").status()).isEqualTo(422);
    assertThat(amina.read(path).path("items")).hasSize(1);
    assertThat(world.program("lucia").read("/api/conversations").path("items")).isEmpty();
  }

  @Test
  void aProfileThatWasChangedMeanwhileStays() {
    String tag = amina.get("/api/me").header("ETag");
    Program reader = amina.with("If-Match", tag);
    String first = "{\"about_me\":\"Kites\"}";
    assertThat(reader.send("PATCH", "/api/me", first).status()).isEqualTo(200);
    String second = "{\"about_me\":\"Boats\"}";
    assertThat(reader.send("PATCH", "/api/me", second).status()).isEqualTo(412);
    assertThat(amina.read("/api/me").path("person").path("about_me").asString()).isEqualTo("Kites");
    world.post("amina", "A post does not change the profile");
    String now = amina.get("/api/me").header("ETag");
    assertThat(amina.with("If-Match", now).send("PATCH", "/api/me", second).status())
        .isEqualTo(200);
  }

  @Test
  void everyTokenMayEndItself() {
    Program writing = world.program("amina", Scope.WRITE);
    assertThat(writing.send("DELETE", "/api/tokens", null).status()).isEqualTo(204);
    assertThat(writing.get("/api/me").status()).isEqualTo(401);
  }

  @Test
  void ofTwoWhoChangeWhatTheyReadOneIsTold() {
    long id = world.post("amina", "First words");
    String path = "/api/posts/" + id;
    String tag = amina.get(path).header("ETag");
    assertThat(amina.with("If-None-Match", tag).get(path).status()).isEqualTo(304);
    world.advance(Duration.ofSeconds(1));
    Program one = amina.with("If-Match", tag);
    assertThat(one.send("PATCH", path, "{\"body\":\"Second words\"}").status()).isEqualTo(200);
    assertThat(one.send("PATCH", path, "{\"body\":\"Third words\"}").status()).isEqualTo(412);
    assertThat(amina.read(path).path("body").asString()).isEqualTo("Second words");
  }

  @Test
  void aListIsReadToItsEndByItsLinksAndBack() {
    List<Long> written = world.posts("ben", "Plot", 60);
    List<String> seen = new ArrayList<>();
    String path = "/api/people/ben/posts";
    String last = path;
    for (String next = path; next != null; ) {
      last = next;
      JsonNode list = amina.read(next);
      list.path("items").forEach(post -> seen.add(post.path("id").asString()));
      next = list.path("next").isNull() ? null : here(list.path("next").asString());
    }
    assertThat(seen)
        .containsExactlyElementsOf(written.reversed().stream().map(String::valueOf).toList());
    String link = amina.get(last).header("Link");
    assertThat(link).contains("rel=\"prev\"").doesNotContain("rel=\"next\"");
    assertThat(amina.read(here(link.substring(1, link.indexOf('>')))).path("items")).isNotEmpty();
  }

  private String here(String url) {
    assertThat(url).startsWith(world.uri.toString());
    return url.substring(world.uri.toString().length());
  }

  @Test
  void usersComeByNumberedPages() {
    for (int i = 0; i < 110; i++) {
      String name = "person" + i;
      world.add(name);
      world.follow(name, "amina");
    }
    long id = world.person("amina").id();
    JsonNode users = amina.read("/api/users?per_page=100");
    assertThat(users.path("items")).hasSize(100);
    assertThat(users.path("_meta").path("total_items").asInt()).isEqualTo(115);
    JsonNode followers = amina.read("/api/users/" + id + "/followers?per_page=100&page=2");
    assertThat(followers.path("items")).hasSize(10);
    assertThat(followers.path("_links").path("next").isNull()).isTrue();
    assertThat(followers.path("_links").path("prev").asString())
        .isEqualTo("/api/users/" + id + "/followers?page=1&per_page=100");
    assertThat(amina.read("/api/users?page=99999999").path("items")).isEmpty();
  }

  @Test
  void aListOfAHundredUsersTakesThreeQuestions() {
    try (World big = World.settings().on(Engine.POSTGRESQL_15).open()) {
      for (int i = 0; i < 100; i++) {
        big.add("person" + i);
        big.follow("person" + i, "amina");
      }
      Program program = big.program("amina");
      long id = big.person("amina").id();
      for (String path : List.of("/api/users", "/api/users/" + id + "/followers")) {
        assertThat(program.read(path + "?per_page=100").path("items")).hasSize(100);
        long before = questions(big);
        for (int i = 0; i < 40; i++) {
          program.get(path + "?per_page=100");
        }
        assertThat((questions(big) - before - CONNECTIONS) / 40.0).as(path).isBetween(2.9, 3.1);
      }
    }
  }

  /// How many there were in the database, but for those by which it is asked: outside of
  /// transactions each is one by itself. A connection tells what it did when it likes, so each is
  /// made to; of what reads no table it tells nothing.
  private static long questions(World world) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CONNECTIONS; i++) {
        threads.execute(
            () ->
                world.<Object>read(
                    sql ->
                        sql.fetch(
                            "select pg_stat_force_next_flush(), pg_sleep(0.2) from node_lease")));
      }
    }
    Object counted =
        world.<@Nullable Object>read(
            sql ->
                sql.fetchValue(
                    "select xact_commit from pg_stat_database where datname = current_database()"));
    return ((Number) Objects.requireNonNull(counted)).longValue();
  }

  @Test
  void aProgramHearsWhatIsNewUntilItsTokenEnds() {
    String token = world.token("amina", Scope.READ);
    try (Listening listening = new Listening(world.uri, token, null)) {
      assertThat(listening.status()).isEqualTo(200);
      assertThat(listening.header("Content-Type")).startsWith("text/event-stream");
      assertThat(listening.next("data: ")).isEqualTo("{\"messages\":0,\"notifications\":0}");
      world.follow("ben", "amina");
      world.settle();
      world.look();
      assertThat(listening.next("data: ")).isEqualTo("{\"messages\":0,\"notifications\":1}");
      world.rooms.tokens().list(world.person("amina")).stream()
          .forEach(known -> world.rooms.tokens().end(world.person("amina"), known.id()));
      world.look();
      listening.awaitEnd();
    }
  }

  @Test
  void aNewAddressNeedsThePassword() {
    String own = "/api/users/" + world.person("amina").id();
    Answer without = amina.send("PUT", own, "{\"email\":\"new@example.org\"}");
    assertThat(without.status()).isEqualTo(400);
    Answer wrong = amina.send("PUT", own, "{\"email\":\"new@example.org\",\"password\":\"no\"}");
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(amina.read("/api/me").path("email").asString()).isEqualTo("amina@example.org");
    String right = "{\"email\":\"new@example.org\",\"password\":\"" + World.PASSWORD + "\"}";
    assertThat(amina.send("PUT", own, right).status()).isEqualTo(200);
    assertThat(amina.read("/api/me").path("email").asString()).isEqualTo("new@example.org");
  }

  @Test
  void theAddressIsForTokensOfTheAccount() {
    assertThat(world.program("amina", Scope.READ).read("/api/me").path("email").isNull()).isTrue();
  }

  @Test
  void scriptsOfOtherSitesAskBeforeTheySend() {
    Answer answer = new Program(world.uri, null).send("OPTIONS", "/api/posts", null);
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Access-Control-Allow-Methods")).contains("POST");
    assertThat(answer.header("Access-Control-Allow-Headers"))
        .contains("Authorization", "Last-Event-ID");
    assertThat(answer.headers("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(world.browser().get("/").headers("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void answersArePackedForWhoUnpacksThem() {
    world.posts("amina", "A longer text about the weather over the harbour and its kites", 20);
    Answer answer = amina.with("Accept-Encoding", "gzip").get("/api/people/amina/posts");
    assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
  }

  @Test
  void theDocumentIsForEverybody() {
    Answer answer = new Program(world.uri, null).get("/api/openapi.json");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(Program.json(answer).path("openapi").asString()).isEqualTo("3.1.0");
    assertThat(world.browser().get("/api/docs").texts("h1"))
        .containsExactly("What programs can do");
  }

  @Test
  void whatIsNoAddressIsToldInJson() {
    Program nobody = new Program(world.uri, null);
    for (String path : List.of("/api/nothing", "/api/posts/1/2/3", "/api/posts/..%2f..%2fx")) {
      Answer answer = nobody.get(path);
      assertThat(answer.header("Content-Type")).as(path).isEqualTo("application/problem+json");
      assertThat(Program.json(answer).path("status").asInt()).isEqualTo(answer.status());
    }
    Answer wrong = nobody.send("DELETE", "/api/posts", null);
    assertThat(wrong.status()).isEqualTo(405);
    assertThat(wrong.header("Allow")).contains("POST");
  }
}
