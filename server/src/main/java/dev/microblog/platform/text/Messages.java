package dev.microblog.platform.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.ListFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Every text that a person sees, in one language. Plurals are `{0,choice,…}` of [MessageFormat].
public final class Messages {
  /// The languages that are complete, the first being the one for everybody else.
  public static final List<Locale> LOCALES =
      List.of(Locale.ENGLISH, Locale.forLanguageTag("es"), Locale.forLanguageTag("zh-Hans"));

  private static final Map<Locale, Messages> ALL = load();
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private final Locale locale;
  private final Map<String, String> texts;
  private final DateTimeFormatter date;
  private final DateTimeFormatter month;

  /// Formatting a pattern costs some microseconds, and a page has dozens of times: few of them
  /// differ.
  private final Map<String, String> agoTexts = new ConcurrentHashMap<>();

  private final Map<String, String> languages = new ConcurrentHashMap<>();

  private Messages(Locale locale, Map<String, String> texts) {
    this.locale = locale;
    this.texts = texts;
    this.date =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
            .withLocale(locale)
            .withZone(ZoneOffset.UTC);
    this.month =
        DateTimeFormatter.ofLocalizedPattern("yMMMM").withLocale(locale).withZone(ZoneOffset.UTC);
  }

  private static Map<Locale, Messages> load() {
    Map<Locale, Messages> all = new HashMap<>();
    for (Locale locale : LOCALES) {
      String suffix = locale.equals(Locale.ENGLISH) ? "" : "_" + locale.getLanguage();
      all.put(locale, new Messages(locale, read("/messages" + suffix + ".properties")));
    }
    return Map.copyOf(all);
  }

  private static Map<String, String> read(String resource) {
    Properties properties = new Properties();
    try (InputStream in = Objects.requireNonNull(Messages.class.getResourceAsStream(resource))) {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> texts = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
    return Map.copyOf(texts);
  }

  /// The texts for the best match of an `Accept-Language` header; English where none matches or it
  /// is malformed.
  public static Messages accepting(@Nullable String header) {
    Locale best = null;
    if (header != null && header.length() <= 500) {
      try {
        best = Locale.lookup(Locale.LanguageRange.parse(header, CHINESE), LOCALES);
      } catch (IllegalArgumentException e) {
        // A header that nobody's browser sends; English will do.
        best = null;
      }
    }
    return in(best == null ? Locale.ENGLISH : best);
  }

  /// Browsers ask for Chinese by region; the lookup of RFC 4647 knows only the tags' own prefixes.
  private static final Map<String, List<String>> CHINESE =
      Map.of(
          "zh", List.of("zh", "zh-hans"),
          "zh-cn", List.of("zh-cn", "zh-hans"),
          "zh-sg", List.of("zh-sg", "zh-hans"),
          "zh-tw", List.of("zh-tw", "zh-hans"),
          "zh-hk", List.of("zh-hk", "zh-hans"),
          "zh-hant", List.of("zh-hant", "zh-hans"));

  /// The texts of a tag that [#tag()] gave; null if it is none of ours.
  public static @Nullable Messages tagged(@Nullable String tag) {
    return LOCALES.stream()
        .filter(locale -> locale.toLanguageTag().equals(tag))
        .findFirst()
        .map(Messages::in)
        .orElse(null);
  }

  /// The texts in one of [#LOCALES].
  public static Messages in(Locale locale) {
    return Objects.requireNonNull(ALL.get(locale), "no texts in this language");
  }

  /// The language tag, for `lang` attributes.
  public String tag() {
    return locale.toLanguageTag();
  }

  /// A text without arguments.
  ///
  /// @throws IllegalArgumentException if there is no such text
  public String get(String key) {
    String text = texts.get(key);
    if (text == null) {
      throw new IllegalArgumentException("no text " + key + " in " + tag());
    }
    return text;
  }

  /// A text with its arguments filled in.
  public String get(String key, Object... arguments) {
    return new MessageFormat(get(key), locale).format(arguments);
  }

  /// A text about a number, cut where the number stands, so that a page can set it apart.
  ///
  /// @param before what stands before it
  /// @param number with the language's separators
  /// @param after what stands after it
  public record Counted(String before, String number, String after) {}

  /// A text whose one argument is a number that it shows.
  public Counted counted(String key, long count) {
    String text = get(key, count);
    String number = number(count);
    int at = text.indexOf(number);
    return new Counted(text.substring(0, at), number, text.substring(at + number.length()));
  }

  /// A text about somebody, cut where the name stands, so that a page can make a link of it.
  ///
  /// @param before what stands before it
  /// @param after what stands after it
  public record Around(String before, String after) {}

  /// A text whose one argument is a name.
  public Around around(String key) {
    // No text has this sign, which stands for something else.
    String[] parts = get(key, "\uFFFC").split("\uFFFC", 2);
    return new Around(parts[0], parts[1]);
  }

  /// A number with the language's separators.
  public String number(long number) {
    return NumberFormat.getIntegerInstance(locale).format(number);
  }

  /// The size of a file, in words: at least one kilobyte, megabytes with one decimal.
  public String size(long bytes) {
    return bytes < 1_000_000
        ? get("size.kb", Math.ceilDiv(Math.max(1, bytes), 1000))
        : get("size.mb", bytes / 1e6);
  }

  /// Words one after the other, as the language joins them.
  public String list(List<String> words) {
    return ListFormat.getInstance(locale, ListFormat.Type.STANDARD, ListFormat.Style.FULL)
        .format(words);
  }

  /// How long ago something was, in words: just now, minutes, hours, days, and from a week on the
  /// date.
  public String ago(long then, long now) {
    long age = Math.max(0, now - then);
    if (age < MINUTE) {
      return get("time.now");
    }
    if (age < HOUR) {
      return ago("time.minutes", age / MINUTE);
    }
    if (age < DAY) {
      return ago("time.hours", age / HOUR);
    }
    if (age < 7 * DAY) {
      return ago("time.days", age / DAY);
    }
    return date.format(Instant.ofEpochMilli(then));
  }

  private String ago(String key, long count) {
    return agoTexts.computeIfAbsent(key + count, _ -> get(key, count));
  }

  /// A moment to the minute, in UTC.
  public static String exact(long epochMillis) {
    return EXACT.format(Instant.ofEpochMilli(epochMillis));
  }

  /// A month, such as "March 2024".
  public String month(long epochMillis) {
    return month.format(Instant.ofEpochMilli(epochMillis));
  }

  /// The name of a language in this language, such as "Spanish".
  public String language(String code) {
    return languages.computeIfAbsent(
        code, _ -> Locale.forLanguageTag(code).getDisplayLanguage(locale));
  }

  Map<String, String> texts() {
    return texts;
  }
}
