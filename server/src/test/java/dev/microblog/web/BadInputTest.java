package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.Wire;
import dev.microblog.World;
import dev.microblog.platform.time.Together;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What nobody should send: each form answers in words, keeps what was typed, and changes nothing.
class BadInputTest {
  private static final String MARK = "<b id=injected>&amp;\"'";

  private static World world;
  private static Browser amina;
  private static long post;

  @BeforeAll
  static void open() {
    world = World.open();
    post = world.post("amina", "Good morning");
    amina = world.signedIn("amina");
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static Answer register(Browser browser, String name, String email, String password) {
    return browser.submit(
        "/auth/register",
        "/auth/register",
        "username",
        name,
        "email",
        email,
        "password",
        password,
        "password2",
        password);
  }

  /// The forms, by the page they are on, where they are sent, and the field of which nobody's
  /// words are refused but for their length.
  static Stream<List<String>> wordy() {
    String edit = "/post/" + post + "/edit";
    return Stream.of(
        List.of("/index", "/index", "post"),
        List.of(edit, edit, "post"),
        List.of("/edit_profile", "/edit_profile", "about_me"));
  }

  @ParameterizedTest
  @MethodSource("wordy")
  void wordsThatAreTooManyComeBackWithASentence(List<String> form) {
    String words = (MARK + " 家族👨‍👩‍👧 ").repeat(100).strip();

    Answer refused = amina.submit(form.get(0), form.get(1), form.get(2), words);

    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.error(form.get(2))).contains("characters");
    assertThat(refused.value(form.get(2))).isEqualTo(words);
    assertThat(refused.page().getElementById("injected")).isNull();
  }

