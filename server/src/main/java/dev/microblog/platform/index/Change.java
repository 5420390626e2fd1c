package dev.microblog.platform.index;

/// What an engine is to do with one entry.
public sealed interface Change {
  /// The version of what was removed for good.
  long LAST_VERSION = 1L << 62;

  /// The entry's key.
  String key();

  /// Of two changes of an entry the one with the higher version holds, in whatever order they
  /// come. An equal one may come again.
  long version();

  /// The entry is to be found as it is here.
  record Put(Entry entry, long version) implements Change {
    @Override
    public String key() {
      return entry.key();
    }
  }

  /// The entry is not to be found any more.
  record Remove(Entry.Kind kind, long id, long version) implements Change {
    @Override
    public String key() {
      return kind.key(id);
    }
  }
}
