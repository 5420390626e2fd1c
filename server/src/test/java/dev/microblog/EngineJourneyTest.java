package dev.microblog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.message.SendMessage;
import dev.microblog.platform.db.Engine;
import dev.microblog.platform.db.OnDatabases;
import dev.microblog.platform.time.Together;
import dev.microblog.post.Posts;
import dev.microblog.translation.TranslatorStandIn;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// One journey a feature, by the pages, on every database server. All other tests of the pages run
/// on SQLite, and on a server by the command in CONTRIBUTING.md.
@OnDatabases
@ParameterizedClass(name = "{0}")
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
class EngineJourneyTest {
  private static @Nullable World opened;
  private static @Nullable TranslatorStandIn translator;

  private final Engine engine;

  EngineJourneyTest(Engine engine) {
    this.engine = engine;
  }

  @BeforeParameterizedClassInvocation
  static void open(Engine engine) {
    TranslatorStandIn service = new TranslatorStandIn();
    translator = service;
    opened =
        World.settings()
            .on(engine)
            .with("LIBRETRANSLATE_URL", service.libre())
            .with("LIBRETRANSLATE_KEY", TranslatorStandIn.KEY)
            .open();
  }

  @AfterParameterizedClassInvocation
  static void close() {
    world().close();
    Objects.requireNonNull(translator).close();
  }

  private static World world() {
    return Objects.requireNonNull(opened);
  }

  private static Answer register(Browser browser, String name) {
    return browser.submit(
        "/auth/register",
        "/auth/register",
        "username",
        name,
        "email",
        name + "@example.net",
        "password",
        "a password of theirs",
        "password2",
        "a password of theirs");
  }

  @Test
  void aPostInAnotherLanguageIsTranslated() {
    world()
        .rooms
        .posts()
        .publish(world().person("lucia"), new Posts.Draft("Hasta mañana 😀", "es", ""));
    Browser dara = world().signedIn("dara");
    Answer page = dara.get("/user/lucia");
    String action = page.page().expectFirst("form[action$=/translate]").attr("action");

    assertThat(dara.submit(page, action).texts(".translation p"))
        .contains("In en: Hasta mañana 😀");
  }

  @Test
  void peopleSignUpUnderANameOfTheirOwn() throws Exception {
    List<Integer> answers = Together.call(4, _ -> register(world().browser(), "Zoe_no").status());

    assertThat(answers)
        .as("of four who want a name at once")
        .containsExactlyInAnyOrder(302, 200, 200, 200);
    assertThat(register(world().browser(), "ZOE_NO").error("username")).isNotEmpty();
    assertThat(world().browser().signIn("zoe_NO", "a password of theirs").status()).isEqualTo(302);
  }

  @Test
  void aPostIsKeptAsItWasWrittenChangedAndDeleted() {
    Browser ben = world().signedIn("ben");
    String text = "Ünïcode 😀 and 字 in #Ötzi, to @amina\nline two";
    ben.submit("/index", "/index", "post", text);

    Answer home = ben.get("/index");
    assertThat(home.posts().getFirst()).contains("😀", "字", "line two");
    assertThat(ben.get("/tag/" + Browser.encode("ötzi")).posts()).hasSize(1);
    String path = home.page().select("a[href^=/post/]").attr("href");
    ben.submit(path + "/edit", path + "/edit", "post", "😁 and not 😀");
    assertThat(ben.get(path).posts()).containsExactly("😁 and not 😀");
    assertThat(ben.get("/tag/" + Browser.encode("ötzi")).posts()).isEmpty();
    ben.submit(path + "/delete", path + "/delete");
    assertThat(ben.get(path).status()).isEqualTo(404);
  }

  @Test
  void whatTheFollowedWriteComesHomeAndPagesDoNotRepeat() throws Exception {
    world().add("karim");
    world().add("hana");
    world().posts("karim", "Before", 30);
    Browser hana = world().signedIn("hana");
    hana.submit("/user/karim", "/follow/karim");
    world().settle();
    assertThat(hana.get("/index").posts()).hasSize(25).startsWith("Before 30");

    world().post("karim", "After");
    world().settle();

    Answer first = hana.get("/index");
    assertThat(first.posts()).startsWith("After");
    String older = first.page().select("a[rel=next]").attr("href");
    assertThat(hana.get(older).posts()).hasSize(6).endsWith("Before 1");
    Answer profile = hana.get("/user/karim");
    assertThat(Together.call(4, _ -> hana.copy().submit(profile, "/unfollow/karim").status()))
        .containsOnly(302);
    world().settle();
    assertThat(hana.get("/index").posts()).isEmpty();
  }

