package dev.microblog.platform.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
  private static final long NOW = Instant.parse("2026-03-14T15:09:26.535Z").toEpochMilli();
  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");

  private static final Messages ENGLISH = Messages.in(Locale.ENGLISH);
  private static final Messages SPANISH = Messages.in(Locale.forLanguageTag("es"));
  private static final Messages CHINESE = Messages.in(Locale.forLanguageTag("zh-Hans"));

  static Stream<Messages> languages() {
    return Messages.LOCALES.stream().map(Messages::in);
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyLanguageHasEveryText(Messages messages) {
    assertThat(messages.texts().keySet())
        .as(messages.tag())
        .containsExactlyInAnyOrderElementsOf(ENGLISH.texts().keySet());
  }

  @ParameterizedTest
  @MethodSource("languages")
  void noTextIsBlankOrFullOfBlanks(Messages messages) {
    messages
        .texts()
        .forEach((key, text) -> assertThat(text).as(key).isNotBlank().doesNotContain("  ", "\t"));
  }

  /// MessageFormat takes it as a quotation mark, and swallows it.
  @ParameterizedTest
  @MethodSource("languages")
  void noTextHoldsTheApostropheOfTypewriters(Messages messages) {
    messages.texts().forEach((key, text) -> assertThat(text).as(key).doesNotContain("'"));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void textsHaveTheSamePlaceholdersInEveryLanguage(Messages messages) {
    messages
        .texts()
        .forEach(
            (key, text) ->
                assertThat(placeholders(text))
                    .as(messages.tag() + " " + key)
                    .isEqualTo(placeholders(ENGLISH.get(key))));
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyTextWithPlaceholdersCanBeFilledIn(Messages messages) {
    messages
        .texts()
        .forEach(
            (key, text) -> {
              int arguments =
                  new MessageFormat(text, Locale.ROOT).getFormatsByArgumentIndex().length;
              if (arguments > 0) {
                Object[] numbers = Stream.generate(() -> 2).limit(arguments).toArray();
                assertThat(messages.get(key, numbers)).as(key).doesNotContain("{", "}");
              }
            });
  }

  @ParameterizedTest
  @MethodSource("languages")
  void pluralsHaveAWordForNoneOneAndMany(Messages messages) {
    messages
        .texts()
        .forEach(
            (key, text) -> {
              if (text.contains(",choice,")) {
                assertThat(messages.get(key, 1, 1))
                    .as(messages.tag() + " " + key)
                    .isNotEqualTo(messages.get(key, 2, 2));
              }
            });
  }

  @Test
  void argumentsAreText() {
    assertThat(ENGLISH.get("home.greeting", "{0} <b>'x'")).contains("{0} <b>'x'");
  }

  @Test
  void aTextThatDoesNotExistIsAnError() {
    assertThatThrownBy(() -> SPANISH.get("no.such.text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no text no.such.text in es");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|en",
        "es|es",
        "zh|zh-Hans",
        "es-MX|es",
        "es-419,es;q=0.9|es",
        "es-ES,es;q=0.8,en-US;q=0.5,en;q=0.3|es",
        "en-US,en;q=0.9,es;q=0.8|en",
        "zh-CN,zh;q=0.9,en;q=0.8|zh-Hans",
        "zh-Hans-CN|zh-Hans",
        "zh-SG|zh-Hans",
        "zh-Hans|zh-Hans",
        // There are no traditional characters, and the simplified are nearer than English.
        "zh-TW|zh-Hans",
        "zh-HK|zh-Hans",
        "zh-MO|zh-Hans",
        "zh-Hant|zh-Hans",
        "zh-Hant-TW,zh;q=0.9,en;q=0.8|zh-Hans",
        "ZH-tw|zh-Hans",
        "ES|es",
        "fr|en",
        "fr,es;q=0.1|es",
        "de-DE,de;q=0.9,zh-TW;q=0.2,en;q=0.1|zh-Hans",
        "en;q=0.5,es;q=0.6|es",
        "es;q=0,en|en",
        "es;q=0|en",
        "*|en",
        "*;q=0.5,es|es",
        "eo-x-private,es|es",
        "  es , en|es",
        "es;q=1.000|es"
      })
  void theBrowsersBestMatchIsChosen(String header, String tag) {
    assertThat(Messages.accepting(header).tag()).isEqualTo(tag);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        ",,,",
        ";",
        "-",
        "--",
        "es;q=",
        "es;q=x",
        "es;q=-1",
        "es;q=2",
        "es;;q=1",
        "es_MX",
        "español",
        "日本語",
        "<script>",
        "../../etc/passwd",
        "a",
        "zh-",
        "-zh",
        "toolongforalanguage",
        "\0"
      })
  void garbageMeansEnglish(@Nullable String header) {
    assertThat(Messages.accepting(header).tag()).isEqualTo("en");
  }

  @Test
  void veryLongHeadersMeanEnglishAtOnce() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          for (String unit : List.of("es,", "es-", "zh-tw;q=0.5,", "a", ",", "-")) {
            String header = unit.repeat(10_000 / unit.length());
            assertThat(Messages.accepting(header).tag()).isEqualTo("en");
            assertThat(Messages.accepting(header.substring(0, 500)).tag()).isNotNull();
          }
        });
  }

  @Test
  void noHeaderMakesItFail() {
    Random random = new Random(7);
    String[] pieces = {
      "es", "zh", "en", "-", ";", "q=", ",", "*", "0.5", "1", " ", "Hant", "é", "=", "x", "."
    };
    for (int i = 0; i < 20_000; i++) {
      String header =
          random
              .ints(random.nextInt(12), 0, pieces.length)
              .mapToObj(piece -> pieces[piece])
              .collect(Collectors.joining());
      assertThat(Messages.accepting(header)).as(header).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  void agesAreTold(Messages messages) {
    String now = messages.get("time.now");
    assertThat(messages.ago(NOW, NOW)).isEqualTo(now);
    assertThat(messages.ago(NOW + HOUR, NOW)).as("clocks differ").isEqualTo(now);
    assertThat(messages.ago(NOW - MINUTE + 1, NOW)).isEqualTo(now);
    assertThat(messages.ago(NOW - MINUTE, NOW)).isEqualTo(messages.get("time.minutes", 1));
    assertThat(messages.ago(NOW - 2 * MINUTE + 1, NOW)).isEqualTo(messages.get("time.minutes", 1));
    assertThat(messages.ago(NOW - HOUR + 1, NOW)).isEqualTo(messages.get("time.minutes", 59));
    assertThat(messages.ago(NOW - HOUR, NOW)).isEqualTo(messages.get("time.hours", 1));
    assertThat(messages.ago(NOW - DAY + 1, NOW)).isEqualTo(messages.get("time.hours", 23));
    assertThat(messages.ago(NOW - DAY, NOW)).isEqualTo(messages.get("time.days", 1));
    assertThat(messages.ago(NOW - 7 * DAY + 1, NOW)).isEqualTo(messages.get("time.days", 6));
    assertThat(messages.ago(NOW - 7 * DAY, NOW)).contains("2026");
    assertThat(messages.ago(0, NOW)).contains("1970");
  }

  @Test
  void datesAreWrittenAsTheLanguageWritesThem() {
    assertThat(ENGLISH.ago(NOW - 30 * DAY, NOW)).isEqualTo("Feb 12, 2026");
    assertThat(SPANISH.ago(NOW - 30 * DAY, NOW)).isEqualTo("12 feb 2026");
    assertThat(CHINESE.ago(NOW - 30 * DAY, NOW)).isEqualTo("2026年2月12日");
    assertThat(ENGLISH.month(NOW)).isEqualTo("March 2026");
    assertThat(SPANISH.month(NOW)).isEqualTo("marzo de 2026");
    assertThat(CHINESE.month(NOW)).isEqualTo("2026年3月");
    assertThat(Messages.exact(NOW)).isEqualTo("2026-03-14 15:09 UTC");
  }

  @Test
  void numbersAndLanguagesAreWrittenAsTheLanguageWritesThem() {
    assertThat(ENGLISH.number(1_234_567)).isEqualTo("1,234,567");
    assertThat(SPANISH.number(1_234_567)).isEqualTo("1.234.567");
    assertThat(ENGLISH.language("es")).isEqualTo("Spanish");
    assertThat(SPANISH.language("zh")).isEqualTo("chino");
    assertThat(CHINESE.language("en")).isEqualTo("英语");
    assertThat(ENGLISH.language("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 1_234, 5_000_000})
  void aTextAboutANumberIsCutAroundIt(long count) {
    for (Messages messages : List.of(ENGLISH, SPANISH, CHINESE)) {
      for (String key : List.of("profile.posts", "profile.followers", "profile.following")) {
        Messages.Counted cut = messages.counted(key, count);

        assertThat(cut.before() + cut.number() + cut.after()).isEqualTo(messages.get(key, count));
        assertThat(cut.number()).isEqualTo(messages.number(count));
      }
    }
  }
}
