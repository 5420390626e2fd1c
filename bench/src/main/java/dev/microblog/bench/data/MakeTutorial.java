package dev.microblog.bench.data;

import dev.microblog.platform.db.Unusable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `bench/make-tutorial`: a database as the tutorial's application keeps it in SQLite, to be taken
/// over. It has what people get there in two years, and nothing odd.
@Command(
    name = "make-tutorial",
    description = "Makes a database of the tutorial's application.",
    mixinStandardHelpOptions = true)
public final class MakeTutorial implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
  private static final long BEGIN = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
  private static final long TWO_YEARS = 730L * 24 * 3600 * 1000;

  /// Of the password "gardener of the north side".
  private static final String HASH =
      "scrypt:32768:8:1$MYz4Gk1cHTaQWQkA$e041873685ce7f26ab4c0317c2a01dfb24725cb32c4dd36bede4e09d0a29"
          + "16e26a042558bf460f006f4b8d7a8b71508b456a72425847ed47e06ddeae16ab90fa";

  @Parameters(index = "0", paramLabel = "FILE", description = "that is not there yet")
  private Path file = Path.of("");

  @Option(names = "--people", defaultValue = "1000")
  private int people;

  @Option(names = "--posts", defaultValue = "200000")
  private int posts;

  @Option(names = "--follows", defaultValue = "50000")
  private int follows;

  @Option(names = "--messages", defaultValue = "50000")
  private int messages;

  private interface Row {
    void set(PreparedStatement statement, int number) throws SQLException;
  }

  @Override
  public Integer call() throws Exception {
    if (Files.exists(file)) {
      throw new Unusable(file + " is there already.");
    }
    RandomGenerator random = new SplittableRandom(3);
    List<Texts> texts = Texts.LANGUAGES.stream().map(Texts::new).toList();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("pragma synchronous = off");
        for (String sql : schema()) {
          statement.execute(sql);
        }
      }
      connection.setAutoCommit(false);
      fill(
          connection,
          "insert into user (id, username, email, password_hash, about_me, last_seen,"
              + " last_message_read_time) values (?, ?, ?, ?, ?, ?, ?)",
          people,
          (row, i) -> {
            row.setInt(1, i);
            row.setString(2, "person" + i);
            row.setString(3, "person" + i + "@example.org");
            row.setString(4, HASH);
            row.setString(5, "Number " + i);
            row.setString(6, time(random, 1));
            row.setString(7, time(random, 1));
          });
      fill(
          connection,
          "insert into post (id, body, timestamp, user_id, language) values (?, ?, ?, ?, ?)",
          posts,
          (row, i) -> {
            int language = random.nextInt(texts.size());
            int author = 1 + (int) (people * random.nextDouble() * random.nextDouble());
            String mention = random.nextInt(5) == 0 ? "person" + (1 + random.nextInt(people)) : "";
            row.setInt(1, i);
            row.setString(2, texts.get(language).next(random, mention));
            row.setString(3, time(random, (double) i / posts));
            row.setInt(4, author);
            row.setString(5, Texts.LANGUAGES.get(language));
          });
      fill(
          connection,
          "insert or ignore into followers (follower_id, followed_id) values (?, ?)",
          follows,
          (row, _) -> {
            int follower = 1 + random.nextInt(people);
            row.setInt(1, follower);
            row.setInt(2, 1 + (follower + random.nextInt(people - 1)) % people);
          });
      fill(
          connection,
          "insert into message (id, sender_id, recipient_id, body, timestamp) values (?, ?, ?, ?,"
              + " ?)",
          messages,
          (row, i) -> {
            int sender = 1 + random.nextInt(people);
            row.setInt(1, i);
            row.setInt(2, sender);
            row.setInt(3, 1 + (sender + random.nextInt(20)) % people);
            row.setString(4, texts.getFirst().next(random, ""));
            row.setString(5, time(random, (double) i / messages));
          });
      connection.commit();
    }
    return 0;
  }

  private static void fill(Connection connection, String sql, int count, Row row)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 1; i <= count; i++) {
        row.set(statement, i);
        statement.executeUpdate();
      }
    }
  }

  /// A moment near a place in the two years.
  private static String time(RandomGenerator random, double place) {
    long millis = BEGIN + (long) (TWO_YEARS * place);
    return LocalDateTime.ofEpochSecond(
            millis / 1000, random.nextInt(1_000_000) * 1000, ZoneOffset.UTC)
        .format(TIME);
  }

  private static List<String> schema() {
    return List.of(
        "create table alembic_version (version_num varchar(32) not null)",
        "create table user (id integer not null primary key, username varchar(64) not null, email"
            + " varchar(120) not null, password_hash varchar(256), about_me varchar(140), last_seen"
            + " datetime, last_message_read_time datetime, token varchar(32), token_expiration"
            + " datetime)",
        "create unique index ix_user_username on user (username)",
        "create unique index ix_user_email on user (email)",
        "create table followers (follower_id integer not null, followed_id integer not null, primary"
            + " key (follower_id, followed_id))",
        "create table post (id integer not null primary key, body varchar(140) not null, timestamp"
            + " datetime not null, user_id integer not null, language varchar(5))",
        "create index ix_post_timestamp on post (timestamp)",
        "create index ix_post_user_id on post (user_id)",
        "create table message (id integer not null primary key, sender_id integer not null,"
            + " recipient_id integer not null, body varchar(140) not null, timestamp datetime not"
            + " null)");
  }
}
