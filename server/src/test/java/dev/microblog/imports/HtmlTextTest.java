package dev.microblog.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.text.CleanText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What was HTML elsewhere is the words that people saw there.
class HtmlTextTest {
  private static String words(String html) {
    return CleanText.lines(HtmlText.of(html));
  }

  @Test
  void paragraphsAndLinesStay() {
    assertThat(words("<p>One<br>two</p><p>three &amp; four</p>"))
        .isEqualTo("One\ntwo\n\nthree & four");
    assertThat(words("<p>List:</p><ul><li>one</li><li>two</li></ul>"))
        .isEqualTo("List:\n\n• one\n• two");
  }

  @Test
  void aLinkIsItsWholeAddress() {
    assertThat(
            words(
                "<p>See <a href=\"https://example.org/a/long/path\" rel=\"nofollow\"><span"
                    + " class=\"invisible\">https://</span><span class=\"ellipsis\">example.org/a/lo</span><span"
                    + " class=\"invisible\">ng/path</span></a></p>"))
        .isEqualTo("See https://example.org/a/long/path");
  }

  @Test
  void aNameOfAnotherServerIsNotThatOfSomebodyHere() {
    String person =
        "<span class=\"h-card\"><a href=\"https://social.example/@ben\" class=\"u-url mention\">@<span>ben</span></a></span>";
    assertThat(words("<p>Hello " + person + ", good day</p>"))
        .isEqualTo("Hello @ben@social.example, good day");
    assertThat(
            words(
                "<p><a href=\"https://a.example/tags/x\" class=\"mention hashtag\">#<span>x</span></a></p>"))
        .isEqualTo("#x");
    assertThat(words("<a class=mention href='https://b.example/@c'>@c@b.example</a>"))
        .isEqualTo("@c@b.example");
    assertThat(words("<a class=mention href='::no'>@<span>ben</span></a>")).isEqualTo("@ben");
  }

  @Test
  void whatIsNotForReadersIsNotRead() {
    assertThat(words("<p>Seen<script>alert(1)</script><style>p{}</style></p><!-- no -->"))
        .isEqualTo("Seen");
    assertThat(words("1 < 2 & &lt;b&gt; <b")).isEqualTo("1 < 2 & <b>");
  }

  @Test
  @Timeout(20)
  void nothingInItTakesLong() {
    assertThat(words("<b>".repeat(60_000) + "deep")).isEqualTo("deep");
    assertThat(words("<p>".repeat(60_000))).isEmpty();
  }
}
