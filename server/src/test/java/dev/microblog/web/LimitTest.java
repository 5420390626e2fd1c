package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.Wire;
import dev.microblog.World;
import dev.microblog.message.SendMessage;
import dev.microblog.platform.time.Together;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each route spends an allowance, of the right one, and no header of the client's buys another.
class LimitTest {
  /// A password that is too long to be anybody's is refused before it is hashed.
  private static final String WRONG = "x".repeat(1001);

  private static final int REQUESTS = 600;
  private static final int ACTS = 120;

  private static World world;
  private static final AtomicInteger next = new AtomicInteger();

  @BeforeAll
  static void open() {
    world = World.settings().limited().behind("127.0.0.0/8").open();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  /// A browser at an address that nobody else has.
  private static Browser elsewhere() {
    int number = next.incrementAndGet();
    return at("198.51.%d.%d".formatted(number / 250, 1 + number % 250));
  }

  private static Browser at(String address) {
    return world.browser().with("X-Forwarded-For", address);
  }

  private static Answer tryToSignIn(Browser browser, String name) {
    return browser.signIn(name, WRONG);
  }

  private static void assertTooMany(Answer answer) {
    assertThat(answer.status()).isEqualTo(429);
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
  }

  @Test
  void guessingOnePasswordIsSlowedDownWhereverItComesFrom() {
    for (int i = 0; i < 10; i++) {
      Answer answer = tryToSignIn(elsewhere(), i % 2 == 0 ? "lucia" : "LUCIA");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.flash()).isEqualTo("Invalid username or password");
    }

    Answer slowed = elsewhere().signIn("lucia", World.PASSWORD);

    assertTooMany(slowed);
    assertThat(slowed.flash()).contains("Please wait");
    assertThat(slowed.value("username")).isEqualTo("lucia");
    assertThat(slowed.cookie("session")).isEmpty();
    assertThat(elsewhere().signIn("dara", World.PASSWORD).status()).isEqualTo(302);
    world.advance(Duration.ofMinutes(5));
    assertThat(elsewhere().signIn("lucia", World.PASSWORD).status()).isEqualTo(302);
  }

  @Test
  void namesThatNobodyHasAreCountedAlike() {
    for (int i = 0; i < 10; i++) {
      assertThat(tryToSignIn(elsewhere(), "nobody_here").status()).isEqualTo(200);
    }

    Answer slowed = tryToSignIn(elsewhere(), "nobody_here");

    assertTooMany(slowed);
    assertThat(slowed.flash()).contains("Please wait");
  }

  @Test
  void guessingAtOnceBuysNothing() throws Exception {
    List<Integer> statuses = Together.call(16, _ -> tryToSignIn(elsewhere(), "at_once").status());

    assertThat(statuses).filteredOn(status -> status == 200).hasSize(10);
    assertThat(statuses).filteredOn(status -> status == 429).hasSize(6);
  }

  @Test
  void tryingManyNamesFromOneAddressIsSlowedDown() {
    Browser browser = elsewhere();
    for (int i = 0; i < 30; i++) {
      assertThat(tryToSignIn(browser, "name_" + i).status()).isEqualTo(200);
    }

    assertTooMany(tryToSignIn(browser, "name_30"));
    assertTooMany(browser.signIn("wei", World.PASSWORD));
    assertThat(elsewhere().signIn("wei", World.PASSWORD).status()).isEqualTo(302);
  }

  @Test
  void makingAccountsIsSlowedDown() {
    Browser browser = elsewhere();
    for (int i = 0; i < 10; i++) {
      assertThat(register(browser, "robot_" + i).status()).isEqualTo(302);
    }

    Answer slowed = register(browser, "robot_10");

    assertTooMany(slowed);
    assertThat(slowed.flash()).contains("Please wait 6 minutes");
    assertThat(slowed.value("username")).isEqualTo("robot_10");
    assertThat(slowed.value("email")).isEqualTo("robot_10@example.org");
    assertThat(slowed.body()).doesNotContain("a robot's password");
    assertThat(register(elsewhere(), "person_1").status()).isEqualTo(302);
  }

