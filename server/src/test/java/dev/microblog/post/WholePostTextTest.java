package dev.microblog.post;

import static dev.microblog.post.PartsAsText.reassembled;
import static dev.microblog.post.PartsAsText.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.microblog.Apart;
import dev.microblog.post.PostText.Part;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Apart
class WholePostTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n",
        "\n\n\n",
        "\n\n\n\n\n",
        "a\n",
        "\na",
        "a\n\n\nb",
        "@a#b https://c.d/(e)!\n\n#f\n@g",
        "\ud800@a\udc00#b\ud83d"
      })
  void allPartsTogetherAreTheBody(String body) {
    assertThat(reassembled(body)).isEqualTo(body);
  }

  @Test
  void allPartsTogetherAreTheBodyWhateverItIs() {
    String[] pieces = {
      "@",
      "#",
      "amina",
      "tea",
      "https://",
      "http://",
      "h",
      "example.org",
      "/",
      "(",
      ")",
      "[",
      "]",
      ".",
      "\n",
      "\n\n",
      " ",
      "你",
      "さ",
      "님",
      "é",
      "e\u0301",
      "😀",
      "👨‍👩‍👧‍👦",
      "\ud800",
      "_",
      "1",
      "&",
      "<",
      "\"",
      "'",
      "\\",
      "\u202e",
      "𝒳",
      "?"
    };
    Random random = new Random(11);
    for (int i = 0; i < 50_000; i++) {
      String body =
          random
              .ints(random.nextInt(15), 0, pieces.length)
              .mapToObj(piece -> pieces[piece])
              .collect(Collectors.joining());
      assertThat(reassembled(body)).isEqualTo(body);
      for (List<Part> paragraph : PostText.paragraphs(body)) {
        for (Part part : paragraph) {
          assertThat(written(part)).isNotEmpty();
          if (part instanceof Part.Tag(String tag)) {
            assertThat(PostText.isTag(tag)).as(tag).isTrue();
          }
          if (part instanceof Part.Link(String url, String shown)) {
            assertThat(url).matches("(?i)https?://[\\p{L}\\p{N}][^\\s<>\"`]*");
            assertThat(shown).hasSizeBetween(1, 41);
          }
        }
      }
    }
  }

  /// Each is a row of false starts, or of one thing that is far too long.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@",
        "#",
        "h",
        "a",
        "@a",
        "@a ",
        "#a",
        "#a ",
        "#1 ",
        "#茶",
        "字#",
        "字@a",
        "http://",
        "http://(",
        "http://a",
        "http://a)",
        "http://a@",
        "(http://",
        "http://a@(http://",
        "字http://a",
        "https://a/(",
        ")",
        ".",
        "\n",
        "\n\n",
        " ",
        "😀",
        "\u0301",
        "\u0301h"
      })
  void halfAMegabyteIsReadInBoundedTime(String unit) {
    String row = unit.repeat(500_000 / unit.length());
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          for (String body : new String[] {row, "https://a.example/" + row, "https://(" + row}) {
            // Compared outside of AssertJ, which would print half a megabyte.
            assertThat(reassembled(body).equals(body)).isTrue();
            assertThat(PostText.tagKeys(body)).hasSizeLessThanOrEqualTo(30);
          }
        });
  }
}
