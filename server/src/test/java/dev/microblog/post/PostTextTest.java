package dev.microblog.post;

import static dev.microblog.post.PartsAsText.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostTextTest {
  @Test
  void paragraphsAndLinesAreParted() {
    assertThat(read("one\ntwo\n\nthree")).isEqualTo("\"one\" / \"two\" // \"three\"");
    assertThat(read("")).isEmpty();
    assertThat(read("@amina\n#tea")).isEqualTo("@amina / #tea");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "@amina|@amina",
        "@amina_2 hi|@amina_2 \" hi\"",
        "(@amina)|\"(\" @amina \")\"",
        "“@amina”|\"“\" @amina \"”\"",
        "¿@amina?|\"¿\" @amina \"?\"",
        "hi @amina, @ben!|\"hi \" @amina \", \" @ben \"!\"",
        "@amina’s|@amina \"’s\"",
        ".@amina|\".\" @amina",
        "@amina.|@amina \".\"",
        "@amina-@ben|@amina \"-\" @ben",
        "@amina@example.org|@amina \"@example.org\"",
        "😀@amina😀|\"😀\" @amina \"😀\"",
        // No space parts words in Chinese, Japanese and Thai; Korean joins particles to names.
        "你好@amina你好|\"你好\" @amina \"你好\"",
        "こんにちは@aminaさん|\"こんにちは\" @amina \"さん\"",
        "サーバー@aminaカ|\"サーバー\" @amina \"カ\"",
        "สวัสดี@aminaครับ|\"สวัสดี\" @amina \"ครับ\"",
        "안녕 @amina님|\"안녕 \" @amina \"님\"",
        "你好，@amina！|\"你好，\" @amina \"！\"",
        // None of these.
        "a@b.c|\"a@b.c\"",
        "amina@example.org|\"amina@example.org\"",
        "_@amina|\"_@amina\"",
        "é@amina|\"é@amina\"",
        "@@amina|\"@@amina\"",
        "/@amina|\"/@amina\"",
        "#@amina|\"#@amina\"",
        "@|\"@\"",
        "@ amina|\"@ amina\"",
        "@-|\"@-\"",
        "@josé|\"@josé\"",
        "@аmina|\"@аmina\"",
        "@aminaй|\"@aminaй\""
      })
  void mentionsAreFound(String body, String parts) {
    assertThat(read(body)).isEqualTo(parts);
  }

  @Test
  void aNameHasUpTo64Letters() {
    assertThat(read("@" + "a".repeat(64))).isEqualTo("@" + "a".repeat(64));
    assertThat(read("@" + "a".repeat(65))).isEqualTo("\"@" + "a".repeat(65) + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "#tea|#tea",
        "I like #tea.|\"I like \" #tea \".\"",
        "(#tea)|\"(\" #tea \")\"",
        "#tea,#bread|#tea \",\" #bread",
        "#encuadernación|#encuadernación",
        "#茶|#茶",
        "喝#茶#水|\"喝\" #茶 #水",
        "お茶が#好き|\"お茶が\" #好き",
        "#हिन्दी|#हिन्दी",
        "#2026goals|#2026goals",
        "#a_b|#a_b",
        "#C++|#C \"++\"",
        "😀#tea😀|\"😀\" #tea \"😀\"",
        "#𝒳y|#𝒳y",
        // None of these.
        "#|\"#\"",
        "# tea|\"# tea\"",
        "#1|\"#1\"",
        "#2026|\"#2026\"",
        "#_|\"#_\"",
        "#12_34|\"#12_34\"",
        "##tea|\"##tea\"",
        "#😀|\"#😀\"",
        "a#tea|\"a#tea\"",
        "&#39;|\"&#39;\"",
        "&#x27;|\"&#x27;\"",
        "/#tea|\"/#tea\"",
        "C#|\"C#\""
      })
  void tagsAreFound(String body, String parts) {
    assertThat(read(body)).isEqualTo(parts);
  }

  @Test
  void aTagHasUpTo64CodePoints() {
    assertThat(read("#" + "茶".repeat(64))).startsWith("#");
    assertThat(read("#" + "𝒳".repeat(64))).startsWith("#");
    assertThat(read("#" + "茶".repeat(65))).startsWith("\"#");
  }

  @Test
  void aTagPageIsThereForTagsOnly() {
    for (String tag : new String[] {"tea", "Tea", "茶", "2026goals", "a_b", "𝒳"}) {
      assertThat(PostText.isTag(tag)).as(tag).isTrue();
    }
    for (String text :
        new String[] {"", " ", "2026", "_", "a b", "#tea", "tea!", "a/b", "<b>", "a".repeat(65)}) {
      assertThat(PostText.isTag(text)).as(text).isFalse();
    }
  }

  @Test
  void htmlIsOnlyWords() {
    assertThat(read("<b onclick=alert(1)>&amp;</b>"))
        .isEqualTo("\"<b onclick=alert(1)>&amp;</b>\"");
  }

  @Test
  void keysAreFoldedAndEachOnce() {
    assertThat(PostText.tagKeys("#Tea #TEA #tea #Straße #STRASSE #ｔｅａ"))
        .containsExactly("tea", "strasse");
    assertThat(PostText.mentionKeys("@Amina @AMINA\n\n@ben a@dara https://example.org/@wei"))
        .containsExactly("amina", "ben");
    assertThat(PostText.tagKeys("#1 nothing @amina")).isEmpty();
  }

  @Test
  void thirtyKeysOfAPostAreKept() {
    String many =
        IntStream.range(0, 100)
            .mapToObj(i -> "#t" + i + " @n" + i)
            .collect(Collectors.joining(" "));

    assertThat(PostText.tagKeys(many)).hasSize(30).startsWith("t0", "t1").endsWith("t29");
    assertThat(PostText.mentionKeys(many)).hasSize(30).startsWith("n0", "n1").endsWith("n29");
  }
}
