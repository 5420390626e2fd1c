package dev.microblog.platform.index;

import static dev.microblog.platform.index.TestIndex.AMINA;
import static dev.microblog.platform.index.TestIndex.DAY;
import static dev.microblog.platform.index.TestIndex.NOW;
import static dev.microblog.platform.index.TestIndex.any;
import static dev.microblog.platform.index.TestIndex.beginning;
import static dev.microblog.platform.index.TestIndex.name;
import static dev.microblog.platform.index.TestIndex.person;
import static dev.microblog.platform.index.TestIndex.post;
import static dev.microblog.platform.index.TestIndex.posts;
import static dev.microblog.platform.index.TestIndex.word;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.OnSearchServers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What every engine finds first.
@OnSearchServers
@ParameterizedClass(name = "{0}")
@EnumSource
class SearchIndexOrderTest {
  private final TestIndex on;

  SearchIndexOrderTest(SearchEngine engine) {
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

  private int others;

  /// Posts that nobody finds, but by which an engine knows how seldom a word is.
  private void others(int count, String text) {
    for (int from = 0; from < count; from += 50) {
      Entry[] entries = new Entry[Math.min(50, count - from)];
      for (int i = 0; i < entries.length; i++) {
        entries[i] =
            Entry.post(1_000 + others++, Set.of("nobody"), AMINA, NOW, "en", List.of(), text);
      }
      on.put(entries);
    }
  }

  @Test
  void theWordItselfComesBeforeAnotherFormOfIt() {
    others(50, "libraries and some more words so that most are of one length");
    others(50, "no such book and some more words so that most are of one length");
    on.put(
        post(1, "en", "libraries and some more words so that most are of length"),
        post(2, "en", "library and some more words so that most are"));
    assertThat(on.found(word("libraries"))).containsExactly(1L, 2L);
  }

  @Test
  void theWordItselfComesBeforeALongerOne() {
    others(20, "micro");
    others(20, "microblog");
    on.put(post(1, "micro"), post(2, "microblog"));
    assertThat(on.found(beginning("micro"))).containsExactly(1L, 2L);
  }

  @Test
  void theSeldomWordMattersMore() {
    others(50, "often");
    on.put(post(1, "seldom"), post(2, "often"));
    assertThat(on.found(any(word("often"), word("seldom")))).containsExactly(1L, 2L);
  }

  @Test
  void moreOfTheWordsComeBeforeFewer() {
    others(10, "one two three");
    on.put(post(1, "one two three"), post(2, "one two four"), post(3, "one five four"));
    assertThat(on.found(any(word("one"), word("two"), word("three")))).containsExactly(1L, 2L, 3L);
  }

  @Test
  void theNewComesBeforeTheOldWhereTheWordsAreTheSame() {
    on.put(
        post(1, "", NOW - DAY, "same words"),
        post(2, "", NOW - 400 * DAY, "same words"),
        post(3, "", NOW - 30 * DAY, "same words"));
    assertThat(on.found(word("same"))).containsExactly(1L, 3L, 2L);
    // At another time that is as it was then.
    assertThat(on.index().best(posts(word("same")), NOW - 400 * DAY, 9, 9)).startsWith(2L);
  }

  @Test
  void newnessNeverOutweighsAClearlyBetterMatch() {
    others(10, "one two three");
    on.put(post(1, "", NOW - 4_000 * DAY, "one two three"), post(2, "", NOW, "one four five"));
    assertThat(on.found(any(word("one"), word("two"), word("three")))).containsExactly(1L, 2L);
  }

  @Test
  void newnessOutweighsASlightlyBetterMatch() {
    others(10, "one two three four five");
    on.put(
        post(1, "", NOW - 4_000 * DAY, "one two three four five"),
        post(2, "", NOW, "one two three four six"));
    assertThat(on.found(any(word("one"), word("two"), word("three"), word("four"), word("five"))))
        .containsExactly(2L, 1L);
  }

  @Test
  void whatIsAlikeInAllComesByItsId() {
    on.put(post(3, "same"), post(1, "same"), post(4, "same"));
    on.put(post(2, "same"), post(5, "same"));
    assertThat(on.found(word("same"))).containsExactly(5L, 4L, 3L, 2L, 1L);
    assertThat(on.found()).containsExactly(5L, 4L, 3L, 2L, 1L);
    assertThat(on.found(new Clause.Author(AMINA))).containsExactly(5L, 4L, 3L, 2L, 1L);
    assertThat(on.index().best(posts(word("same")), NOW, Long.MAX_VALUE, 2))
        .containsExactly(5L, 4L);
  }

  @Test
  void aConditionThatOnlyLetsThroughDoesNotChangeTheOrder() {
    others(50, "often");
    on.put(post(1, "en", "seldom"), post(2, "en", "often"));
    assertThat(
            on.found(
                any(word("often"), word("seldom")),
                new Clause.Language("en"),
                new Clause.Author(AMINA),
                new Clause.Time(0, NOW + 1)))
        .containsExactly(1L, 2L);
  }

  @Test
  void aNameItselfComesBeforeOneThatBeginsSoBeforeOneThatIsNearlySo() {
    on.put(
        person(1, "amina", ""),
        person(2, "amina_2", "amina"),
        person(3, "aminata", ""),
        person(4, "amena", ""),
        person(5, "ben", "a friend of amina"));
    assertThat(on.people(name("amina"))).containsExactly(2L, 1L, 3L, 4L);
    assertThat(on.people(name("amena"))).containsExactly(4L, 2L, 1L);
    assertThat(on.people(any(name("amina"), word("amina")))).startsWith(2L, 1L, 3L).contains(5L);
  }

  @Test
  void theLanguageOfAPostDoesNotHideItsWords() {
    on.put(post(1, "zh", "我在 library 等你"), post(2, "es", "una library"));
    assertThat(on.found(word("library"))).containsExactlyInAnyOrder(1L, 2L);
  }
}
