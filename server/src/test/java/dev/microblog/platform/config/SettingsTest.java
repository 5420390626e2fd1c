package dev.microblog.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
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
    assertThat(config.database()).isEqualTo(DatabaseUrl.inFolder(Path.of("data").toAbsolutePath()));
    assertThat(config.migrate()).isTrue();
    assertThat(config.management()).as("a port more than was asked for").isNull();
    assertThat(config.log()).isEqualTo(new Config.Log(false, true));
    assertThat(config.mail()).isNull();
    assertThat(config.search())
        .isEqualTo(new Config.Search(true, List.of(), "microblog", null, null, null));
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
                "RATE_LIMIT", "off",
                "DATABASE_URL", "sqlite:////srv/other.db",
                "MIGRATE", "off",
                "LOG_FORMAT", "JSON"));

    assertThat(config.port()).isEqualTo(8080);
    assertThat(config.dataDir()).isEqualTo(Path.of("/srv/blog"));
    assertThat(config.secretKey()).isEqualTo(KEY);
    assertThat(config.publicUrl()).isEqualTo(URI.create("https://blog.example.org"));
    assertThat(config.trustedProxies()).hasSize(3);
    assertThat(config.postMaxLength()).isEqualTo(5000);
    assertThat(config.rateLimit()).isFalse();
    assertThat(config.database().file()).isEqualTo(Path.of("/srv/other.db"));
    assertThat(config.migrate()).isFalse();
    assertThat(config.log().json()).isTrue();
  }

  @Test
  void everyVariableThatIsReadIsDocumentedOnce() {
    Map<String, String> wrong = new HashMap<>();
    for (Setting setting : Setting.ALL) {
      assertThat(wrong.put(setting.name(), "?")).as(setting.name()).isNull();
      assertThat(setting.standard()).isNotBlank();
      assertThat(setting.meaning()).endsWith(".");
    }
    assertThat(wrong).containsKeys("PORT", "DATABASE_URL", "MAIL_PASSWORD");
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
    "yes,true"
  })
  void aSwitchIsOneOfAFewWords(String value, boolean on) {
    assertThat(Settings.read(Map.of("RATE_LIMIT", value)).rateLimit()).isEqualTo(on);
  }

  @Test
  void anotherWordForASwitchIsRefused() {
    assertThat(problems(Map.of("PUBLIC_PAGES", "disabled", "MIGRATE", "never")))
        .contains(
            "PUBLIC_PAGES must be on or off (or true, yes, 1, false, no, 0).",
            "MIGRATE must be on or off");
  }

  @Test
  void theTutorialsOwnSwitchesAreOnByAnyOtherWord() {
    assertThatCode(
            () -> Settings.read(Map.of("LOG_TO_STDOUT", "anything", "MAIL_USE_TLS", "anything")))
        .doesNotThrowAnyException();
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
  void aDatabaseServerNeedsASecretKeyThatAllProcessesShare() {
    String url = "mysql+pymysql://microblog:hush@db/microblog";

    assertThat(problems(Map.of("DATABASE_URL", url)))
        .isEqualTo(
            "SECRET_KEY must be set with a database server: all processes of a site share it.");

    Config config = Settings.read(Map.of("DATABASE_URL", url, "SECRET_KEY", KEY));
    assertThat(config.database().embedded()).isFalse();
    assertThat(config.database().password()).isEqualTo("hush");
    assertThat(config.toString()).doesNotContain("hush");
  }

  @Test
  void anAddressThatIsNoneOfADatabaseIsRefusedWithoutTellingItsPassword() {
    assertThat(problems(Map.of("DATABASE_URL", "oracle://microblog:hush@db/microblog")))
        .doesNotContain("hush")
        .startsWith("DATABASE_URL");
  }

  @Test
  void theChaptersOwnCommandIsUnderstood() {
    Config config =
        Settings.read(
            Map.ofEntries(
                Map.entry("SECRET_KEY", "my-secret-key"),
                Map.entry("MAIL_SERVER", "smtp.googlemail.com"),
                Map.entry("MAIL_PORT", "587"),
                Map.entry("MAIL_USE_TLS", "true"),
                Map.entry("MAIL_USERNAME", "amina@example.org"),
                Map.entry("MAIL_PASSWORD", "hush"),
                Map.entry("DATABASE_URL", "mysql+pymysql://microblog:hush@dbserver/microblog"),
                Map.entry("ELASTICSEARCH_URL", "http://elasticsearch:9200"),
                Map.entry("LOG_TO_STDOUT", "true"),
                Map.entry("REDIS_URL", "redis://redis-server:6379/0"),
                Map.entry("MS_TRANSLATOR_KEY", "hush"),
                Map.entry("FLASK_APP", "microblog.py")));

    assertThat(config.mail())
        .isEqualTo(
            new Config.Mail(
                "smtp.googlemail.com",
                587,
                Config.Mail.Security.STARTTLS,
                "amina@example.org",
                "hush",
                null,
                List.of()));
    assertThat(config.search().servers()).containsExactly(URI.create("http://elasticsearch:9200"));
    assertThat(config.translator())
        .isEqualTo(
            new Config.Translator.Microsoft(
                URI.create("https://api.cognitive.microsofttranslator.com"),
                false,
                "hush",
                "westus"));
    assertThat(config.named()).isEmpty();
  }

  @Test
  void whoTranslatesIsOneOfTwo() {
    assertThat(Settings.read(Map.of()).translator()).isNull();
    assertThat(Settings.read(Map.of("MS_TRANSLATOR_REGION", "global")).translator()).isNull();
    Config libre =
        Settings.read(
            Map.of(
                "LIBRETRANSLATE_URL", "http://libretranslate:5000/", "LIBRETRANSLATE_KEY", "hush"));
    assertThat(libre.translator())
        .isEqualTo(new Config.Translator.Libre(URI.create("http://libretranslate:5000"), "hush"));
    assertThat(libre.named()).containsExactly(URI.create("http://libretranslate:5000"));
    assertThat(String.valueOf(libre.translator())).doesNotContain("hush");
    Config named =
        Settings.read(
            Map.of(
                "MS_TRANSLATOR_KEY",
                "hush",
                "MS_TRANSLATOR_REGION",
                "switzerlandnorth",
                "MS_TRANSLATOR_URL",
                "https://ours.example/translator/text/v3.0/"));
    assertThat(named.translator())
        .isEqualTo(
            new Config.Translator.Microsoft(
                URI.create("https://ours.example/translator/text/v3.0"),
                true,
                "hush",
                "switzerlandnorth"));
    assertThat(String.valueOf(named.translator())).doesNotContain("hush");
    assertThatThrownBy(
            () ->
                Settings.read(
                    Map.of(
                        "MS_TRANSLATOR_KEY",
                        "hush",
                        "LIBRETRANSLATE_URL",
                        "http://translate:5000")))
        .hasMessageContaining("MS_TRANSLATOR_KEY and LIBRETRANSLATE_URL are both set; keep one")
        .hasMessageNotContaining("hush");
  }

  @ParameterizedTest
  @CsvSource({
    "LIBRETRANSLATE_URL, ftp://translate",
    "LIBRETRANSLATE_URL, translate:5000",
    "LIBRETRANSLATE_URL, http://amina:hush@translate:5000",
    "LIBRETRANSLATE_URL, http://translate:5000/?q=hush",
    "LIBRETRANSLATE_URL, 'http://translate:5000,http://translate:5001'",
    "MS_TRANSLATOR_URL, http://translate/#hush",
    "MS_TRANSLATOR_REGION, 'west us'",
    "MS_TRANSLATOR_KEY, 'hush hush'",
    "LIBRETRANSLATE_KEY, 'hush hush'"
  })
  void aTranslatorThatMakesNoSenseIsTold(String name, String value) {
    assertThatThrownBy(() -> Settings.read(Map.of(name, value)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining(name + " must be ")
        .hasMessageNotContaining("hush");
  }

  @Test
  void whatLinksToOtherContainersInjectIsNotRead() {
    Settings settings =
        Settings.of(
            Map.of(
                "MAIL_PORT", "tcp://172.17.0.5:25",
                "MAIL_PORT_25_TCP", "tcp://172.17.0.5:25",
                "ELASTICSEARCH_PORT", "tcp://172.17.0.4:9200",
                "ELASTICSEARCH_NAME", "/microblog/elasticsearch",
                "DBSERVER_ENV_MYSQL_PASSWORD", "hush",
                "MICROBLOG_SERVICE_HOST", "10.0.0.7",
                "PORT", "udp://172.17.0.5:5000"),
            folder);

    assertThat(settings.given()).isEmpty();
    assertThat(settings.warnings()).isEmpty();
    assertThat(settings.config().port()).isEqualTo(5000);
  }

  @ParameterizedTest
  @CsvSource({
    "SECRET_KEYS, SECRET_KEY",
    "SECRETKEY, SECRET_KEY",
    "SECRET_KYE, SECRET_KEY",
    "DATABASE_URI, DATABASE_URL",
    "DATBASE_URL, DATABASE_URL",
    "MAIL_PASWORD, MAIL_PASSWORD",
    "SECRET_KEY_FIL, SECRET_KEY_FILE"
  })
  void aNameOneLetterAwayIsToldAsALikelySlip(String slip, String meant) {
    assertThat(Settings.of(Map.of(slip, "hush"), folder).warnings())
        .containsExactly(
            slip + " is set, which is no setting. Was " + meant + " meant? It is ignored.");
  }

  @Test
  void namesOfOtherProgramsAreNoSlips() {
    Map<String, String> others = new HashMap<>();
    for (String name :
        List.of("PATH", "HOME", "HOSTNAME", "LANG", "TERM", "JAVA_HOME", "PWD", "FLASK_DEBUG")) {
      others.put(name, "x");
    }
    assertThat(Settings.of(others, folder).warnings()).isEmpty();
  }

  @Test
  void theFileBesideTheProgramIsReadAndTheEnvironmentGoesBeforeIt() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), KEY + "\n");
    Files.writeString(
        folder.resolve(".env"),
        """
        # The settings of our site
        PORT=8080
        POST_MAX_LENGTH="280"
        PUBLIC_URL='https://blog.example.org'
        SECRET_KEY_FILE=%s
        """
            .formatted(secret));

    Settings settings = Settings.of(Map.of("PORT", "9090"), folder);

    assertThat(settings.config().port()).isEqualTo(9090);
    assertThat(settings.config().postMaxLength()).isEqualTo(280);
    assertThat(settings.config().publicUrl()).isEqualTo(URI.create("https://blog.example.org"));
    assertThat(settings.config().secretKey()).isEqualTo(KEY);
    assertThat(settings.given())
        .containsExactly(
            new Settings.Given("PORT", "9090", "environment"),
            new Settings.Given("SECRET_KEY", "********", "file"),
            new Settings.Given("PUBLIC_URL", "https://blog.example.org", ".env"),
            new Settings.Given("POST_MAX_LENGTH", "280", ".env"));
  }

  @Test
  void aFileWithOtherThingsInItIsRefusedWithoutTellingThem() throws IOException {
    Files.writeString(folder.resolve(".env"), "PORT=8080\nthis is a secret\n");

    assertThatThrownBy(() -> Settings.of(Map.of(), folder))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining(".env")
        .hasMessageNotContaining("a secret");
  }

  @Test
  void everySettingMayStandInAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("value"), "8080\n");

    assertThat(Settings.read(Map.of("PORT_FILE", file.toString())).port()).isEqualTo(8080);
  }

  @Test
  void noSecretIsShown() {
    Settings settings =
        Settings.of(
            Map.of(
                "SECRET_KEY", KEY,
                "DATABASE_URL", "postgres://microblog:hush@db/microblog",
                "MAIL_SERVER", "mail.example.org",
                "MAIL_PASSWORD", "hush",
                "MS_TRANSLATOR_KEY", "hush",
                "ELASTICSEARCH_URL", "http://elastic:hush@one:9200,http://elastic:hush@two:9200"),
            folder);

    assertThat(settings.given().toString())
        .doesNotContain("hush", KEY)
        .contains("postgresql://db:5432/microblog", "http://********@one:9200");
    assertThat(settings.config().toString()).doesNotContain("hush", KEY);
    assertThat(String.valueOf(settings.config().mail())).doesNotContain("hush");
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
    Path file = Files.writeString(folder.resolve("key"), "guess-this\n");
    String told = "SECRET_KEY must have at least 12 characters.";

    assertThat(problems(Map.of("SECRET_KEY", "guess-this"))).isEqualTo(told);
    assertThat(problems(Map.of("SECRET_KEY_FILE", file.toString()))).isEqualTo(told);
  }

  @Test
  void theKeyThatEverybodyKnowsIsRefused() {
    assertThat(problems(Map.of("SECRET_KEY", "you-will-never-guess")))
        .isEqualTo("SECRET_KEY is the tutorial's standard, which everybody knows.");
  }

  @Test
  void aKeyAsShortAsTheChaptersIsTakenWithAWarning() {
    assertThat(Settings.of(Map.of("SECRET_KEY", "my-secret-key"), folder).warnings())
        .singleElement()
        .asString()
        .startsWith("SECRET_KEY is short")
        .doesNotContain("my-secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MAIL_PORT | 0 | MAIL_PORT must be a whole number from 1 to 65535.",
        "DATABASE_POOL | 2 | DATABASE_POOL must be a whole number from 3 to 200.",
        "DATABASE_WAIT | soon | DATABASE_WAIT must be a whole number from 0 to 86400.",
        "LOG_FORMAT | xml | LOG_FORMAT must be text or json.",
        "ADMINS | amina | ADMINS must be mail addresses, separated by commas.",
        "SERVER_NAME | http://blog | SERVER_NAME must be a host name such as blog.example.org.",
        "ELASTICSEARCH_URL | elasticsearch:9200 | ELASTICSEARCH_URL must be a web address such as"
            + " http://elasticsearch:9200."
      })
  void whatAVariableCannotMeanIsToldInWords(String name, String value, String told) {
    assertThat(problems(Map.of(name, value))).isEqualTo(told);
  }

  @Test
  void theNameOfTheTutorialIsAnAddressWherePublicUrlIsMissing() {
    assertThat(Settings.read(Map.of("SERVER_NAME", "blog.example.org:8000")).publicUrl())
        .isEqualTo(URI.create("http://blog.example.org:8000"));
    assertThat(
            Settings.read(
                    Map.of(
                        "SERVER_NAME", "blog.example.org", "PUBLIC_URL", "https://other.example"))
                .publicUrl())
        .isEqualTo(URI.create("https://other.example"));
  }

  @Test
  void mailIsSpokenInOneWay() {
    assertThat(problems(Map.of("MAIL_USE_TLS", "1", "MAIL_USE_SSL", "1")))
        .isEqualTo("MAIL_USE_TLS and MAIL_USE_SSL are both on; keep one.");
    Config.Mail mail =
        Settings.read(Map.of("MAIL_SERVER", "mail.example.org", "MAIL_USE_SSL", "1")).mail();
    assertThat(mail).isNotNull();
    assertThat(mail.port()).isEqualTo(465);
    assertThat(mail.security()).isEqualTo(Config.Mail.Security.TLS);
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
                "DATABASE_URL", "gopher://a-secret-in-the-wrong-place-5"));

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

  @Test
  void nothingIsToldToACollectorThatNobodyNamed() {
    assertThat(Settings.read(Map.of("OTEL_SERVICE_NAME", "kites")).telemetry()).isNull();
    assertThat(
            Settings.read(
                    Map.of(
                        "OTEL_SDK_DISABLED",
                        "true",
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://collector:4317",
                        "OTEL_EXPORTER_OTLP_PROTOCOL",
                        "grpc"))
                .telemetry())
        .as("set for all programs of a platform, but not for this one")
        .isNull();
    assertThat(
            Settings.read(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "tcp://10.0.0.7:4318")).telemetry())
        .as("a link to a container")
        .isNull();
  }

  @Test
  void theVariablesOfOpenTelemetrySayWhatACollectorIsTold() {
    Config.Telemetry both = telemetry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318");
    assertThat(both.traces() && both.metrics()).isTrue();
    assertThat(both.properties())
        .containsEntry("otel.exporter.otlp.endpoint", "http://collector:4318")
        .containsEntry("otel.exporter.otlp.protocol", "http/protobuf")
        .containsEntry("otel.service.name", "microblog")
        .containsEntry("otel.logs.exporter", "none");
    Config.Telemetry traces = telemetry("OTEL_TRACES_EXPORTER", "otlp");
    assertThat(traces.traces() && !traces.metrics()).isTrue();
    Config.Telemetry metrics =
        telemetry("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "http://collector:4318/v1/metrics");
    assertThat(metrics.metrics() && !metrics.traces()).isTrue();
    assertThat(
            telemetry(
                    "OTEL_TRACES_EXPORTER",
                    "otlp",
                    "OTEL_RESOURCE_ATTRIBUTES",
                    "service.name=kites,a=b")
                .properties())
        .as("said there")
        .doesNotContainKey("otel.service.name");
  }

  private static Config.Telemetry telemetry(String... variables) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < variables.length; i += 2) {
      given.put(variables[i], variables[i + 1]);
    }
    return java.util.Objects.requireNonNull(Settings.read(given).telemetry());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          OTEL_TRACES_EXPORTER; jaeger; OTEL_TRACES_EXPORTER must be otlp or none.
          OTEL_METRICS_EXPORTER; prometheus; fetches from MANAGEMENT_PORT
          OTEL_EXPORTER_OTLP_ENDPOINT; collector:4318; must be a web address
          OTEL_EXPORTER_OTLP_ENDPOINT; http://hidden:hidden@collector:4318; OTEL_EXPORTER_OTLP_HEADERS
          OTEL_EXPORTER_OTLP_PROTOCOL; grpc; must be http/protobuf
          OTEL_EXPORTER_OTLP_TRACES_PROTOCOL; grpc; OTEL_EXPORTER_OTLP_TRACES_PROTOCOL
          OTEL_EXPORTER_OTLP_TIMEOUT; soon; must be a number of milliseconds
          OTEL_EXPORTER_OTLP_HEADERS; hidden; must be name=value
          OTEL_EXPORTER_OTLP_METRICS_HEADERS; hidden; must be name=value
          OTEL_RESOURCE_ATTRIBUTES; a=b,hidden; must be name=value
          OTEL_TRACES_SAMPLER; sometimes; must be always_on
          OTEL_TRACES_SAMPLER_ARG; 7; must be a number from 0 to 1
          OTEL_METRIC_EXPORT_INTERVAL; -1; must be a number of milliseconds
          """)
  void aWrongVariableOfOpenTelemetryHasASentence(String name, String value, String sentence) {
    Map<String, String> given = new HashMap<>();
    given.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318");
    given.put(name, value);

    assertThat(problems(given)).contains(sentence).contains(name).doesNotContain("hidden");
  }

  @Test
  void itsHeadersArePrintedNowhere() {
    Settings settings =
        Settings.of(
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318",
                "OTEL_EXPORTER_OTLP_HEADERS", "api-key=hidden",
                "OTEL_EXPORTER_OTLP_TRACES_HEADERS", "api-key=hidden"),
            folder);

    assertThat(settings.given().toString()).contains("http://collector:4318");
    assertThat(settings.given() + " " + settings.config() + settings.config().telemetry())
        .doesNotContain("hidden");
  }
}
