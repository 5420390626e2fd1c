package dev.microblog.platform.config;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads who translates.
final class TranslatorSettings {
  private static final URI MICROSOFT = URI.create("https://api.cognitive.microsofttranslator.com");

  /// The tutorial's, which cannot be changed there.
  private static final String REGION = "westus";

  private static final Pattern REGION_NAME = Pattern.compile("[A-Za-z0-9-]{1,50}");

  /// What a header takes.
  private static final Pattern KEY = Pattern.compile("[!-~]{1,500}");

  private TranslatorSettings() {}

  static Config.@Nullable Translator read(Variables variables) {
    String microsoftKey = key(variables, "MS_TRANSLATOR_KEY");
    String region = variables.value("MS_TRANSLATOR_REGION");
    URI microsoft = address(variables, "MS_TRANSLATOR_URL", MICROSOFT.toString());
    URI libre = address(variables, "LIBRETRANSLATE_URL", "http://libretranslate:5000");
    String libreKey = key(variables, "LIBRETRANSLATE_KEY");
    if (region != null && !REGION_NAME.matcher(region).matches()) {
      variables.problem("MS_TRANSLATOR_REGION must be the name of a region such as westus.");
    }
    if (microsoftKey != null && libre != null) {
      variables.problem(
          "MS_TRANSLATOR_KEY and LIBRETRANSLATE_URL are both set; keep one: it decides who is sent"
              + " people's posts.");
    }
    if (libre != null) {
      return new Config.Translator.Libre(libre, libreKey);
    }
    return microsoftKey == null
        ? null
        : new Config.Translator.Microsoft(
            microsoft == null ? MICROSOFT : microsoft,
            microsoft != null,
            microsoftKey,
            region == null ? REGION : region);
  }

  private static @Nullable String key(Variables variables, String name) {
    String key = variables.value(name);
    if (key != null && !key.isEmpty() && !KEY.matcher(key).matches()) {
      variables.problem(name + " must be one line without blanks.");
    }
    return key;
  }

  /// An address to which the path of a question can be added.
  private static @Nullable URI address(Variables variables, String name, String example) {
    List<URI> urls = variables.webAddresses(name, example);
    if (urls.isEmpty()) {
      return null;
    }
    URI url = urls.getFirst();
    if (urls.size() > 1
        || url.getRawUserInfo() != null
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      variables.problem(name + " must be one address, without user, password, ? and #.");
    }
    return URI.create(url.toString().replaceFirst("/+$", ""));
  }
}
