package dev.microblog.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.account.People;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.OnEachEngine;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.text.Graphemes;
import dev.microblog.platform.time.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachEngine
class PostStoreTest {
  /// Ten code points, 35 bytes, that a reader takes for one letter.
  private static final String KISS = "👩🏽‍❤️‍💋‍👨🏿";

  private static final long GREATEST_ID = (1L << 53) - 1;

  private final PostStore store = new PostStore();
  private final PostRemovalStore removal = new PostRemovalStore();
  private final Database database;
  private final Viewer amina;
  private final Viewer ben;

  PostStoreTest(TestDatabase on) {
    database = on.database();
    on.clear();
    amina = People.join(database, "Amina");
    ben = People.join(database, "ben");
  }

  private <T extends @Nullable Object> T act(Function<DSLContext, T> act) {
    return database.write(transaction -> act.apply(transaction.sql()));
  }

  private static Post post(long id, Viewer author, String body) {
    return new Post(id, author.id(), author.name(), body, "en", Visibility.PUBLIC, 70 + id, null);
  }

  private boolean insert(Post post, @Nullable String submission) {
    return act(sql -> store.insert(sql, post, submission));
  }

  private List<Post> byIds(Long... ids) {
    return database.read(sql -> store.byIds(sql, List.of(ids)));
  }

  private void tag(long postId, String... keys) {
    this.<@Nullable Void>act(
        sql -> {
          store.tag(sql, postId, List.of(keys));
          return null;
        });
  }

  private void mention(long postId, Map<String, Long> accounts) {
    this.<@Nullable Void>act(
        sql -> {
          store.mention(sql, postId, accounts);
          return null;
        });
  }

  @Test
  void removalLeavesNothingOfOneAuthorAndAllOfTheOthers() {
    for (long id = 1; id <= 5; id++) {
      insert(post(id, amina, "by amina"), "form " + id);
      tag(id, "bread");
      mention(id, Map.of("ben", ben.id()));
    }
    act(sql -> store.delete(sql, 3, 99));
    insert(post(6, ben, "by ben, to @amina"), null);
    tag(6, "bread");
    mention(6, Map.of("amina", amina.id(), "ben", ben.id()));

    List<Integer> removed = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      removed.add(act(sql -> removal.remove(sql, amina.id(), 2)));
    }
    int mentions = act(sql -> removal.removeMentions(sql, amina.id(), 10));
    int none = act(sql -> removal.removeMentions(sql, amina.id(), 10));

