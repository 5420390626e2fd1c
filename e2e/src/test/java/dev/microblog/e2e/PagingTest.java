package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Reading back through more posts than a page holds.
class PagingTest {
  private static final int POSTS = 64;

  @RegisterExtension static final Site SITE = new Site();

  private static final Person WEI = Person.of("wei");

  /// The posts from the newest to the oldest.
  private static final List<String> ALL =
      IntStream.rangeClosed(1, POSTS).mapToObj(n -> "Note " + (POSTS + 1 - n) + ".").toList();

  @BeforeAll
  static void write() throws IOException {
    SITE.person(WEI.name());
    Client client = SITE.client(WEI);
    for (String text : ALL.reversed()) {
      client.write(text + " #counted");
    }
  }

  @Journey
  void eachPostIsSeenOnceOnTheWayBackAndOnTheWayForth(Scripts scripts) throws IOException {
    for (String path : new String[] {"/index", "/explore", "/user/wei", "/tag/counted"}) {
      Visitor visitor = SITE.visitor(scripts, WEI).open(path);
      List<String> back = new ArrayList<>(texts(visitor));
      assertThat(visitor.link("Newer posts").count()).isZero();
      while (visitor.link("Older posts").count() == 1) {
        visitor.follow("Older posts");
        back.addAll(texts(visitor));
      }
      assertThat(back).as("from newest to oldest at %s", path).isEqualTo(ALL);
      assertThat(visitor.page().locator(".pager").textContent()).contains("That is all");
      visitor.looksAround();

      List<String> forth = new ArrayList<>(texts(visitor));
      while (visitor.link("Newer posts").count() == 1) {
        visitor.follow("Newer posts");
        forth.addAll(0, texts(visitor));
      }
      // The newest page is shown whole, so it may begin with what the page before it showed.
      assertThat(forth.stream().distinct()).as("and forth at %s", path).hasSameElementsAs(ALL);
      assertThat(texts(visitor)).isEqualTo(ALL.subList(0, 25));
    }
  }

  @Journey
  void theNumberedPagesOfOldBookmarksStillAnswer(Scripts scripts) throws IOException {
    Visitor visitor = SITE.visitor(scripts, WEI);
    assertThat(texts(visitor.open("/index?page=2"))).isEqualTo(ALL.subList(25, 50));
    assertThat(texts(visitor.open("/index?page=3"))).isEqualTo(ALL.subList(50, POSTS));
    assertThat(texts(visitor.open("/index?page=0"))).isEqualTo(ALL.subList(0, 25));
    assertThat(texts(visitor.open("/index?page=x"))).isEqualTo(ALL.subList(0, 25));
    visitor.open("/index?page=99999999999999999999");
    assertThat(texts(visitor)).isEmpty();
    visitor.looksAround();
  }

  private static List<String> texts(Visitor visitor) {
    // A click returns when the next page begins to arrive.
    visitor.page().waitForLoadState();
    Locator bodies = visitor.page().locator(".post-body");
    return bodies.allTextContents().stream()
        .map(text -> text.replace("#counted", "").strip())
        .toList();
  }
}
