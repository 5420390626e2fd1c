package dev.microblog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.account.Role;
import dev.microblog.cli.Output;
import dev.microblog.cli.UserCommands;
import dev.microblog.moderation.Roster;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The commands about accounts, beside a running server.
class UserCommandsTest {
  private World world;

  @BeforeEach
  void open() {
    world = World.open();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private record Said(int code, String text) {
    JsonNode json() {
      return new JsonMapper().readTree(text);
    }
  }

  private Said run(boolean json, ToIntFunction<UserCommands> work) {
    StringWriter text = new StringWriter();
    try (Beside beside = world.beside()) {
      var moderation = beside.rooms.moderation();
      Output out = new Output(new PrintWriter(text), json);
      int code = work.applyAsInt(new UserCommands(moderation.roster(), moderation.care(), out));
      return new Said(code, text.toString());
    }
  }

  private Said run(ToIntFunction<UserCommands> work) {
    return run(false, work);
  }

  @Test
  void anOperatorIsMadeAndSignsInAtOnce() {
    JsonNode made = run(true, u -> u.create("op", "op@example.org", null, Role.OPERATOR)).json();
    String password = made.path("password").asString();
    assertThat(world.browser().signIn("op", password).status()).isEqualTo(302);
    Said shown = run(u -> u.show("OP@example.org"));
    assertThat(shown.code()).isZero();
    assertThat(shown.text()).containsPattern("name +op\n").containsPattern("role +operator\n");
  }

  @Test
  void whatWillNotDoIsSaidInASentence() {
    Said said = run(u -> u.create("amina", "no address", "short", Role.PERSON));
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text())
        .contains("Please use a different username.", "Invalid email address.", "8");
    Said unknown = run(u -> u.lock("nobody", ""));
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.text()).isEqualTo("Nobody has the name or the address nobody.\n");
    assertThat(run(u -> u.lock("amina", "x".repeat(1001))).code()).isEqualTo(1);
  }

  @Test
  void nothingDangerousIsDoneWithoutYes() {
    world.post("ben", "Words");
    Said asked = run(u -> u.delete("ben", "", false));
    assertThat(asked.code()).isEqualTo(1);
    assertThat(asked.text()).contains("ben with 1 posts for good", "--yes");
    assertThat(run(u -> u.resetPassword("ben", false)).code()).isEqualTo(1);
    assertThat(world.signedIn("ben").get("/index").status()).isEqualTo(200);

    assertThat(run(u -> u.delete("ben", "", true)).code()).isZero();
    world.settle();
    assertThat(world.browser().get("/user/ben").status()).isEqualTo(404);
  }

  @Test
  void whoIsLockedIsOutOfTheRunningServer() {
    Browser lucia = world.signedIn("lucia");
    assertThat(run(u -> u.lock("lucia", "Spam")).text()).contains("signed out everywhere");
    assertThat(lucia.get("/index").status()).isEqualTo(302);
    assertThat(run(u -> u.lock("lucia", "Spam")).text()).contains("already");
    assertThat(run(u -> u.unlock("LUCIA@example.org", "")).text()).startsWith("lucia may");
    assertThat(world.signedIn("lucia").get("/index").status()).isEqualTo(200);
  }

  @Test
  void aListIsForPeopleOrForPrograms() {
    run(u -> u.role("wei", Role.MODERATOR));
    assertThat(run(u -> u.role("wei", Role.PERSON)).code()).isZero();
    run(u -> u.role("wei", Role.OPERATOR));
    Said last = run(u -> u.role("wei", Role.PERSON));
    assertThat(last.code()).isEqualTo(1);
    assertThat(last.text()).contains("only operator");

    Said people = run(u -> u.list(Roster.Wanted.ALL, null, 2));
    assertThat(people.text().lines().toList()).hasSize(4);
    assertThat(people.text()).containsPattern("wei +operator").contains("--before ");
    JsonNode programs = run(true, u -> u.list(Roster.Wanted.ALL, null, 3)).json();
    assertThat(programs.path("users")).hasSize(3);
    assertThat(programs.path("users").get(0).path("name").asString()).isEqualTo("wei");
    assertThat(programs.path("users").get(0).path("restrictions").isArray()).isTrue();
    long next = programs.path("next").asLong();
    JsonNode rest = run(true, u -> u.list(Roster.Wanted.ALL, next, 3)).json();
    assertThat(rest.path("users")).hasSize(2);
    assertThat(rest.path("next").isNull()).isTrue();
  }
}
