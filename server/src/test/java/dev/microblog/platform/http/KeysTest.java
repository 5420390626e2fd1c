package dev.microblog.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.microblog.platform.db.DataFolder;
import dev.microblog.platform.db.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  private static final String KEY = "correct horse battery staple";

  @TempDir private Path path;

  private final Keys keys = new Keys(KEY);

  @Test
  void aKeyIsMadeForTheOwnerAloneAndKept() throws IOException {
    String signature;
    try (DataFolder folder = DataFolder.open(path)) {
      signature = Keys.of(null, folder).sign("test", "text");
    }
    Path file = path.resolve("secret.key");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).hasSize(43);
    assertThat(path.resolve("secret.key.new")).doesNotExist();
    try (DataFolder folder = DataFolder.open(path)) {
      assertThat(Keys.of(null, folder).verify("test", "text", signature)).isTrue();
    }
  }

  @Test
  void everyFolderGetsAKeyOfItsOwn() {
    try (DataFolder one = DataFolder.open(path.resolve("one"));
        DataFolder two = DataFolder.open(path.resolve("two"))) {
      String signature = Keys.of(null, one).sign("test", "text");

      assertThat(Keys.of(null, two).verify("test", "text", signature)).isFalse();
    }
  }

  @Test
  void aDraftThatAKilledProcessLeftIsNotUsed() throws IOException {
    Files.createDirectories(path);
    Files.writeString(path.resolve("secret.key.new"), "half a k");

    try (DataFolder folder = DataFolder.open(path)) {
      String signature = Keys.of(null, folder).sign("test", "text");

      assertThat(Files.readString(path.resolve("secret.key"))).hasSize(43);
      assertThat(Keys.of(null, folder).sign("test", "text")).isEqualTo(signature);
    }
  }

  @Test
  void aConfiguredKeyIsUsedAndNothingIsKept() {
    try (DataFolder folder = DataFolder.open(path)) {
      assertThat(Keys.of(KEY, folder).sign("test", "text")).isEqualTo(keys.sign("test", "text"));
    }
    assertThat(path.resolve("secret.key")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "too short"})
  void aDamagedKeyIsToldAndNotReplaced(String damaged) throws IOException {
    Path file = Files.writeString(path.resolve("secret.key"), damaged);

    try (DataFolder folder = DataFolder.open(path)) {
      assertThatThrownBy(() -> Keys.of(null, folder))
          .isInstanceOf(Unusable.class)
          .hasMessageContaining("damaged")
          .hasMessageContaining(file.toString());
    }
    assertThat(file).hasContent(damaged);
  }

  @Test
  void aKeyThatCannotBeReadIsTold() throws IOException {
    Files.createDirectory(path.resolve("secret.key"));

    try (DataFolder folder = DataFolder.open(path)) {
      assertThatThrownBy(() -> Keys.of(null, folder))
          .isInstanceOf(Unusable.class)
          .hasMessageContaining("cannot be read or made");
    }
  }

  @Test
  void aSealedTextOpensForItsPurposeOnly() {
    String sealed = keys.seal("flash", "You are following ben!");

    assertThat(sealed).startsWith("You are following ben!.");
    assertThat(keys.open("flash", sealed)).isEqualTo("You are following ben!");
    assertThat(keys.open("session", sealed)).isNull();
    assertThat(new Keys(KEY + "!").open("flash", sealed)).isNull();
  }

  @Test
  void anyTextCanBeSealed() {
    for (String text : new String[] {"", "1.2.3", "你好", "\0", "a".repeat(100_000)}) {
      assertThat(keys.open("test", keys.seal("test", text))).isEqualTo(text);
    }
  }

  @Test
  void noCharacterOfASealedTextCanBeChanged() {
    String sealed = keys.seal("test", "user-42");

    for (int i = 0; i < sealed.length(); i++) {
      char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
      String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
      assertThat(keys.open("test", changed)).as(changed).isNull();
      assertThat(keys.open("test", sealed.substring(0, i))).isNull();
    }
    assertThat(keys.open("test", sealed + "A")).isNull();
    assertThat(keys.open("test", sealed + "=")).isNull();
    assertThat(keys.open("test", "x" + sealed)).isNull();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", ".", "..", "text", "text.", ".signature", "text.é", "😀.😀"})
  void whatIsNoSealedTextDoesNotOpen(@Nullable String sealed) {
    assertThat(keys.open("test", sealed)).isNull();
  }

  @Test
  void purposeAndTextCannotBeShiftedIntoEachOther() {
    assertThat(keys.sign("ab", "c")).isNotEqualTo(keys.sign("a", "bc"));
  }

  @Test
  void aSignatureIs43UrlSafeCharacters() {
    assertThat(keys.sign("test", "text")).matches("[A-Za-z0-9_-]{43}");
  }

  @Test
  void randomTextsDiffer() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      assertThat(Keys.random(9))
          .matches("[A-Za-z0-9_-]{12}")
          .satisfies(s -> assertThat(seen.add(s)).isTrue());
    }
  }
}