    assertThat(removed).containsExactly(2, 2, 1, 0);
    assertThat(List.of(mentions, none)).containsExactly(1, 0);
    assertThat(byIds(1L, 2L, 3L, 4L, 5L, 6L)).extracting(Post::id).containsExactly(6L);
    List<Long> tagged = database.read(sql -> store.idsByTag(sql, "bread", Range.first(9)));
    assertThat(tagged).containsExactly(6L);
    Map<Long, Map<String, String>> meant =
        database.read(sql -> store.mentions(sql, List.of(1L, 6L)));
    assertThat(meant).isEqualTo(Map.of(6L, Map.of("ben", "ben")));
  }

  @Test
  void aPostIsReadAsItWasWritten() {
    Post first = post(1, amina, "¡Hola! 你好 😀 \u0645\u0631\u062d\u0628\u0627\n\n'\"\\%_;--");
    Post last = post(GREATEST_ID, ben, "x");
    insert(first, null);
    insert(last, "form");

    assertThat(byIds(GREATEST_ID, 1L, 99L)).containsExactlyInAnyOrder(first, last);
    assertThat(byIds()).isEmpty();
  }

  @Test
  void theLongestPostIsKeptLetterByLetter() {
    String body = KISS.repeat(5_000);
    assertThat(Graphemes.within(body, 5_000)).isTrue();

    insert(post(1, amina, body), null);

    assertThat(byIds(1L)).extracting(Post::body).containsExactly(body);
  }

  @Test
  void manyPostsAreReadAtOnce() {
    List<Post> written = new ArrayList<>();
    for (long id = 1; id <= 100; id++) {
      written.add(post(id, amina, "number " + id));
    }
    this.<@Nullable Void>act(
        sql -> {
          written.forEach(post -> store.insert(sql, post, null));
          return null;
        });

    for (int count : new int[] {1, 31, 32, 33, 64, 100}) {
      Long[] ids = written.stream().limit(count).map(Post::id).toArray(Long[]::new);
      assertThat(byIds(ids)).containsExactlyInAnyOrderElementsOf(written.subList(0, count));
    }
  }

  @Test
  void nobodyWithoutAnAccountPosts() {
    assertThatExceptionOfType(IntegrityConstraintViolationException.class)
        .isThrownBy(() -> insert(post(1, new Viewer(77, "nobody"), "x"), null));
  }

  @Test
  void aFormSentTwiceIsOnePost() {
    assertThat(insert(post(1, amina, "once"), "form")).isTrue();
    assertThat(insert(post(2, amina, "twice"), "form")).isFalse();

    assertThat(byIds(1L, 2L)).extracting(Post::body).containsExactly("once");
    assertThat(bySubmission(amina, "form")).isEqualTo(1);
    assertThat(bySubmission(amina, "FORM")).isNull();
    assertThat(bySubmission(ben, "form")).isNull();
  }

  private @Nullable Long bySubmission(Viewer author, String submission) {
    return database.<@Nullable Long>read(sql -> store.bySubmission(sql, author.id(), submission));
  }

  @Test
  void formsOfOthersAndFormsWithoutANameAreOtherPosts() {
    assertThat(insert(post(1, amina, "a"), "f".repeat(64))).isTrue();
    assertThat(insert(post(2, ben, "b"), "f".repeat(64))).isTrue();
    assertThat(insert(post(3, ben, "c"), null)).isTrue();
    assertThat(insert(post(4, ben, "d"), null)).isTrue();

    assertThat(byIds(1L, 2L, 3L, 4L)).hasSize(4);
  }

  @Test
  void aFormSentEightTimesAtOnceIsOnePost() throws Exception {
    List<Boolean> inserted =
        Together.call(8, i -> insert(post(i + 1L, amina, "number " + i), "form"));

    assertThat(inserted).containsOnlyOnce(true);
    assertThat(bySubmission(amina, "form")).isEqualTo(inserted.indexOf(true) + 1L);
  }

  @Test
  void aChangedPostShowsItsNewWordsAndWhenTheyChanged() {
    insert(post(1, amina, "old"), null);

    this.<@Nullable Void>act(
        sql -> {
          store.update(sql, 1, "new 🆕", "es", 999, null);
          return null;
        });

    assertThat(byIds(1L))
        .containsExactly(
            new Post(1, amina.id(), "Amina", "new 🆕", "es", Visibility.PUBLIC, 71, 999L));
  }

  @Test
  void aDeletedPostIsInNoListAndKeepsNoWords() {
    insert(post(1, amina, "gone"), "form");
    insert(post(2, amina, "stays"), null);

    boolean deleted = act(sql -> store.delete(sql, 1, 500));
    boolean again = act(sql -> store.delete(sql, 1, 600));

    assertThat(deleted).isTrue();
    assertThat(again).isFalse();
    assertThat(byIds(1L, 2L)).extracting(Post::id).containsExactly(2L);
    assertThat(ids((sql, range) -> store.publicIds(sql, range), Range.first(9)))
        .containsExactly(2L);
    assertThat(ids((sql, range) -> store.idsByAuthor(sql, amina.id(), range), Range.first(9)))
        .containsExactly(2L);
    Object body = database.read(sql -> sql.fetchValue("select body from post where id = 1"));
    assertThat(body).isEqualTo("");
  }

  @Test
  void tagsAreReplaced() {
    insert(post(1, amina, "x"), null);
    insert(post(2, ben, "y"), null);
    String longest = "ש".repeat(128);
    tag(1, "java", "猫", longest);
    tag(2, "java");

    assertThat(tagged("java")).containsExactly(2L, 1L);
    assertThat(tagged("猫")).containsExactly(1L);
    assertThat(tagged(longest)).containsExactly(1L);
    assertThat(tagged("Java")).isEmpty();
    tag(1, "java", "sql");

    assertThat(tagged("java")).containsExactly(2L, 1L);
    assertThat(tagged("sql")).containsExactly(1L);
    assertThat(tagged("猫")).isEmpty();
    tag(1);
    assertThat(tagged("java")).containsExactly(2L);
  }

  /// Folding may lengthen a text, so what is short enough to read may be too long for its column.
  @Test
  void everyTagOfAPostFitsItsColumn() {
    for (String letter : Set.of("ß", "ŉ", "ﷺ", "ΐ", "İ", "ﬃ", "㍿", "𝔘", "\uD804\uDD40")) {
      Set<String> keys = PostText.tagKeys('#' + letter.repeat(PostText.TAG_MAX));
      insert(post(1, amina, "x"), null);

      tag(1, keys.toArray(String[]::new));

      assertThat(keys).allSatisfy(key -> assertThat(tagged(key)).containsExactly(1L));
    }
  }

  private List<Long> tagged(String key) {
    return ids((sql, range) -> store.idsByTag(sql, key, range), Range.first(9));
  }

  @Test
  void mentionsAreReplacedAndShowNamesAsTheyAreNow() {
    insert(post(1, amina, "x"), null);
    insert(post(2, amina, "y"), null);
    mention(1, Map.of("amina", amina.id(), "ben", ben.id()));
    mention(2, Map.of("ben", ben.id()));

    assertThat(mentions(1L, 2L, 3L))
        .isEqualTo(Map.of(1L, Map.of("amina", "Amina", "ben", "ben"), 2L, Map.of("ben", "ben")));
    mention(1, Map.of("old_ben", ben.id()));

    assertThat(mentions(1L)).isEqualTo(Map.of(1L, Map.of("old_ben", "ben")));
    mention(1, Map.of());
    assertThat(mentions(1L)).isEmpty();
    assertThat(mentions()).isEmpty();
  }

  private Map<Long, Map<String, String>> mentions(Long... ids) {
    return database.read(sql -> store.mentions(sql, List.of(ids)));
  }

  private List<Long> ids(BiFunction<DSLContext, Range, List<Long>> list, Range range) {
    return database.read(sql -> list.apply(sql, range));
  }

  @Test
  void everyListIsReadByRanges() {
    for (long id : new long[] {10, 20, 30, 40, GREATEST_ID}) {
      insert(post(id, amina, "x"), null);
      insert(post(id - 1, ben, "y"), null);
      tag(id, "tag");
    }
    assertRanges((sql, range) -> store.idsByAuthor(sql, amina.id(), range));
    assertRanges((sql, range) -> store.idsByTag(sql, "tag", range));
    assertThat(ids((sql, range) -> store.publicIds(sql, range), Range.before(30, 3)))
        .containsExactly(29L, 20L, 19L);
    assertThat(ids((sql, range) -> store.publicIds(sql, range), Range.after(29, 3)))
        .containsExactly(30L, 39L, 40L);
  }

  private void assertRanges(BiFunction<DSLContext, Range, List<Long>> list) {
    assertThat(ids(list, Range.first(2))).containsExactly(GREATEST_ID, 40L);
    assertThat(ids(list, Range.first(9))).containsExactly(GREATEST_ID, 40L, 30L, 20L, 10L);
    assertThat(ids(list, Range.before(30, 2))).containsExactly(20L, 10L);
    assertThat(ids(list, Range.before(31, 1))).containsExactly(30L);
    assertThat(ids(list, Range.before(10, 5))).isEmpty();
    assertThat(ids(list, Range.before(Long.MAX_VALUE, 1))).containsExactly(GREATEST_ID);
    assertThat(ids(list, Range.after(20, 2))).containsExactly(30L, 40L);
    assertThat(ids(list, Range.after(GREATEST_ID, 5))).isEmpty();
    assertThat(ids(list, Range.after(0, 1))).containsExactly(10L);
    assertThat(ids(list, new Range(40, 10, 9, false))).containsExactly(30L, 20L);
    assertThat(ids(list, new Range(40, 10, 9, true))).containsExactly(20L, 30L);
  }
}
