package dev.microblog.bench.data;

import dev.microblog.platform.text.Folding;
import dev.microblog.post.PostText;
import dev.microblog.session.Sessions;
import dev.microblog.token.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Writes the rows of a site with plain JDBC.
final class Rows {
  private static final int BATCH = 1_000;
  private static final int ONE_IN_MENTIONS = 8;
  private static final int ONE_IN_EDITED = 50;
  private static final long DAY = 24L * 60 * 60 * 1000;

  private final Connection connection;
  private final People people;
  private final long now;
  private final Map<String, Long> idsByKey = new HashMap<>();
  private final Set<Long> met = new HashSet<>();
  private int sessions;

  Rows(Connection connection, People people, long now) {
    this.connection = connection;
    this.people = people;
    this.now = now;
    for (int i = 0; i < people.count; i++) {
      idsByKey.put(Folding.key(people.names[i]), people.ids[i]);
    }
  }

  /// A statement whose rows go to the database a thousand at a time.
  private final class Batch implements AutoCloseable {
    private final PreparedStatement statement;
    private int waiting;

    Batch(String sql) throws SQLException {
      statement = connection.prepareStatement(sql);
    }

    void add(Object... values) throws SQLException {
      for (int i = 0; i < values.length; i++) {
        switch (values[i]) {
          case Long number -> statement.setLong(i + 1, number);
          case Integer number -> statement.setInt(i + 1, number);
          case String text -> statement.setString(i + 1, text);
          default -> throw new IllegalArgumentException("no column for " + values[i]);
        }
      }
      statement.addBatch();
      if (++waiting == BATCH) {
        statement.executeBatch();
        waiting = 0;
      }
    }

    @Override
    public void close() throws SQLException {
      statement.executeBatch();
      statement.close();
    }
  }

  void follows(Graph graph) throws SQLException {
    long start = now - People.TWO_YEARS;
    int count = graph.followers.length;
    try (Batch follow =
        new Batch(
            "insert into follow (id, follower_id, followee_id, merged, created_at)"
                + " values (?, ?, ?, ?, ?)")) {
      for (int i = 0; i < count; i++) {
        long at = start + People.TWO_YEARS * i / count;
        long follower = people.ids[graph.followers[i]];
        long followee = people.ids[graph.followees[i]];
        follow.add(People.id(at), follower, followee, graph.merged[i] ? 1 : 0, at);
      }
    }
  }

  void posts(Plan plan, RandomGenerator random) throws SQLException {
    List<Texts> texts = Texts.LANGUAGES.stream().map(Texts::new).toList();
    Draw authors = new Draw(activity(random));
    long start = now - People.TWO_YEARS;
    try (Batch post =
            new Batch(
                "insert into post (id, author_id, body, language, created_at, edited_at)"
                    + " values (?, ?, ?, ?, ?, nullif(?, 0))");
        Batch tag = new Batch("insert into post_tag (tag_key, post_id) values (?, ?)");
        Batch mention =
            new Batch(
                "insert into post_mention (post_id, name_key, account_id) values (?, ?, ?)")) {
      for (int i = 0; i < plan.posts(); i++) {
        int author = authors.next(random);
        long at = People.moment(start, People.TWO_YEARS, i, plan.posts(), random);
        long id = People.id(at);
        int language = random.nextInt(20) == 0 ? random.nextInt(3) : people.languages[author];
        boolean mentions = random.nextInt(ONE_IN_MENTIONS) == 0;
        String name = mentions ? people.names[random.nextInt(people.count)] : "";
        String body = texts.get(language).next(random, name);
        long edited = random.nextInt(ONE_IN_EDITED) == 0 ? Math.min(now, at + 60_000) : 0;
        post.add(id, people.ids[author], body, Texts.LANGUAGES.get(language), at, edited);
        if (body.indexOf('#') >= 0) {
          for (String key : PostText.tagKeys(body)) {
            tag.add(key, id);
          }
        }
        if (mentions) {
          for (String key : PostText.mentionKeys(body)) {
            mention.add(id, key, Objects.requireNonNull(idsByKey.get(key), key));
          }
        }
        people.postCounts[author]++;
        people.lastPosts[author] = id;
      }
    }
  }

