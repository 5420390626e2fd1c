package dev.microblog.api.own;

import dev.microblog.account.Display;
import dev.microblog.account.Displays;
import dev.microblog.account.Viewer;
import dev.microblog.api.Answer;
import dev.microblog.api.Call;
import dev.microblog.api.FieldError;
import dev.microblog.api.Operation;
import dev.microblog.message.Mailboxes;
import dev.microblog.message.Senders;
import dev.microblog.notification.Kind;
import dev.microblog.notification.NoticeChoices;
import dev.microblog.notification.Way;
import dev.microblog.platform.text.Messages;
import dev.microblog.search.Findability;
import dev.microblog.token.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How one wants things.
public final class SettingsResource {
  /// Your settings.
  ///
  /// @param messagesFrom who may write to you: `anyone`, `followed`, or `nobody`
  /// @param findable whether searches find you
  /// @param language tag of the language of your pages; empty for that of the browser
  /// @param notifications how you are told, by kind: `page`, `mail`, or `none`
  public record SettingsJson(
      String messagesFrom, boolean findable, String language, Map<String, String> notifications) {}

  /// What is to be changed. What is left out stays.
  ///
  /// @param messagesFrom who may write to you
  /// @param findable whether searches find you
  /// @param language tag of the language of your pages; empty for that of the browser
  /// @param notifications how you are told, by kind
  public record ChangedSettings(
      @Nullable String messagesFrom,
      @Nullable Boolean findable,
      @Nullable String language,
      @Nullable Map<String, String> notifications) {}

  private final Mailboxes mailboxes;
  private final Findability findability;
  private final Displays displays;
  private final NoticeChoices choices;

  public SettingsResource(
      Mailboxes mailboxes, Findability findability, Displays displays, NoticeChoices choices) {
    this.mailboxes = mailboxes;
    this.findability = findability;
    this.displays = displays;
    this.choices = choices;
  }

  /// What can be asked for.
  public List<Operation> operations() {
    return List.of(
        Operation.get("/api/me/settings", "readSettings")
            .of("me", "Read your settings")
            .needs(Scope.ACCOUNT)
            .answers(200, SettingsJson.class)
            .by(call -> Answer.ok(settings(call.viewer()))),
        Operation.patch("/api/me/settings", "changeSettings")
            .of("me", "Change your settings")
            .needs(Scope.ACCOUNT)
            .sent(ChangedSettings.class)
            .answers(200, SettingsJson.class)
            .by(this::change));
  }

  private SettingsJson settings(Viewer viewer) {
    Map<String, String> ways = new TreeMap<>();
    choices.of(viewer).forEach((kind, way) -> ways.put(word(kind), word(way)));
    return new SettingsJson(
        word(mailboxes.senders(viewer)),
        findability.findable(viewer),
        displays.of(viewer).language(),
        ways);
  }

  private Answer change(Call call) {
    ChangedSettings sent = call.body(ChangedSettings.class);
    Viewer viewer = call.viewer();
    List<FieldError> errors = new ArrayList<>();
    Senders senders = senders(sent.messagesFrom(), errors);
    String language = language(sent.language(), errors);
    Map<Kind, Way> ways = ways(sent.notifications(), errors);
    if (!errors.isEmpty()) {
      return Answer.invalid(errors);
    }
    if (senders != null
        && mailboxes.choose(viewer, senders) instanceof Mailboxes.Outcome.TooMany(Duration wait)) {
      return new Answer.Wait(wait);
    }
    Boolean findable = sent.findable();
    if (findable != null
        && findability.choose(viewer, findable)
            instanceof Findability.Outcome.TooMany(Duration wait)) {
      return new Answer.Wait(wait);
    }
    if (!ways.isEmpty()
        && choices.choose(viewer, ways) instanceof NoticeChoices.Outcome.TooMany(Duration wait)) {
      return new Answer.Wait(wait);
    }
    if (language != null) {
      displays.choose(viewer, new Display(language, displays.of(viewer).theme()));
    }
    return Answer.ok(settings(viewer));
  }

  private static @Nullable Senders senders(@Nullable String sent, List<FieldError> errors) {
    if (sent == null) {
      return null;
    }
    Senders senders =
        Stream.of(Senders.values()).filter(s -> word(s).equals(sent)).findFirst().orElse(null);
    if (senders == null) {
      errors.add(FieldError.wrong("messages_from", "It must be anyone, followed or nobody."));
    }
    return senders;
  }

  private static @Nullable String language(@Nullable String sent, List<FieldError> errors) {
    if (sent == null || sent.isEmpty()) {
      return sent;
    }
    Messages known = Messages.tagged(sent);
    if (known == null) {
      errors.add(FieldError.wrong("language", "The pages are not in this language."));
    }
    return known == null ? null : known.tag();
  }

  private Map<Kind, Way> ways(@Nullable Map<String, String> sent, List<FieldError> errors) {
    Map<Kind, Way> ways = new EnumMap<>(Kind.class);
    if (sent == null) {
      return ways;
    }
    sent.forEach(
        (kindWord, wayWord) -> {
          Kind kind =
              Stream.of(Kind.values())
                  .filter(k -> word(k).equals(kindWord))
                  .findFirst()
                  .orElse(null);
          Way way =
              kind == null
                  ? null
                  : choices.offered(kind).stream()
                      .filter(w -> kind.chosen() && word(w).equals(wayWord))
                      .findFirst()
                      .orElse(null);
          if (kind == null || way == null) {
            errors.add(
                FieldError.wrong("notifications", "There is no such kind, or no such way for it."));
          } else {
            ways.put(kind, way);
          }
        });
    return ways;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
