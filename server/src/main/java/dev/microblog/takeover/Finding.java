package dev.microblog.takeover;

/// Something that was changed or left out.
///
/// @param what it was
public record Finding(Kind kind, String what) {
  /// What can be found. The sentences go on behind a number.
  public enum Kind {
    NAME_CLASH("names are taken, perhaps in another case, and got a number"),
    NAME_LETTERS("names have what names here do not have, and were written otherwise"),
    EMAIL_TAKEN("addresses are another account's, perhaps in another case: left out"),
    EMAIL_INVALID("addresses are none: left out"),
    PASSWORD_UNKNOWN("passwords are kept in a way that is not known here: they need new ones"),
    ABOUT_ME_CUT("texts about oneself were cut"),
    FUTURE("dates lie in the future: now was taken"),
    NO_DATE("dates are missing or are none: that of what came before was taken"),
    POST_OF_NOBODY("posts are of nobody: left out"),
    POST_EMPTY("posts have nothing to see: left out"),
    POST_LONG("posts are longer than one may write here: kept as they are"),
    POST_CUT("posts are so long that they were cut"),
    LANGUAGE("languages of posts are not known: left open"),
    FOLLOW_OF_NOBODY("follows have nobody at one end: left out"),
    FOLLOW_ONESELF("follow themselves: left out"),
    MESSAGE_OF_NOBODY("messages have nobody at one end: left out"),
    MESSAGE_EMPTY("messages have nothing to see: left out"),
    MESSAGE_CUT("messages are so long that they were cut");

    private final String sentence;

    Kind(String sentence) {
      this.sentence = sentence;
    }

    /// In words.
    public String sentence() {
      return sentence;
    }
  }
}
