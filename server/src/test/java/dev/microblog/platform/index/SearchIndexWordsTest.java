package dev.microblog.platform.index;

import static dev.microblog.platform.index.TestIndex.AMINA;
import static dev.microblog.platform.index.TestIndex.NOW;
import static dev.microblog.platform.index.TestIndex.all;
import static dev.microblog.platform.index.TestIndex.any;
import static dev.microblog.platform.index.TestIndex.beginning;
import static dev.microblog.platform.index.TestIndex.name;
import static dev.microblog.platform.index.TestIndex.pairs;
import static dev.microblog.platform.index.TestIndex.person;
import static dev.microblog.platform.index.TestIndex.phrase;
import static dev.microblog.platform.index.TestIndex.post;
import static dev.microblog.platform.index.TestIndex.tagged;
import static dev.microblog.platform.index.TestIndex.word;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.OnSearchServers;
import dev.microblog.platform.db.Range;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// By which words and conditions every engine finds an entry, and by which it does not.
@OnSearchServers
@ParameterizedClass(name = "{0}")
@EnumSource
class SearchIndexWordsTest {
  private final TestIndex on;

  SearchIndexWordsTest(SearchEngine engine) {
    on = TestIndex.ready(engine);
  }

  @AfterEach
  void close() {
    on.close();
  }

  @AfterParameterizedClassInvocation
  static void clear(SearchEngine engine) {
    TestIndex.clear(engine);
  }

  private void assertFound(Clause clause, Long... ids) {
    assertThat(on.found(clause)).as("%s", clause).containsExactlyInAnyOrder(ids);
    assertThat(on.newest(clause)).as("%s", clause).containsExactlyInAnyOrder(ids);
  }

  @Test
  void formsOfAnEnglishWordFindEachOther() {
    on.put(
        post(1, "en", "The library is open."),
        post(2, "en", "Two libraries!"),
        post(3, "en", "She runs"),
        post(4, "en", "running late"),
        post(5, "", "library"),
        post(6, "", "libraries"));
    assertFound(word("libraries"), 1L, 2L, 6L);
    assertFound(word("Library"), 1L, 2L, 5L);
    assertFound(word("run"), 3L, 4L);
    assertFound(word("librar"));
  }

  @Test
  void formsOfASpanishWordFindEachOtherWithAndWithoutAccents() {
    on.put(
        post(1, "es", "Una canción nueva"),
        post(2, "es", "Mis canciones"),
        post(3, "es", "cancion sin tilde"),
        post(4, "es", "Estoy corriendo"),
        post(5, "es", "correr es vivir"),
        post(6, "es", "corrió ayer"),
        post(7, "es", "la institución"),
        post(8, "es", "instituciones"));
    for (String typed : List.of("canción", "cancion", "CANCIONES")) {
      assertFound(word(typed), 1L, 2L, 3L);
    }
    assertFound(word("institucion"), 7L, 8L);
    assertFound(word("correr"), 4L, 5L, 6L);
    assertFound(word("corriendo"), 4L, 5L, 6L);
  }

  @Test
  void caseAccentsAndWidthMakeNoDifference() {
    on.put(
        post(1, "Café CRÈME"),
        post(2, "cafe creme"),
        post(3, "naïve Straße"),
        post(4, "naive STRASSE"),
        post(5, "Ｃａｆｅ １２"),
        post(6, "cafe\u0301 smørrebrød Łódź"),
        post(7, "İstanbul ŒUVRE"));
    assertFound(word("café"), 1L, 2L, 5L, 6L);
    assertFound(word("CAFE"), 1L, 2L, 5L, 6L);
    assertFound(word("ｃａｆé"), 1L, 2L, 5L, 6L);
    assertFound(word("naïve"), 3L, 4L);
    assertFound(word("straße"), 3L, 4L);
    assertFound(word("strasse"), 3L, 4L);
    assertFound(word("12"), 5L);
    assertFound(word("smorrebrod"), 6L);
    assertFound(word("lodz"), 6L);
    assertFound(word("istanbul"), 7L);
    assertFound(word("oeuvre"), 7L);
  }

  @Test
  void chineseWordsAreFoundWithinARun() {
    on.put(post(1, "今天北京的天气很好"), post(2, "北京很大"), post(3, "天气预报"), post(4, "京北气天"));
    assertFound(pairs("北京", 1), 1L, 2L);
    assertFound(pairs("北京天气", 2), 1L);
    assertFound(pairs("北京天气", 1), 1L, 2L, 3L);
    assertFound(pairs("北京天气", 3));
    assertFound(phrase("天气很好"), 1L);
    assertFound(phrase("北京天气"));
  }

  @Test
  void aSingleCharacterIsFoundWithinARunAndAlone() {
    on.put(post(1, "我爱猫"), post(2, "猫"), post(3, "a 猫 b"), post(4, "狗"), post(5, "𠮷野家"));
    assertFound(new Clause.OneCharacter("猫"), 1L, 2L, 3L);
    assertFound(new Clause.OneCharacter("狗"), 4L);
    assertFound(new Clause.OneCharacter("𠮷"), 5L);
  }

