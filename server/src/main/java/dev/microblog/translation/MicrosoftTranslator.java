package dev.microblog.translation;

import dev.microblog.platform.config.Config;
import dev.microblog.platform.outgoing.Outgoing;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// Microsoft Translator, version 3 of its interface, as in the tutorial.
final class MicrosoftTranslator implements Translator {
  private final Config.Translator.Microsoft settings;
  private final JsonCalls calls;

  MicrosoftTranslator(Config.Translator.Microsoft settings, Outgoing outgoing) {
    this.settings = settings;
    this.calls =
        new JsonCalls(outgoing, "MS_TRANSLATOR_KEY, MS_TRANSLATOR_REGION and MS_TRANSLATOR_URL");
  }

  @Override
  public String translate(String text, String from, String to) throws Untranslated {
    URI url =
        URI.create(
            settings.url() + "/translate?api-version=3.0&from=" + code(from) + "&to=" + code(to));
    Map<String, String> headers =
        Map.of(
            "Ocp-Apim-Subscription-Key", settings.key(),
            "Ocp-Apim-Subscription-Region", settings.region());
    return calls.text(
        url, calls.post(url, headers, List.of(Map.of("Text", text))), "/0/translations/0/text");
  }

  /// It tells the scripts of Chinese apart and has no name for the language.
  private static String code(String tag) {
    return tag.equalsIgnoreCase("zh") ? "zh-Hans" : tag;
  }
}
