package dev.microblog.platform.id;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Mints ids for what happened long ago, many at once, so that the order of ids is the order in
/// which it happened. What happened at one moment gets ids in the order in which it is given.
public final class PastIds {
  private static final int EACH = 128;

  /// Moments of which it is remembered how many ids they gave. For all others the database is asked
  /// more often, no more.
  private static final int REMEMBERED = 10_000;

  private final Ids ids;
  private final Map<Long, Integer> given =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  public PastIds(Ids ids) {
    this.ids = ids;
  }

  /// Ids for these moments, in epoch milliseconds, none of them twice.
  ///
  /// @param taken says which ids are taken
  public List<Long> mint(List<Long> moments, Function<? super Collection<Long>, Set<Long>> taken) {
    List<Long> minted = new ArrayList<>(Collections.nCopies(moments.size(), 0L));
    Set<Long> used = new HashSet<>();
    Set<Long> open = new HashSet<>(moments);
    while (!open.isEmpty()) {
      List<Long> tried = new ArrayList<>();
      for (int i = 0; i < minted.size(); i++) {
        if (open.contains(moments.get(i))) {
          minted.set(i, next(moments.get(i)));
          tried.add(minted.get(i));
        }
      }
      Set<Long> found = taken.apply(tried);
      // All of a moment again, or what comes later in it would get the smaller id. And what is too
      // much for a moment may meet what is of the next one.
      Set<Long> again = new HashSet<>();
      for (int i = 0; i < minted.size(); i++) {
        long moment = moments.get(i);
        if (open.contains(moment) && (found.contains(minted.get(i)) || !used.add(minted.get(i)))) {
          again.add(moment);
        }
      }
      open = again;
    }
    return minted;
  }

  private long next(long moment) {
    // Before the first moment of ids there is none, and 0 is no id.
    long first = Math.max(moment, Ids.EPOCH + 1);
    int before = given.merge(first, 1, Integer::sum) - 1;
    return ids.at(first + before / EACH, before % EACH);
  }
}
