package dev.microblog.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Apart;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Apart
class PasswordsTest {
  private final Passwords passwords = new Passwords();

  @AfterEach
  void close() {
    passwords.close();
  }

  @Test
  void theHashedPasswordMatchesAndAnotherDoesNot() {
    for (String password : new String[] {"correct horse", "密码 🔑", " ", "x".repeat(1000)}) {
      String hash = passwords.hash(password);

      assertThat(passwords.matches(password, hash)).as(password).isTrue();
      assertThat(passwords.matches(password.toUpperCase(Locale.ROOT) + "!", hash)).isFalse();
      assertThat(passwords.matches("", hash)).isFalse();
    }
  }

  @Test
  void aHashIsArgon2idWithASaltOfItsOwn() {
    Set<String> hashes = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      hashes.add(passwords.hash("correct horse"));
    }

    assertThat(hashes)
        .hasSize(5)
        .allSatisfy(
            hash ->
                assertThat(hash)
                    .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                    .hasSizeLessThan(256)
                    .doesNotContain("correct"));
  }

  @Test
  void aHashOfTheTutorialMatchesAndIsToBeReplaced() {
    String hash =
        "scrypt:1024:8:2$salt$63e7f6ee86599f4c644960e3d5a0716fcaae7f13eccdf33b65c8cea27eaf4be7"
            + "9e5f604db1fe757cd331bfd380ab6b2f2adb542e2be82018dd1ee07d0b728a26";

    assertThat(passwords.matches("cat", hash)).isTrue();
    assertThat(passwords.matches("dog", hash)).isFalse();
    assertThat(passwords.isOutdated(hash)).isTrue();
    assertThat(passwords.isOutdated(passwords.hash("correct horse"))).isFalse();
  }

  @Test
  void nobodysPasswordMatchesNothing() {
    assertThat(passwords.matches("nobody has this password", null)).isFalse();
    assertThat(passwords.matches("", null)).isFalse();
  }

  @Test
  void whatIsNoHashMatchesNothing() {
    for (String hash : new String[] {"", "plain", "$argon2id$", "$argon2id$v=19$m=1,t=1,p=1$x$y"}) {
      assertThat(passwords.matches("plain", hash)).as(hash).isFalse();
    }
  }

  @Test
  void passwordsBeyondTheLimitAreNotHashed() {
    String password = "x".repeat(1001);

    assertThat(passwords.matches(password, passwords.hash(password))).isFalse();
    assertThat(passwords.matches("x".repeat(10_000_000), null)).isFalse();
  }

  @Test
  void anUnknownAccountTakesAsLongAsAWrongPassword() {
    String hash = passwords.hash("correct horse");
    int tries = 9;
    long[] unknown = new long[tries];
    long[] wrong = new long[tries];
    time("warm up", null);
    time("warm up", hash);
    for (int i = 0; i < tries; i++) {
      unknown[i] = time("wrong password", null);
      wrong[i] = time("wrong password", hash);
    }
    Arrays.sort(unknown);
    Arrays.sort(wrong);

    assertThat((double) unknown[tries / 2] / wrong[tries / 2]).isBetween(0.5, 2.0);
  }

  private long time(String password, @Nullable String hash) {
    long start = System.nanoTime();
    assertThat(passwords.matches(password, hash)).isFalse();
    return System.nanoTime() - start;
  }
}
