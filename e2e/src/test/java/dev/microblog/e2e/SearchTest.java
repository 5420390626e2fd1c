package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Looking for posts and people. The index follows what is written within a second or so.
class SearchTest {
  private static final int TRAMS = 30;
  private static final int PAGE = 25;

  @RegisterExtension static final Site SITE = new Site();

  /// What the page of a search says in a language.
  private record Words(
      String asked,
      String find,
      String heading,
      String posts,
      String newest,
      String language,
      String apply,
      String older,
      String newer,
      String nothing,
      String help) {}

  private static final Words ENGLISH =
      new Words(
          "en-US",
          "Search",
          "Results for “tram”",
          "Posts",
          "Newest first",
          "Language of the posts",
          "Apply",
          "Next results",
          "Previous results",
          "Nothing found. Try fewer words, or different ones.",
          "How to search");

  private static final Words SPANISH =
      new Words(
          "es-ES",
          "Buscar",
          "Resultados de «tram»",
          "Artículos",
          "Recientes",
          "Idioma de los artículos",
          "Aplicar",
          "Resultados siguientes",
          "Resultados anteriores",
          "No se ha encontrado nada. Prueba con menos palabras o con otras.",
          "Cómo buscar");

  private static final Words CHINESE =
      new Words(
          "zh-CN",
          "搜索",
          "“tram”的搜索结果",
          "帖子",
          "最新",
          "帖子的语言",
          "应用",
          "下一页",
          "上一页",
          "没有找到相关内容。可以减少关键词，或换个词试试。",
          "如何搜索");

  @BeforeAll
  static void write() throws IOException {
    Client ben = SITE.client(SITE.person("ben"));
    for (int i = 1; i <= TRAMS; i++) {
      ben.write("Tram " + i + " runs all through the night");
    }
    SITE.person("tramway_friends");
    Wait.until(
        "all trams are found",
        () ->
            ben.page("/search?q=tram&page=2").select(".post").size() == TRAMS - PAGE
                && !ben.page("/search?q=tram&in=people").select(".person").isEmpty());
  }

  @Journey
  void whatWasWrittenIsFoundFromTheBoxByEnter(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    Visitor visitor = SITE.visitor(scripts, amina).open("/index");
    String word = "lighthouses" + scripts.name().toLowerCase(Locale.ROOT);
    visitor.type("Say something", "Two " + word + " by the sea");
    visitor.press("Post").isTold("Your post is now live!");

    Locator mark = visitor.page().locator(".post-body mark");
    Wait.until(
        "the post is found",
        () -> {
          box(visitor).fill(word);
          box(visitor).press("Enter");
          visitor.page().waitForURL("**/search?q=" + word);
          return mark.count() == 1;
        });
    visitor.isAt("/search?q=" + word).sees("Results for “" + word + "”");
    assertThat(mark).hasText(word);
    assertThat(box(visitor)).hasValue(word);
  }

  @Journey
  void inEnglish(Scripts scripts) throws IOException {
    walk(scripts, ENGLISH);
  }

  @Journey
  void inSpanish(Scripts scripts) throws IOException {
    walk(scripts, SPANISH);
  }

  @Journey
  void inChinese(Scripts scripts) throws IOException {
    walk(scripts, CHINESE);
  }

  private static void walk(Scripts scripts, Words words) throws IOException {
    Visitor visitor = SITE.visitor(scripts, scripts.screen, words.asked());
    SITE.signIn(visitor, SITE.person("dara")).open("/explore");
    Page page = visitor.page();
    box(visitor).fill("tram");
    visitor.press(words.find()).isAt("/search?q=tram").sees(words.heading());
    assertThat(page.locator(".person .name")).hasText("tramway_friends");
    assertThat(page.locator(".post")).hasCount(PAGE);

    Set<String> shown = new HashSet<>(page.locator(".post-body").allTextContents());
    visitor.follow(words.older());
    assertThat(page.locator(".post")).hasCount(TRAMS - PAGE);
    assertThat(page.locator(".person")).hasCount(0);
    shown.addAll(page.locator(".post-body").allTextContents());
    Assertions.assertThat(shown).hasSize(TRAMS);
    visitor.follow(words.newer());
    assertThat(page.locator(".post")).hasCount(PAGE);

    choose(visitor, words.posts());
    choose(visitor, words.newest());
    visitor.field(words.language()).selectOption("en");
    visitor.press(words.apply()).isAt("/search?q=tram&in=posts&sort=new&lang=en");
    assertThat(page.locator(".person")).hasCount(0);
    assertThat(page.locator(".post-body").first()).containsText("Tram " + TRAMS + " runs");
    assertThat(page.locator(".chips :checked")).hasCount(2);
    visitor.follow(words.older());
    assertThat(page.locator(".post-body").last()).containsText("Tram 1 runs");

    visitor.field(words.language()).selectOption("es");
    visitor.press(words.apply());
    assertThat(page.getByText(words.nothing())).isVisible();
    page.locator("summary").filter(new Locator.FilterOptions().setHasText(words.help())).click();
    assertThat(page.locator(".help dd").last()).isVisible();
    visitor.looksAround();
  }