  @Test
  void aProfileIsChangedAndFoundUnderItsNewName() {
    world().add("pablo");
    Browser pablo = world().signedIn("pablo");
    pablo.submit("/edit_profile", "/edit_profile", "username", "Pablo_2", "about_me", "¡Sí! 好");

    Answer profile = world().browser().get("/user/pablo_2");
    assertThat(profile.status()).isEqualTo(200);
    assertThat(profile.body()).contains("¡Sí! 好", "Pablo_2");
    assertThat(world().browser().get("/user/pablo").status()).isEqualTo(404);
  }

  @Test
  void aNewPasswordEndsTheOtherSessions() {
    world().add("grace");
    Browser here = world().signedIn("grace");
    Browser there = world().signedIn("grace");
    Answer changed =
        here.submit(
            "/settings",
            "/settings/password",
            "password",
            World.PASSWORD,
            "new_password",
            "another password of hers",
            "new_password2",
            "another password of hers");

    assertThat(changed.status()).as(changed.body()).isEqualTo(302);
    assertThat(here.get("/index").status()).isEqualTo(200);
    assertThat(there.get("/index").status()).isEqualTo(302);
    assertThat(world().browser().signIn("grace", World.PASSWORD).status()).isNotEqualTo(302);
  }

  @Test
  void anAccountGoesWithAllItWrote() {
    world().add("kofi");
    long id = world().post("kofi", "Soon gone");
    world().follow("wei", "kofi");
    world().settle();
    Browser kofi = world().signedIn("kofi");
    kofi.submit("/settings/delete", "/settings/delete", "password", World.PASSWORD);
    world().settle();

    assertThat(world().browser().get("/user/kofi").status()).isEqualTo(404);
    assertThat(world().browser().get("/post/" + id).status()).isEqualTo(404);
    assertThat(world().signedIn("wei").get("/index").posts()).doesNotContain("Soon gone");
  }

  @Test
  void twoWriteToEachOtherAndOneHasEnough() throws Exception {
    world().add("mei");
    world().add("otto");
    Browser mei = world().signedIn("mei");
    Browser otto = world().signedIn("otto");
    String text = "Ünïcode 😀 and 字\nline two";
    Answer form = mei.get("/send_message/otto");
    assertThat(
            Together.call(
                4, _ -> mei.copy().submit(form, "/send_message/otto", "message", text).status()))
        .containsOnly(302);

    assertThat(otto.get("/index").texts("#message_count")).containsExactly("1");
    Answer thread = otto.get("/messages/mei");
    assertThat(thread.texts(".bubble > div").getFirst()).contains("😀", "字", "line two");
    otto.submit(thread, "/messages/mei", "message", "An answer");
    assertThat(otto.get("/index").page().expectFirst("#message_count").hasAttr("hidden")).isTrue();
    assertThat(mei.get("/messages/otto").texts(".bubble")).hasSize(2);
    mei.submit("/messages/otto/delete", "/messages/otto/delete");
    world().settle();
    assertThat(mei.get("/messages/otto").texts(".bubble")).isEmpty();
    assertThat(otto.get("/messages/mei").texts(".bubble")).hasSize(2);

    world().follow("otto", "mei");
    world().post("mei", "By mei #mei");
    mei.submit("/block/otto", "/block/otto");
    world().settle();
    for (String path : java.util.List.of("/index", "/explore", "/tag/mei", "/user/mei")) {
      assertThat(otto.get(path).posts()).as(path).doesNotContain("By mei #mei");
    }
    assertThat(otto.get("/send_message/mei").texts("#closed"))
        .containsExactly("mei does not take messages from you.");
    otto.submit("/settings/delete", "/settings/delete", "password", World.PASSWORD);
    world().settle();
    assertThat(mei.get("/settings/blocks").texts(".lines .name")).isEmpty();
  }

