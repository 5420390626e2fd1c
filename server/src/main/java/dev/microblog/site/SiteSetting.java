package dev.microblog.site;

import dev.microblog.account.AccountPolicy;
import dev.microblog.platform.config.Network;
import dev.microblog.platform.text.CleanText;
import dev.microblog.platform.text.Graphemes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Something that the operator can say of the site while it runs, as text: how it is cleaned, and
/// what is wrong with it. Words are kept, so they never change.
public enum SiteSetting {
  /// What the site is called.
  NAME("name", Kind.LINE, 60),

  /// What it is, in a sentence or two.
  DESCRIPTION("description", Kind.LINE, 300),

  /// What it is, at length.
  ABOUT("about", Kind.TEXT, 20_000),

  /// What people may do.
  RULES("rules", Kind.TEXT, 20_000),

  /// What becomes of what people say of themselves.
  PRIVACY("privacy", Kind.TEXT, 50_000),

  /// How whoever runs the site is reached.
  CONTACT("contact", Kind.LINE, 300),

  /// Who may sign up.
  REGISTRATION("registration", Kind.MODE, 0),

  /// How many may sign up a day; 0 for as many as want to.
  SIGN_UPS_A_DAY("sign-ups-a-day", Kind.NUMBER, 1_000_000),

  /// Names that nobody may sign up with, besides those that are always reserved.
  RESERVED_NAMES("reserved-names", Kind.NAMES, 1_000),

  /// Domains of addresses that nobody may sign up with, and what is below them.
  BLOCKED_MAIL_DOMAINS("blocked-mail-domains", Kind.DOMAINS, 5_000),

  /// Networks from which nobody may sign up.
  BLOCKED_NETWORKS("blocked-networks", Kind.NETWORKS, 5_000),

  /// Whether an address is to be confirmed before the first post.
  CONFIRM_ADDRESS("confirm-address", Kind.SWITCH, 0);

  /// What is typed.
  public enum Kind {
    LINE,
    TEXT,
    MODE,
    NUMBER,
    NAMES,
    DOMAINS,
    NETWORKS,
    SWITCH
  }

  /// What a switch is when it is on, and when it is off.
  static final String ON = "on";

  private static final String OFF = "off";
  private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "([\\p{L}\\p{N}]([\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?\\.)*"
              + "\\p{L}[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}]");

  private final String word;
  private final Kind kind;
  private final int most;

  SiteSetting(String word, Kind kind, int most) {
    this.word = word;
    this.kind = kind;
    this.most = most;
  }

  /// As it is kept, and typed at the command line.
  public String word() {
    return word;
  }

  /// What is typed.
  public Kind kind() {
    return kind;
  }

  /// Longest text in characters as people count them, largest number, or most words of a list.
  public int most() {
    return most;
  }

  /// The setting of this word; null if there is none.
  public static @Nullable SiteSetting of(String word) {
    for (SiteSetting setting : values()) {
      if (setting.word.equals(word)) {
        return setting;
      }
    }
    return null;
  }

  /// What was typed, as it is kept. Empty where the site is to be as it is by itself.
  public String clean(String typed) {
    String text = cleaned(typed);
    return text.equals(standard()) ? "" : text;
  }

  /// As it is where nothing is said.
  private String standard() {
    return switch (this) {
      case NAME -> SiteSettings.STANDARD_NAME;
      case REGISTRATION -> RegistrationMode.OPEN.word();
      case SIGN_UPS_A_DAY -> "0";
      case CONFIRM_ADDRESS -> OFF;
      case DESCRIPTION,
          ABOUT,
          RULES,
          PRIVACY,
          CONTACT,
          RESERVED_NAMES,
          BLOCKED_MAIL_DOMAINS,
          BLOCKED_NETWORKS ->
          "";
    };
  }

  private String cleaned(String typed) {
    return switch (kind) {
      case LINE -> CleanText.line(typed);
      case TEXT -> CleanText.lines(typed);
      case MODE, SWITCH -> typed.strip().toLowerCase(Locale.ROOT);
      case NUMBER -> typed.strip().replaceFirst("^0+(?=[0-9])", "");
      // Names are compared whatever their case; the others have none.
      case NAMES, DOMAINS, NETWORKS ->
          words(typed).stream()
              .map(each -> each.toLowerCase(Locale.ROOT))
              .map(each -> kind == Kind.DOMAINS && each.startsWith("@") ? each.substring(1) : each)
              .distinct()
              .collect(Collectors.joining("\n"));
    };
  }

  /// What is wrong with a text that was cleaned; null if nothing is.
  public @Nullable SiteProblem problem(String clean) {
    if (clean.isEmpty()) {
      return null;
    }
    return switch (kind) {
      case LINE, TEXT -> Graphemes.within(clean, most) ? null : of(SiteProblem.Kind.TOO_LONG);
      case MODE -> RegistrationMode.of(clean) == null ? of(SiteProblem.Kind.NO_CHOICE) : null;
      case SWITCH -> clean.equals(ON) ? null : of(SiteProblem.Kind.NO_CHOICE);
      case NUMBER ->
          clean.matches("[0-9]{1,7}") && Integer.parseInt(clean) <= most
              ? null
              : of(SiteProblem.Kind.NO_NUMBER);
      case NAMES ->
          first(clean, name -> AccountPolicy.isName(name) ? null : SiteProblem.Kind.NO_NAME);
      case DOMAINS ->
          first(
              clean,
              domain ->
                  domain.length() <= AccountPolicy.EMAIL_MAX && DOMAIN.matcher(domain).matches()
                      ? null
                      : SiteProblem.Kind.NO_DOMAIN);
      case NETWORKS -> first(clean, SiteSetting::network);
    };
  }

  private static SiteProblem of(SiteProblem.Kind what) {
    return new SiteProblem(what, "");
  }

  private @Nullable SiteProblem first(
      String clean, Function<String, SiteProblem.@Nullable Kind> check) {
    List<String> words = words(clean);
    if (words.size() > most) {
      return of(SiteProblem.Kind.TOO_MANY);
    }
    for (String each : words) {
      SiteProblem.Kind wrong = check.apply(each);
      if (wrong != null) {
        return new SiteProblem(wrong, Graphemes.shortened(each, 60));
      }
    }
    return null;
  }

  private static SiteProblem.@Nullable Kind network(String text) {
    try {
      return Network.parse(text).isVast() ? SiteProblem.Kind.VAST_NETWORK : null;
    } catch (IllegalArgumentException e) {
      return SiteProblem.Kind.NO_NETWORK;
    }
  }

  /// The words of a list.
  static List<String> words(String list) {
    return Arrays.stream(BETWEEN.split(list)).filter(each -> !each.isEmpty()).toList();
  }
}
