package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.World;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.job.Outbox;
import dev.microblog.platform.time.Together;
import dev.microblog.post.Posts;
import dev.microblog.session.Credentials;
import dev.microblog.session.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Deleting one's account: nobody sees anything of it from then on, and soon nothing is left.
class DeleteAccountTest {
  private static final String WORD = "marzipanwort";

  private World world;

  @BeforeEach
  void open() {
    world = World.open();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static Answer delete(Browser browser, String password) {
    return browser.submit("/settings/delete", "/settings/delete", "password", password);
  }

  private void follow(String follower, String followee) {
    world.rooms.follows().follow(world.person(follower), followee);
  }

  /// The text values of all tables, such as a thief of the file would read.
  private List<String> kept() {
    return world
        .rooms
        .database()
        .read(
            sql -> {
              List<String> texts = new ArrayList<>();
              for (Record table :
                  sql.fetch("select name from sqlite_schema where type = 'table'")) {
                Table<?> named = DSL.table(DSL.name(String.valueOf(table.get(0))));
                for (Record row : sql.select().from(named).fetch()) {
                  row.intoList().stream().map(String::valueOf).forEach(texts::add);
                }
              }
              return texts;
            });
  }

  @Test
  void theFormTellsWhatGoesAndTakesNoWrongPassword() {
    follow("ben", "amina");
    world.posts("amina", WORD, 3);
    Browser amina = world.signedIn("amina");
    assertThat(amina.get("/settings").page().select("a[href=/settings/delete]")).hasSize(1);
    Answer page = amina.get("/settings/delete");
    assertThat(page.page().text())
        .contains("Your 3 posts", "your one follower", "The name amina stays taken");

    for (String wrong : new String[] {"", "not it", World.PASSWORD + " "}) {
      Answer refused = delete(amina, wrong);
      assertThat(refused.status()).isEqualTo(200);
      assertThat(refused.error("password")).isEqualTo("That is not your password.");
      assertThat(refused.value("password")).isEmpty();
    }
    assertThat(amina.get("/index").status()).isEqualTo(200);
    Answer forged =
        amina.post("/settings/delete", "password", World.PASSWORD, "csrf_token", "forged");
    assertThat(forged.flash()).startsWith("The form was open for too long.");
    assertThat(world.browser().get("/user/amina").status()).isEqualTo(200);
  }

  @Test
  void everythingIsOutOfSightAtOnce() {
    follow("ben", "amina");
    follow("amina", "dara");
    long post = world.post("amina", WORD + " #sun");
    long about = world.post("ben", "Is @amina here? #sun");
    world.settle();
    Browser ben = world.signedIn("ben");
    Browser elsewhere = world.signedIn("amina");
    Browser amina = world.signedIn("amina");
    assertThat(ben.get("/index").body()).contains(WORD);

    Answer gone = delete(amina, World.PASSWORD);

    assertThat(gone.location()).isEqualTo("/auth/login");
    assertThat(amina.cookie("session")).isNull();
    assertThat(amina.follow(gone).flash()).startsWith("Your account is deleted.");
    // No job has run: what is left is hidden by the rules for reading.
    for (String path :
        List.of(
            "/index",
            "/explore",
            "/tag/sun",
            "/",
            "/tag/sun/feed.atom",
            "/sitemap.xml",
            "/user/dara/followers",
            "/user/ben/following")) {
      assertThat(ben.get(path).body()).as(path).doesNotContain(WORD, "/user/amina");
    }
    for (String path :
        List.of(
            "/user/amina",
            "/user/amina/popup",
            "/user/amina/feed.atom",
            "/user/amina/followers",
            "/post/" + post)) {
      assertThat(ben.get(path).status()).as(path).isEqualTo(404);
    }
    assertThat(ben.get("/post/" + about).posts()).containsExactly("Is @amina here? #sun");
    assertThat(ben.get("/post/" + about).page().select("a.at")).isEmpty();
    assertThat(elsewhere.get("/index").status()).isEqualTo(302);
    Answer signIn = world.browser().signIn("amina", World.PASSWORD);
    Answer unknown = world.browser().signIn("nobody_here", World.PASSWORD);
    assertThat(signIn.status()).isEqualTo(unknown.status());
    assertThat(signIn.flash()).isEqualTo(unknown.flash());
    assertThat(ben.submit("/index", "/index", "post", "Hello @amina").status()).isEqualTo(302);
  }

  @Test
  void theNameStaysTakenAndTheAddressIsFree() {
    delete(world.signedIn("amina"), World.PASSWORD);
    Browser newcomer = world.browser();
    String[] form = {
      "username",
      "Amina",
      "email",
      "amina@example.org",
      "password",
      World.PASSWORD,
      "password2",
      World.PASSWORD
    };
    Answer refused = newcomer.submit("/auth/register", "/auth/register", form);
    assertThat(refused.error("username")).isEqualTo("Please use a different username.");
    form[1] = "amina_2";
    assertThat(newcomer.submit("/auth/register", "/auth/register", form).status()).isEqualTo(302);
  }

  @Test
  void soonNothingIsLeftThatSaysAnythingOfThem() {
    follow("ben", "amina");
    follow("dara", "amina");
    follow("amina", "dara");
    Browser amina = world.signedIn("amina").with("User-Agent", WORD);
    amina.submit("/edit_profile", "/edit_profile", "username", "amina", "about_me", WORD);
    amina.submit(
        "/settings",
        "/settings/email",
        "email",
        WORD + "@mail.example",
        "email_password",
        World.PASSWORD);
    amina.submit("/settings", "/settings/display", "language", "es", "theme", "dark");
    world.posts("amina", WORD + " #" + WORD, 120);
    long deleted = world.post("amina", WORD + " as well");
    amina.submit("/post/" + deleted + "/delete", "/post/" + deleted + "/delete");
    long about = world.post("ben", "For @amina");
    world.settle();
    assertThat(kept()).anyMatch(text -> text.contains(WORD));

    delete(amina, World.PASSWORD);
    // Killed after each step: the next drain goes on.
    for (Outbox.Worker worker : world.rooms.workers()) {
      if (worker instanceof Outbox.Consumer consumer) {
        Outbox.Consumer killed = dying(consumer);
        for (int i = 0; i < 5; i++) {
          world.rooms.outbox().drain(killed);
          world.advance(java.time.Duration.ofHours(2));
        }
      }
    }
    world.settle();

    assertThat(kept()).noneMatch(text -> text.contains(WORD));
    assertThat(kept()).filteredOn("amina"::equals).as("the name and its key").hasSize(2);
    assertThat(world.rooms.database().<Integer>read(sql -> sql.fetchCount(DSL.table("outbox"))))
        .isZero();
    Browser ben = world.signedIn("ben");
    assertThat(ben.get("/user/dara").page().text()).contains("0 followers", "0 following");
    assertThat(ben.get("/user/ben").page().text()).contains("0 following");
    assertThat(ben.get("/post/" + about).posts()).containsExactly("For @amina");
  }

  /// A consumer that is killed in its second step.
  private static Outbox.Consumer dying(Outbox.Consumer consumer) {
    return new Outbox.Consumer() {
      private int steps;

      @Override
      public String name() {
        return consumer.name();
      }

      @Override
      public long step(dev.microblog.platform.db.Transaction transaction, Outbox.Item item) {
        long progress = consumer.step(transaction, item);
        if (++steps % 2 == 0) {
          throw new IllegalStateException("killed");
        }
        return progress;
      }
    };
  }

  @Test
  void whatComesLateBringsNothingBack() throws Exception {
    follow("ben", "amina");
    for (int round = 0; round < 5; round++) {
      String name = "leaver_" + round;
      world.add(name);
      follow(name, "ben");
      Together.run(
          6,
          number -> {
            switch (number) {
              case 0 ->
                  assertThat(credentials().deleteAccount(world.person(name), World.PASSWORD))
                      .isInstanceOf(Credentials.DeleteOutcome.Deleted.class);
              case 1 -> {
                for (int i = 0; i < 20; i++) {
                  world
                      .rooms
                      .posts()
                      .publish(world.person(name), new Posts.Draft(WORD + i, "en", ""));
                }
              }
              case 2 -> follow(name, "dara");
              case 3 -> follow("dara", name);
              case 4 -> world.rooms.sessions().signIn(attempt(name));
              default -> world.rooms.accounts().edit(world.person(name), name, WORD);
            }
          });
      world.settle();

      assertThat(kept()).noneMatch(text -> text.contains(WORD));
      assertThat(world.rooms.sessions().signIn(attempt(name)))
          .isInstanceOf(Sessions.SignInOutcome.Wrong.class);
      assertThat(world.rooms.timelines().explore(world.person("ben"), Cursor.first()).items())
          .isEmpty();
    }
    Browser ben = world.signedIn("ben");
    assertThat(ben.get("/user/dara").page().text()).contains("0 followers", "0 following");
    assertThat(ben.get("/user/ben").page().text()).contains("0 followers", "1 following");
  }

  private static Sessions.SignIn attempt(String name) {
    return new Sessions.SignIn(name, World.PASSWORD, false, "127.0.0.1", WORD, "en", Set.of());
  }

  private Credentials credentials() {
    return world.rooms.credentials();
  }

  @Test
  void guessingThePasswordIsSlowedDown() {
    world.close();
    world = World.settings().limited().open();
    Browser amina = world.signedIn("amina");
    @Nullable Answer last = null;
    for (int i = 0; i < 30 && (last == null || last.status() == 200); i++) {
      last = delete(amina, "guess " + i);
    }
    assertThat(last).isNotNull();
    assertThat(last.status()).isEqualTo(429);
    assertThat(last.header("Retry-After")).isNotEmpty();
    assertThat(delete(amina, World.PASSWORD).status()).isEqualTo(429);
    assertThat(world.browser().get("/user/amina").status()).isEqualTo(200);
  }
}
