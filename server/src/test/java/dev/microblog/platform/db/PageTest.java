package dev.microblog.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  private static Page<Long> page(FakeList list, Cursor cursor) {
    return Page.read(cursor, list::read, id -> id);
  }

  private static List<Page<Long>> forward(FakeList list) {
    List<Page<Long>> pages = new ArrayList<>();
    Page<Long> page = page(list, Cursor.first());
    pages.add(page);
    while (page.older() != null) {
      page = page(list, page.older());
      pages.add(page);
      assertThat(pages.size()).isLessThan(1000);
    }
    return pages;
  }

  private static List<Long> items(List<Page<Long>> pages) {
    return pages.stream().flatMap(page -> page.items().stream()).toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 24, 25, 26, 49, 50, 51, 75, 76, 260})
  void pagingForwardShowsEachItemOnceNewestFirst(long size) {
    FakeList list = new FakeList(1, size);
    List<Page<Long>> pages = forward(list);

    assertThat(items(pages)).isEqualTo(list.all());
    assertThat(pages).hasSize(Math.max(1, Math.ceilDiv((int) size, Page.SIZE)));
    assertThat(list.most).isEqualTo(Page.SIZE + 1);
    assertThat(pages.getFirst().newer()).isNull();
    assertThat(pages.getLast().older()).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {26, 50, 51, 75, 76, 260})
  void pagingBackShowsTheSamePagesAgain(long size) {
    FakeList list = new FakeList(1, size);
    List<Page<Long>> forward = forward(list);
    List<Page<Long>> back = new ArrayList<>();
    Page<Long> page = forward.getLast();
    back.addFirst(page);
    while (page.newer() != null) {
      page = page(list, page.newer());
      back.addFirst(page);
      assertThat(back.size()).isLessThan(1000);
    }

    assertThat(back).isEqualTo(forward);
  }

  @Test
  void pageNumbersShowTheSameAsCursors() {
    FakeList list = new FakeList(1, 130);
    List<Page<Long>> forward = forward(list);

    for (int number = 1; number <= forward.size(); number++) {
      assertThat(page(list, new Cursor.Numbered(number))).isEqualTo(forward.get(number - 1));
    }
    assertThat(page(list, new Cursor.Numbered(forward.size() + 1)).items()).isEmpty();
  }

  @Test
  void theLastPageNumberIsAnswered() {
    FakeList list = new FakeList(1, 20_000);
    Page<Long> page = page(list, new Cursor.Numbered(Cursor.LAST_NUMBER));

    assertThat(page.items()).hasSize(25).first().isEqualTo(20_000L - 399 * 25);
    assertThat(page(list, Objects.requireNonNull(page.older())).items())
        .first()
        .isEqualTo(20_000L - 400 * 25);
  }

  @Test
  void newItemsDoNotShiftTheOlderPages() {
    FakeList list = new FakeList(1, 60);
    Page<Long> first = page(list, Cursor.first());
    list.add(61);
    list.add(62);

    assertThat(page(list, Objects.requireNonNull(first.older())).items()).first().isEqualTo(35L);
  }

  @Test
  void newItemsAreShownOnTheWayBack() {
    FakeList list = new FakeList(1, 60);
    Page<Long> second = page(list, Objects.requireNonNull(page(list, Cursor.first()).older()));
    list.add(61);
    Page<Long> back = page(list, Objects.requireNonNull(second.newer()));

    assertThat(back.items()).hasSize(25).first().isEqualTo(60L);
    assertThat(page(list, Objects.requireNonNull(back.newer())).items()).first().isEqualTo(61L);
  }

  @Test
  void aDeletedItemAtThePagesEdgeDoesNotMatter() {
    FakeList list = new FakeList(1, 60);
    Page<Long> first = page(list, Cursor.first());
    list.remove(36);

    assertThat(page(list, Objects.requireNonNull(first.older())).items()).first().isEqualTo(35L);
  }

  @ParameterizedTest
  @ValueSource(longs = {35, 36, 60, 61, Long.MAX_VALUE})
  void theNewestPageReachedFromBelowIsWhole(long after) {
    Page<Long> page = page(new FakeList(1, 60), new Cursor.After(after));

    assertThat(page).isEqualTo(page(new FakeList(1, 60), Cursor.first()));
  }

  @Test
  void cursorsBeyondTheListAreAnswered() {
    FakeList list = new FakeList(100, 160);

    assertThat(page(list, new Cursor.Before(1)).items()).isEmpty();
    assertThat(page(list, new Cursor.Before(100)).items()).isEmpty();
    assertThat(page(list, new Cursor.Before(Long.MAX_VALUE)).items()).first().isEqualTo(160L);
    assertThat(page(list, new Cursor.After(1)).items()).last().isEqualTo(100L);
    assertThat(page(new FakeList(1, 0), new Cursor.After(1)).items()).isEmpty();
  }

  @Test
  void otherItemsKeepTheCursors() {
    Page<Long> page = page(new FakeList(1, 60), new Cursor.Before(40));
    Page<String> named = page.with(List.of("one", "two"));

    assertThat(named.items()).containsExactly("one", "two");
    assertThat(named.newer()).isEqualTo(new Cursor.After(39));
    assertThat(named.older()).isEqualTo(new Cursor.Before(15));
  }
}
