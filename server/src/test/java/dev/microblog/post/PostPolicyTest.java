package dev.microblog.post;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.account.Viewer;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PostPolicyTest {
  private static final Viewer AMINA = new Viewer(1, "amina");
  private static final Viewer BEN = new Viewer(11, "ben");
  private static final List<Viewer> VIEWERS = List.of(AMINA, BEN, Viewer.NOBODY);

  private static Post post(Viewer author, Visibility visibility) {
    return new Post(7, author.id(), author.name(), "words", "en", visibility, 0, null);
  }

  /// What the index lets out and what is checked after it are one rule, said twice.
  @ParameterizedTest
  @EnumSource(Visibility.class)
  void theMarksOfAPostAreThoseOfWhoMayFindIt(Visibility visibility) {
    for (Viewer author : List.of(AMINA, BEN)) {
      for (boolean hidden : List.of(true, false)) {
        for (Viewer viewer : VIEWERS) {
          Post post = post(author, visibility);
          boolean shared =
              !Collections.disjoint(PostPolicy.audience(post, hidden), PostPolicy.marks(viewer));
          assertThat(shared)
              .as("%s of %s, hidden %s, for %s", visibility, author.name(), hidden, viewer.name())
              .isEqualTo(PostPolicy.findable(post, hidden, viewer, Set.of()));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Visibility.class)
  void nothingIsFoundThatMayNotBeSeen(Visibility visibility) {
    for (Viewer viewer : VIEWERS) {
      Post post = post(AMINA, visibility);
      if (!PostPolicy.visible(post, viewer, Set.of())) {
        assertThat(PostPolicy.findable(post, false, viewer, Set.of())).isFalse();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, true"})
  void whoHidesIsFoundByThemselvesAlone(boolean hidden, boolean byOthers) {
    Post post = post(AMINA, Visibility.PUBLIC);
    assertThat(PostPolicy.findable(post, hidden, AMINA, Set.of())).isTrue();
    assertThat(PostPolicy.findable(post, hidden, BEN, Set.of())).isEqualTo(byOthers);
    assertThat(PostPolicy.findable(post, hidden, Viewer.NOBODY, Set.of())).isEqualTo(byOthers);
  }

  @ParameterizedTest
  @EnumSource(Visibility.class)
  void whoIsApartFromTheAuthorNeitherSeesNorFindsThePost(Visibility visibility) {
    Post post = post(AMINA, visibility);
    assertThat(PostPolicy.visible(post, BEN, Set.of(AMINA.id()))).isFalse();
    assertThat(PostPolicy.findable(post, false, BEN, Set.of(AMINA.id()))).isFalse();
    assertThat(PostPolicy.visible(post, BEN, Set.of(BEN.id(), 99L))).isTrue();
  }

  @Test
  void nobodyHasTheMarkOfAPersonWhoseIdBeginsLikeTheirs() {
    assertThat(PostPolicy.marks(BEN)).doesNotContain(PostPolicy.only(AMINA.id()));
  }
}
