package dev.microblog.api.site;

import dev.microblog.api.Answer;
import dev.microblog.api.Call;
import dev.microblog.api.Operation;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.text.Messages;
import dev.microblog.post.LanguageDetector;
import dev.microblog.site.CurrentSite;
import dev.microblog.site.SiteSettings;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// What programs need to know of the server.
public final class SiteResource {
  /// The server.
  ///
  /// @param software `microblog`
  /// @param version of the software
  /// @param name what the site is called
  /// @param description what it is, in a sentence; empty if nobody said
  /// @param contact how whoever runs it is reached; empty if nobody said
  /// @param registration who may sign up: `open`, `approval` for all whom somebody lets in,
  /// `invitation` for those who have one, `closed`
  /// @param url where it is reached
  /// @param postMaxLength longest post, in characters as people count them
  /// @param languages tags of the languages of its pages
  /// @param postLanguages tags of the languages that a post may have
  /// @param search whether there is a search
  /// @param translation whether posts can be translated
  /// @param publicPages whether people see posts who are not signed in
  public record SiteJson(
      String software,
      String version,
      String name,
      String description,
      String contact,
      String registration,
      String url,
      int postMaxLength,
      List<String> languages,
      List<String> postLanguages,
      boolean search,
      boolean translation,
      boolean publicPages) {}

  private final Config config;
  private final CurrentSite current;
  private final String version;

  public SiteResource(Config config, CurrentSite current, String version) {
    this.current = current;
    this.config = config;
    this.version = version;
  }

  /// What can be asked for.
  public List<Operation> operations() {
    return List.of(
        Operation.get("/api/site", "readSite")
            .of("site", "Read what the server is and can do")
            .answers(200, SiteJson.class)
            .by(this::site));
  }

  private Answer site(Call call) {
    SiteSettings settings = current.settings();
    return Answer.ok(
        new SiteJson(
            "microblog",
            version,
            settings.name(),
            settings.description(),
            settings.contact(),
            settings.mode().word(),
            call.base(),
            config.postMaxLength(),
            Messages.LOCALES.stream().map(Locale::toLanguageTag).toList(),
            List.copyOf(new TreeSet<>(LanguageDetector.LANGUAGES)),
            config.search().on(),
            config.translator() != null,
            config.publicPages()));
  }
}
