package dev.microblog.platform.db;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Ids in memory that answer a range as a store does.
final class FakeList {
  private final TreeSet<Long> ids = new TreeSet<>();

  /// The longest answer that was asked for.
  int most;

  FakeList(long first, long last) {
    for (long id = first; id <= last; id++) {
      ids.add(id);
    }
  }

  void add(long id) {
    ids.add(id);
  }

  void remove(long id) {
    ids.remove(id);
  }

  List<Long> all() {
    return new ArrayList<>(ids.descendingSet());
  }

  List<Long> read(Range range) {
    most = Math.max(most, range.count());
    var stretch =
        range.after() < range.before()
            ? ids.subSet(range.after(), false, range.before(), false)
            : new TreeSet<Long>();
    var ordered = range.upwards() ? stretch : stretch.descendingSet();
    return ordered.stream().limit(range.count()).toList();
  }
}
