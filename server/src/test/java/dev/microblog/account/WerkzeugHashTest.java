package dev.microblog.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import dev.microblog.Apart;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The hashes were made by Python's hashlib and by Werkzeug 3.1, which the tutorial's application
/// uses.
@Apart
class WerkzeugHashTest {
  private static final String SCRYPT =
      "scrypt:1024:8:2$salt$63e7f6ee86599f4c644960e3d5a0716fcaae7f13eccdf33b65c8cea27eaf4be7"
          + "9e5f604db1fe757cd331bfd380ab6b2f2adb542e2be82018dd1ee07d0b728a26";

  @ParameterizedTest
  @CsvSource({
    "correct horse battery, scrypt:32768:8:1$Zq3x7LkP0aBcDeFg$1035d4e7a36844b88ea032858d274255cd994f6b5c8972d40bd9d8f2a10b32a09bdd9d64a786ee6ad61414679b5878f6528b4afdb837e239151332d8a0ceb3d6",
    "contraseña 密码 🔑, scrypt:32768:8:1$mQ8vT2yWnR5sJx1K$fc2a94e2320b52f893fdd5a31197e7c519b5925f4a8bf54e87ccdbc5d277db4119f8f530f4bea799df887de080d7f4a7bfdf194a9379b968bed94c429a6153e6",
    "cat, scrypt:1024:8:2$salt$63e7f6ee86599f4c644960e3d5a0716fcaae7f13eccdf33b65c8cea27eaf4be79e5f604db1fe757cd331bfd380ab6b2f2adb542e2be82018dd1ee07d0b728a26",
    "gardener of the north side, pbkdf2:sha256:260000$kT9pLq2s$0c0c7541c7ea6df48c8ccf2122ef3f4549d07a4fbddb7f5e8a913de0170048b1",
    "gardener of the north side, scrypt:32768:8:1$MYz4Gk1cHTaQWQkA$e041873685ce7f26ab4c0317c2a01dfb24725cb32c4dd36bede4e09d0a2916e26a042558bf460f006f4b8d7a8b71508b456a72425847ed47e06ddeae16ab90fa",
    "gardener of the north side, pbkdf2:sha256:1000000$cdQi99rNhUpxEf08$21d75f0bcf81a2dcb989cd0a9272ac5482fc822de2be042fd80484c08c2066d6",
    "gardener of the north side, pbkdf2:sha256:50000$LAqMDf15w0YmH9cz$16e7dee80950403ec68c86785057b375ab174384e466280290982ccecfc9e27b",
    "gardener of the north side, pbkdf2:sha1:1000$QWsBkQP4Om6GzZOx$87432635bcc3051cce1cb3d904b8370b4f98e67d",
    "gardener of the north side, pbkdf2:sha224:1000$RipsxQfbpoXQf3bu$c20ac14b4fcdbead5fc6eda4d65c2fb300ca76a203aa3851b8389fe0",
    "gardener of the north side, pbkdf2:sha384:1000$RQVkbLuTiCxQ6CrY$6bddf9d8f9860967c04b6d53c8c8a91d4a6ac17f44030335262c813db5aaef3f03e755557e1186c8b574c492db89e3e5",
    "gardener of the north side, pbkdf2:sha512:1000$kT9pLq2s$175c1f8edc7539abee0105d31d9a318535fa2d847f7bc8f6ec87fae6c1b4467be70dea5aba8b8492301dfa4ab9d0c1679c9ba0c6bedb1fbd301a7f7f6997ae76"
  })
  void theHashedPasswordMatchesAndAnotherDoesNot(String password, String hash) {
    assertThat(WerkzeugHash.isOne(hash)).isTrue();
    assertThat(Passwords.isKnown(hash)).isTrue();
    assertThat(WerkzeugHash.matches(password, hash)).isTrue();
    assertThat(WerkzeugHash.matches(password + " ", hash)).isFalse();
    assertThat(WerkzeugHash.matches("", hash)).isFalse();
  }

  @Test
  void aChangedHashDoesNotMatch() {
    int end = SCRYPT.length();

    assertThat(WerkzeugHash.matches("cat", SCRYPT)).isTrue();
    assertThat(WerkzeugHash.matches("cat", SCRYPT.substring(0, end - 1) + "7")).isFalse();
    assertThat(WerkzeugHash.matches("cat", SCRYPT.substring(0, end - 2))).isFalse();
    assertThat(WerkzeugHash.matches("cat", SCRYPT + "00")).isFalse();
    assertThat(WerkzeugHash.matches("cat", SCRYPT.replace("$salt", "$Salt"))).isFalse();
    assertThat(WerkzeugHash.matches("cat", SCRYPT.replace(":8:", ":4:"))).isFalse();
  }

