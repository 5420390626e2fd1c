package dev.microblog.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Program;
import dev.microblog.World;
import dev.microblog.session.Credentials;
import dev.microblog.token.ApiTokens;
import dev.microblog.token.Scope;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every operation, asked by everybody who must not: nothing is told and nothing changes.
class ApiAccessTest {
  private static World world;
  private static ApiContract contract;
  private static long post;
  private static String amina;

  @BeforeAll
  static void start() throws IOException {
    world = World.open();
    world.follow("ben", "amina");
    post = world.post("amina", "Only amina may change this.");
    world.settle();
    amina = Long.toString(world.person("amina").id());
    contract = new ApiContract();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  /// Somebody who asks, and how they are answered.
  private record Caller(String who, @Nullable String token, int status) {}

  @Test
  void whoHasNoTokenThatHoldsIsAnswered401AndChangesNothing() {
    List<Caller> callers =
        List.of(
            new Caller("nobody", null, 401),
            new Caller("somebody who guesses", "0123456789abcdef0123456789abcdef", 401),
            new Caller("a long token", "x".repeat(4_000), 401),
            new Caller("a token that has ended", expired(), 401),
            new Caller("a token that was ended", revoked(), 401),
            new Caller("a token of somebody who is gone", gone(), 401));
    for (Operation operation : world.operations()) {
      if (!operation.scopes().isEmpty()) {
        callers.forEach(caller -> refused(operation, caller));
      }
    }
  }

  @Test
  void aTokenIsGoodForNothingElse() {
    for (Operation operation : world.operations()) {
      Set<Scope> others = EnumSet.allOf(Scope.class);
      others.removeAll(operation.scopes());
      if (!operation.scopes().isEmpty() && !others.isEmpty()) {
        String who = "a token without " + operation.scopes();
        refused(operation, new Caller(who, token("ben", others), 403));
      }
    }
  }

  private static void refused(Operation operation, Caller caller) {
    String before = everything();
    Program program = new Program(world.uri, caller.token());
    Answer answer = program.send(operation.method(), path(operation), body(operation));
    assertThat(answer.status())
        .as("%s asked by %s", operation.id(), caller.who())
        .isEqualTo(caller.status());
    contract.holds(operation, answer, caller.who());
    assertThat(answer.body()).doesNotContain("Only amina").doesNotContain("@example.org");
    assertThat(everything()).as("%s asked by %s", operation.id(), caller.who()).isEqualTo(before);
  }

  /// As it would work.
  private static String path(Operation operation) {
    return operation
        .path()
        .replace("{id}", operation.path().startsWith("/api/users") ? amina : Long.toString(post))
        .replace("{username}", "amina")
        .replace("{key}", "amina")
        .replace("{tag}", "leeks");
  }

  private static @Nullable String body(Operation operation) {
    return operation.body() == null
        ? null
        : switch (operation.id()) {
          case "registerUser" -> "{}";
          case "updateUser", "editProfile" -> "{\"about_me\":\"taken over\"}";
          case "changeEmail" ->
              "{\"password\":\"" + World.PASSWORD + "\",\"email\":\"evil@example.org\"}";
          case "changePassword" ->
              "{\"password\":\"" + World.PASSWORD + "\",\"new_password\":\"taken over by ben\"}";
          case "deleteAccount" -> "{\"password\":\"" + World.PASSWORD + "\"}";
          case "changeSettings" -> "{\"findable\":false}";
          case "makeToken" -> "{\"name\":\"x\",\"scopes\":[\"read\"]}";
          case "markMessagesRead", "markNotificationsRead" -> "{\"until\":\"9\"}";
          case "addFilter" -> "{\"words\":\"x\",\"action\":\"hide\"}";
          case "translatePost" -> "{\"to\":\"es\"}";
          default -> "{\"body\":\"taken over\"}";
        };
  }

  /// What somebody asks for that is another's, and how they are answered.
  private record Asked(String method, String path, @Nullable String body, int status) {}

  /// What belongs to amina, asked for by ben with a token that is good for all.
  @Test
  void whatIsSomebodyElsesIsNotThereAndStays() {
    world.signedIn("amina");
    long session = id("session");
    ApiTokens.MakeOutcome.Made kept =
        (ApiTokens.MakeOutcome.Made)
            world
                .rooms
                .tokens()
                .make(world.person("amina"), "kept", Scope.all(), Scope.all(), null);
    Program aminas = world.program("amina");
    assertThat(aminas.send("POST", "/api/me/exports", null).status()).isEqualTo(202);
    world.settle();
    String export = aminas.read("/api/me/exports/latest").path("id").asString();
    aminas.post("/api/conversations/dara/messages", "{\"body\":\"for dara alone\"}");
    String message =
        aminas.read("/api/conversations/dara/messages").path("items").path(0).path("id").asString();
    world.settle();
    Program ben = world.program("ben");
    String before = everything();
    for (Asked asked :
        List.of(
            new Asked("PATCH", "/api/posts/" + post, "{\"body\":\"taken over\"}", 404),
            new Asked("DELETE", "/api/posts/" + post, null, 404),
            new Asked("DELETE", "/api/me/sessions/" + session, null, 404),
            new Asked("DELETE", "/api/me/tokens/" + kept.token().id(), null, 404),
            new Asked("GET", "/api/me/exports/latest", null, 404),
            new Asked("PUT", "/api/users/" + amina, "{\"about_me\":\"taken over\"}", 403),
            new Asked("DELETE", "/api/conversations/dara/messages/" + message, null, 404))) {
      Answer answer = ben.send(asked.method(), asked.path(), asked.body());
      assertThat(answer.status()).as(asked.path()).isEqualTo(asked.status());
    }
    Answer file = ben.with("Accept", "*/*").get("/api/me/exports/" + export + "/file");
    assertThat(file.status()).isEqualTo(404);
    assertThat(ben.read("/api/conversations/dara/messages").path("items")).isEmpty();
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void whoIsBlockedSeesAndDoesNothing() {
    Program wei = world.program("wei");
    world.rooms.blocks().block(world.person("lucia"), "wei");
    long luciasPost = world.post("lucia", "Not for wei.");
    assertThat(wei.get("/api/posts/" + luciasPost).status()).isEqualTo(404);
    assertThat(wei.read("/api/people/lucia/posts").path("items")).isEmpty();
    assertThat(wei.get("/api/timelines/explore").body()).doesNotContain("Not for wei");
    assertThat(wei.send("PUT", "/api/people/lucia/follow", null).status()).isEqualTo(403);
    assertThat(wei.post("/api/conversations/lucia/messages", "{\"body\":\"hello\"}").status())
        .isEqualTo(403);
    assertThat(wei.post("/api/posts/" + luciasPost + "/translation", "{\"to\":\"es\"}").status())
        .isIn(404, 503);
  }

  @Test
  void aCookieOpensNothing() {
    String cookie = world.signedIn("amina").cookies();
    Answer answer = new Program(world.uri, null).with("Cookie", cookie).get("/api/me");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  private static String token(String name, Set<Scope> scopes) {
    if (world.rooms.tokens().make(world.person(name), "test", scopes, Scope.all(), null)
        instanceof ApiTokens.MakeOutcome.Made(var token, String secret)) {
      used.add(token.id());
      return secret;
    }
    throw new AssertionError("no token");
  }

  private static final List<Long> used = new ArrayList<>();

  private static String expired() {
    if (world
            .rooms
            .tokens()
            .make(world.person("ben"), "test", Scope.all(), Scope.all(), Duration.ofMinutes(1))
        instanceof ApiTokens.MakeOutcome.Made(var _, String secret)) {
      world.advance(Duration.ofMinutes(2));
      return secret;
    }
    throw new AssertionError("no token");
  }

  private static String revoked() {
    String secret = token("ben", Scope.all());
    assertThat(world.rooms.tokens().end(world.person("ben"), used.getLast())).isTrue();
    return secret;
  }

  private static String gone() {
    world.add("pia");
    String secret = token("pia", Scope.all());
    assertThat(world.rooms.credentials().deleteAccount(world.person("pia"), World.PASSWORD))
        .isInstanceOf(Credentials.DeleteOutcome.Deleted.class);
    world.settle();
    return secret;
  }

  private static long id(String table) {
    return world.read(
        sql ->
            Objects.requireNonNull(sql.fetchOne("select max(id) from " + table))
                .get(0, Long.class));
  }

  /// All that must not change; when somebody or a token was last seen is another matter.
  private static String everything() {
    world.settle();
    StringBuilder all = new StringBuilder();
    for (String table :
        List.of(
            "account",
            "post",
            "follow",
            "block",
            "mute",
            "word_filter",
            "message",
            "talk",
            "mailbox",
            "notice_choice",
            "session",
            "export_job",
            "search_person")) {
      String columns = table.equals("account") ? "id, name, email, about_me, password_hash" : "*";
      String rows =
          world.<String>read(
              sql ->
                  sql.fetch("select " + columns + " from " + table + " order by 1").format(9_999));
      all.append(rows);
    }
    return all.toString();
  }
}
