package dev.microblog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The search by its pages, with the index inside the process.
class SearchTest {
  private World world;
  private Browser amina;

  @BeforeEach
  void open() {
    world = World.open();
    amina = world.signedIn("amina");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Answer search(Browser browser, String typed) {
    return browser.get("/search?q=" + Browser.encode(typed));
  }

  @Test
  void aPostIsFoundOnceItIsWrittenAsItIsNowAndNotOnceItIsDeleted() {
    long id = world.post("ben", "The library reopens on Saturday");
    world.settle();
    assertThat(search(amina, "libraries").posts())
        .containsExactly("The library reopens on Saturday");

    Browser ben = world.signedIn("ben");
    ben.submit("/post/" + id + "/edit", "/post/" + id + "/edit", "post", "The museum reopens");
    world.settle();
    assertThat(search(amina, "library").posts()).isEmpty();
    assertThat(search(amina, "museums").posts()).containsExactly("The museum reopens");

    ben.submit("/post/" + id + "/delete", "/post/" + id + "/delete");
    world.settle();
    assertThat(search(amina, "museum").posts()).isEmpty();
  }

  @Test
  void whatWasLookedForIsMarkedAndNothingElseIsHtml() {
    world.post("ben", "<b>Clocks</b> & a #Clock at https://clock.example/ for @amina");
    world.settle();

    Element body = search(amina, "clock").page().expectFirst(".post-body");
    assertThat(body.select("mark").eachText()).containsExactly("Clocks", "Clock", "clock");
    assertThat(body.select("b")).isEmpty();
    assertThat(body.text()).isEqualTo("<b>Clocks</b> & a #Clock at clock.example/ for @amina");
  }

  @Test
  void ofALongPostThePartIsShownInWhichTheWordsStand() {
    world.close();
    world = World.settings().postMaxLength(5000).open();
    amina = world.signedIn("amina");
    String filler = "something else is said here ".repeat(50);
    world.post("ben", filler + "and then the needle " + filler);
    world.settle();

    String shown = search(amina, "needle").posts().getFirst();
    assertThat(shown).startsWith("…").endsWith("…").contains("and then the needle");
    assertThat(shown.length()).isBetween(300, 700);
  }

  @Test
  void operatorsNarrowASearch() {
    world.post("ben", "Bread and roses #baking");
    world.advance(Duration.ofDays(40));
    amina = world.signedIn("amina");
    world.post("lucia", "Bread without roses");
    world.post("ben", "Roses alone");
    world.settle();

    assertThat(search(amina, "bread").posts()).hasSize(2);
    assertThat(search(amina, "bread from:BEN").posts()).containsExactly("Bread and roses #baking");
    assertThat(search(amina, "from:nobody_here bread").posts()).isEmpty();
    assertThat(search(amina, "#Baking").posts()).containsExactly("Bread and roses #baking");
    assertThat(search(amina, "roses -bread").posts()).containsExactly("Roses alone");
    assertThat(search(amina, "\"without roses\"").posts()).containsExactly("Bread without roses");
    assertThat(search(amina, "alone OR baking").posts()).hasSize(2);
    String day = world.clock.instant().toString().substring(0, 10);
    assertThat(search(amina, "bread before:" + day).posts())
        .containsExactly("Bread and roses #baking");
    assertThat(search(amina, "bread after:" + day).posts()).containsExactly("Bread without roses");
    assertThat(search(amina, "roses lang:es").posts()).isEmpty();
    assertThat(search(amina, "roses lang:en").posts()).hasSize(3);
  }

  @Test
  void whatMakesNoSenseIsLookedForAsWords() {
    world.post("ben", "before yesterday, from us: \"an open end");
    world.settle();

    for (String typed :
        List.of("before:yesterday", "\"open end", "from: us", "OR open", "open OR", "-", "op*")) {
      Answer answer = search(amina, typed);
      assertThat(answer.status()).as(typed).isEqualTo(200);
      assertThat(answer.posts()).as(typed).hasSize(typed.equals("-") ? 0 : 1);
    }
    assertThat(search(amina, "!!! ... -").page().text()).contains("no word in it");
  }

  @Test
  void aMonstrousSearchIsAnsweredAtOnceAndClearly() {
    world.post("ben", "a needle");
    world.settle();
    String thousand = "word ".repeat(100).strip();
    assertThat(search(amina, thousand).page().text()).contains("Only the first 32 words");
    assertThat(search(amina, "x".repeat(501)).page().text()).contains("Take one out");
    assertThat(search(amina, "x".repeat(6000)).page().text()).contains("Take 5,500 of them out");
    for (String typed : List.of("*a*", "?", "a*b*c*", "((((", "[a TO z]", "/.*/", "~~~", "%00")) {
      assertThat(search(amina, typed).status()).as(typed).isEqualTo(200);
    }
  }

  @Test
  void withoutASearchOneIsSentToWhatThereIsToRead() {
    assertThat(amina.get("/search").header("Location")).isEqualTo("/explore");
    assertThat(amina.get("/search?q=").header("Location")).isEqualTo("/explore");
    assertThat(world.browser().get("/search?q=a").header("Location")).contains("/auth/login?next=");
  }

  @Test
  void peopleAreFoundByNamesWithASlipAndByWhatTheySay() {
    Browser ben = world.signedIn("ben");
    ben.submit("/edit_profile", "/edit_profile", "username", "ben", "about_me", "Winds the clocks");
    world.settle();

    assertThat(search(amina, "lucai").page().select(".person .name").eachText()).contains("lucia");
    Answer found = search(amina, "clock");
    assertThat(found.page().select(".person .name").eachText()).containsExactly("ben");
    ben.submit(
        "/edit_profile", "/edit_profile", "username", "benedict", "about_me", "Gone fishing");
    world.settle();
    assertThat(search(amina, "clock").page().select(".person .name").eachText()).isEmpty();
    assertThat(search(amina, "benedict").page().select(".person .name").eachText())
        .containsExactly("benedict");
  }

  @Test
  void whoHidesIsFoundByNobodyElseAtOnceAndForGood() {
    world.post("ben", "A secret garden");
    world.settle();
    assertThat(search(amina, "garden").posts()).hasSize(1);
    Browser ben = world.signedIn("ben");
    ben.submit("/settings", "/settings/search", "findable", "no");

    assertThat(search(amina, "garden").posts()).as("before the index knows").isEmpty();
    assertThat(search(amina, "ben").page().select(".person .name").eachText()).isEmpty();
    world.settle();
    assertThat(search(amina, "garden").posts()).isEmpty();
    assertThat(search(ben, "garden").posts()).as("one finds oneself").hasSize(1);
    assertThat(amina.get("/user/ben").posts()).hasSize(1);

    ben.submit("/settings", "/settings/search", "findable", "y");
    world.settle();
    assertThat(search(amina, "garden").posts()).hasSize(1);
  }

  @Test
  void whatADeletedAccountWroteIsFoundNoMore() {
    world.posts("ben", "A garden", 30);
    world.settle();
    world
        .signedIn("ben")
        .submit("/settings/delete", "/settings/delete", "password", World.PASSWORD);
    assertThat(search(amina, "garden").posts()).isEmpty();
    world.settle();
    assertThat(search(amina, "garden").posts()).isEmpty();
    assertThat(search(amina, "ben").page().select(".person .name").eachText()).isEmpty();
  }

  @Test
  void pagesOfTheBestShowNothingTwiceAndMissNothingWhileNewOnesComeIn() {
    List<Long> ids = world.posts("ben", "A clock", 60);
    world.settle();
    List<String> shown = new ArrayList<>();
    String path = "/search?q=clock";
    String last = path;
    while (path != null) {
      Answer page = amina.get(path);
      shown.addAll(page.posts());
      last = path;
      path = page.page().select("a[rel=next]").attr("href");
      path = path.isEmpty() ? null : path;
      world.posts("lucia", "clock clock clock", 3);
      world.settle();
    }

    assertThat(new HashSet<>(shown)).hasSameSizeAs(shown);
    assertThat(shown).hasSameSizeAs(ids).allMatch(text -> text.startsWith("A clock"));
    Answer back = amina.get(amina.get(last).page().select("a[rel=prev]").attr("href"));
    assertThat(back.posts()).hasSize(25);
    assertThat(amina.get("/search?q=clock&page=3").posts()).hasSizeBetween(15, 25);
    assertThat(amina.get("/search?q=clock&page=999").posts()).isEmpty();
    assertThat(amina.get("/search?q=clock&seen=rubbish").posts()).hasSize(25);
  }

  @Test
  void theNewestComeFirstByChoice() {
    world.post("ben", "clock clock clock");
    world.post("ben", "A long story in which at the very end there is a clock");
    world.settle();

    assertThat(search(amina, "clock").posts()).first().isEqualTo("clock clock clock");
    assertThat(amina.get("/search?q=clock&sort=new").posts()).last().isEqualTo("clock clock clock");
  }

  @Test
  void suggestionsArePeopleAndTags() {
    world.post("ben", "#lucid #luck #luck");
    world.post("wei", "#luck");
    world.settle();

    Answer suggested = amina.get("/search/suggest?q=luc");
    assertThat(suggested.page().select("[role=option]").eachText())
        .containsExactly("lucia", "#luck", "#lucid");
    assertThat(amina.get("/search/suggest?q=%23luck").page().select("a").attr("href"))
        .isEqualTo("/search?q=%23luck");
    assertThat(amina.get("/search/suggest?q=").page().select("[role=option]")).isEmpty();
  }

  @Test
  void whereThereIsNoSearchThePagesSaySoAndHaveNoBox() {
    world.close();
    world = World.settings().with("SEARCH", "off").open();
    amina = world.signedIn("amina");

    assertThat(amina.get("/index").page().select("form.find")).isEmpty();
    Answer answer = search(amina, "clock");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.page().text()).contains("not available");
    assertThat(amina.get("/settings").body()).doesNotContain("/settings/search");
  }
}
