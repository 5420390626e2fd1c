package dev.microblog.platform.index;

import static dev.microblog.platform.index.TestIndex.NOW;
import static dev.microblog.platform.index.TestIndex.all;
import static dev.microblog.platform.index.TestIndex.any;
import static dev.microblog.platform.index.TestIndex.beginning;
import static dev.microblog.platform.index.TestIndex.name;
import static dev.microblog.platform.index.TestIndex.person;
import static dev.microblog.platform.index.TestIndex.post;
import static dev.microblog.platform.index.TestIndex.posts;
import static dev.microblog.platform.index.TestIndex.tagged;
import static dev.microblog.platform.index.TestIndex.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.OnSearchServers;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Page;
import dev.microblog.platform.db.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What every engine promises of generations, changes and the marks of who may find what. What is
/// found by which words is in [SearchIndexWordsTest], in which order in [SearchIndexOrderTest].
@OnSearchServers
@ParameterizedClass(name = "{0}")
@EnumSource
class SearchIndexTest {
  /// For a second, on a machine that has other work as well.
  private static final Duration SOON = Duration.ofSeconds(3);

  private final TestIndex on;
  private final SearchIndex index;

  SearchIndexTest(SearchEngine engine) {
    on = TestIndex.empty(engine);
    index = on.index();
  }

  @AfterEach
  void close() {
    on.close();
  }

  @AfterParameterizedClassInvocation
  static void clear(SearchEngine engine) {
    TestIndex.clear(engine);
  }

  private void ready() {
    index.use(index.begin().name());
  }

  private static Change put(Entry entry, long version) {
    return new Change.Put(entry, version);
  }

  private static Change remove(long id, long version) {
    return new Change.Remove(Entry.Kind.POST, id, version);
  }

  @Test
  void atFirstThereIsNoGenerationAndASearchSaysSo() {
    assertThat(index.current()).isNull();
    assertThat(index.state().documents()).isZero();
    assertThatExceptionOfType(IndexUnavailable.class).isThrownBy(on::found);
    assertThatExceptionOfType(IndexUnavailable.class).isThrownBy(() -> index.use("v1-no"));
    assertThatExceptionOfType(IndexUnavailable.class)
        .isThrownBy(() -> index.apply("v1-no", List.of(remove(1, 1))));
    assertThat(index.has("v1-no")).isFalse();
    assertThat(index.current()).isNull();
  }

  @Test
  void itsNameIsTheSameEveryTimeAndShort() {
    assertThat(index.name()).isNotEmpty().hasSizeLessThanOrEqualTo(64).isEqualTo(index.name());
  }

  @Test
  void aGenerationIsBuiltBesideTheOneThatIsSearched() {
    ready();
    String old = on.generation();
    on.put(post(1, "old"));

    SearchIndex.Generation begun = index.begin();
    assertThat(begun.layout()).isEqualTo(SearchIndex.LAYOUT);
    assertThat(begun.name()).isNotEqualTo(old);
    assertThat(index.has(begun.name())).isTrue();
    assertThat(index.has(old)).isTrue();
    assertThat(on.generation()).isEqualTo(old);
    index.apply(begun.name(), List.of(put(post(2, "new"), 1)));
    on.put(post(3, "old too"));
    assertThat(on.newest()).containsExactly(3L, 1L);

    index.use(begun.name());
    assertThat(index.current()).isEqualTo(begun);
    assertThat(on.newest()).containsExactly(2L);
    assertThat(index.has(begun.name())).isTrue();
    assertThat(index.has(old)).isFalse();
    assertThat(index.state().documents()).isEqualTo(1);
    assertThatExceptionOfType(IndexUnavailable.class)
        .isThrownBy(() -> index.apply(old, List.of(put(post(4, "late"), 1))));
    assertThat(index.has(old)).isFalse();
  }

  @Test
  void theGenerationThatIsSearchedCanBeUsedAgainAndEndsWhatIsBuilt() {
    ready();
    on.put(post(1, "here"));
    String begun = index.begin().name();
    index.use(on.generation());

    assertThat(on.newest()).containsExactly(1L);
    assertThat(index.has(begun)).isFalse();
    assertThatExceptionOfType(IndexUnavailable.class).isThrownBy(() -> index.use(begun));
    on.put(post(2, "on"));
    assertThat(on.newest()).containsExactly(2L, 1L);
  }

