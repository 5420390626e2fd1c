package dev.microblog.bench.bare;

import dev.microblog.account.Account;
import dev.microblog.account.Viewer;
import dev.microblog.post.Post;
import dev.microblog.post.Visibility;
import dev.microblog.timeline.TimelinePost;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The server's queries as plain JDBC: one connection with its prepared statements kept. A test
/// holds that the pages made of them are the server's.
final class Queries implements AutoCloseable {
  /// Ids of a page, and one more to learn whether there are older.
  static final int PAGE = 26;

  private static final String NEWEST = " order by %s desc limit " + PAGE;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  /// @param file the database, opened with the settings of the server's readers
  Queries(Path file) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("journal_mode", "WAL");
    settings.setProperty("synchronous", "FULL");
    settings.setProperty("busy_timeout", "500");
    settings.setProperty("cache_size", "-8000");
    settings.setProperty("query_only", "true");
    connection = DriverManager.getConnection("jdbc:sqlite:" + file, settings);
  }

  private PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement kept = statements.get(sql);
    if (kept == null) {
      kept = connection.prepareStatement(sql);
      statements.put(sql, kept);
    }
    return kept;
  }

  /// Who is signed in under a token; null if nobody is.
  @Nullable Viewer viewer(String tokenHash, long now) throws SQLException {
    PreparedStatement statement =
        statement(
            "select session.id, session.account_id, account.name, session.remembered,"
                + " session.last_used_at, session.expires_at"
                + " from session join account on account.id = session.account_id"
                + " where session.token_hash = ? and session.expires_at > ?"
                + " and account.deleted_at = 0");
    return viewer(statement, tokenHash, now);
  }

  private static @Nullable Viewer viewer(PreparedStatement statement, String tokenHash, long now)
      throws SQLException {
    statement.setString(1, tokenHash);
    statement.setLong(2, now);
    try (ResultSet row = statement.executeQuery()) {
      return row.next() ? new Viewer(row.getLong(2), row.getString(3)) : null;
    }
  }

  /// For whom a program acts that brings a token; null if it does not hold.
  @Nullable Viewer bearer(String tokenHash, long now) throws SQLException {
    PreparedStatement statement =
        statement(
            "select api_token.id, api_token.account_id, account.name, api_token.scopes,"
                + " api_token.last_used_at"
                + " from api_token join account on account.id = api_token.account_id"
                + " where api_token.token_hash = ?"
                + " and (api_token.expires_at is null or api_token.expires_at > ?)"
                + " and account.deleted_at = 0");
    return viewer(statement, tokenHash, now);
  }

  /// Ids of a home timeline whose written list has more than a page.
  List<Long> home(long account) throws SQLException {
    String filled = "select floor_id from home where account_id = ? and filled_at is not null";
    long floor = ids(filled, account).getFirst();
    List<Long> ids =
        ids(
            "select post_id from home_entry where account_id = ? and post_id < ? and post_id > ?"
                + " and (author_id = ? or exists (select 1 from follow where follower_id = ?"
                + " and followee_id = home_entry.author_id))"
                + " and exists (select 1 from post where id = home_entry.post_id"
                + " and deleted_at = 0)"
                + NEWEST.formatted("post_id"),
            account,
            Long.MAX_VALUE,
            0L,
            account,
            account);
    if (ids.size() < PAGE || ids.getLast() < floor) {
      throw new IllegalStateException("the home list has less than a page");
    }
    long oldest = ids.getLast();
    List<Object> authors = new ArrayList<>();
    PreparedStatement merged =
        statement(
            "select follow.followee_id, account.last_post_id"
                + " from follow join account on account.id = follow.followee_id"
                + " where follow.follower_id = ? and follow.merged = 1"
                + " limit ?");
    merged.setLong(1, account);
    merged.setInt(2, 50);
    try (ResultSet row = merged.executeQuery()) {
      while (row.next()) {
        if (row.getLong(2) > oldest) {
          authors.add(row.getLong(1));
        }
      }
    }
    if (!authors.isEmpty()) {
      String sql =
          "select id from post where author_id in ("
              + marks(authors)
              + ") and deleted_at = 0 and id < ? and id > ?"
              + NEWEST.formatted("id");
      authors.add(Long.MAX_VALUE);
      authors.add(oldest);
      ids.addAll(ids(sql, authors.toArray()));
      ids.sort(Collections.reverseOrder());
      return ids.subList(0, PAGE);
    }
    return ids;
  }

  /// Ids of all public posts.
  List<Long> explore() throws SQLException {
    return ids(
        "select id from post where visibility = ? and deleted_at = 0 and id < ? and id > ?"
            + NEWEST.formatted("id"),
        0L,
        Long.MAX_VALUE,
        0L);
  }

  /// Ids of a person's posts.
  List<Long> byAuthor(long author) throws SQLException {
    return ids(
        "select id from post where author_id = ? and deleted_at = 0 and id < ? and id > ?"
            + NEWEST.formatted("id"),
        author,
        Long.MAX_VALUE,
        0L);
  }

  /// Ids of the posts with a tag.
  List<Long> byTag(String key) throws SQLException {
    return ids(
        "select post_id from post_tag where tag_key = ? and post_id < ? and post_id > ?"
            + NEWEST.formatted("post_id"),
        key,
        Long.MAX_VALUE,
        0L);
  }

  /// The account of a name; null if there is none.
  @Nullable Account account(String nameKey) throws SQLException {
    PreparedStatement statement =
        statement(
            "select id, name, about_me, created_at, last_seen_at, post_count, follower_count,"
                + " following_count from account where name_key = ? and deleted_at = 0");
    statement.setString(1, nameKey);
    try (ResultSet row = statement.executeQuery()) {
      return row.next() ? account(row) : null;
    }
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        orNull(row, 5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8));
  }

  /// A follow, and who follows by it.
  record Follower(long followId, long accountId) {}

  /// Who follows an account.
  List<Follower> followers(long account) throws SQLException {
    List<Follower> followers = new ArrayList<>(PAGE);
    try (ResultSet row =
        bound(
                "select id, follower_id from follow where followee_id = ? and id < ? and id > ?"
                    + NEWEST.formatted("id"),
                account,
                Long.MAX_VALUE,
                0L)
            .executeQuery()) {
      while (row.next()) {
        followers.add(new Follower(row.getLong(1), row.getLong(2)));
      }
    }
    return followers;
  }

  /// The accounts with these ids, by id.
  Map<Long, Account> accounts(List<Long> ids) throws SQLException {
    Map<Long, Account> accounts = new HashMap<>();
    try (ResultSet row =
        bound(
                "select id, name, about_me, created_at, last_seen_at, post_count, follower_count,"
                    + " following_count from account where id in ("
                    + marks(ids)
                    + ") and deleted_at = 0",
                ids.toArray())
            .executeQuery()) {
      while (row.next()) {
        Account account = account(row);
        accounts.put(account.id(), account);
      }
    }
    return accounts;
  }

  /// Which of these accounts somebody follows.
  Set<Long> followedAmong(long follower, List<Long> ids) throws SQLException {
    List<Object> values = new ArrayList<>(ids);
    values.addFirst(follower);
    return new HashSet<>(
        ids(
            "select followee_id from follow where follower_id = ? and followee_id in ("
                + marks(ids)
                + ")",
            values.toArray()));
  }

  private static @Nullable Long orNull(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  /// Whether one follows the other.
  boolean follows(long follower, long followee) throws SQLException {
    return !ids(
            "select 1 from follow where follower_id = ? and followee_id = ?", follower, followee)
        .isEmpty();
  }

  /// The posts with these ids, in the same order.
  List<TimelinePost> posts(List<Long> ids) throws SQLException {
    Map<Long, Post> posts = new HashMap<>();
    PreparedStatement statement =
        bound(
            "select post.id, post.author_id, account.name, post.body, post.language,"
                + " post.visibility, post.created_at, post.edited_at"
                + " from post join account on account.id = post.author_id"
                + " where post.id in ("
                + marks(ids)
                + ") and post.deleted_at = 0 and account.deleted_at = 0",
            ids.toArray());
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Post post =
            new Post(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Visibility.PUBLIC,
                row.getLong(7),
                orNull(row, 8));
        posts.put(post.id(), post);
      }
    }
    Map<Long, Map<String, String>> mentions = mentions(posts);
    List<TimelinePost> page = new ArrayList<>(ids.size());
    for (long id : ids) {
      Post post = posts.get(id);
      if (post != null) {
        page.add(new TimelinePost(post, mentions.getOrDefault(id, Map.of())));
      }
    }
    return page;
  }

  private Map<Long, Map<String, String>> mentions(Map<Long, Post> posts) throws SQLException {
    List<Object> mentioning = new ArrayList<>();
    for (Post post : posts.values()) {
      if (post.body().indexOf('@') >= 0) {
        mentioning.add(post.id());
      }
    }
    Map<Long, Map<String, String>> mentions = new HashMap<>();
    if (!mentioning.isEmpty()) {
      String sql =
          "select post_mention.post_id, post_mention.name_key, account.name"
              + " from post_mention join account on account.id = post_mention.account_id"
              + " where post_mention.post_id in ("
              + marks(mentioning)
              + ") and account.deleted_at = 0";
      try (ResultSet row = bound(sql, mentioning.toArray()).executeQuery()) {
        while (row.next()) {
          mentions
              .computeIfAbsent(row.getLong(1), _ -> new HashMap<>())
              .put(row.getString(2), row.getString(3));
        }
      }
    }
    return mentions;
  }

  private List<Long> ids(String sql, Object... values) throws SQLException {
    List<Long> ids = new ArrayList<>(PAGE);
    try (ResultSet row = bound(sql, values).executeQuery()) {
      while (row.next()) {
        ids.add(row.getLong(1));
      }
    }
    return ids;
  }

  private PreparedStatement bound(String sql, Object... values) throws SQLException {
    PreparedStatement statement = statement(sql);
    for (int i = 0; i < values.length; i++) {
      switch (Objects.requireNonNull(values[i])) {
        case Long number -> statement.setLong(i + 1, number);
        case String text -> statement.setString(i + 1, text);
        default -> throw new IllegalArgumentException("no column for " + values[i]);
      }
    }
    return statement;
  }

  private static String marks(List<?> values) {
    return "?" + ", ?".repeat(values.size() - 1);
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : statements.values()) {
      statement.close();
    }
    connection.close();
  }
}
