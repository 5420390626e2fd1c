package dev.microblog.platform.move;

/// Is told how far a move is.
public interface MoveWatcher {
  /// What is done one after the other.
  enum Stage {
    /// Reading all that is to be moved, whether it fits there.
    LOOKING,
    COPYING,
    /// Reading what arrived.
    VERIFYING
  }

  /// Tells how far it is.
  ///
  /// @param table that is worked at
  /// @param done rows of all tables
  /// @param total the same at the end
  void at(Stage stage, String table, long done, long total);

  /// Tells for what it waits.
  void waits(String sentence);
}
