package dev.microblog.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.URLEncoder;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
  private static Form form(String body) {
    return Form.parse(body.getBytes(UTF_8));
  }

  @Test
  void fieldsAreReadByName() {
    Form form = form("username=amina&password=one+two%2Bthree&post=%E4%BD%A0%E5%A5%BD%F0%9F%98%80");

    assertThat(form.get("username")).isEqualTo("amina");
    assertThat(form.get("password")).isEqualTo("one two+three");
    assertThat(form.get("post")).isEqualTo("你好😀");
  }

  @Test
  void whatWasNotSentIsEmpty() {
    assertThat(form("").get("post")).isEmpty();
    assertThat(form("post").get("post")).isEmpty();
    assertThat(form("post=").get("post")).isEmpty();
    assertThat(form("other=1").get("post")).isEmpty();
  }

  @Test
  void aValueMayHoldEqualsSigns() {
    assertThat(form("next=/a?b=c").get("next")).isEqualTo("/a?b=c");
  }

  @Test
  void namesAreDecodedToo() {
    assertThat(form("my%20name+is=1").get("my name is")).isEqualTo("1");
  }

  @Test
  void theFirstOfEqualNamesCounts() {
    assertThat(form("csrf_token=first&csrf_token=second").get("csrf_token")).isEqualTo("first");
    assertThat(form("a=&a=second").get("a")).isEmpty();
  }

  @Test
  void anAmpersandAtTheEndIsNothing() {
    assertThat(form("a=1&").get("a")).isEqualTo("1");
    assertThat(form("&a=1").get("a")).isEqualTo("1");
    assertThat(form("a=1&&b=2").get("b")).isEqualTo("2");
  }

  @Test
  void controlCharactersComeThrough() {
    assertThat(form("a=%00%0D%0Ab").get("a")).isEqualTo("\0\r\nb");
  }

  @Test
  void letterCaseOfPercentDigitsDoesNotMatter() {
    assertThat(form("a=%c3%A9").get("a")).isEqualTo("é");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%4g", "a=100%&b=1", "a=%-1", "%=1", "a=%+1"})
  void aPercentSignWithoutItsDigitsIsRefused(String body) {
    assertThatThrownBy(() -> form(body))
        .isInstanceOf(Form.Malformed.class)
        .hasMessage("a percent sign without its two digits");
  }

  @Test
  void digitsOfOtherScriptsAreNoPercentDigits() {
    assertThatThrownBy(() -> form("a=%４１")).isInstanceOf(Form.Malformed.class);
  }

  /// A stray continuation, a cut sequence, Latin-1, an overlong slash, a surrogate, beyond Unicode.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=%80",
        "a=%E4%BD",
        "a=caf%E9",
        "a=%C0%AF",
        "a=%ED%A0%80",
        "a=%F4%90%80%80",
        "a=%FF",
        "%FF=a"
      })
  void whatIsNotUtf8IsRefused(String body) {
    assertThatThrownBy(() -> form(body)).isInstanceOf(Form.Malformed.class).hasMessage("not UTF-8");
  }

  @Test
  void rawBytesThatAreNotUtf8AreRefused() {
    assertThatThrownBy(() -> Form.parse(new byte[] {'a', '=', (byte) 0xe9}))
        .isInstanceOf(Form.Malformed.class);
  }

  @Test
  void aHundredFieldsAreTakenAndOneMoreIsNot() {
    String hundred =
        IntStream.range(0, 100).mapToObj(i -> "f" + i + "=" + i).collect(Collectors.joining("&"));

    assertThat(form(hundred).get("f99")).isEqualTo("99");
    assertThatThrownBy(() -> form(hundred + "&f100=100"))
        .isInstanceOf(Form.Malformed.class)
        .hasMessage("too many fields");
    assertThatThrownBy(() -> form("&".repeat(1_000_000))).isInstanceOf(Form.Malformed.class);
  }

  @Test
  void whatABrowserEncodesComesBackWhole() {
    String text =
        IntStream.range(1, 0x3000).mapToObj(Character::toString).collect(Collectors.joining());

    assertThat(form("post=" + URLEncoder.encode(text, UTF_8)).get("post")).isEqualTo(text);
  }

  @Test
  void aMegabyteIsReadAtOnce() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> assertThat(form("a=" + "%41".repeat(330_000)).get("a")).hasSize(330_000));
  }
}
