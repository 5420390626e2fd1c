package dev.microblog.post;

import com.github.pemistahl.lingua.api.Language;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import dev.microblog.platform.db.Lane;
import dev.microblog.platform.http.Meters;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Guesses in which language a post is written, among those that are likely. An author may correct
/// it.
public final class LanguageDetector implements AutoCloseable {
  /// BCP 47 tags of the languages that are told apart.
  public static final List<String> LANGUAGES =
      List.of("ar", "de", "en", "es", "fr", "it", "ja", "ko", "pt", "ru", "zh");

  private static final Logger log = LoggerFactory.getLogger(LanguageDetector.class);

  /// Below this the guess is no better than a coin.
  private static final double LEAST_DISTANCE = 0.05;

  /// The models are read on first use, which takes a second; a page must not wait for it longer
  /// than this.
  private final Lane lane = new Lane("language", 1, 64, Duration.ofSeconds(5));

  /// What is no language: addresses, names and tags.
  private static final java.util.regex.Pattern NOISE =
      java.util.regex.Pattern.compile("https?://\\S+|[@#][\\p{L}\\p{N}_]+");

  /// The language of a text.
  ///
  /// @return a BCP 47 tag, or empty if it cannot be told
  public String detect(String text) {
    String words = NOISE.matcher(text).replaceAll(" ").strip();
    if (words.codePoints().filter(Character::isLetter).limit(2).count() < 2) {
      return "";
    }
    try {
      return lane.run(() -> tag(Detector.INSTANCE.detectLanguageOf(words)));
    } catch (dev.microblog.platform.db.Busy e) {
      // A post without its language is better than no post.
      log.debug("Language of a post left open", e);
      return "";
    }
  }

  /// Reads the models ahead of the first post.
  public void warmUp() {
    if (!lane.offer(() -> tag(Detector.INSTANCE.detectLanguageOf("Good morning, everybody")))) {
      log.debug("No room to read the language models ahead");
    }
  }

  private static String tag(Language language) {
    return language == Language.UNKNOWN ? "" : language.getIsoCode639_1().toString();
  }

  /// Tells how much there is to do to whoever looks after the server.
  public void measure(Meters meters) {
    lane.measure(meters);
  }

  @Override
  public void close() {
    lane.close();
  }

  /// Built when it is first needed.
  private static final class Detector {
    static final com.github.pemistahl.lingua.api.LanguageDetector INSTANCE =
        LanguageDetectorBuilder.fromLanguages(
                Language.ARABIC,
                Language.GERMAN,
                Language.ENGLISH,
                Language.SPANISH,
                Language.FRENCH,
                Language.ITALIAN,
                Language.JAPANESE,
                Language.KOREAN,
                Language.PORTUGUESE,
                Language.RUSSIAN,
                Language.CHINESE)
            .withLowAccuracyMode()
            .withMinimumRelativeDistance(LEAST_DISTANCE)
            .build();
  }
}
