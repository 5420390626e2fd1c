package dev.microblog.bench.weigh;

import dev.microblog.account.Viewer;
import dev.microblog.bench.data.Specimens;
import dev.microblog.block.BlockStore;
import dev.microblog.mute.MuteStore;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.id.NodeLease;
import dev.microblog.platform.job.Outbox;
import dev.microblog.platform.trace.Trace;
import dev.microblog.post.PostPublished;
import dev.microblog.post.PostStore;
import dev.microblog.timeline.HomeLists;
import dev.microblog.timeline.Timelines;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Writing posts to home lists by the server's own code, and reading home timelines with more and
/// more authors merged in.
final class FanOut {
  /// Nobody is popular here: who is merged is decided by the measurement.
  private static final int POPULAR = Integer.MAX_VALUE;

  private final Database database;
  private final Specimens specimens;
  private final Usage usage;
  private final int[] followerCounts;
  private final Map<Integer, Deque<Long>> posts = new HashMap<>();

  /// People, those with most followers first.
  private final List<Integer> byFame;

  private final HomeLists lists;
  private final NodeLease lease;
  private final Outbox outbox;
  private final Timelines timelines;

  FanOut(Database database, Specimens specimens, Usage usage) throws SQLException {
    this.database = database;
    this.specimens = specimens;
    this.usage = usage;
    followerCounts = new int[specimens.people()];
    for (int i = 0; i < specimens.follows(); i++) {
      followerCounts[specimens.followee(i)]++;
    }
    byFame =
        IntStream.range(0, followerCounts.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> -followerCounts[i]))
            .toList();
    InstantSource clock = InstantSource.system();
    PostStore postStore = new PostStore();
    lists = new HomeLists(database, postStore, clock, POPULAR);
    lease = NodeLease.take(database, clock);
    outbox = new Outbox(database, new Ids(clock, lease), clock, false, Trace.NONE);
    timelines = new Timelines(database, postStore, new BlockStore(), new MuteStore(), lists);
    readPosts();
  }

  private void readPosts() throws SQLException {
    Map<Long, Integer> numbers = new HashMap<>();
    for (int i = 0; i < followerCounts.length; i++) {
      numbers.put(specimens.account(i), i);
    }
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        var found = statement.executeQuery("select id, author_id from post order by id")) {
      while (found.next()) {
        int author = Objects.requireNonNull(numbers.get(found.getLong(2)));
        posts.computeIfAbsent(author, _ -> new ArrayDeque<>()).add(found.getLong(1));
      }
    }
  }

  /// What was written.
  ///
  /// @param items posts
  /// @param rows entries of lists
  record Written(long items, long rows, Usage.Spent spent) {}

  /// Fills the lists with posts of the best known, so that they are as long as they get and each
  /// write has an old entry go. Not by the server's code, which waits for the disk after each post.
  ///
  /// @param entries of the average list
  void fill(int entries) throws SQLException {
    long wanted = (long) entries * followerCounts.length;
    List<Integer> authors = byFame.subList(0, Math.min(200, byFame.size()));
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement row =
            connection.prepareStatement(
                "insert into home_entry (account_id, post_id, author_id)"
                    + " select follower_id, ?, followee_id from follow where followee_id = ?")) {
      connection.setAutoCommit(false);
      long written = 0;
      for (int turn = 0; written < wanted; turn = turn + 1 < authors.size() ? turn + 1 : 0) {
        int author = authors.get(turn);
        Long post = next(author);
        if (post != null) {
          row.setLong(1, post);
          row.setLong(2, specimens.account(author));
          written += row.executeUpdate();
        }
        if (turn == 0) {
          connection.commit();
        }
      }
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  /// Writes posts of those with many followers: what a row costs.
  Written many(int items) throws IOException {
    return write(byFame.subList(0, Math.min(60, byFame.size())), items);
  }

  /// Writes posts of those with few followers: what a post costs.
  Written few(int items) throws IOException {
    List<Integer> few =
        byFame.reversed().stream().filter(i -> followerCounts[i] >= 5).limit(500).toList();
    return write(few, items);
  }

  private Written write(List<Integer> authors, int items) throws IOException {
    lease.renew();
    long written = 0;
    int taken = 0;
    boolean more = true;
    while (more && taken < items) {
      more = false;
      for (int author : authors) {
        Long post = next(author);
        if (post != null && taken < items) {
          more = true;
          taken++;
          written += followerCounts[author];
          long id = specimens.account(author);
          database.write(
              transaction -> {
                lists.published(transaction, new PostPublished(post, id), outbox);
                return null;
              });
        }
      }
    }
    Usage.Spent before = usage.now();
    int done = outbox.drain(lists);
    if (done != taken) {
      throw new IOException("%d of %d posts were written".formatted(done, taken));
    }
    return new Written(taken, written, usage.since(before));
  }

  private @Nullable Long next(int author) {
    Deque<Long> left = posts.get(author);
    return left == null ? null : left.poll();
  }

  /// Reads the newest page of people who follow many, so many authors merged in for each.
  ///
  /// @param merged how many, of those with most followers
  /// @param rounds in which each is read once, after one that is not counted
  /// @return what was spent, of `people * rounds` readings
  Usage.Spent read(int people, int merged, int rounds) throws SQLException, IOException {
    Map<Integer, List<Integer>> following = new HashMap<>();
    for (int i = 0; i < specimens.follows(); i++) {
      following
          .computeIfAbsent(specimens.follower(i), _ -> new ArrayList<>())
          .add(specimens.followee(i));
    }
    int[] readers =
        following.entrySet().stream()
            .filter(entry -> entry.getValue().size() >= 50)
            .mapToInt(Map.Entry::getKey)
            .sorted()
            .limit(people)
            .toArray();
    if (readers.length < people) {
      throw new IOException("Only %d people follow fifty.".formatted(readers.length));
    }
    merge(following, readers, merged);
    Arrays.stream(readers).forEach(this::readHome);
    Usage.Spent before = usage.now();
    for (int i = 0; i < rounds; i++) {
      Arrays.stream(readers).forEach(this::readHome);
    }
    return usage.since(before);
  }

  private void readHome(int reader) {
    timelines.home(new Viewer(specimens.account(reader), "reader"), Cursor.first());
  }

  private void merge(Map<Integer, List<Integer>> following, int[] readers, int merged)
      throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement all = connection.createStatement();
        PreparedStatement one =
            connection.prepareStatement(
                "update follow set merged = 1 where follower_id = ? and followee_id = ?")) {
      connection.setAutoCommit(false);
      all.execute("update follow set merged = 0 where merged = 1");
      for (int reader : readers) {
        List<Integer> known =
            Objects.requireNonNull(following.get(reader)).stream()
                .sorted(Comparator.comparingInt(i -> -followerCounts[i]))
                .limit(merged)
                .toList();
        for (int author : known) {
          one.setLong(1, specimens.account(reader));
          one.setLong(2, specimens.account(author));
          one.addBatch();
        }
      }
      one.executeBatch();
      connection.commit();
      connection.setAutoCommit(true);
    }
  }
}