  @Test
  void noSearchFindsNothingWhileGenerationsChange() throws Exception {
    ready();
    on.put(post(1, "here"));
    AtomicBoolean done = new AtomicBoolean();
    List<List<Long>> wrong = new ArrayList<>();
    List<Throwable> failed = new ArrayList<>();
    Thread searching =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (!done.get()) {
                      List<Long> found = on.found(word("here"));
                      if (!found.equals(List.of(1L))) {
                        wrong.add(found);
                      }
                    }
                  } catch (RuntimeException | Error e) {
                    failed.add(e);
                  }
                });
    try {
      for (int i = 0; i < 4; i++) {
        String next = index.begin().name();
        index.apply(next, List.of(put(post(1, "here"), 1)));
        index.use(next);
      }
    } finally {
      done.set(true);
      searching.join();
    }
    assertThat(failed).isEmpty();
    assertThat(wrong).isEmpty();
  }

  @Test
  void whatIsAppliedIsFoundWithinASecond() throws InterruptedException {
    ready();
    // Servers stop showing changes by themselves where nobody has searched yet.
    index.apply(on.generation(), List.of(put(post(1, "one"), 1)));
    long deadline = System.nanoTime() + SOON.toNanos();
    while (!on.found(word("one")).equals(List.of(1L))) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  @Test
  void changesMayComeAgain() {
    ready();
    List<Change> changes =
        List.of(
            put(post(1, "first"), 1),
            put(post(2, "second"), 1),
            put(post(1, "changed"), 2),
            remove(2, Change.LAST_VERSION),
            remove(3, Change.LAST_VERSION));
    for (int i = 0; i < 3; i++) {
      on.apply(changes);
      assertThat(on.newest()).containsExactly(1L);
      assertThat(on.found(word("changed"))).containsExactly(1L);
      assertThat(on.found(word("first"))).isEmpty();
      assertThat(index.state().documents()).isEqualTo(1);
    }
  }

  @Test
  void postsAndPersonsOfOneIdDoNotReplaceEachOther() {
    ready();
    on.put(post(1, "micro"), person(1, "micro", "micro"));
    assertThat(on.newest()).containsExactly(1L);
    on.apply(List.of(remove(1, 2)));
    assertThat(on.newest()).isEmpty();
    assertThat(on.people(name("micro"))).containsExactly(1L);
  }

  /// Lucene has one process alone, which takes changes in order.
  @Test
  void theNewerOfTwoChangesHoldsWhereProcessesShareAServer() {
    if (on.engine() == SearchEngine.LUCENE) {
      return;
    }
    ready();
    try (SearchIndex other = on.onServer()) {
      on.apply(List.of(put(post(1, "newer"), 7), put(post(2, "gone"), 7), remove(3, 9)));
      assertThat(other.apply(on.generation(), List.of(put(post(1, "older"), 6)))).isEmpty();
      on.apply(List.of(remove(2, Change.LAST_VERSION)));
      other.apply(on.generation(), List.of(put(post(2, "back"), 8), put(post(3, "back"), 8)));
      other.apply(on.generation(), List.of(remove(1, 6)));
      on.show();

      assertThat(on.newest()).containsExactly(1L);
      assertThat(on.found(word("newer"))).containsExactly(1L);
      assertThat(other.current()).isEqualTo(index.current());
      String next = other.begin().name();
      assertThat(index.has(next)).isTrue();
      other.use(next);
      assertThat(on.generation()).isEqualTo(next);
      assertThat(on.newest()).isEmpty();
    }
  }

  @Test
  void manyChangesAtOnceAreAllKept() {
    ready();
    on.apply(
        LongStream.rangeClosed(1, 3_000)
            .mapToObj(id -> put(post(id, "en", "number " + id + " of many libraries"), 1))
            .toList());
    assertThat(index.state().documents()).isEqualTo(3_000);
    assertThat(on.found(word("number"))).hasSize(1_000);
    assertThat(on.found(word("2718"))).containsExactly(2718L);
  }

  @Test
  void anEntryThatIsRefusedIsNamedAndTheOthersAreKept() {
    ready();
    List<Change> changes =
        List.of(
            put(post(1, "before"), 1),
            put(tagged(2, "t".repeat(40_000)), 1),
            put(post(3, "after"), 1));
    assertThat(index.apply(on.generation(), changes)).containsExactly(Entry.Kind.POST.key(2));
    on.show();
    assertThat(on.newest()).containsExactly(3L, 1L);
  }

  @Test
  void textsOfAnySizeAreKept() {
    ready();
    String letters = "a".repeat(500);
    String pairs = "a" + "𐐷".repeat(100);
    String long5000 = "one two three four ".repeat(260) + "five";
    String[] tags = IntStream.range(0, 30).mapToObj(i -> "tag" + i).toArray(String[]::new);
    on.put(
        post(1, letters),
        post(2, pairs),
        post(3, long5000),
        tagged(4, tags),
        post(5, ""),
        post(6, " \n\t .…!"),
        person(7, "wei", ""));

    assertThat(on.found(word(letters))).containsExactly(1L);
    assertThat(on.found(word(pairs))).containsExactly(2L);
    assertThat(on.found(word("five"))).containsExactly(3L);
    assertThat(on.found(new Clause.Tag("tag29", false))).containsExactly(4L);
    assertThat(on.newest()).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
    assertThat(on.people(name("wei"))).containsExactly(7L);
  }

  @Test
  void aQueryMayHaveThirtyTwoParts() {
    ready();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      for (int j = 0; j < 25; j++) {
        words.add("w" + (char) ('a' + i / 16) + (char) ('a' + i % 16) + "x" + (char) ('a' + j));
      }
    }
    on.put(post(1, String.join(" ", words)), post(2, "waax"));
    Clause[] parts =
        IntStream.range(0, 32)
            .mapToObj(i -> "w" + (char) ('a' + i / 16) + (char) ('a' + i % 16) + "x")
            .map(TestIndex::beginning)
            .toArray(Clause[]::new);

    assertThat(on.found(parts)).containsExactly(1L);
    assertThat(on.found(all(parts))).containsExactly(1L);
    assertThat(on.found(any(parts))).containsExactlyInAnyOrder(1L, 2L);
    assertThat(on.newest(parts)).containsExactly(1L);
    Clause[] names =
        IntStream.range(0, 32)
            .mapToObj(i -> any(name("amina" + i), beginning("amina" + i)))
            .toArray(Clause[]::new);
    on.put(person(3, "amina1", ""));
    assertThat(on.people(any(names))).containsExactly(3L);
  }

  @Test
  void onlyWhoHasAMarkFinds() {
    ready();
    on.put(
        Entry.post(1, Set.of("all"), 7, NOW, "", List.of(), "secret"),
        Entry.post(2, Set.of("u7", "u8"), 7, NOW, "", List.of(), "secret"),
        Entry.post(3, Set.of("u8"), 7, NOW, "", List.of(), "secret"),
        Entry.post(4, Set.of(), 7, NOW, "", List.of(), "secret"),
        Entry.person(5, Set.of("all"), NOW, "secret", "secret"));

    assertThat(seen(Set.of("all"))).containsExactly(1L);
    assertThat(seen(Set.of("all", "u7"))).containsExactlyInAnyOrder(1L, 2L);
    assertThat(seen(Set.of("u8"))).containsExactlyInAnyOrder(2L, 3L);
    assertThat(seen(Set.of("u", "u77", "U7", "p:all", ""))).isEmpty();
    assertThat(seen(Set.of())).isEmpty();
    assertThat(on.people(any(word("secret"), name("secret")))).containsExactly(5L);
    assertThat(
            index.newest(
                new Wanted(
                    Entry.Kind.POST,
                    Set.of("u7"),
                    List.of(any(word("secret"), all())),
                    List.of(word("nothing"))),
                Range.first(9)))
        .containsExactly(2L);
    on.put(Entry.post(2, Set.of("u8"), 7, NOW, "", List.of(), "secret"));
    assertThat(seen(Set.of("all", "u7"))).containsExactly(1L);
  }

  private List<Long> seen(Set<String> audience) {
    Wanted wanted = new Wanted(Entry.Kind.POST, audience, List.of(word("secret")), List.of());
    List<Long> best = index.best(wanted, NOW, Long.MAX_VALUE, 9);
    assertThat(index.newest(wanted, Range.first(9))).containsExactlyInAnyOrderElementsOf(best);
    return best;
  }

  @Test
  void stretchesOfTheNewestHaveBoundsAndADirection() {
    ready();
    on.apply(LongStream.rangeClosed(1, 9).mapToObj(id -> put(post(id, "x"), 1)).toList());

    assertThat(stretch(Range.first(3))).containsExactly(9L, 8L, 7L);
    assertThat(stretch(Range.before(4, 2))).containsExactly(3L, 2L);
    assertThat(stretch(Range.before(1, 2))).isEmpty();
    assertThat(stretch(Range.after(4, 2))).containsExactly(5L, 6L);
    assertThat(stretch(Range.after(9, 2))).isEmpty();
    assertThat(stretch(new Range(8, 2, 2, false))).containsExactly(7L, 6L);
    assertThat(stretch(new Range(8, 2, 2, true))).containsExactly(3L, 4L);
    assertThat(index.best(posts(word("x")), NOW, 4, 2)).containsExactly(3L, 2L);
    assertThat(index.best(posts(), NOW, 4, 9)).containsExactly(3L, 2L, 1L);
  }

  @Test
  void idsAreExactHoweverGreat() {
    ready();
    long great = (1L << 62) + 1;
    on.put(post(great, "x"), post(great + 1, "x"), post(great + 2, "x"));
    assertThat(on.newest()).containsExactly(great + 2, great + 1, great);
    assertThat(stretch(Range.before(great + 2, 1))).containsExactly(great + 1);
    assertThat(stretch(Range.after(great, 1))).containsExactly(great + 1);
    assertThat(index.best(posts(word("x")), NOW, great + 1, 9)).containsExactly(great);
  }

  private List<Long> stretch(Range range) {
    return index.newest(posts(), range);
  }

  @Test
  void pagesHaveNoGapAndNoDoubleWhileEntriesCome() {
    ready();
    on.apply(LongStream.rangeClosed(1, 60).mapToObj(id -> put(post(id, "x"), 1)).toList());
    List<Long> down = new ArrayList<>();
    long next = 61;
    for (List<Long> page = stretch(Range.first(7));
        !page.isEmpty();
        page = stretch(Range.before(down.getLast(), 7))) {
      assertThat(down).as("no page comes again").doesNotContainAnyElementsOf(page);
      down.addAll(page);
      on.put(post(next++, "x"));
    }
    assertThat(down)
        .containsExactlyElementsOf(LongStream.iterate(60, id -> id - 1).limit(60).boxed().toList());

    List<Long> up = new ArrayList<>();
    long last = next - 1;
    for (List<Long> page = stretch(Range.after(0, 7));
        !page.isEmpty();
        page = stretch(Range.after(up.getLast(), 7))) {
      assertThat(up).as("no page comes again").doesNotContainAnyElementsOf(page);
      up.addAll(page);
      if (next < 80) {
        on.put(post(next++, "x"));
      }
    }
    assertThat(last).isGreaterThan(60);
    assertThat(up).containsExactlyElementsOf(LongStream.range(1, next).boxed().toList());
  }

  @Test
  void theStateNamesTheEngineAndWhatIsKept() {
    ready();
    on.put(post(1, "one"), post(2, "two"), person(3, "wei", ""));
    SearchIndex.State state = index.state();

    assertThat(state.engine())
        .isEqualTo(
            switch (on.engine()) {
              case LUCENE -> "Lucene";
              case OPENSEARCH_3 -> "OpenSearch";
              default -> "Elasticsearch";
            });
    assertThat(state.version())
        .matches("[0-9]+[.][0-9]+[.][0-9]+")
        .startsWith(on.engine().version());
    assertThat(state.documents()).isEqualTo(3);
    assertThat(state.bytes()).isPositive();
    on.apply(List.of(remove(1, 2)));
    assertThat(index.state().documents()).isEqualTo(2);
  }

  /// The last page that has a number is read with all before it.
  @Test
  void theLastNumberedPageIsAnswered() {
    ready();
    on.put(post(1, "kite"));
    Range most = Range.first(Cursor.LAST_NUMBER * Page.SIZE + 1);
    assertThat(index.newest(posts(word("kite")), most)).containsExactly(1L);
  }
}