  @Test
  void japaneseIsFoundInAllItsScripts() {
    on.put(post(1, "東京タワーに行きました"), post(2, "ﾀﾜｰ"), post(3, "さようなら"));
    assertFound(pairs("東京", 1), 1L);
    assertFound(pairs("タワー", 2), 1L, 2L);
    assertFound(pairs("行きました", 3), 1L);
    assertFound(pairs("さよう", 2), 3L);
  }

  @Test
  void koreanIsFoundWithItsParticles() {
    on.put(post(1, "학교에서 공부했다"), post(2, "학교"), post(3, "교학"));
    assertFound(pairs("학교", 1), 1L, 2L);
    assertFound(pairs("공부", 1), 1L);
  }

  @Test
  void otherScriptsAreFound() {
    on.put(
        post(1, "Привет, МИР! ещё"),
        post(2, "مَرْحَبًا بالعالم"),
        post(3, "สวัสดีชาวโลก"),
        post(4, "Καλημέρα κόσμος"),
        post(5, "שָׁלוֹם"),
        post(6, "हिन्दी में"));
    assertFound(word("мир"), 1L);
    assertFound(word("еще"), 1L);
    assertFound(word("مرحبا"), 2L);
    assertFound(word("สวัสดีชาวโลก"), 3L);
    assertFound(beginning("สวัสดี"), 3L);
    assertFound(word("ΚΑΛΗΜΕΡΑ"), 4L);
    assertFound(word("ΚΌΣΜΟΣ"), 4L);
    assertFound(word("שלום"), 5L);
    assertFound(word("हिन्दी"), 6L);
    assertFound(word("हन"));
  }

  @Test
  void emojiAreFound() {
    on.put(
        post(1, "I 😀 you"),
        post(2, "😀😁"),
        post(3, "👩‍👩‍👧"),
        post(4, "🇪🇸 flag"),
        post(5, ":)"));
    assertFound(word("😀"), 1L, 2L);
    assertFound(word("👩‍👩‍👧"), 3L);
    assertFound(word("🇪🇸"), 4L);
  }

  @Test
  void aPhraseHasItsWordsSideBySideAsTheyAre() {
    on.put(
        post(1, "en", "the open library"),
        post(2, "en", "library the open"),
        post(3, "en", "the open old library"),
        post(4, "en", "the open libraries"),
        post(5, "en", "The OPEN, library."));
    assertFound(phrase("open library"), 1L, 5L);
    assertFound(phrase("the open"), 1L, 2L, 3L, 4L, 5L);
    assertFound(phrase("library"), 1L, 2L, 3L, 5L);
    assertFound(phrase("old library the"));
    assertFound(new Clause.Phrase(List.of()));
  }

  @Test
  void aWordIsFoundByItsBeginningButNotByOneLetter() {
    on.put(post(1, "a microblog"), post(2, "micro"), post(3, "a macro"), post(4, "mañana m"));
    assertFound(beginning("micro"), 1L, 2L);
    assertFound(word("micro"), 2L);
    assertFound(beginning("mi"), 1L, 2L);
    assertFound(beginning("mana"), 4L);
    assertFound(beginning("m"), 4L);
    assertFound(beginning("microblogs"));
    assertFound(beginning("nothing"));
  }