  @Test
  void otherHashesAreNotTakenForOne() {
    assertThat(WerkzeugHash.isOne("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA")).isFalse();
    assertThat(WerkzeugHash.isOne("")).isFalse();
    assertThat(WerkzeugHash.isOne("plain")).isFalse();
  }

  /// Nothing, half of it, too much of it, no numbers, no hexadecimal, digests we do not know.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "$",
        "$$",
        "$$$",
        "scrypt:",
        "scrypt:$salt$00",
        "scrypt:32768:8:1",
        "scrypt:32768:8:1$salt",
        "scrypt:32768:8:1$salt$",
        "scrypt:32768:8:1$salt$xyz",
        "scrypt:32768:8:1$salt$123",
        "scrypt:32768:8:1$salt$00$00",
        "scrypt:32768:8$salt$00",
        "scrypt:a:b:c$salt$00",
        "scrypt::8:1$salt$00",
        "scrypt:32767:8:1$salt$00",
        "scrypt:1:8:1$salt$00",
        "scrypt:0:0:0$salt$00",
        "scrypt:-32768:-8:-1$salt$00",
        "scrypt:-32768:-8:1$salt$00",
        "scrypt:65536:1:1$salt$00",
        "pbkdf2:",
        "pbkdf2:sha256$salt$00",
        "pbkdf2:sha256:$salt$00",
        "pbkdf2:sha256:0$salt$00",
        "pbkdf2:sha256:-5$salt$00",
        "pbkdf2:md5:1000$salt$00",
        "pbkdf2:sha256:1000$salt$",
        "pbkdf2:sha256:1000$$"
      })
  void whatNobodyHashedMatchesNothing(String hash) {
    assertThat(WerkzeugHash.matches("", hash)).isFalse();
    assertThat(WerkzeugHash.matches("password", hash)).isFalse();
    assertThat(Passwords.isKnown(hash)).isFalse();
  }

  /// Gigabytes, hours, and products that wrap around to something small.
  static Stream<String> hostile() {
    return Stream.of(
        "scrypt:65536:8:1",
        "scrypt:1048576:8:1",
        "scrypt:1073741824:8:1",
        "scrypt:2:1048576:1",
        "scrypt:2:131072:4",
        "scrypt:1073741824:134217728:1",
        "scrypt:65536:262144:1",
        "scrypt:2:2147483647:2147483647",
        "scrypt:32768:8:2147483647",
        "scrypt:32768:8:1000",
        "scrypt:2:1:2097151",
        "scrypt:99999999999:8:1",
        "pbkdf2:sha256:2147483647",
        "pbkdf2:sha512:1000001",
        "pbkdf2:sha256:99999999999");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileParametersCostNothing(String method) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    String hash = method + "$salt$" + "00".repeat(64);

    long allocated =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30),
            () -> {
              long before = threads.getCurrentThreadAllocatedBytes();
              assertThat(WerkzeugHash.matches("password", hash)).isFalse();
              return threads.getCurrentThreadAllocatedBytes() - before;
            });

    assertThat(allocated).isLessThan(8L << 20);
  }

  @Test
  void theDearestHashesThatAreCheckedStayWithinBounds() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    for (String method :
        new String[] {"scrypt:32768:8:4", "scrypt:4096:64:4", "pbkdf2:sha256:1000000"}) {
      long allocated =
          assertTimeoutPreemptively(
              Duration.ofSeconds(30),
              () -> {
                long before = threads.getCurrentThreadAllocatedBytes();
                assertThat(WerkzeugHash.matches("password", method + "$salt$00")).isFalse();
                return threads.getCurrentThreadAllocatedBytes() - before;
              });
      // At once it is a fourth: the four passes follow one another.
      assertThat(allocated).as(method).isLessThan(4L * (40 << 20));
    }
  }

  @Test
  void aMegabyteOfHashMatchesNothingInBoundedTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          for (String unit : new String[] {"$", ":", "a", "0"}) {
            String text = unit.repeat(1_000_000);
            assertThat(WerkzeugHash.matches("password", text)).isFalse();
            assertThat(WerkzeugHash.matches("password", "scrypt:" + text)).isFalse();
            assertThat(WerkzeugHash.matches("password", "pbkdf2:sha256:1$salt$" + text)).isFalse();
          }
        });
  }
}
