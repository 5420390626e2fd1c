package dev.microblog.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  private static final String BEYOND = "99999999999999999999999";

  @Test
  void withoutAnythingItIsTheFirstPage() {
    assertThat(Cursor.of(null, null, null)).isEqualTo(Cursor.first());
  }

  @Test
  void idsAreRead() {
    assertThat(Cursor.of("42", null, null)).isEqualTo(new Cursor.Before(42));
    assertThat(Cursor.of(null, "42", null)).isEqualTo(new Cursor.After(42));
    assertThat(Cursor.of(null, null, "7")).isEqualTo(new Cursor.Numbered(7));
    assertThat(Cursor.of("0042", null, null)).isEqualTo(new Cursor.Before(42));
  }

  @Test
  void beforeCountsMoreThanAfterAndAfterMoreThanAPageNumber() {
    assertThat(Cursor.of("1", "2", "3")).isEqualTo(new Cursor.Before(1));
    assertThat(Cursor.of("x", "2", "3")).isEqualTo(new Cursor.After(2));
    assertThat(Cursor.of("x", "y", "3")).isEqualTo(new Cursor.Numbered(3));
  }

  /// The last two are the same digits in other scripts.
  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "00",
        "-1",
        "+1",
        "1.5",
        "1e3",
        "0x10",
        " 1",
        "1 ",
        "abc",
        "1'; drop table post;--",
        "\0",
        "٣",
        "３"
      })
  void whatIsNoNumberCountsAsNotGiven(@Nullable String text) {
    assertThat(Cursor.of(text, null, null)).isEqualTo(Cursor.first());
    assertThat(Cursor.of(null, text, null)).isEqualTo(Cursor.first());
    assertThat(Cursor.of(null, null, text)).isEqualTo(Cursor.first());
  }

  @Test
  void digitsBeyond64BitsAreTheGreatestNumber() {
    assertThat(Cursor.of(BEYOND, null, null)).isEqualTo(new Cursor.Before(Long.MAX_VALUE));
    assertThat(Cursor.of(null, BEYOND, null)).isEqualTo(new Cursor.After(Long.MAX_VALUE));
    assertThat(Cursor.of("9223372036854775807", null, null))
        .isEqualTo(new Cursor.Before(Long.MAX_VALUE));
    assertThat(Cursor.of("9223372036854775808", null, null))
        .isEqualTo(new Cursor.Before(Long.MAX_VALUE));
    assertThat(Cursor.of("9".repeat(100_000), null, null))
        .isEqualTo(new Cursor.Before(Long.MAX_VALUE));
  }

  @Test
  void pagesBeyondTheLastNumberAreEmpty() {
    assertThat(Cursor.of(null, null, "400")).isEqualTo(new Cursor.Numbered(400));
    for (String page : new String[] {"401", "2147483648", BEYOND}) {
      Cursor cursor = Cursor.of(null, null, page);

      assertThat(Page.read(cursor, new FakeList(1, 20_000)::read, id -> id).items())
          .as(page)
          .isEmpty();
    }
  }

  @Test
  void everyCursorAsksForABoundedStretch() {
    for (String text : new String[] {"1", "400", "401", BEYOND}) {
      for (Cursor cursor :
          new Cursor[] {
            Cursor.of(text, null, null), Cursor.of(null, text, null), Cursor.of(null, null, text)
          }) {
        Range range = cursor.range(Page.SIZE + 1);

        assertThat(range.count()).isBetween(1, 400 * Page.SIZE + 1);
        assertThat(range.after()).isNotNegative();
        assertThat(range.before()).isPositive();
      }
    }
  }
}