  private static Answer register(Browser browser, String name) {
    return browser.submit(
        "/auth/register",
        "/auth/register",
        "username",
        name,
        "email",
        name + "@example.org",
        "password",
        "a robot's password",
        "password2",
        "a robot's password");
  }

  @Test
  void postingIsSlowedDownAndTheTextKept() {
    Browser amina = world.signedIn("amina");
    world.posts("amina", "Post", 60);

    Answer slowed = amina.submit("/", "/index", "post", "One <more>");

    assertTooMany(slowed);
    assertThat(slowed.value("post")).isEqualTo("One <more>");
    assertThat(slowed.flash()).contains("Please wait");
    assertThat(world.signedIn("ben").submit("/", "/index", "post", "Mine").status()).isEqualTo(302);
    world.advance(Duration.ofMinutes(10));
    assertThat(amina.submit(slowed, "/index").status()).isEqualTo(302);
  }

  private static void write(String from, String to) {
    var draft = new SendMessage.Draft("Words", "");
    world.rooms.messages().send().send(world.person(from), to, draft);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/send_message/ben", "/messages/ben"})
  void writingMessagesIsSlowedDownAndTheTextKept(String path) {
    String name = "writer_" + next.incrementAndGet();
    world.add(name);
    Browser browser = world.signedIn(name);
    for (int i = 0; i < 60; i++) {
      write(name, "ben");
      // A millisecond has only so many ids.
      world.advance(Duration.ofMillis(1));
    }

    Answer slowed = browser.submit(path, path, "message", "One <more>");

    assertTooMany(slowed);
    assertThat(slowed.value("message")).isEqualTo("One <more>");
    assertThat(slowed.flash()).contains("Please wait");
    assertThat(browser.submit("/", "/index", "post", "Another allowance").status()).isEqualTo(302);
    world.advance(Duration.ofMinutes(10));
    assertThat(browser.submit(slowed, path).status()).isEqualTo(302);
  }

  @ParameterizedTest
  @CsvSource({
    "/follow/ben, ''",
    "/block/ben, ''",
    "/unblock/ben, ''",
    "/mute/ben, ''",
    "/unmute/ben, ''",
    "/settings/filters, words",
    "/messages/dara/delete, ''",
    "/settings/messages, ''",
    "/settings/notifications, ''",
    "/unfollow/ben, ''",
    "/edit_profile, about_me",
    "/post/ID/edit, post",
    "/post/ID/delete, ''"
  })
  void actingIsSlowedDown(String route, String words) {
    String name = "actor_" + next.incrementAndGet();
    world.add(name);
    String path = route.replace("ID", Long.toString(world.post(name, "Here")));
    write(name, "dara");
    Browser browser = world.signedIn(name);
    String token = browser.get("/edit_profile").token();
    for (int i = 0; i < ACTS; i++) {
      world.rooms.follows().unfollow(world.person(name), "ben");
    }

    String field = words.isEmpty() ? "post" : words;
    Answer slowed =
        browser.post(path, "csrf_token", token, "username", name, field, "What I typed");

    assertTooMany(slowed);
    if (!words.isEmpty()) {
      assertThat(slowed.value(words)).isEqualTo("What I typed");
    }
    world.advance(Duration.ofMinutes(10));
    assertThat(
            browser
                .post(path, "csrf_token", token, "username", name, field, "What I typed")
                .status())
        .isEqualTo(302);
  }

  /// These cost nothing and hold nobody's.
  private static final Set<String> FILES = Set.of("/static/{version}/{file}", "/avatar/{file}");

  private static void useUp(Browser browser) {
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(browser.get("/index").status()).isEqualTo(302);
    }
  }