  @Test
  void oneIsToldOfWhatOthersDo() throws Exception {
    world().add("nora");
    world().add("olga");
    Browser nora = world().signedIn("nora");
    world().follow("olga", "nora");
    long id = world().post("olga", "For @nora 😀");
    Together.call(
        4,
        _ -> {
          world().rooms.workers().forEach(world().rooms.outbox()::drain);
          return world()
              .signedIn("olga")
              .submit("/send_message/nora", "/send_message/nora", "message", "Words");
        });

    Answer page = nora.get("/notifications");
    assertThat(page.texts("#notification_count")).containsExactly("3");
    assertThat(page.texts("blockquote")).containsExactly("For @nora 😀");
    nora.submit(page, "/notifications/read");
    assertThat(nora.get("/notifications?since=0").body())
        .contains("\"unread_notification_count\",\"data\":0");
    nora.submit("/settings", "/settings/notifications", "FOLLOW", "NONE");
    world().rooms.posts().delete(world().person("olga"), id);
    world().rooms.follows().unfollow(world().person("olga"), "nora");
    world().settle();
    assertThat(nora.get("/notifications").texts(".notice")).hasSize(1);
    nora.submit("/block/olga", "/block/olga");
    assertThat(nora.get("/notifications").texts(".notice")).isEmpty();
    world().look();
    world().advance(java.time.Duration.ofDays(91));
    world().rooms.notifications().notices().sweep();
  }

  @Test
  void whatOneExportsAnotherImports() {
    world().add("rosa");
    world().add("ivan");
    List<Long> posts = world().posts("rosa", "Ünïcode 😀 and 字 of rosa", 60);
    world().follow("rosa", "lucia");
    world().rooms.messages().send().send(world().person("rosa"), "lucia", words());
    Browser rosa = world().signedIn("rosa");
    rosa.submit("/export_posts", "/export_posts");
    assertThat(rosa.submit("/settings/import", "/settings/import").error("file")).isNotEmpty();
    world().settle();
    String file = rosa.get("/export_posts").page().select("a[download]").attr("href");
    byte[] zip = rosa.get(file).bytes();

    Browser ivan = world().signedIn("ivan");
    assertThat(ivan.get(file).status()).isEqualTo(404);
    for (String told : List.of("60 were imported.", "60 were here already.")) {
      assertThat(ivan.upload("/settings/import", "/settings/import", zip).status()).isEqualTo(302);
      world().settle();
      assertThat(ivan.get("/settings/import").texts("#latest ~ ul li")).contains(told);
    }
    assertThat(ivan.get("/user/ivan").posts())
        .hasSize(25)
        .startsWith("Ünïcode 😀 and 字 of rosa 60");
    assertThat(ivan.get("/user/ivan").texts(".counts a").getFirst()).isEqualTo("60 posts");
    assertThat(rosa.upload("/settings/import", "/settings/import", zip).status()).isEqualTo(302);
    world().settle();
    assertThat(rosa.get("/user/rosa").texts(".counts a").getFirst()).isEqualTo("60 posts");
    assertThat(rosa.get("/post/" + posts.getFirst()).status()).isEqualTo(200);
    rosa.submit("/settings/delete", "/settings/delete", "password", World.PASSWORD);
    world().settle();
    assertThat(rosa.get(file).status()).isNotEqualTo(200);
  }

  private static SendMessage.Draft words() {
    return new SendMessage.Draft("Words", "");
  }

  @Test
  void feedsAndThePublicSideShowWhatIsPublic() {
    world().post("lucia", "For everybody");

    assertThat(world().browser().get("/explore").posts()).contains("For everybody");
    assertThat(world().browser().get("/user/lucia/feed.atom").body()).contains("For everybody");
    assertThat(world().browser().get("/sitemap.xml").body()).contains("/user/lucia");
  }

  @Test
  void nothingButTheSearchIndexIsInTheFolder() {
    world().post("lucia", "A lighthouse");
    world().settle();

    assertThat(world().folder.toFile().list()).containsExactly("search");
    assertThat(world().signedIn("amina").get("/search?q=lighthouse").posts())
        .containsExactly("A lighthouse");
  }

  @Test
  void tooManyTriesAreRefusedByWhatAllProcessesShare() {
    try (World limited = World.settings().on(engine).limited().open()) {
      Browser stranger = limited.browser();
      int status = 0;
      for (int i = 0; i < 12 && status != 429; i++) {
        status = stranger.signIn("amina", "a guess").status();
      }
      assertThat(status).isEqualTo(429);
    }
  }
}
