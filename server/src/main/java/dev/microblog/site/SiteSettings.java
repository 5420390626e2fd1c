package dev.microblog.site;

import dev.microblog.platform.config.Network;
import dev.microblog.platform.text.Folding;
import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What the operator says of the site. Texts are empty where nothing is said; they are plain, as
/// they were typed.
///
/// @param name what the site is called
/// @param mode who may sign up
/// @param signUpsADay how many may sign up a day; 0 for as many as want to
/// @param reservedNames keys of names that nobody may sign up with, as [Folding#key] makes them
/// @param blockedMailDomains of addresses that nobody may sign up with
/// @param blockedNetworks from which nobody may sign up
/// @param confirmAddress whether an address is to be confirmed before the first post
public record SiteSettings(
    String name,
    String description,
    String about,
    String rules,
    String privacy,
    String contact,
    RegistrationMode mode,
    int signUpsADay,
    Set<String> reservedNames,
    Set<String> blockedMailDomains,
    List<Network> blockedNetworks,
    boolean confirmAddress) {
  /// What a site is called whose operator says nothing.
  public static final String STANDARD_NAME = "Microblog";

  /// A site whose operator says nothing.
  public static final SiteSettings STANDARD = of(Map.of());

  /// The settings of these texts. What a newer application wrote and this one does not understand
  /// is as if it were not said.
  static SiteSettings of(Map<SiteSetting, String> texts) {
    return new SiteSettings(
        text(texts, SiteSetting.NAME, STANDARD_NAME),
        text(texts, SiteSetting.DESCRIPTION, ""),
        text(texts, SiteSetting.ABOUT, ""),
        text(texts, SiteSetting.RULES, ""),
        text(texts, SiteSetting.PRIVACY, ""),
        text(texts, SiteSetting.CONTACT, ""),
        mode(text(texts, SiteSetting.REGISTRATION, RegistrationMode.OPEN.word())),
        Integer.parseInt(text(texts, SiteSetting.SIGN_UPS_A_DAY, "0")),
        words(texts, SiteSetting.RESERVED_NAMES).stream()
            .map(Folding::key)
            .collect(Collectors.toUnmodifiableSet()),
        words(texts, SiteSetting.BLOCKED_MAIL_DOMAINS).stream()
            .map(SiteSettings::plain)
            .collect(Collectors.toUnmodifiableSet()),
        words(texts, SiteSetting.BLOCKED_NETWORKS).stream().map(Network::parse).toList(),
        text(texts, SiteSetting.CONFIRM_ADDRESS, "").equals(SiteSetting.ON));
  }

  private static String text(Map<SiteSetting, String> texts, SiteSetting setting, String without) {
    String text = texts.getOrDefault(setting, "");
    return text.isEmpty() || setting.problem(text) != null ? without : text;
  }

  private static RegistrationMode mode(String word) {
    RegistrationMode mode = RegistrationMode.of(word);
    return mode == null ? RegistrationMode.OPEN : mode;
  }

  private static List<String> words(Map<SiteSetting, String> texts, SiteSetting setting) {
    return SiteSetting.words(text(texts, setting, ""));
  }

  /// Whether the site has a name of its own.
  public boolean named() {
    return !name.equals(STANDARD_NAME);
  }

  /// Whether there is something to read about it.
  public boolean tellsAbout() {
    return !(description.isEmpty() && about.isEmpty() && contact.isEmpty());
  }

  /// Whether an address is of a blocked domain, or of one below it.
  public boolean blocksMail(String email) {
    String domain = plain(email.substring(email.lastIndexOf('@') + 1));
    while (!blockedMailDomains.contains(domain)) {
      int dot = domain.indexOf('.');
      if (dot < 0) {
        return false;
      }
      domain = domain.substring(dot + 1);
    }
    return true;
  }

  /// Whether there is a page to link to.
  public boolean tellsAnything() {
    return tellsAbout() || !rules.isEmpty() || !privacy.isEmpty();
  }

  /// A domain as name servers know it: letters of other alphabets can be written in two ways.
  private static String plain(String domain) {
    String small = domain.toLowerCase(Locale.ROOT);
    try {
      return IDN.toASCII(small);
    } catch (IllegalArgumentException e) {
      // Nobody can have such a domain; it is compared as it is.
      return small;
    }
  }

  /// Whether an IP address is in a blocked network.
  public boolean blocksNetwork(String address) {
    try {
      byte[] literal = Network.literal(address);
      return blockedNetworks.stream().anyMatch(network -> network.contains(literal));
    } catch (IllegalArgumentException e) {
      // Who asks is not known by an address: nothing is known against them.
      return false;
    }
  }
}
