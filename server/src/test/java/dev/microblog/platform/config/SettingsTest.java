package dev.microblog.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final String KEY = "correct horse battery staple";

  @TempDir private Path folder;

  private static String problems(Map<String, String> environment) {
    InvalidSettings thrown =
        catchThrowableOfType(InvalidSettings.class, () -> Settings.read(environment));
    assertThat(thrown).isNotNull();
    return String.valueOf(thrown.getMessage());
  }

  @Test
  void nothingNeedsToBeSet() {
    Config config = Settings.read(Map.of());

    assertThat(config.port()).isEqualTo(5000);
    assertThat(config.dataDir()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(config.secretKey()).isNull();
    assertThat(config.publicUrl()).isNull();
    assertThat(config.trustedProxies()).isEmpty();
    assertThat(config.postMaxLength()).isEqualTo(500);
    assertThat(config.rateLimit()).isTrue();
  }

  @Test
  void everyVariableIsRead() {
    Config config =
        Settings.read(
            Map.of(
                "PORT", "8080",
                "DATA_DIR", "/srv/./microblog/../blog",
                "SECRET_KEY", KEY,
                "PUBLIC_URL", "https://blog.example.org",
                "TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8,2001:db8::/32",
                "POST_MAX_LENGTH", "5000",
                "RATE_LIMIT", "off"));

    assertThat(config.port()).isEqualTo(8080);
    assertThat(config.dataDir()).isEqualTo(Path.of("/srv/blog"));
    assertThat(config.secretKey()).isEqualTo(KEY);
    assertThat(config.publicUrl()).isEqualTo(URI.create("https://blog.example.org"));
    assertThat(config.trustedProxies()).hasSize(3);
    assertThat(config.postMaxLength()).isEqualTo(5000);
    assertThat(config.rateLimit()).isFalse();
  }

  @Test
  void everyVariableThatIsReadIsDocumentedOnce() {
    Map<String, String> wrong = new HashMap<>();
    for (Settings.Setting setting : Settings.ALL) {
      assertThat(wrong.put(setting.name(), "?")).as(setting.name()).isNull();
      assertThat(setting.standard()).isNotBlank();
      assertThat(setting.meaning()).endsWith(".");
    }
    assertThat(wrong)
        .containsOnlyKeys(
            "PORT",
            "DATA_DIR",
            "SECRET_KEY",
            "SECRET_KEY_FILE",
            "PUBLIC_URL",
            "TRUSTED_PROXIES",
            "POST_MAX_LENGTH",
            "PUBLIC_PAGES",
            "RATE_LIMIT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PORT",
        "DATA_DIR",
        "SECRET_KEY",
        "SECRET_KEY_FILE",
        "PUBLIC_URL",
        "TRUSTED_PROXIES",
        "POST_MAX_LENGTH",
        "RATE_LIMIT",
        "DATABASE_URL"
      })
  void blanksAndWhatContainerLinksInjectCountAsNotSet(String name) {
    String usual = Settings.read(Map.of()).toString();

    assertThat(Settings.read(Map.of(name, "tcp://172.17.0.5:5000")).toString()).isEqualTo(usual);
    assertThat(Settings.read(Map.of(name, " \t")).toString()).isEqualTo(usual);
    assertThat(Settings.read(Map.of(name, "")).toString()).isEqualTo(usual);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "http", "80.5", "0x50", "99999999999999999999"})
  void aPortThatIsNoneIsRefused(String port) {
    assertThat(problems(Map.of("PORT", port)))
        .isEqualTo("PORT must be a whole number from 0 to 65535.");
  }

  @Test
  void portsFrom0To65535AreTaken() {
    assertThat(Settings.read(Map.of("PORT", "0")).port()).isZero();
    assertThat(Settings.read(Map.of("PORT", " 65535 ")).port()).isEqualTo(65535);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "5001", "-500", "many"})
  void aLengthOfPostsBeyondItsBoundsIsRefused(String length) {
    assertThat(problems(Map.of("POST_MAX_LENGTH", length)))
        .isEqualTo("POST_MAX_LENGTH must be a whole number from 1 to 5000.");
  }

  @ParameterizedTest
  @CsvSource({
    "false,false",
    "FALSE,false",
    "0,false",
    "no,false",
    "Off,false",
    "true,true",
    "1,true",
    "on,true",
    "yes,true",
    "anything,true"
  })
  void switchesAreReadAsTheTutorialReadsThem(String value, boolean on) {
    assertThat(Settings.read(Map.of("RATE_LIMIT", value)).rateLimit()).isEqualTo(on);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "blog.example.org",
        "//blog.example.org",
        "ftp://blog.example.org",
        "https://",
        "https:blog",
        "javascript:alert(1)",
        "https://a b",
        "https://["
      })
  void aPublicAddressMustBeAWebAddress(String url) {
    assertThat(problems(Map.of("PUBLIC_URL", url)))
        .isEqualTo("PUBLIC_URL must be a web address such as https://blog.example.org.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy.example.org",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10/8",
        "127.0.0.1,",
        ",",
        "127.0.0.1 10.0.0.1"
      })
  void trustedProxiesMustBeNetworks(String proxies) {
    assertThat(problems(Map.of("TRUSTED_PROXIES", proxies)))
        .isEqualTo("TRUSTED_PROXIES must be networks such as 10.0.0.0/8, separated by commas.");
  }

  @Test
  void aDatabaseServerIsRefusedForNow() {
    assertThat(problems(Map.of("DATABASE_URL", "mysql+pymysql://microblog:hush@db/microblog")))
        .startsWith("DATABASE_URL is set")
        .doesNotContain("hush");
  }

  @Test
  void theSecretKeyMayStandInAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "\n " + KEY + "\r\n");

    assertThat(Settings.read(Map.of("SECRET_KEY_FILE", file.toString())).secretKey())
        .isEqualTo(KEY);
  }

  @Test
  void aSecretKeyFileThatCannotBeReadIsTold() throws IOException {
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    for (Path path : new Path[] {folder.resolve("missing"), folder, binary}) {
      assertThat(problems(Map.of("SECRET_KEY_FILE", path.toString())))
          .isEqualTo("SECRET_KEY_FILE cannot be read.");
    }
  }

  @Test
  void twoSecretKeysAreOneTooMany() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), KEY);

    assertThat(problems(Map.of("SECRET_KEY", KEY, "SECRET_KEY_FILE", file.toString())))
        .isEqualTo("SECRET_KEY and SECRET_KEY_FILE are both set; keep one.");
  }

  @Test
  void aShortSecretKeyIsRefusedWithoutTellingIt() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "you-will-guess\n");
    String told = "SECRET_KEY must have at least 16 characters.";

    assertThat(problems(Map.of("SECRET_KEY", "you-will-guess"))).isEqualTo(told);
    assertThat(problems(Map.of("SECRET_KEY_FILE", file.toString()))).isEqualTo(told);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceAndNothingSecret() {
    String message =
        problems(
            Map.of(
                "PORT", "a-secret-in-the-wrong-place-1",
                "SECRET_KEY", "hush-hush",
                "PUBLIC_URL", "a-secret-in-the-wrong-place-2",
                "TRUSTED_PROXIES", "a-secret-in-the-wrong-place-3",
                "POST_MAX_LENGTH", "a-secret-in-the-wrong-place-4",
                "DATABASE_URL", "postgresql://a-secret-in-the-wrong-place-5"));

    assertThat(message.lines().map(line -> line.split(" ", 2)[0]))
        .containsExactlyInAnyOrder(
            "PORT",
            "SECRET_KEY",
            "PUBLIC_URL",
            "TRUSTED_PROXIES",
            "POST_MAX_LENGTH",
            "DATABASE_URL");
    assertThat(message).doesNotContain("hush", "wrong-place");
  }

  @Test
  void theSettingsPrintedDoNotHoldTheSecretKey() {
    assertThat(Settings.read(Map.of("SECRET_KEY", KEY)).toString())
        .contains("5000")
        .doesNotContain(KEY);
  }

  @Test
  void otherVariablesDoNotMatter() {
    assertThatThrownBy(() -> Settings.read(Map.of("PORT", "x", "HOME", "/")))
        .hasMessageNotContaining("HOME");
  }
}
