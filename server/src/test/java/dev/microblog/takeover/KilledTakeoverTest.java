package dev.microblog.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Engine;
import dev.microblog.platform.db.Snapshot;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.id.TestIds;
import dev.microblog.platform.time.SettableClock;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A takeover in many steps that ends in the middle, and one that only says what it would do.
class KilledTakeoverTest {
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private TutorialSite site;

  @BeforeEach
  void fill() {
    site = TutorialSite.on(Engine.SQLITE);
    List<@Nullable Object[]> people = new ArrayList<>();
    for (int i = 1; i <= 700; i++) {
      // Every tenth has a name like another's.
      String name = i % 10 == 0 ? "PERSON" + (i - 1) : "person" + i;
      people.add(new Object[] {i, name, i + "@example.org", TutorialSite.HASH, null});
    }
    site.insertAll(
        "insert into user (id, username, email, password_hash, last_seen) values (?, ?, ?, ?, ?)",
        people);
    List<@Nullable Object[]> posts = new ArrayList<>();
    List<@Nullable Object[]> messages = new ArrayList<>();
    for (int i = 1; i <= 1300; i++) {
      // In the order of no clock, many at one moment.
      String time = "2025-05-01 08:00:0%d.000000".formatted(i * 7 % 5);
      posts.add(new Object[] {i, i % 700 + 1, "Post " + i + " for @person7 #tag" + i % 3, time});
      messages.add(new Object[] {i, i % 7 + 1, i % 5 + 1, "Message " + i, time});
    }
    site.insertAll("insert into post (id, user_id, body, timestamp) values (?, ?, ?, ?)", posts);
    site.insertAll(
        "insert into message (id, sender_id, recipient_id, body, timestamp) values (?, ?, ?, ?, ?)",
        messages);
    List<@Nullable Object[]> follows = new ArrayList<>();
    for (int i = 0; i < 1200; i++) {
      follows.add(new Object[] {i / 40 + 1, i % 40 + 1});
    }
    site.insertAll("insert into followers values (?, ?)", follows);
    site.read(1, "2025-05-01 08:00:02.000000");
  }

  @AfterEach
  void close() {
    site.close();
  }

  private static Takeover takeover(Database database, Ids ids) {
    return Takeover.writing(database, ids, 500, new SettableClock());
  }

  /// What people see of a site, without what is made anew each time.
  private static Map<String, List<String>> seen(Database database) {
    Map<String, List<String>> seen = new TreeMap<>();
    Map<String, String> questions =
        Map.of(
            "people",
                "select name, email, about_me, created_at, post_count, follower_count, following_count,"
                    + " (select p.body from post p where p.id = last_post_id) from account",
            "posts",
                "select a.name, p.body, p.created_at from post p join account a on a.id = p.author_id order"
                    + " by p.id",
            "tags", "select t.tag_key, p.body from post_tag t join post p on p.id = t.post_id",
            "mentions",
                "select m.name_key, p.body from post_mention m join post p on p.id = m.post_id",
            "follows", "select follower_id, followee_id from follow where follower_id = 0",
            "pairs",
                "select a.name, b.name from follow f join account a on a.id = f.follower_id join account b"
                    + " on b.id = f.followee_id",
            "messages",
                "select a.name, b.name, m.body from message m join account a on a.id = m.sender_id join"
                    + " account b on b.id = m.recipient_id order by m.id",
            "talks",
                "select a.name, b.name, t.unread, m.body, r.body from talk t join account a on a.id ="
                    + " t.account_id join account b on b.id = t.other_id left join message m on m.id ="
                    + " t.last_id left join message r on r.id = t.read_id",
            "mailboxes",
                "select a.name, m.unread from mailbox m join account a on a.id = m.account_id");
    questions.forEach(
        (name, sql) ->
            seen.put(
                name,
                database.read(
                    dsl ->
                        dsl.fetch(sql).stream()
                            .map(row -> Arrays.toString(row.intoArray()))
                            .collect(Collectors.toCollection(ArrayList::new)))));
    for (String unordered : List.of("people", "tags", "mentions", "pairs", "talks", "mailboxes")) {
      seen.computeIfPresent(unordered, (_, rows) -> rows.stream().sorted().toList());
    }
    return seen;
  }

  @Test
  void killedAfterAnyStepItGoesOnAndNothingIsMissingOrDouble() {
    try (TestDatabase whole = TestDatabase.migrated(Engine.SQLITE);
        TestDatabase killed = TestDatabase.migrated(Engine.SQLITE)) {
      int[] steps = {0};
      site.into(
          takeover(whole.database(), TestIds.over(whole.database())),
          (_, _, _) -> steps[0]++,
          _ -> {});
      assertThat(steps[0]).isGreaterThan(12);

      // All that a process remembers of the ids of the past is in each takeover.
      Ids ids = TestIds.over(killed.database());
      int kills = 0;
      boolean ended = false;
      while (!ended) {
        // Each time later: follows are begun with anew.
        int[] left = {3 + kills};
        try {
          site.into(
              takeover(killed.database(), ids),
              (_, done, _) -> {
                if (done > 0 && --left[0] == 0) {
                  throw new Killed();
                }
              },
              _ -> {});
          ended = true;
        } catch (Killed e) {
          kills++;
        }
      }

      assertThat(kills).isGreaterThan(2);
      assertThat(seen(killed.database())).isEqualTo(seen(whole.database()));
    }
  }

  @Test
  void aRehearsalSaysTheSameAndWritesNothing() throws SQLException {
    try (TestDatabase target = TestDatabase.migrated(Engine.SQLITE)) {
      target.database();
      Snapshot before = Snapshot.of(target);
      List<Finding> rehearsed = new ArrayList<>();
      List<Finding> real = new ArrayList<>();

      Report said =
          site.into(
              Takeover.rehearsing(target.database(), 500, new SettableClock()),
              (_, _, _) -> {},
              rehearsed::add);

      assertThat(Snapshot.of(target)).isEqualTo(before);
      Report done =
          site.into(
              takeover(target.database(), TestIds.over(target.database())),
              (_, _, _) -> {},
              real::add);
      assertThat(rehearsed).isNotEmpty().isEqualTo(real);
      for (Stage stage : Stage.values()) {
        assertThat(said.taken(stage)).as(stage.word()).isPositive().isEqualTo(done.taken(stage));
      }
    }
  }
}
