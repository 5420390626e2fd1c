package dev.microblog.site;

/// What is wrong with a setting.
///
/// @param what is wrong
/// @param word that is, where one of several is; else empty
public record SiteProblem(Kind what, String word) {
  /// What can be wrong.
  public enum Kind {
    /// A text is too long.
    TOO_LONG,

    /// A list has too many words.
    TOO_MANY,

    /// It is none of the choices.
    NO_CHOICE,

    /// It is no number, or one that cannot be.
    NO_NUMBER,

    /// It cannot be the name of an account.
    NO_NAME,

    /// It is no domain.
    NO_DOMAIN,

    /// It is no network.
    NO_NETWORK,

    /// It is a network so large that it is a slip.
    VAST_NETWORK
  }
}
