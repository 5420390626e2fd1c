package dev.microblog.platform.doctor;

import static dev.microblog.platform.doctor.Finding.Level.BAD;
import static dev.microblog.platform.doctor.Finding.Level.GOOD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslationCheckTest {
  private static List<Finding> look(String... settings) throws InterruptedException {
    return new TranslationCheck(Told.config(settings).translator(), Web.system()).look();
  }

  @Test
  void withoutAServiceNothingIsWrong() throws InterruptedException {
    assertThat(Told.by(look(), GOOD, "translation")).contains("none is needed");
  }

  @ParameterizedTest
  @CsvSource({
    "LIBRETRANSLATE_URL, 200, GOOD, LibreTranslate answers at",
    "LIBRETRANSLATE_URL, 400, BAD, no LibreTranslate that works. See LIBRETRANSLATE_URL.",
    "LIBRETRANSLATE_URL, 502, BAD, with status 502",
    "MS_TRANSLATOR_URL, 200, GOOD, Microsoft Translator answers at",
    "MS_TRANSLATOR_URL, 400, GOOD, Microsoft Translator answers at",
    "MS_TRANSLATOR_URL, 301, BAD, no Microsoft Translator that works. See MS_TRANSLATOR_URL."
  })
  void theServiceIsAskedAndNoKeyIsTold(String name, int status, Finding.Level level, String words)
      throws Exception {
    try (WebStandIn server = new WebStandIn(status, "[]")) {
      String key = name.replace("_URL", "_KEY");
      List<Finding> found = look(name, "http://" + server.place() + "/path", key, "hush");

      assertThat(Told.by(found, level, "translation"))
          .contains(words, "http://" + server.place() + "/path")
          .doesNotContain("hush");
      assertThat(server.heard.toString()).doesNotContain("hush");
    }
  }

  @Test
  void aServiceThatIsGoneIsTold() throws Exception {
    String place;
    try (WebStandIn server = new WebStandIn(200, "[]")) {
      place = server.place();
    }
    assertThat(Told.by(look("LIBRETRANSLATE_URL", "http://" + place), BAD, "translation"))
        .contains("Nobody listens at", "See LIBRETRANSLATE_URL.");
  }
}