  /// Few write much: weights that are log-normal.
  private double[] activity(RandomGenerator random) {
    double[] weights = new double[people.count];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp(1.2 * random.nextGaussian());
    }
    return weights;
  }

  /// Written last, when the counters are known.
  void accounts(RandomGenerator random) throws SQLException {
    List<Texts> texts = Texts.LANGUAGES.stream().map(Texts::new).toList();
    try (Batch account =
        new Batch(
            "insert into account (id, name, name_key, email, email_key, about_me, created_at,"
                + " last_seen_at, last_post_id, post_count, follower_count, following_count)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (int i = 0; i < people.count; i++) {
        String name = people.names[i];
        String key = Folding.key(name);
        String about =
            random.nextInt(3) == 0 ? "" : texts.get(people.languages[i]).next(random, "");
        // A third was here in the last month.
        long seen =
            now - DAY * (random.nextInt(3) == 0 ? random.nextInt(30) : 30 + random.nextInt(600));
        account.add(
            people.ids[i],
            name,
            key,
            name + "@mail.example",
            key + "@mail.example",
            about,
            people.joinedAt[i],
            seen,
            people.lastPosts[i],
            people.postCounts[i],
            people.followerCounts[i],
            people.followingCounts[i]);
      }
    }
  }

  /// What people were told of one another, each once, as new followers.
  void notices(Graph graph, int count) throws SQLException {
    try (Batch notice =
        new Batch(
            "insert into notice (id, account_id, kind, actor_id, detail, created_at)"
                + " values (?, ?, 1, ?, '', ?)")) {
      for (int i = 0; i < count; i++) {
        long at = now - People.TWO_YEARS + People.TWO_YEARS * i / count;
        long told = people.ids[graph.followees[i]];
        notice.add(People.id(at), told, people.ids[graph.followers[i]], at);
      }
    }
  }

  /// Messages from one to another, each the first between the two.
  void messages(Graph graph, int count, RandomGenerator random) throws SQLException {
    List<Texts> texts = Texts.LANGUAGES.stream().map(Texts::new).toList();
    try (Batch message =
            new Batch(
                "insert into message (id, conversation_id, sender_id, recipient_id, body,"
                    + " submission, created_at) values (?, ?, ?, ?, ?, ?, ?)");
        Batch talk =
            new Batch(
                "insert into talk (id, account_id, other_id, conversation_id, last_id)"
                    + " values (?, ?, ?, ?, ?)")) {
      for (int i = 0; i < count; i++) {
        long at = now - People.TWO_YEARS + People.TWO_YEARS * i / count;
        long id = People.id(at);
        int writer = Math.min(graph.followers[i], graph.followees[i]);
        int reader = Math.max(graph.followers[i], graph.followees[i]);
        long from = people.ids[writer];
        long to = people.ids[reader];
        String text = texts.get(people.languages[writer]).next(random, "");
        // A conversation is begun once, whichever of the two follows the other.
        if (met.add(((long) writer << 32) | reader)) {
          talk.add(id, from, to, id, id);
          talk.add(id + 1, to, from, id, id);
        }
        message.add(id, id, from, to, text, new UUID(0, i).toString(), at);
      }
    }
  }

  /// Signs somebody in, and a program of theirs.
  ///
  /// @return the token for the cookie and for the program
  String session(int number, RandomGenerator random) throws SQLException {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    try (Batch session =
            new Batch(
                "insert into session (id, token_hash, account_id, remembered, user_agent, address,"
                    + " created_at, last_used_at, expires_at) values (?, ?, ?, 1, ?, ?, ?, ?, ?)");
        Batch program =
            new Batch(
                "insert into api_token (id, account_id, name, token_hash, scopes, created_at,"
                    + " last_used_at) values (?, ?, ?, ?, ?, ?, ?)");
        PreparedStatement seen =
            connection.prepareStatement("update account set last_seen_at = ? where id = ?")) {
      long expires = now + Sessions.REMEMBERED.toMillis();
      long id = People.id(now) + sessions++;
      long account = people.ids[number];
      session.add(id, hash(token), account, "bench", "127.0.0.1", now, now, expires);
      String scopes = Scope.join(Scope.all());
      program.add(id, account, "bench", hash(token), scopes, now, now);
      seen.setLong(1, now);
      seen.setLong(2, account);
      seen.executeUpdate();
    }
    return token;
  }

  private static String hash(String token) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
