package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where signing in leads: to pages of ours, whatever the address says.
class NextTest {
  private static World world;

  @BeforeAll
  static void open() {
    world = World.open();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static String reached(String query) {
    Browser browser = world.browser();
    Answer form = browser.get("/auth/login" + query);
    Answer answer =
        browser.post(
            "/auth/login" + query,
            "csrf_token",
            form.token(),
            "username",
            "amina",
            "password",
            World.PASSWORD);
    assertThat(answer.status()).isEqualTo(302);
    // The page itself must send the form to where the same holds.
    String action = form.page().select("form.form").attr("action");
    Answer again = world.browser().get(action);
    assertThat(again.page().select("form.form").attr("action")).isEqualTo(action);
    return answer.location();
  }

  @ParameterizedTest
  @CsvSource({
    "/explore, /explore",
    "/user/ben?page=2, /user/ben?page=2",
    "/explore?before=12&x=1, /explore?before=12&x=1",
    "/, /",
    "/tag/日本, /tag/%E6%97%A5%E6%9C%AC",
    "/user/a%2Fb, /user/a%2Fb",
    "/a//b, /a//b",
    "/?next=//evil.example, /?next=//evil.example"
  })
  void ourOwnPathsAreFollowed(String next, String location) {
    assertThat(reached("?next=" + Browser.encode(next))).isEqualTo(location);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "\\/evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/ /evil.example",
        "/\u0000/evil.example",
        "/\u007f/evil.example",
        "http://evil.example",
        "https:evil.example",
        "http:///evil.example",
        "http:/evil.example",
        "HTTP://evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "evil.example",
        "@evil.example",
        "?x=//evil.example",
        "#/evil",
        "\uFF0F\uFF0Fevil.example",
        "\u2215/evil.example",
        ""
      })
  void everythingElseLeadsHome(String next) {
    assertThat(reached("?next=" + Browser.encode(next))).isEqualTo("/index");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?next=%2F%2Fevil.example",
        "?next=%2f%5cevil.example",
        "?next=/%09/evil.example",
        "?next=/%0d%0aLocation:%20https://evil.example",
        "?next=%ff%fe",
        "?next=//evil.example&next=/explore",
        "?NEXT=/explore",
        "?next"
      })
  void noSpellingInTheAddressLeadsAway(String query) {
    assertThat(reached(query)).isEqualTo("/index");
  }

  @Test
  void slashesOfOtherScriptsStayLettersOfAPath() {
    String location = reached("?next=" + Browser.encode("/\uFF0Fevil.example"));

    assertThat(location).isEqualTo("/%EF%BC%8Fevil.example");
  }

  @Test
  void aPathThatNoHeaderHoldsLeadsHome() {
    assertThat(reached("?next=/" + "a".repeat(1_999))).hasSize(2_000);
    assertThat(reached("?next=/" + "a".repeat(2_000))).isEqualTo("/index");
    Answer refused = world.browser().get("/index?q=" + "%C3%BC".repeat(2_000));
    assertThat(refused.status()).isEqualTo(302);
    assertThat(refused.location()).isEqualTo("/auth/login");
  }

  @Test
  void whoIsSentToSignInComesBack() {
    Browser browser = world.browser();

    Answer sent = browser.get("/index?before=12&page=x");
    assertThat(sent.location()).isEqualTo("/auth/login?next=%2Findex%3Fbefore%3D12%26page%3Dx");
    Answer page = browser.follow(sent);
    assertThat(page.flash()).isEqualTo("Please log in to access this page.");
    Answer signedIn =
        browser.submit(page, "/auth/login", "username", "amina", "password", World.PASSWORD);

    assertThat(signedIn.location()).isEqualTo("/index?before=12&page=x");
  }

  @Test
  void aWrongPasswordForgetsNothing() {
    Browser browser = world.browser();

    Answer wrong =
        browser.submit(
            "/auth/login?next=%2Fexplore",
            "/auth/login", "username", "amina", "password", "not this one");
    Answer right = browser.submit(wrong, "/auth/login", "password", World.PASSWORD);

    assertThat(right.location()).isEqualTo("/explore");
  }
}
