package dev.microblog.platform.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphemesTest {
  private static final String FAMILY = "👨‍👩‍👧‍👦";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "é",
        "e\u0301",
        "你",
        "😀",
        FAMILY,
        "👍🏽",
        "❤️‍🔥",
        "🇪🇸",
        "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
        "1️⃣",
        "한",
        "\u1112\u1161\u11ab",
        "\r\n"
      })
  void whatAReaderSeesAsOneIsOne(String text) {
    assertThat(Graphemes.count(text)).isEqualTo(1);
  }

  @Test
  void charactersInARowAreCountedEach() {
    assertThat(Graphemes.count("")).isZero();
    assertThat(Graphemes.count("¡Hola, 你好!")).isEqualTo(10);
    assertThat(Graphemes.count("🇪🇸🇲🇽")).isEqualTo(2);
    assertThat(Graphemes.count(FAMILY + FAMILY)).isEqualTo(2);
  }

  @Test
  void twoHundredFamiliesAreTwoHundredCharacters() {
    String families = FAMILY.repeat(200);

    assertThat(families.codePointCount(0, families.length())).isEqualTo(1400);
    assertThat(Graphemes.count(families)).isEqualTo(200);
    assertThat(Graphemes.within(families, 200)).isTrue();
    assertThat(Graphemes.within(families, 199)).isFalse();
    assertThat(Graphemes.over(families, 199)).isEqualTo(1);
  }

  @Test
  void theLimitItselfIsWithin() {
    assertThat(Graphemes.within("a".repeat(500), 500)).isTrue();
    assertThat(Graphemes.over("a".repeat(500), 500)).isZero();
    assertThat(Graphemes.within("a".repeat(501), 500)).isFalse();
    assertThat(Graphemes.over("a".repeat(501), 500)).isEqualTo(1);
  }

  @Test
  void aLetterUnderATowerOfMarksTakesTheRoomOfItsCodePoints() {
    String tower = "a" + "\u0301".repeat(99);

    assertThat(Graphemes.count(tower)).isEqualTo(1);
    assertThat(Graphemes.within(tower, 10)).isTrue();
    assertThat(Graphemes.within(tower + "\u0301", 10)).isFalse();
    assertThat(Graphemes.over(tower + "\u0301", 10)).isEqualTo(91);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aTextIsOverALimitUnlessItIsWithin(String text) {
    for (int limit = 1; limit < 150; limit++) {
      assertThat(Graphemes.over(text, limit) == 0).isEqualTo(Graphemes.within(text, limit));
    }
  }

  static Stream<String> texts() {
    return Stream.of(
        "", "a", "a".repeat(120), FAMILY.repeat(20), "a" + "\u0301".repeat(130), "你好".repeat(70));
  }

  @Test
  void aMegabyteIsJudgedInBoundedTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          for (String unit :
              new String[] {"a", "\u0301", FAMILY, "🇪🇸", "👍🏽", "क्‍", "\u1100"}) {
            String text = unit.repeat(1_000_000 / unit.length());
            assertThat(Graphemes.within(text, 5000)).isFalse();
            assertThat(Graphemes.over(text, 5000)).isPositive();
          }
        });
  }

  @Test
  void theLongestTextThatIsCountedIsCountedInBoundedTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          for (String unit :
              new String[] {"a", "\u0301", FAMILY, "🇪🇸", "👍🏽", "क्‍", "\u1100"}) {
            String text = unit.repeat(50_000 / unit.codePointCount(0, unit.length()));
            assertThat(Graphemes.count(text)).isPositive();
          }
        });
  }
}
