package dev.microblog.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTokensTest {
  private final Keys keys = new Keys("correct horse battery staple");
  private final FormTokens tokens = new FormTokens(keys);

  @Test
  void aTokenIsAcceptedFromItsHolderOnly() {
    String token = tokens.issue("session-1");

    assertThat(tokens.accepts(token, "session-1")).isTrue();
    assertThat(tokens.accepts(token, "session-1")).as("again, as from a second tab").isTrue();
    assertThat(tokens.accepts(token, "session-2")).isFalse();
    assertThat(tokens.accepts(token, "")).isFalse();
  }

  @Test
  void tokensDifferFromPageToPage() {
    assertThat(tokens.issue("session-1")).isNotEqualTo(tokens.issue("session-1"));
  }

  @Test
  void aTokenOfAnotherServerIsRefused() {
    FormTokens others = new FormTokens(new Keys("another secret key of theirs"));

    assertThat(tokens.accepts(others.issue("session-1"), "session-1")).isFalse();
  }

  @Test
  void noCharacterOfATokenCanBeChanged() {
    String token = tokens.issue("session-1");

    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(tokens.accepts(changed, "session-1")).as(changed).isFalse();
    }
  }

  @Test
  void saltAndHolderCannotBeShiftedIntoEachOther() {
    String token = tokens.issue("session-1");
    String shifted = token.substring(0, 11) + token.substring(12);

    assertThat(tokens.accepts(shifted, token.charAt(11) + "session-1")).isFalse();
  }

  @Test
  void aSealMadeForSomethingElseIsNoToken() {
    String salt = "abcdefghijkl";

    assertThat(tokens.accepts(salt + keys.sign("flash", salt + "session-1"), "session-1"))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "abcdefghijkl", "abcdefghijklm", "😀😀😀😀😀😀😀😀", "%00"})
  void garbageIsRefused(String token) {
    assertThat(tokens.accepts(token, "session-1")).isFalse();
  }
}
