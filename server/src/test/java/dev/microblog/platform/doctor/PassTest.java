package dev.microblog.platform.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.http.Keys;
import org.junit.jupiter.api.Test;

class PassTest {
  private static final Keys KEYS = new Keys("a key of this test, and of no other");
  private static final long NOW = 1_800_000_000_000L;

  @Test
  void itIsGoodForAMinute() {
    String pass = Pass.make(KEYS, NOW);

    assertThat(Pass.isGood(KEYS, NOW, pass)).isTrue();
    assertThat(Pass.isGood(KEYS, NOW + 59_999, pass)).isTrue();
    assertThat(Pass.isGood(KEYS, NOW - 59_999, pass)).isTrue();
    assertThat(Pass.isGood(KEYS, NOW + 60_000, pass)).isFalse();
    assertThat(Pass.isGood(KEYS, NOW - 60_000, pass)).isFalse();
  }

  @Test
  void nothingElseIs() {
    String pass = Pass.make(KEYS, NOW);
    String otherTime = pass.replaceFirst("^1800000000000", "1800000000001");
    String otherPurpose = "1." + KEYS.sign("session", "1.");

    for (String other : new String[] {null, "", ".", "..", "a.b.c", otherTime, otherPurpose}) {
      assertThat(Pass.isGood(KEYS, NOW, other)).as(other).isFalse();
    }
    assertThat(Pass.isGood(KEYS, NOW, pass + "x".repeat(200))).isFalse();
    assertThat(Pass.isGood(new Keys("the key of another site"), NOW, pass)).isFalse();
    assertThat(Pass.make(KEYS, NOW)).isNotEqualTo(pass);
  }
}