  private static void choose(Visitor visitor, String chip) {
    visitor.page().locator(".chips label").getByText(chip).click();
  }

  @Journey
  void whoDoesNotWantToBeFoundIsNot(Scripts scripts) throws IOException {
    Person lucia = SITE.person("lucia");
    String word = "quince" + scripts.name().toLowerCase(Locale.ROOT);
    SITE.client(lucia).write("A secret " + word);
    Visitor reader = SITE.visitor(scripts, SITE.person("wei"));
    Wait.until(
        "the post is found",
        () -> reader.open("/search?q=" + word).page().locator(".post").count() == 1);

    Visitor visitor = SITE.visitor(scripts, lucia).open("/settings");
    Locator findable = visitor.field("Let people find me and my posts by searching");
    assertThat(findable).isChecked();
    findable.uncheck();
    visitor.page().locator("form[action='/settings/search'] button").click();
    visitor.isTold("Your changes have been saved.");
    assertThat(findable).not().isChecked();

    reader.open("/search?q=" + word).misses("A secret");
    assertThat(reader.page().getByText(ENGLISH.nothing())).isVisible();
    reader.open("/search?in=people&q=" + lucia.name());
    assertThat(reader.link(lucia.name())).hasCount(0);
    visitor.open("/search?q=" + word).reads("A secret");
  }

  @Journey
  void whatCannotBeLookedForIsSaidAndStays(Scripts scripts) throws IOException {
    Visitor visitor = SITE.visitor(scripts, SITE.person("grace"));
    visitor.open("/search?q=%21%21%21").sees("Search Results");
    visitor.isTold("There is no word in it to look for. Type a word or a name.");
    String typed = "tram ".repeat(101).strip() + " oh";
    visitor.open("/search?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));
    visitor.isTold("A search may have 500 characters. Take 7 of them out.").looksAround();
    assertThat(box(visitor)).hasValue(typed);
    box(visitor).fill("tram ".repeat(60));
    box(visitor).press("Enter");
    assertThat(visitor.page().getByText("Only the first 32 words were looked for.")).isVisible();
  }

  @Journey
  void namesAndWordsOfAnyLengthAndDirectionHaveRoom(Scripts scripts) throws IOException {
    String part = "wide" + scripts.name().toLowerCase(Locale.ROOT);
    Person person = SITE.person((part + "w".repeat(64)).substring(0, 64));
    Client writing = SITE.client(person);
    writing.write(part + "donaudampfschifffahrtsgesellschaft".repeat(6));
    writing.write("مرحبا بكم في مكتبة " + part + " الجديدة");
    writing.write("北岸图书馆 " + part + " 星期六重新开放 #" + part + "北岸".repeat(12));
    Visitor visitor = SITE.visitor(scripts, SITE.person("kofi"));
    Wait.until(
        "all three and their author are found",
        () ->
            visitor.open("/search?q=" + part).page().locator(".post").count() == 3
                && visitor.page().locator(".person").count() == 1);
    visitor.looksAround();
    String typed = "a".repeat(40) + " " + "مرحبا".repeat(20) + " " + "北岸".repeat(100);
    visitor.open("/search?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8)).looksAround();
  }

  private static Locator box(Visitor visitor) {
    return visitor.page().locator("#find");
  }
}
