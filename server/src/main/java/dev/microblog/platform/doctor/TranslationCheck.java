package dev.microblog.platform.doctor;

import dev.microblog.platform.config.Config;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether the service that translates can be reached. It is asked for its languages, which costs
/// nothing and needs no key.
final class TranslationCheck implements Check {
  private static final String SUBJECT = "translation";

  private final Config.@Nullable Translator translator;
  private final Web web;

  /// @param translator null if nobody translates
  TranslationCheck(Config.@Nullable Translator translator, Web web) {
    this.translator = translator;
    this.web = web;
  }

  @Override
  public String subject() {
    return SUBJECT;
  }

  @Override
  public List<Finding> look() throws InterruptedException {
    return List.of(
        switch (translator) {
          case null -> Finding.good(SUBJECT, "translation.unset");
          case Config.Translator.Microsoft(URI url, boolean _, String _, String _) ->
              // Asked without its version, which the doctor's requests leave out, it says 400.
              asked(url, "Microsoft Translator", 400, "MS_TRANSLATOR_URL");
          case Config.Translator.Libre(URI url, String _) ->
              asked(url, "LibreTranslate", 200, "LIBRETRANSLATE_URL");
        });
  }

  private Finding asked(URI url, String service, int well, String setting)
      throws InterruptedException {
    try {
      int status = web.get(URI.create(url + "/languages"), Map.of()).status();
      return status == 200 || status == well
          ? Finding.good(SUBJECT, "translation.answers", service, Web.shown(url))
          : Finding.bad(SUBJECT, "translation.other", Web.shown(url), status, service, setting);
    } catch (Web.NoReply e) {
      return Finding.bad(SUBJECT, e.line()).and("see", setting);
    }
  }
}
