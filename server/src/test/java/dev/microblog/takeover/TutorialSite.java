package dev.microblog.takeover;

import dev.microblog.platform.config.DatabaseUrl;
import dev.microblog.platform.db.Engine;
import dev.microblog.platform.db.ForeignDatabase;
import dev.microblog.platform.db.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A database of the tutorial's application, made by the statements that its migrations come to.
final class TutorialSite implements AutoCloseable {
  /// "gardener of the north side", as Werkzeug hashes it.
  static final String HASH =
      "scrypt:32768:8:1$MYz4Gk1cHTaQWQkA$e041873685ce7f26ab4c0317c2a01dfb24725cb32c4dd36bede4e09d0a29"
          + "16e26a042558bf460f006f4b8d7a8b71508b456a72425847ed47e06ddeae16ab90fa";

  static final String PASSWORD = "gardener of the north side";

  private final TestDatabase database;

  private TutorialSite(Engine engine) {
    database = TestDatabase.empty(engine);
    database.database();
  }

  /// As version 0.23 makes it.
  static TutorialSite on(Engine engine) {
    TutorialSite site = new TutorialSite(engine);
    boolean sqlite = engine == Engine.SQLITE;
    String id =
        sqlite
            ? "integer not null primary key"
            : engine == Engine.POSTGRESQL_15
                ? "serial primary key"
                : "integer auto_increment primary key";
    String time = engine == Engine.POSTGRESQL_15 ? "timestamp without time zone" : "datetime";
    String user = site.user();
    site.database.execute(
        "create table alembic_version (version_num varchar(32) not null)",
        "insert into alembic_version values ('f7ac3d27bb1d')",
        "create table "
            + user
            + " (id %s, username varchar(64) not null unique, email varchar(120) not null unique,"
                .formatted(id)
            + " password_hash varchar(256), about_me varchar(140), last_seen %1$s, last_message_read_time %1$s,"
                .formatted(time)
            + " token varchar(32), token_expiration %s)".formatted(time),
        "create table followers (follower_id integer not null, followed_id integer not null, primary key (follower_id, followed_id))",
        "create table post (id %s, body varchar(140) not null, timestamp %s not null, user_id integer not null, language varchar(5))"
            .formatted(id, time),
        "create index ix_post_timestamp on post (timestamp)",
        "create index ix_post_user_id on post (user_id)",
        "create table message (id %s, sender_id integer not null, recipient_id integer not null, body varchar(140) not null, timestamp %s not null)"
            .formatted(id, time),
        "create table notification (id %s, name varchar(128), user_id integer, timestamp float, payload_json text)"
            .formatted(id),
        "create table task (id varchar(36) primary key, name varchar(128), description varchar(128), user_id integer, complete boolean)");
    return site;
  }

  /// As the chapter about followers left it in an earlier edition, without what came later, and
  /// without a key over follows.
  static TutorialSite early() {
    TutorialSite site = new TutorialSite(Engine.SQLITE);
    site.database.execute(
        "create table user (id integer not null primary key, username varchar(64), email varchar(120), password_hash varchar(128))",
        "create table post (id integer not null primary key, body varchar(140), timestamp datetime, user_id integer)",
        "create table followers (follower_id integer, followed_id integer)");
    return site;
  }

  private String user() {
    return switch (database.engine()) {
      case MYSQL_5_7, MYSQL_8_0, MARIADB_10_11 -> "`user`";
      default -> "\"user\"";
    };
  }

  String address() {
    return database.address();
  }

  Path file() {
    return database.file();
  }

  /// Opened as the command opens it.
  ForeignDatabase open() {
    return ForeignDatabase.open(DatabaseUrl.parse(address(), Path.of("none")));
  }

  /// Takes it over.
  Report into(Takeover takeover) {
    return into(takeover, (_, _, _) -> {}, _ -> {});
  }

  Report into(Takeover takeover, Takeover.Progress progress, Consumer<Finding> each) {
    try (ForeignDatabase foreign = open()) {
      return takeover.run(new TutorialStore(foreign), progress, each);
    }
  }

  void execute(String... statements) {
    database.execute(statements);
  }

  /// Somebody with the password of all and an address of their own.
  TutorialSite person(long id, String name) {
    return person(id, name, "user" + id + "@example.org", HASH, "2025-06-01 10:00:00.500000");
  }

  TutorialSite person(
      long id, String name, String email, @Nullable String hash, @Nullable String seen) {
    return insert(
        "insert into "
            + user()
            + " (id, username, email, password_hash, last_seen) values (?, ?, ?, ?, ?)",
        id,
        name,
        email,
        hash,
        moment(seen));
  }

  TutorialSite post(long id, long author, String body, @Nullable String time) {
    return post(id, author, body, time, "en");
  }

  TutorialSite post(
      long id, long author, String body, @Nullable String time, @Nullable String language) {
    return insert(
        "insert into post (id, user_id, body, timestamp, language) values (?, ?, ?, ?, ?)",
        id,
        author,
        body,
        moment(time),
        language);
  }

  TutorialSite follow(long follower, long... followed) {
    for (long each : followed) {
      insert("insert into followers (follower_id, followed_id) values (?, ?)", follower, each);
    }
    return this;
  }

  TutorialSite message(long id, long sender, long recipient, String body, String time) {
    return insert(
        "insert into message (id, sender_id, recipient_id, body, timestamp) values (?, ?, ?, ?, ?)",
        id,
        sender,
        recipient,
        body,
        moment(time));
  }

  TutorialSite read(long id, String time) {
    return insert(
        "update " + user() + " set last_message_read_time = ? where id = ?", moment(time), id);
  }

  /// As the drivers of the three databases give it to their servers.
  private @Nullable Object moment(@Nullable String time) {
    return database.engine() == Engine.SQLITE || time == null
        ? time
        : LocalDateTime.parse(time.replace(' ', 'T'));
  }

  private TutorialSite insert(String sql, @Nullable Object... values) {
    return insertAll(sql, List.<@Nullable Object[]>of(values));
  }

  /// Many rows at once.
  TutorialSite insertAll(String sql, List<@Nullable Object[]> rows) {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      connection.setAutoCommit(false);
      for (@Nullable Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          statement.setObject(i + 1, row[i]);
        }
        statement.addBatch();
      }
      statement.executeBatch();
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
    return this;
  }

  @Override
  public void close() {
    database.close();
  }
}
