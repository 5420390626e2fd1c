package dev.microblog.translation;

import dev.microblog.platform.config.Config;
import dev.microblog.platform.outgoing.Outgoing;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/// A server of LibreTranslate.
final class LibreTranslator implements Translator {
  private final Config.Translator.Libre settings;
  private final URI url;
  private final JsonCalls calls;

  LibreTranslator(Config.Translator.Libre settings, Outgoing outgoing) {
    this.settings = settings;
    this.url = URI.create(settings.url() + "/translate");
    this.calls = new JsonCalls(outgoing, "LIBRETRANSLATE_URL and LIBRETRANSLATE_KEY");
  }

  @Override
  public String translate(String text, String from, String to) throws Untranslated {
    Map<String, String> question = new HashMap<>();
    question.put("q", text);
    question.put("source", code(from));
    question.put("target", code(to));
    // Else it would look for markup in what people wrote.
    question.put("format", "text");
    String key = settings.key();
    if (key != null) {
      question.put("api_key", key);
    }
    return calls.text(url, calls.post(url, Map.of(), question), "/translatedText");
  }

  /// Its models bear the names of languages, which every version takes; tags with a script only
  /// those from 1.7 on.
  private static String code(String tag) {
    return tag.equalsIgnoreCase("zh-Hans") ? "zh" : tag;
  }
}
