package dev.microblog.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Engine;
import dev.microblog.platform.db.OnDatabases;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.id.TestIds;
import dev.microblog.platform.time.SettableClock;
import dev.microblog.takeover.Finding.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Databases of servers, as the tutorial's chapter about containers has one, from and to.
@OnDatabases
class TakeoverEnginesTest {
  private static final long ORIGIN = Instant.parse("2025-05-20T00:00:00Z").toEpochMilli();

  private final SettableClock clock = new SettableClock();

  @ParameterizedTest
  @CsvSource({"MYSQL_5_7, SQLITE", "POSTGRESQL_15, POSTGRESQL_15", "SQLITE, MYSQL_5_7"})
  void theSameComesOut(Engine from, Engine to) {
    try (TutorialSite site = TutorialSite.on(from);
        TestDatabase target = TestDatabase.migrated(to)) {
      site.person(1, "josé", "jose@example.org", TutorialSite.HASH, null)
          .person(2, "susan")
          .person(3, "mary-jane")
          .post(1, 1, "¡Qué día! #Día @susan", "2025-05-01 08:00:00", "es")
          .post(2, 2, "It's \\ \"fine\" %s", "2025-05-01 07:00:00", null)
          .follow(1, 2, 3)
          .follow(2, 1)
          .message(1, 1, 2, "Hé", "2025-05-01 09:00:00")
          .message(2, 1, 2, "Hó", "2025-05-01 09:00:10")
          .read(2, "2025-05-01 09:00:05");
      Database database = target.database();

      for (int time = 1; time <= 2; time++) {
        Report report = site.into(Takeover.writing(database, TestIds.over(database), 500, clock));
        assertThat(report.count(Kind.NAME_LETTERS)).isEqualTo(time == 1 ? 1 : 0);
      }

      assertThat(
              rows(
                  database,
                  "select name, email, post_count, follower_count, following_count, %s from account"
                          .formatted(since("last_seen_at"))
                      + " order by name"))
          .containsExactly(
              List.of("jose", "jose@example.org", "1", "1", "2", "null"),
              List.of("mary-jane", "user3@example.org", "0", "1", "0", seen(from)),
              List.of("susan", "user2@example.org", "1", "1", "1", seen(from)));
      assertThat(
              rows(
                  database,
                  "select body, language, %s from post order by id".formatted(since("created_at"))))
          .containsExactly(
              List.of("It's \\ \"fine\" %s", "", millis("2025-05-01T07:00:00Z")),
              List.of("¡Qué día! #Día @susan", "es", millis("2025-05-01T08:00:00Z")));
      assertThat(rows(database, "select tag_key from post_tag")).containsExactly(List.of("día"));
      assertThat(rows(database, "select name_key from post_mention"))
          .containsExactly(List.of("susan"));
      assertThat(
              rows(database, "select body, sender_kept, recipient_kept from message order by id"))
          .containsExactly(List.of("Hé", "1", "1"), List.of("Hó", "1", "1"));
      assertThat(rows(database, "select unread from mailbox")).containsExactly(List.of("1"));
      assertThat(rows(database, "select unread from talk order by unread"))
          .containsExactly(List.of("0"), List.of("1"));
    }
  }

  /// MySQL keeps whole seconds, and rounds.
  private static String seen(Engine from) {
    return millis(from == Engine.MYSQL_5_7 ? "2025-06-01T10:00:01Z" : "2025-06-01T10:00:00.500Z");
  }

  /// What is asked for in words of SQL is read from SQLite as numbers of 32 bits.
  private static String since(String column) {
    return column + " - " + ORIGIN;
  }

  private static String millis(String moment) {
    return String.valueOf(Instant.parse(moment).toEpochMilli() - ORIGIN);
  }

  private static List<List<String>> rows(Database database, String sql) {
    return database.read(
        dsl ->
            dsl.fetch(sql).stream()
                .map(row -> row.intoList().stream().map(String::valueOf).toList())
                .toList());
  }
}