  @Test
  void ofVeryManyWordsThatBeginSoThoseUsedMostAreFound() {
    for (int i = 0; i < 3; i++) {
      on.put(post(1 + i, "microzoon"));
    }
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      many.append(" micro").append((char) ('a' + i % 20)).append((char) ('a' + i / 20));
    }
    on.put(post(9, many.toString()));
    assertThat(on.found(beginning("micro"))).contains(1L, 2L, 3L);
  }

  @Test
  void tagsAuthorsAndLanguagesAreFoundExactly() {
    on.put(
        tagged(1, "berlin", "sommer"),
        tagged(2, "berlinale"),
        Entry.post(3, Set.of("all"), AMINA + 1, NOW, "zh-Hant", List.of("北京"), "berlin"),
        post(4, "en", "berlin"));
    assertFound(new Clause.Tag("berlin", false), 1L);
    assertFound(new Clause.Tag("berlin", true), 1L, 2L);
    assertFound(new Clause.Tag("sommer", false), 1L);
    assertFound(new Clause.Tag("Berlin", false));
    assertFound(new Clause.Tag("北", true), 3L);
    assertFound(new Clause.Author(AMINA), 1L, 2L, 4L);
    assertFound(new Clause.Author(AMINA + 1), 3L);
    assertFound(new Clause.Author(AMINA + 2));
    assertFound(new Clause.Language("zh-Hant"), 3L);
    assertFound(new Clause.Language("en"), 4L);
    assertFound(new Clause.Language("EN"));
    assertFound(new Clause.Language("e"));
  }

  @Test
  void timesHaveAFirstMillisecondAndOneThatIsPast() {
    on.put(
        post(1, "", 99, "x"), post(2, "", 100, "x"), post(3, "", 199, "x"), post(4, "", 200, "x"));
    assertFound(new Clause.Time(100, 200), 2L, 3L);
    assertFound(new Clause.Time(0, Long.MAX_VALUE), 1L, 2L, 3L, 4L);
    assertFound(new Clause.Time(200, 201), 4L);
    assertFound(new Clause.Time(150, 150));
    assertFound(new Clause.Time(200, 100));
  }

  @Test
  void conditionsHoldTogetherAndOneOfSeveralAndNot() {
    on.put(
        post(1, "en", "red apple"),
        post(2, "es", "red pear"),
        post(3, "en", "green apple"),
        post(4, "en", "green pear"));
    Clause english = new Clause.Language("en");
    assertThat(on.found(word("red"), word("apple"))).containsExactly(1L);
    assertThat(on.found(word("red"), english)).containsExactly(1L);
    assertFound(any(word("red"), word("apple")), 1L, 2L, 3L);
    assertFound(any(new Clause.Language("es"), word("green")), 2L, 3L, 4L);
    assertFound(any(all(word("red"), word("pear")), all(english, phrase("green apple"))), 2L, 3L);
    assertFound(
        all(any(word("red"), word("green")), any(word("apple"), new Clause.Author(9))), 1L, 3L);
    assertFound(any(all(english, new Clause.Time(NOW, NOW + 1)), word("nothing")), 1L, 3L, 4L);
    assertThat(without(List.of(), english)).containsExactly(2L);
    assertThat(without(List.of(word("apple")), word("red"))).containsExactly(3L);
    assertThat(
            without(
                List.of(any(word("red"), word("green"))),
                all(word("red"), word("pear")),
                phrase("green apple")))
        .containsExactly(4L, 1L);
    assertThat(without(List.of(), word("nothing"))).containsExactly(4L, 3L, 2L, 1L);
  }

  private List<Long> without(List<Clause> all, Clause... not) {
    Wanted wanted = new Wanted(Entry.Kind.POST, Set.of("all"), all, List.of(not));
    List<Long> newest = on.index().newest(wanted, Range.first(9));
    assertThat(on.index().best(wanted, NOW, Long.MAX_VALUE, 9))
        .containsExactlyInAnyOrderElementsOf(newest);
    return newest;
  }

  @Test
  void whereNothingIsAskedAllIsFoundAndOfNothingNothing() {
    on.put(post(1, "one"), post(2, ""), person(3, "wei", ""));
    assertThat(on.newest()).containsExactly(2L, 1L);
    assertThat(on.found()).containsExactly(2L, 1L);
    assertFound(all(), 1L, 2L);
    assertFound(any());
  }

  @Test
  void aPersonIsFoundByNameBeginningPartAndWhatTheySay() {
    on.put(
        person(1, "Lucia_Mendez", "Bibliotecaria en Sevilla 北京"),
        person(2, "luciano", ""),
        person(3, "Mendez", "lucia"),
        person(4, "Ben", ""));
    assertThat(on.people(name("LUCIA_mendez"))).containsExactly(1L);
    assertThat(on.people(name("luciam"))).isNotNull();
    assertThat(on.people(name("lucian"))).contains(2L);
    assertThat(on.people(name("lucia_"))).first().isEqualTo(1L);
    assertThat(on.people(name("mende"))).containsExactlyInAnyOrder(1L, 3L);
    assertThat(on.people(name("mendez"))).containsExactlyInAnyOrder(1L, 3L);
    assertThat(on.people(name("b"))).containsExactly(4L);
    assertThat(on.people(word("sevilla"))).containsExactly(1L);
    assertThat(on.people(beginning("sevi"))).containsExactly(1L);
    assertThat(on.people(pairs("北京", 1))).containsExactly(1L);
    assertThat(on.people(word("mendez"))).isEmpty();
    assertFound(any(name("lucia"), word("sevilla")));
  }

  @Test
  void slipsInANameAreForgivenByItsLength() {
    on.put(
        person(1, "wei", ""),
        person(2, "amina", ""),
        person(3, "Bernadette", ""),
        person(4, "jo", ""));
    assertThat(on.people(name("wie"))).containsExactly(1L);
    assertThat(on.people(name("wex"))).containsExactly(1L);
    assertThat(on.people(name("wxx"))).isEmpty();
    assertThat(on.people(name("vei"))).isEmpty();
    assertThat(on.people(name("jx"))).isEmpty();
    assertThat(on.people(name("amena"))).containsExactly(2L);
    assertThat(on.people(name("amia"))).containsExactly(2L);
    assertThat(on.people(name("amima"))).containsExactly(2L);
    assertThat(on.people(name("amexa"))).isEmpty();
    assertThat(on.people(name("bernardete"))).containsExactly(3L);
    assertThat(on.people(name("barnadatte"))).containsExactly(3L);
    assertThat(on.people(name("barnadatta"))).isEmpty();
  }
}
