package dev.microblog.bench.data;

import dev.microblog.platform.id.Ids;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/// The people of a site while it is made, numbered in the order in which they joined. The arrays
/// hold their columns.
final class People {
  /// Posts and follows begin here and end now.
  static final long TWO_YEARS = 730L * 24 * 60 * 60 * 1000;

  private static final long JOINING = 30L * 24 * 60 * 60 * 1000;

  final int count;
  final long[] ids;
  final long[] joinedAt;
  final String[] names;
  final int[] languages;
  final int[] postCounts;
  final int[] followerCounts;
  final int[] followingCounts;
  final long[] lastPosts;

  /// @param now in epoch milliseconds
  People(Plan plan, long now, RandomGenerator random) {
    count = plan.people();
    ids = new long[count];
    joinedAt = new long[count];
    names = new String[count];
    languages = new int[count];
    postCounts = new int[count];
    followerCounts = new int[count];
    followingCounts = new int[count];
    lastPosts = new long[count];
    Map<String, List<String>> parts = Texts.read("/texts/people.txt");
    List<String> given = Objects.requireNonNull(parts.get("given"));
    List<String> family = Objects.requireNonNull(parts.get("family"));
    int pairs = given.size() * family.size();
    for (int i = 0; i < count; i++) {
      joinedAt[i] = moment(now - TWO_YEARS - JOINING, JOINING, i, count, random);
      ids[i] = id(joinedAt[i]);
      String first = given.get(i % given.size());
      String last = family.get(i / given.size() % family.size());
      names[i] = first + "_" + last + (i < pairs ? "" : String.valueOf(i / pairs + 1));
      int share = random.nextInt(20);
      languages[i] = share < 12 ? 0 : share < 17 ? 1 : 2;
    }
  }

  /// The moment of one of many things that happen one after another in a stretch of time.
  static long moment(long start, long stretch, long number, long of, RandomGenerator random) {
    long from = stretch * number / of;
    long to = stretch * (number + 1) / of;
    return start + from + random.nextLong(Math.max(1, to - from));
  }

  /// An id as the server's first node would have minted it then, alone in its millisecond.
  static long id(long epochMillis) {
    return (epochMillis - Ids.EPOCH) << 12;
  }
}
