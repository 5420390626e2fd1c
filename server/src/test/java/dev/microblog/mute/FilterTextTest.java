package dev.microblog.mute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which words stand in which texts.
class FilterTextTest {
  private static boolean has(String text, String words) {
    return FilterText.has(FilterText.key(text), FilterText.key(words));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "The FINAL is tonight | final",
        "final | Final",
        "finals, semifinal, final! | final",
        "Straße gesperrt | STRASSE",
        "ΟΔΟΣ | οδος",
        "ｆｉｎａｌ | final",
        "spring  \u00a0  sale today | Spring Sale",
        "don’t do it | don't",
        "#football tonight | football",
        "#football tonight | #football",
        "ask @ben_2 | @ben_2",
        "see https://example.org/final?a=1 | final",
        "C++ is hard | c++",
        "so 😀😀 happy | 😀",
        "cafe\u0301 | café",
        "我喜欢足球比赛 | 足球",
        "我爱java语言 | java",
        "축구를 좋아해요 | 축구",
        "ไปดูฟุตบอลกัน | ฟุตบอล",
        "サッカーが好き | サッカー",
        "aa aaa | aaa"
      })
  void wordsAreFoundWhateverTheirCaseAndWidth(String text, String words) {
    assertThat(has(text, words)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "finals and semifinal | final",
        "final_4 | final",
        "final2 | final",
        "a spring of salesmen | spring sale",
        "año nuevo | ano",
        "हिन्दी | हिन्द",
        "ask @ben_2 | ben",
        "footballs | #football",
        "aaaa | aaa",
        "nothing | something"
      })
  void partsOfWordsAndOtherAccentsAreOtherWords(String text, String words) {
    assertThat(has(text, words)).isFalse();
  }

  @Test
  void longTextsOfWhatAlmostFitsTakeNoTime() {
    String text = "a".repeat(100_000);

    Assertions.assertTimeout(
        Duration.ofSeconds(5), () -> assertThat(has(text, "a".repeat(100))).isFalse());
  }
}