  @Test
  void everyPageSpendsTheAllowanceOfItsAddress() {
    String address = "203.0.113.7";
    Browser spent = at(address);
    Browser dara = world.signedIn("dara").with("X-Forwarded-For", address);
    String token = world.signedIn("dara").get("/").token();
    useUp(spent);

    for (Browser browser : List.of(spent, dara)) {
      for (RouteTable.Route route : RouteTable.all("GET")) {
        String path = route.with("ben", "sun", 1);
        if (!FILES.contains(route.path())) {
          assertTooMany(browser.get(path));
          assertTooMany(browser.send("HEAD", path, null));
        }
      }
      assertTooMany(browser.get("/index/"));
      for (RouteTable.Route route : RouteTable.all("POST")) {
        String path = route.with("ben", "sun", 1);
        Answer slowed = browser.post(path, "csrf_token", token, "post", "What I typed");
        assertTooMany(slowed);
        assertThat(slowed.value("post")).as(path).isEqualTo("What I typed");
      }
    }
    assertThat(spent.get("/avatar/ben.svg").status()).isEqualTo(200);
    assertThat(elsewhere().get("/auth/login").status()).isEqualTo(200);
    world.advance(Duration.ofMinutes(1));
    assertThat(dara.get("/").status()).isEqualTo(200);
  }

  @Test
  void wordsThatWereTooManyCanBeSentAgain() {
    Browser wei = world.signedIn("wei").with("X-Forwarded-For", "203.0.113.8");
    Answer home = wei.get("/");
    for (int i = 1; i < REQUESTS; i++) {
      wei.get("/auth/login");
    }

    Answer slowed = wei.submit(home, "/index", "post", "Kept for later");
    world.advance(Duration.ofMinutes(1));

    assertTooMany(slowed);
    assertThat(wei.submit(slowed, "/index").status()).isEqualTo(302);
    assertThat(wei.get("/user/wei").posts()).containsExactly("Kept for later");
  }

  @Test
  void whatTheClientWritesBeforeTheProxyBuysNothing() {
    useUp(at("203.0.113.20"));

    for (String forwarded :
        List.of(
            "192.0.2.1, 203.0.113.20",
            "192.0.2.2, 203.0.113.20",
            "192.0.2.3,198.51.100.1 , 203.0.113.20",
            "garbage, 203.0.113.20",
            "203.0.113.20, 127.0.0.9",
            "192.0.2.4\r\nX-Forwarded-For: 203.0.113.20",
            "192.0.2.5, 203.0.113.20, 127.0.0.1",
            "192.0.2.6, ::ffff:203.0.113.20")) {
      String answer = Wire.ask(world.uri, "GET /explore HTTP/1.1\r\nX-Forwarded-For: " + forwarded);
      assertThat(Wire.status(answer)).as(forwarded).isEqualTo(429);
    }
  }

  @Test
  void aCustomerWithManyAddressesIsOne() {
    useUp(at("2001:db8:1:2::1"));

    assertTooMany(at("2001:db8:1:2:ffff:ffff:ffff:ffff").get("/index"));
    assertTooMany(at("2001:0db8:0001:0002:0000::9").get("/index"));
    assertThat(at("2001:db8:1:3::1").get("/index").status()).isEqualTo(302);
  }

  @Test
  void whoIsNotBehindATrustedProxyBuysNothingWithAHeader() {
    try (World direct = World.settings().limited().open()) {
      for (int i = 0; i < REQUESTS; i++) {
        direct.browser().with("X-Forwarded-For", "192.0.2." + i % 250).get("/index");
      }

      for (String header :
          List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "True-Client-IP", "Client-IP")) {
        assertTooMany(direct.browser().with(header, "192.0.2.251").get("/index"));
      }
    }
  }

  @Test
  void aTestBenchMayLiftThem() {
    try (World unlimited = World.open()) {
      Browser browser = unlimited.browser();
      for (int i = 0; i < REQUESTS + 10; i++) {
        assertThat(browser.get("/index").status()).isEqualTo(302);
      }
      for (int i = 0; i < 35; i++) {
        assertThat(browser.signIn("amina", WRONG).status()).isEqualTo(200);
      }
      unlimited.posts("ben", "Post", 65);
      for (int i = 0; i < ACTS + 5; i++) {
        unlimited.follow("ben", "amina");
      }
      assertThat(unlimited.signedIn("ben").submit("/", "/index", "post", "One more").status())
          .isEqualTo(302);
    }
  }
}
