package dev.microblog.platform.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTextTest {
  private static final String MEGABYTE_OF_BLANKS = " \u00a0\t\u3000".repeat(150_000);

  @Test
  void lineBreaksOfAllSystemsBecomeOne() {
    assertThat(CleanText.lines("a\r\nb\rc\nd\u2028e\u2029f")).isEqualTo("a\nb\nc\nd\ne\nf");
  }

  @Test
  void oneEmptyLineStaysAndMoreAreDropped() {
    assertThat(CleanText.lines("a\n\nb")).isEqualTo("a\n\nb");
    assertThat(CleanText.lines("a\n\n\n\n\nb")).isEqualTo("a\n\nb");
    assertThat(CleanText.lines("a\r\n \t\r\n\u3000\r\nb")).isEqualTo("a\n\nb");
  }

  @Test
  void blanksBeforeALineBreakAreDropped() {
    assertThat(CleanText.lines("a \t\u00a0\nb  c\n  d")).isEqualTo("a\nb  c\n  d");
  }

  @Test
  void nothingBlankIsLeftAtTheEnds() {
    assertThat(CleanText.lines(" \n\t\u00a0\u3000\u200b\ufeffa b\u2003\u2060\n\n"))
        .isEqualTo("a b");
  }

  @Test
  void controlCharactersAreDropped() {
    assertThat(CleanText.lines("a\0b\u0007c\u001bd\u007fe\u0085f\u009fg")).isEqualTo("abcdefg");
    assertThat(CleanText.lines("tab\tstays")).isEqualTo("tab\tstays");
  }

  @Test
  void directionOverridesAreDroppedAndIsolatesAndMarksStay() {
    assertThat(CleanText.lines("a\u202a\u202b\u202c\u202d\u202eb")).isEqualTo("ab");
    String arabic = "\u2067مرحبا\u2069 \u200fabc\u200e \u061cx";
    assertThat(CleanText.lines(arabic)).isEqualTo(arabic);
  }

  @Test
  void whatEmojiAndPersianAreJoinedByStays() {
    String flag = "🏴\udb40\udc67\udb40\udc62\udb40\udc73\udb40\udc63\udb40\udc74\udb40\udc7f";
    for (String text : new String[] {"👨‍👩‍👧‍👦", "❤️", "می‌خواهم", "क्‍ष", flag}) {
      assertThat(CleanText.lines(text)).isEqualTo(text);
    }
  }

  @Test
  void annotationsAndTheLanguageTagAreDropped() {
    assertThat(CleanText.lines("a\ufff9b\ufffac\ufffbd\udb40\udc01e")).isEqualTo("abcde");
  }

  @Test
  void lettersAreComposed() {
    assertThat(CleanText.lines("cafe\u0301 \u1112\u1161\u11ab")).isEqualTo("café 한");
  }

  @Test
  void htmlIsTextAsAnyOther() {
    assertThat(CleanText.lines("<b>&amp;</b>")).isEqualTo("<b>&amp;</b>");
  }

  /// Spaces, fillers, joiners, direction marks, a lone variation selector.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\r\n\r\n",
        "\u00a0",
        "\u3000\u2003",
        "\u200b\u200b",
        "\ufeff",
        "\u2060",
        "\u3164",
        "\u2800",
        "\u200d\u200c",
        "\u200e \u200f",
        "\u2067\u2069",
        "\u00ad",
        "\ufe0f",
        "\0\u202e"
      })
  void whatNobodyCanSeeIsEmpty(String typed) {
    assertThat(CleanText.lines(typed)).isEmpty();
    assertThat(CleanText.line(typed)).isEmpty();
  }

  @Test
  void oneVisibleCharacterIsEnough() {
    for (String text : new String[] {".", "1", "你", "😀", "€", "|"}) {
      assertThat(CleanText.lines("\u200b " + text + " ")).isEqualTo(text);
    }
  }

  @Test
  void oneLineHasNeitherBreaksNorTabs() {
    assertThat(CleanText.line(" a\r\nb\tc\n\n\nd ")).isEqualTo("a b c  d");
  }

  @Test
  void cleanTextIsCleanAlready() {
    String once = CleanText.lines(" e\u0301\u202e \n\n\n \u2028x \n\u00a0y\u200b\r\r\rz\0 ");

    assertThat(CleanText.lines(once)).isEqualTo(once);
  }

  @Test
  void aFewMarksOnALetterStayAndATowerOfThemIsCut() {
    String vietnamese = "ệ";
    assertThat(CleanText.lines("e\u0323\u0302")).isEqualTo(vietnamese);
    assertThat(CleanText.lines("x" + "\u0316".repeat(30))).hasSize(31);
    assertThat(CleanText.lines("x" + "\u0316".repeat(31) + "y")).hasSize(32).endsWith("\u0316y");
  }

  @Test
  void aMegabyteOfAnythingIsCleanedInBoundedTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          assertThat(CleanText.lines(MEGABYTE_OF_BLANKS)).isEmpty();
          assertThat(CleanText.lines("a" + MEGABYTE_OF_BLANKS + "b")).hasSize(600_002);
          assertThat(CleanText.lines("a" + MEGABYTE_OF_BLANKS + "\nb")).isEqualTo("a\nb");
          assertThat(CleanText.lines("a" + "\n ".repeat(500_000) + "b")).isEqualTo("a\n\n b");
          assertThat(CleanText.lines("a" + "\u0301".repeat(250_000) + "\u0316".repeat(250_000)))
              .hasSizeLessThan(40);
          assertThat(CleanText.lines("\u202e".repeat(350_000) + "a")).isEqualTo("a");
          assertThat(CleanText.lines("\u1100".repeat(350_000))).hasSize(350_000);
        });
  }
}
