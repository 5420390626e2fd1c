package dev.microblog.cli;

import dev.microblog.moderation.Actor;
import dev.microblog.site.SiteCare;
import dev.microblog.site.SiteProblem;
import dev.microblog.site.SiteSetting;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Shows and changes what is said of the site, for an operator at the command line.
public final class SiteCommands {
  /// Of a long text the list shows the beginning.
  private static final int SHOWN = 60;

  private static final Actor OPERATOR = new Actor.CommandLine();

  private final SiteCare care;
  private final Output out;

  public SiteCommands(SiteCare care, Output out) {
    this.care = care;
    this.out = out;
  }

  private Map<SiteSetting, String> texts() {
    return Objects.requireNonNull(care.texts(OPERATOR));
  }

  /// Prints all settings.
  public int list() {
    Map<SiteSetting, String> texts = texts();
    if (out.json()) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      for (SiteSetting setting : SiteSetting.values()) {
        fields.put(setting.word(), texts.get(setting));
      }
      return out.done(JsonText.object(fields));
    }
    Table table = new Table("NAME", "VALUE");
    for (SiteSetting setting : SiteSetting.values()) {
      table.add(setting.word(), shortened(texts.getOrDefault(setting, "–")));
    }
    return out.table(table, null);
  }

  private static String shortened(String text) {
    String line = text.replace('\n', ' ');
    return line.codePointCount(0, line.length()) <= SHOWN
        ? line
        : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + '…';
  }

  /// Prints one setting.
  public int get(String word) {
    SiteSetting setting = SiteSetting.of(word);
    if (setting == null) {
      return unknown(word);
    }
    String text = texts().get(setting);
    if (out.json()) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("name", word);
      fields.put("value", text);
      return out.done(JsonText.object(fields));
    }
    return text == null ? Output.DONE : out.done(text);
  }

  /// Changes a setting.
  ///
  /// @param text empty to have it as it is by itself
  public int set(String word, String text) {
    SiteSetting setting = SiteSetting.of(word);
    if (setting == null) {
      return unknown(word);
    }
    return switch (care.change(OPERATOR, Map.of(setting, text))) {
      case SiteCare.Outcome.Done(var changed) ->
          out.done(changed.isEmpty() ? word + " was so already." : word + " is changed.");
      case SiteCare.Outcome.Refused(var problems) ->
          out.refused(sentence(setting, Objects.requireNonNull(problems.get(setting))));
      case SiteCare.Outcome.NotAllowed() -> throw new IllegalStateException();
    };
  }

  private static String sentence(SiteSetting setting, SiteProblem problem) {
    String word = problem.word();
    return switch (problem.what()) {
      case TOO_LONG -> setting.word() + " has at most " + setting.most() + " characters.";
      case TOO_MANY -> setting.word() + " has at most " + setting.most() + " words.";
      case NO_CHOICE ->
          setting.kind() == SiteSetting.Kind.MODE
              ? setting.word() + " is open, approval, invitation or closed."
              : setting.word() + " is on or off.";
      case NO_NUMBER -> setting.word() + " is a number from 0 to " + setting.most() + ".";
      case NO_NAME -> word + " cannot be a name: letters, digits and _ only.";
      case NO_DOMAIN -> word + " is no domain.";
      case NO_NETWORK -> word + " is no network.";
      case VAST_NETWORK -> word + " holds a large part of the Internet.";
    };
  }

  private int unknown(String word) {
    return out.refused(
        "There is no setting "
            + word
            + ". There are "
            + Arrays.stream(SiteSetting.values())
                .map(SiteSetting::word)
                .collect(Collectors.joining(", "))
            + ".");
  }
}
