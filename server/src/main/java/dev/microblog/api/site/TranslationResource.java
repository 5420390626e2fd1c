package dev.microblog.api.site;

import dev.microblog.api.Answer;
import dev.microblog.api.Call;
import dev.microblog.api.Code;
import dev.microblog.api.FieldError;
import dev.microblog.api.Operation;
import dev.microblog.token.Scope;
import dev.microblog.translation.Translation;
import dev.microblog.translation.Translations;
import java.time.Duration;
import java.util.List;

/// Translating posts.
public final class TranslationResource {
  /// Into which language.
  ///
  /// @param to BCP 47 tag
  public record Wish(String to) {}

  /// A translation.
  ///
  /// @param from tag of the language of the post
  /// @param to tag of the language of the translation
  /// @param text the translation
  public record TranslationJson(String from, String to, String text) {}

  private final Translations translations;

  public TranslationResource(Translations translations) {
    this.translations = translations;
  }

  /// What can be asked for.
  public List<Operation> operations() {
    return List.of(
        Operation.post("/api/posts/{id}/translation", "translatePost")
            .of("posts", "Translate a post")
            .needs(Scope.READ)
            .elsewhere()
            .sent(Wish.class)
            .answers(200, TranslationJson.class)
            .fails(Code.NOT_FOUND, Code.TRANSLATION_FAILED, Code.TRANSLATION_UNCONFIGURED)
            .by(this::translate));
  }

  private Answer translate(Call call) {
    String to = call.body(Wish.class).to();
    return switch (translations.ofPost(call.viewer(), call.id("id"), to)) {
      case Translations.Outcome.Done(Translation made) ->
          Answer.ok(new TranslationJson(made.from(), made.to(), made.text()));
      case Translations.Outcome.Needless() ->
          Answer.invalid(FieldError.wrong("to", "The post is in this language."));
      case Translations.Outcome.NotFound() -> Answer.wrong(Code.NOT_FOUND);
      case Translations.Outcome.Malformed(), Translations.Outcome.TooLong() ->
          Answer.invalid(FieldError.wrong("to", "There is no such language."));
      case Translations.Outcome.TooMany(Duration wait) -> new Answer.Wait(wait);
      case Translations.Outcome.Unconfigured() -> Answer.wrong(Code.TRANSLATION_UNCONFIGURED);
      case Translations.Outcome.Failed() -> Answer.wrong(Code.TRANSLATION_FAILED);
    };
  }
}
