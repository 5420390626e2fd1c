package dev.microblog.platform.index;

import dev.microblog.platform.db.Range;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An engine that keeps entries and finds them. It holds one generation of them that is searched,
/// and while a new one is built, that one beside it.
///
/// Every method may throw [IndexUnavailable].
public interface SearchIndex extends AutoCloseable {
  /// The layout of entries, which every generation bears. Raised whenever [Words], [Entry] or what
  /// an engine makes of them changes: older generations are then built anew.
  int LAYOUT = 1;

  /// A generation.
  ///
  /// @param name unique in this engine, for ever
  record Generation(String name, int layout) {}

  /// How an engine is.
  ///
  /// @param generation that is searched; null if there is none
  /// @param documents that are kept in it
  /// @param bytes that they take on disk
  record State(
      String engine, String version, @Nullable Generation generation, long documents, long bytes) {}

  /// What tells this engine's generations from those of others, at most 64 characters: all
  /// processes that share them get the same name.
  String name();

  /// The generation that is searched; null if there is none.
  @Nullable Generation current();

  /// Makes an empty generation of the present layout beside the current one.
  Generation begin();

  /// Whether a generation is there to be written to.
  boolean has(String generation);

  /// Applies changes to a generation, in bulk. When it returns they are kept, whatever happens to
  /// this process, and will be found within a second.
  ///
  /// @return keys of the entries that the engine will not take, however often they are given
  Set<String> apply(String generation, List<Change> changes);

  /// Makes a generation the one that is searched, and removes all others.
  void use(String generation);

  /// Ids of what fits best, the new before the old where they fit alike; the best first.
  ///
  /// @param now time from which newness is counted, in epoch milliseconds
  /// @param before only smaller ids
  /// @param most how many, at most 1,000
  List<Long> best(Wanted wanted, long now, long before, int most);

  /// Ids of all that fits, in the order of the range.
  List<Long> newest(Wanted wanted, Range range);

  /// How the engine is. It may be asked beside the process that uses it.
  State state();

  /// Ends the use of the engine. What was applied stays.
  @Override
  void close();
}