  @ParameterizedTest
  @MethodSource("wordy")
  void aMegabyteThatStillFitsComesBackToo(List<String> form) {
    String words = "x".repeat(990_000);

    Answer refused = amina.submit(form.get(0), form.get(1), form.get(2), words);

    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.value(form.get(2))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "1_000_001, /index",
    "10_000_000, /index",
    "10_000_000, /auth/login",
    "10_000_000, /auth/register",
    "10_000_000, /edit_profile"
  })
  void whatNobodyTypesIsRefusedInWords(String size, String path) {
    byte[] body = new byte[Integer.parseInt(size.replace("_", ""))];
    java.util.Arrays.fill(body, (byte) 'x');
    System.arraycopy("post=".getBytes(StandardCharsets.US_ASCII), 0, body, 0, 5);

    Answer refused = amina.send("POST", path, body);

    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.texts("h1")).isNotEmpty();
    assertThat(amina.get("/index").status()).as("the server goes on").isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/post/%00", "/post/%2e%2e%2f", "/post/%2Fx", "/api/posts/%00", "/%zz"})
  void anAddressThatCannotBeReadIsRefusedWhateverFollows(String path) {
    try (Wire wire = new Wire(world.uri)) {
      wire.say("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3000000\r\n\r\n");
      for (int i = 0; i < 300; i++) {
        wire.say("x".repeat(10_000));
      }
      assertThat(Wire.status(wire.hearHead())).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%ff", "%c0%af", "%ed%a0%80", "%e2%82", "%", "%4", "%zz", "a%f8%88%80%80"})
  void whatIsNoUtf8IsRefused(String value) {
    List<String> before = amina.get("/user/amina").posts();
    String token = amina.get("/index").token();
    for (String field : List.of("post", "about_me", "username", "password")) {
      for (String path : List.of("/index", "/edit_profile", "/auth/login", "/auth/register")) {
        byte[] body =
            ("csrf_token=" + token + "&post=x&" + field + "2=" + value)
                .getBytes(StandardCharsets.US_ASCII);

        Answer refused = amina.send("POST", path, body);

        assertThat(refused.status()).as(path).isEqualTo(400);
        assertThat(refused.texts("h1")).isNotEmpty();
      }
    }
    assertThat(amina.get("/user/amina").posts()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\r\n\t", "\u200b\u2060", "\u202e\u202d", "\u0000\u0007", "\ufeff"})
  void nothingToSeeIsNoPost(String words) {
    Answer refused = amina.submit("/index", "/index", "post", words);

    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.error("post")).isEqualTo("This field is required.");
  }

  @Test
  void controlsAndOverridesAreTakenOutAndTheRestIsTextAlone() {
    Browser dara = world.signedIn("dara");
    String words =
        "a\u0000b\u001b[31mc\u202Ed " + MARK + " <script>alert(1)</script>\r\n\r\n\r\nend";

    assertThat(dara.submit("/index", "/index", "post", words).status()).isEqualTo(302);
    Answer profile = dara.get("/user/dara");

    assertThat(profile.page().expectFirst(".post-body").wholeText().strip())
        .isEqualTo("ab[31mcd " + MARK + " <script>alert(1)</script>end");
    assertThat(profile.texts(".post-body p")).last().isEqualTo("end");
    assertThat(profile.page().getElementById("injected")).isNull();
    assertThat(profile.page().select(".post-body script")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "ам", "a\u0000", "a/b", "../x", "<b>", "a\u202eb", "@amina", "amina\nben"})
  void aNameIsLettersDigitsAndUnderscores(String name) {
    Answer refused = register(world.browser(), name, "new@example.org", "a long password");
    Answer renamed = amina.submit("/edit_profile", "/edit_profile", "username", name);

    assertThat(refused.error("username")).isEqualTo("Use letters, digits and _ only.");
    assertThat(renamed.error("username")).isEqualTo("Use letters, digits and _ only.");
    assertThat(refused.value("password")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"amina", "AMINA", "Amina"})
  void aNameThatIsTakenStaysTaken(String name) {
    Answer refused = register(world.browser(), name, "other@example.org", "a long password");
    Answer renamed =
        world.signedIn("ben").submit("/edit_profile", "/edit_profile", "username", name);

    assertThat(refused.error("username")).isEqualTo("Please use a different username.");
    assertThat(renamed.error("username")).isEqualTo("Please use a different username.");
    assertThat(world.signedIn("ben").get("/user/ben").status()).isEqualTo(200);
  }

  @Test
  void whatIsMissingIsNamedFieldByField() {
    Answer signUp = register(world.browser(), "", "", "");
    Answer signIn = world.browser().signIn("", "");

    for (String field : List.of("username", "email", "password")) {
      assertThat(signUp.error(field)).as(field).isEqualTo("This field is required.");
    }
    assertThat(signIn.error("username")).isEqualTo("This field is required.");
    assertThat(signIn.error("password")).isEqualTo("This field is required.");
  }

  @Test
  void hugeNamesAddressesAndPasswordsAreRefusedAtOnce() {
    String huge = "x".repeat(200_000);
    Answer signUp = register(world.browser(), huge, huge + "@example.org", huge);
    Answer signIn = world.browser().signIn(huge, huge);

    assertThat(signUp.error("username")).isEqualTo("Use at most 64 characters.");
    assertThat(signUp.error("email")).isEqualTo("Invalid email address.");
    assertThat(signUp.error("password")).isEqualTo("Use at most 1,000 characters.");
    assertThat(signIn.flash()).isEqualTo("Invalid username or password");
  }

  @Test
  void ofTwoWhoTakeANameAtOnceOneGetsIt() throws Exception {
    List<Answer> answers =
        Together.call(
            8,
            i ->
                register(
                    world.browser(),
                    i % 2 == 0 ? "contested" : "CONTESTED",
                    "contested" + i + "@example.org",
                    "a long password"));

    assertThat(answers).filteredOn(answer -> answer.status() == 302).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 200)
        .hasSize(7)
        .allSatisfy(
            answer ->
                assertThat(answer.error("username")).isEqualTo("Please use a different username."));
  }

  @Test
  void followingTwiceAtOnceIsFollowingOnce() throws Exception {
    Browser wei = world.signedIn("wei");
    Answer page = wei.get("/user/lucia");

    List<Answer> answers = Together.call(8, _ -> wei.copy().submit(page, "/follow/lucia"));

    assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(302));
    assertThat(wei.get("/user/lucia/followers").texts(".person .name")).containsExactly("wei");
    assertThat(wei.get("/user/lucia").texts("a[href$=/followers]")).containsExactly("1 follower");
  }

  @ParameterizedTest
  @CsvSource({
    "/follow/nobody_here, /index, User nobody_here not found.",
    "/unfollow/nobody_here, /index, User nobody_here not found.",
    "/follow/amina, /user/amina, You cannot follow yourself!",
    "/unfollow/amina, /user/amina, You cannot unfollow yourself!",
    "/follow/AMINA, /user/amina, You cannot follow yourself!"
  })
  void nobodyAndOneselfCannotBeFollowed(String path, String next, String words) {
    Answer answer = amina.post(path, "csrf_token", amina.get("/index").token());

    assertThat(answer.location()).isEqualTo(next);
    assertThat(amina.follow(answer).flash()).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/user/nobody_here",
        "/user/nobody_here/popup",
        "/user/nobody_here/followers",
        "/user/%E2%80%AE",
        "/post/0",
        "/post/-1",
        "/post/abc",
        "/post/99999999999999999999999",
        "/post/1/edit",
        "/tag/a%20b",
        "/tag/%3Cscript%3E",
        "/nothing/here"
      })
  void whatIsNotThereIsNotFound(String path) {
    Answer answer = amina.get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.texts("h1")).isNotEmpty();
    assertThat(answer.page().select("main script")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "page=abc",
        "page=-1",
        "page=0",
        "page=99999999999999999999",
        "page=",
        "page=1.5",
        "page=%00",
        "page=%ff",
        "page=１",
        "before=abc",
        "before=-5",
        "before=0",
        "before=9223372036854775808",
        "after=abc",
        "after=-9",
        "after=99999999999999999999999",
        "before=1&after=1",
        "page=1&page=2",
        "before[]=1",
        "page=1;drop table post"
      })
  void anyPageAndAnyCursorIsAnswered(String query) {
    for (String path : List.of("/index", "/explore", "/user/amina", "/user/amina/followers")) {
      String encoded =
          query.contains("%") ? query : query.replace(" ", "%20").replace("[]", "%5B%5D");
      assertThat(amina.get(path + '?' + encoded).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void aFormOfAThousandFieldsIsRefused() {
    String body = "post=x" + "&a=b".repeat(1000);

    assertThat(amina.send("POST", "/index", body.getBytes(StandardCharsets.US_ASCII)).status())
        .isEqualTo(400);
  }
}
