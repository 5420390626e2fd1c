package dev.microblog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.cli.InviteCommands;
import dev.microblog.cli.Output;
import dev.microblog.cli.SiteCommands;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The commands about what the site says and who may sign up, beside a running server: it has read
/// nothing of that before the first page, and later would take five seconds.
class SiteCommandsTest {
  private static final String BASE = "https://blog.example";

  private World world;

  @BeforeEach
  void open() {
    world = World.settings().publicUrl(BASE).open();
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

  private Said site(boolean json, ToIntFunction<SiteCommands> work) {
    StringWriter text = new StringWriter();
    try (Beside beside = world.beside()) {
      Output out = new Output(new PrintWriter(text), json);
      int code = work.applyAsInt(new SiteCommands(beside.rooms.site().care(), out));
      return new Said(code, text.toString());
    }
  }

  private Said invite(boolean json, ToIntFunction<InviteCommands> work) {
    StringWriter text = new StringWriter();
    try (Beside beside = world.beside()) {
      Output out = new Output(new PrintWriter(text), json);
      var invitations = beside.rooms.registration().invitations();
      int code = work.applyAsInt(new InviteCommands(invitations, BASE, world.clock, out));
      return new Said(code, text.toString());
    }
  }

  @Test
  void whatIsSetIsReadAgainAndShownByTheServer() {
    assertThat(site(false, s -> s.set("name", "Kites & Co.")))
        .isEqualTo(new Said(0, "name is changed.\n"));
    assertThat(site(false, s -> s.set("name", "Kites & Co.")).text())
        .isEqualTo("name was so already.\n");
    assertThat(world.browser().get("/explore").page().title()).contains("Kites & Co.");

    assertThat(site(false, s -> s.get("name")).text()).isEqualTo("Kites & Co.\n");
    assertThat(site(true, s -> s.get("name")).json().path("value").asString())
        .isEqualTo("Kites & Co.");
    assertThat(site(true, SiteCommands::list).json().path("name").asString())
        .isEqualTo("Kites & Co.");
    site(false, s -> s.set("rules", "Be kind. ".repeat(20)));
    assertThat(site(false, SiteCommands::list).text())
        .containsPattern("(?m)^name +Kites & Co\\.$")
        .containsPattern("(?m)^rules +Be kind.*…$");

    assertThat(site(false, s -> s.set("name", "")).code()).isZero();
    assertThat(site(false, s -> s.get("name"))).isEqualTo(new Said(0, ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "colour | red | There is no setting colour. There are name, ",
        "registration | perhaps | registration is open, approval, invitation or closed.",
        "sign-ups-a-day | many | sign-ups-a-day is a number from 0 to ",
        "confirm-address | maybe | confirm-address is on or off.",
        "blocked-networks | 0.0.0.0/0 | 0.0.0.0/0 holds a large part of the Internet.",
        "blocked-networks | nowhere | nowhere is no network.",
        "blocked-mail-domains | a b@c | is no domain.",
        "reserved-names | two-words | two-words cannot be a name: letters, digits and _ only."
      })
  void whatWillNotDoIsSaidInASentence(String name, String value, String sentence) {
    Said said = site(false, s -> s.set(name, value));

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text()).contains(sentence);
  }

  @Test
  void aLinkIsMadeUsedListedAndRevoked() {
    site(false, s -> s.set("registration", "invitation"));
    String link = invite(false, i -> i.create(1, 7)).text().strip();
    assertThat(link).startsWith(BASE + "/");
    assertThat(signUp("noor", link).location()).isEqualTo("/auth/login");
    assertThat(signUp("ines", link).location()).as("it was for one").isEmpty();

    JsonNode made = invite(true, i -> i.create(10, null)).json();
    assertThat(made.path("uses").asInt()).isEqualTo(10);
    assertThat(made.path("ends_at").isNull()).isTrue();
    assertThat(invite(false, i -> i.list(null)).text())
        .containsPattern("(?m)^\\d+ +0/10 +never +" + BASE)
        .containsPattern("(?m)^\\d+ +1/1 +over +" + BASE);
    long id = Long.parseLong(made.path("id").asString());
    assertThat(invite(false, i -> i.revoke(id)).code()).isZero();
    assertThat(signUp("ines", made.path("link").asString()).location()).isEmpty();
    assertThat(invite(false, i -> i.revoke(1)))
        .isEqualTo(new Said(1, "There is no invitation 1.\n"));
    assertThat(invite(false, i -> i.create(0, null)).text()).startsWith("--uses is a number");
    assertThat(invite(false, i -> i.create(1, 0)).text()).startsWith("--days is a number");
  }

  private Answer signUp(String name, String link) {
    Browser browser = world.browser();
    Answer page = browser.get(link.substring(BASE.length()));
    return page.page().select("form #username").isEmpty()
        ? page
        : browser.submit(
            page,
            "/auth/register",
            "username",
            name,
            "email",
            name + "@example.org",
            "password",
            World.PASSWORD,
            "password2",
            World.PASSWORD);
  }
}
