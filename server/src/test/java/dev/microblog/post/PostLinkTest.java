package dev.microblog.post;

import static dev.microblog.post.PartsAsText.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.post.PostText.Part;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostLinkTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "https://example.org|<https://example.org>",
        "http://example.org/|<http://example.org/>",
        "HTTPS://Example.Org/A|<HTTPS://Example.Org/A>",
        "see https://example.org.|\"see \" <https://example.org> \".\"",
        "https://example.org/a,b, and|<https://example.org/a,b> \", and\"",
        "https://example.org?!|<https://example.org> \"?!\"",
        "https://example.org/?q=a&b=c#d|<https://example.org/?q=a&b=c#d>",
        "https://example.org/@amina#tea|<https://example.org/@amina#tea>",
        "(https://example.org)|\"(\" <https://example.org> \")\"",
        "(see https://example.org/a_(b))|\"(see \" <https://example.org/a_(b)> \")\"",
        "https://en.example.org/Tea_(drink)|<https://en.example.org/Tea_(drink)>",
        "https://example.org/((a)|<https://example.org/((a)>",
        "[https://example.org/a[1]]|\"[\" <https://example.org/a[1]> \"]\"",
        "<https://example.org>|\"<\" <https://example.org> \">\"",
        "\"https://example.org\"|\"\"\" <https://example.org> \"\"\"",
        "‘https://example.org’|\"‘\" <https://example.org> \"’\"",
        "*https://example.org*|\"*\" <https://example.org> \"*\"",
        "https://example.org:8080/a|<https://example.org:8080/a>",
        "https://127.0.0.1/|<https://127.0.0.1/>",
        "https://bücher.example/ä|<https://bücher.example/ä>",
        "https://пример.example/|<https://пример.example/>",
        "看https://example.org/路|\"看\" <https://example.org/> \"路\"",
        "https://example.org，好|<https://example.org> \"，好\"",
        "https://example.orgを見て|<https://example.org> \"を見て\"",
        "https://example.org를 보세요|<https://example.org> \"를 보세요\"",
        "https://example.org😀|<https://example.org> \"😀\"",
        "https://example.org/a\u202eb|<https://example.org/a> \"\u202eb\"",
        "https://a.example,https://b.example|<https://a.example,https://b.example>",
        "https://a.example https://b.example|<https://a.example> \" \" <https://b.example>",
        // None of these.
        "example.org|\"example.org\"",
        "https://|\"https://\"",
        "https:// example.org|\"https:// example.org\"",
        "https://.|\"https://.\"",
        "https:///etc|\"https:///etc\"",
        "https://?q|\"https://?q\"",
        "https://(a)|\"https://(a)\"",
        "https:example.org|\"https:example.org\"",
        "ftp://example.org|\"ftp://example.org\"",
        "javascript:alert(1)|\"javascript:alert(1)\"",
        "xhttps://example.org|\"xhttps://example.org\"",
        "data:text/html,https|\"data:text/html,https\"",
        // These name one site and lead to another.
        "https://example.org@evil.example/|\"https://example.org@evil.example/\"",
        "https://example.org:x@evil.example|\"https://example.org:x@evil.example\""
      })
  void linksAreFound(String body, String parts) {
    assertThat(read(body)).isEqualTo(parts);
  }

  @Test
  void aLinkIsShownShortAndWithoutItsScheme() {
    assertThat(PostText.paragraphs("https://example.org/a"))
        .isEqualTo(List.of(List.of(new Part.Link("https://example.org/a", "example.org/a"))));
    String forty = "example.org/" + "a".repeat(28);
    assertThat(PostText.paragraphs("HTTP://" + forty))
        .isEqualTo(List.of(List.of(new Part.Link("HTTP://" + forty, forty))));
    assertThat(PostText.paragraphs("http://" + forty + "a"))
        .isEqualTo(List.of(List.of(new Part.Link("http://" + forty + "a", forty + "…"))));
  }
}
