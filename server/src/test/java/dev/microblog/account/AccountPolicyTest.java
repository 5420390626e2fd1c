package dev.microblog.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountPolicyTest {
  private static final String FAMILY = "👨‍👩‍👧‍👦";

  @ParameterizedTest
  @ValueSource(strings = {"a", "7", "_", "amina", "AMINA", "wei_42", "__init__", "0x0"})
  void lettersDigitsAndUnderscoresMakeAName(String name) {
    assertThat(AccountPolicy.name(name)).isEmpty();
    assertThat(AccountPolicy.isName(name)).isTrue();
  }

  @Test
  void aNameHasUpTo64Letters() {
    assertThat(AccountPolicy.name("a".repeat(64))).isEmpty();
    assertThat(AccountPolicy.name("a".repeat(65))).containsExactly(AccountProblem.NAME_TOO_LONG);
    assertThat(AccountPolicy.isName("a".repeat(65))).isFalse();
    assertThat(AccountPolicy.name("a".repeat(10_000_000)))
        .containsExactly(AccountProblem.NAME_TOO_LONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void aNameIsRequired(String name) {
    assertThat(AccountPolicy.name(name)).containsExactly(AccountProblem.NAME_REQUIRED);
    assertThat(AccountPolicy.isName(name)).isFalse();
  }

  /// With blanks, line breaks, accents, look-alikes, direction overrides, HTML, paths.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "two words",
        " amina",
        "amina ",
        "amina\n",
        "amina\0",
        "josé",
        "аmina",
        "ａｍｉｎａ",
        "٣",
        "你好",
        "😀",
        "\u202eanima",
        "amina\u200b",
        "<b>",
        "a@b",
        "a-b",
        "a.b",
        "../etc",
        "a/b",
        "a%2Fb",
        "'; --"
      })
  void otherCharactersMakeNoName(String name) {
    assertThat(AccountPolicy.name(name)).containsExactly(AccountProblem.NAME_INVALID);
    assertThat(AccountPolicy.isName(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amina@example.org",
        "AMINA@EXAMPLE.ORG",
        "first.last+tag@mail.example.co.uk",
        "o'brien@example.ie",
        "a@b.cd",
        "1@2.example",
        "x_y-z@sub-domain.example.com",
        "!#$%&*/=?^`{|}~@example.org",
        "info@xn--bcher-kva.example",
        "info@bücher.example",
        "post@例え.テスト",
        "info@उदाहरण.परीक्षा",
        "info@example.xn--p1ai"
      })
  void addressesThatMailServersTakeAreTaken(String email) {
    assertThat(AccountPolicy.email(email)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void anAddressIsRequired(String email) {
    assertThat(AccountPolicy.email(email)).containsExactly(AccountProblem.EMAIL_REQUIRED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amina",
        "amina@",
        "@example.org",
        "amina@localhost",
        "amina@example",
        "amina@example.o",
        "amina@example.org.",
        "amina@.example.org",
        "amina@example..org",
        "amina@-example.org",
        "amina@example-.org",
        "amina@example.-org",
        ".amina@example.org",
        "amina.@example.org",
        "am..ina@example.org",
        "am ina@example.org",
        "amina@exam ple.org",
        "amina@@example.org",
        "a@b@example.org",
        "amina@example.org\nBcc: all@example.org",
        "amina@example.org\r",
        "amina@example.org\0",
        "\"amina\"@example.org",
        "amina@[127.0.0.1]",
        "amina@127.0.0.1",
        "amina@127.0.0.10",
        "Amina <amina@example.org>",
        "amina@example.org,wei@example.org",
        "amiña@example.org",
        "amina@exa_mple.org",
        "amina@ex\u202eample.org"
      })
  void whatIsNoAddressIsRefused(String email) {
    assertThat(AccountPolicy.email(email)).containsExactly(AccountProblem.EMAIL_INVALID);
  }

  @Test
  void addressesHaveBounds() {
    String host = "@" + "a".repeat(45) + ".example";
    assertThat(AccountPolicy.email("a".repeat(64) + host)).isEmpty();
    assertThat(AccountPolicy.email("a".repeat(65) + host)).isNotEmpty();
    assertThat(AccountPolicy.email("a@" + "b".repeat(63) + ".org")).isEmpty();
    assertThat(AccountPolicy.email("a@" + "b".repeat(64) + ".org")).isNotEmpty();

    String longest = "a@" + "bcdefghi.".repeat(12) + "exampleorg";
    assertThat(longest).hasSize(120);
    assertThat(AccountPolicy.email(longest)).isEmpty();
    assertThat(AccountPolicy.email("a" + longest)).isNotEmpty();
  }

  @Test
  void hostileAddressesAreJudgedInBoundedTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          for (String unit : new String[] {"a", "a.", "-", "a-", ".", "@", "1"}) {
            for (int size : new int[] {118, 1_000_000}) {
              String text = unit.repeat(size).substring(0, size);
              assertThat(AccountPolicy.email(text)).isNotEmpty();
              assertThat(AccountPolicy.email("a@" + text.substring(0, size - 2) + "!"))
                  .isNotEmpty();
            }
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse",
        "8 chars.",
        "  spaces  ",
        "pass wörd",
        "密码密码密码密码",
        "🔑🔒🔓🔐🗝🛡🧱🚪",
        "<script>alert(1)</script>"
      })
  void anythingLongEnoughAndUncommonIsAPassword(String password) {
    assertThat(AccountPolicy.password(password, password)).isEmpty();
  }

  @Test
  void aPasswordHas8CodePointsTo1000Characters() {
    assertThat(AccountPolicy.password("", "")).containsExactly(AccountProblem.PASSWORD_REQUIRED);
    assertThat(AccountPolicy.password("7 chars", "7 chars"))
        .containsExactly(AccountProblem.PASSWORD_TOO_SHORT);
    assertThat(AccountPolicy.password("🔑🔒🔓🔐", "🔑🔒🔓🔐"))
        .containsExactly(AccountProblem.PASSWORD_TOO_SHORT);

    String longest = "x".repeat(1000);
    assertThat(AccountPolicy.password(longest, longest)).isEmpty();
    assertThat(AccountPolicy.password(longest + "x", longest + "x"))
        .containsExactly(AccountProblem.PASSWORD_TOO_LONG);
  }

  @Test
  void aPasswordIsTypedTwiceTheSame() {
    assertThat(AccountPolicy.password("correct horse", "correct horse "))
        .containsExactly(AccountProblem.PASSWORDS_DIFFER);
    assertThat(AccountPolicy.password("correct horse", "Correct horse"))
        .containsExactly(AccountProblem.PASSWORDS_DIFFER);
    assertThat(AccountPolicy.password("short", ""))
        .containsExactly(AccountProblem.PASSWORD_TOO_SHORT, AccountProblem.PASSWORDS_DIFFER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "Password",
        "PASSWORD",
        "12345678",
        "qwertyuiop",
        "iloveyou",
        "1qaz2wsx",
        "trustno1",
        "jennifer",
        "Microblog",
        "microblog1",
        "MICROBLOG123"
      })
  void whatEverybodyTriesFirstIsNoPassword(String password) {
    assertThat(AccountPolicy.password(password, password))
        .containsExactly(AccountProblem.PASSWORD_COMMON);
  }

  @Test
  void remarksOfTheListAreNoPasswords() {
    assertThat(CommonPasswords.contains("")).isFalse();
    assertThat(CommonPasswords.contains("#")).isFalse();
    assertThat(CommonPasswords.contains("correct horse battery staple")).isFalse();
  }

  @Test
  void aTextAboutOneselfHasUpTo140Characters() {
    assertThat(AccountPolicy.aboutMe("")).isEmpty();
    assertThat(AccountPolicy.aboutMe(FAMILY.repeat(140))).isEmpty();
    assertThat(AccountPolicy.aboutMe("a".repeat(141)))
        .containsExactly(AccountProblem.ABOUT_ME_TOO_LONG);
    assertThat(AccountPolicy.aboutMe("a" + "\u0301".repeat(1400)))
        .containsExactly(AccountProblem.ABOUT_ME_TOO_LONG);
  }
}
