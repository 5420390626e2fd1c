package dev.microblog.imports;

/// Why a post of a file is not made here.
public enum LeftOut {
  /// It answers another, which is not here.
  REPLY,

  /// It was not meant for everybody.
  NOT_PUBLIC,

  /// It passes on what somebody else wrote.
  BOOST,

  /// It has no words.
  EMPTY,

  /// It has more than a post may have here.
  TOO_LONG,

  /// Its date is missing, before the year 2000 or still to come.
  UNDATED,

  /// It is something else, such as a poll.
  OTHER,

  /// More posts have its time than can be kept apart.
  CROWDED
}
