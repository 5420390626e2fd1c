package dev.microblog.platform.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {
  @ParameterizedTest
  @CsvSource({
    "Amina, amina",
    "AMINA, aMiNa",
    "straße, STRASSE",
    "STRAẞE, straße",
    // Dotless and dotted: in Turkish they differ, to a stranger they look the same.
    "ısparta, ISPARTA",
    "ısparta, isparta",
    "İstanbul, i\u0307stanbul",
    "ａｍｉｎａ１, amina1",
    "ﬁsh, fish",
    "Ⅳ, iv",
    "cafe\u0301, CAFÉ",
    "ΟΔΟΣ, οδος",
    "ΟΔΟΣ, οδοσ",
    "ǅungla, ǆungla",
    "ЩИ, щи",
    "ſea, SEA",
    "\u212A, k",
    "ｶﾞ, ガ",
    "한, \u1112\u1161\u11ab"
  })
  void waysToWriteTheSameHaveOneKey(String one, String other) {
    assertThat(Folding.key(one)).isEqualTo(Folding.key(other));
  }

  @ParameterizedTest
  @CsvSource({
    "amina, amïna",
    "a_b, ab",
    "o, 0",
    "l, 1",
    "茶, 荼",
    "İstanbul, istanbul",
    "e, е",
    "か, が",
    "か, カ"
  })
  void differentTextsHaveDifferentKeys(String one, String other) {
    assertThat(Folding.key(one)).isNotEqualTo(Folding.key(other));
  }

  @Test
  void theKeyOfAnAsciiTextIsItsLowerCase() {
    assertThat(Folding.key("Wei_Was_HERE_42")).isEqualTo("wei_was_here_42");
    assertThat(Folding.key("")).isEmpty();
  }

  @Test
  void theLanguageOfTheMachineDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(Folding.key("TITI")).isEqualTo("titi");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aKeyIsItsOwnKeyAndThatOfItsCapitalsForEveryCharacter() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      int type = Character.getType(c);
      if (type == Character.UNASSIGNED || type == Character.PRIVATE_USE) {
        continue;
      }
      String text = Character.toString(c);
      String key = Folding.key(text);
      assertThat(Folding.key(key)).as("U+%04X", c).isEqualTo(key);
      assertThat(Folding.key(text.toUpperCase(Locale.ROOT))).as("U+%04X", c).isEqualTo(key);
      assertThat(Folding.key(text.toLowerCase(Locale.ROOT))).as("U+%04X", c).isEqualTo(key);
    }
  }

  @Test
  void aMegabyteIsFoldedInBoundedTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          assertThat(Folding.key("a" + "\u0301".repeat(250_000) + "\u0316".repeat(250_000)))
              .hasSizeLessThan(40);
          assertThat(Folding.key("\ufdfa".repeat(300_000))).hasSize(18 * 300_000);
        });
  }
}
