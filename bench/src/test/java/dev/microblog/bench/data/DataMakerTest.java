package dev.microblog.bench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.text.Folding;
import dev.microblog.post.PostText;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// A made site is one that the server could have made: what it keeps twice agrees.
@TestInstance(Lifecycle.PER_CLASS)
class DataMakerTest {
  private static final long NOW = 1_790_000_000_000L;
  private static final Plan PLAN = new Plan("tiny", 60, 3_000, 900, 59, 8, 3, 7);

  private final Path folder;
  private final Handout handout;
  private final Connection connection;

  DataMakerTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    handout = DataMaker.make(PLAN, folder, NOW, _ -> {});
    connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("microblog.db"));
  }

  @BeforeAll
  void foreignKeysHold() throws SQLException {
    assertThat(rows("pragma foreign_key_check")).isEmpty();
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  private List<List<String>> rows(String sql) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(found.getString(i)));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private String one(String sql) throws SQLException {
    return rows(sql).getFirst().getFirst();
  }

  @Test
  void hasWhatWasPlanned() throws SQLException {
    assertThat(one("select count(*) from account")).isEqualTo("60");
    assertThat(one("select count(*) from post")).isEqualTo("3000");
    assertThat(one("select count(*) from follow")).isEqualTo("900");
    assertThat(one("select count(*) from follow where follower_id = followee_id")).isEqualTo("0");
    assertThat(one("select count(distinct name_key) from account")).isEqualTo("60");
  }

  @Test
  void countersAreCounts() throws SQLException {
    assertThat(
            rows(
                """
                select name from account a
                where post_count != (select count(*) from post where author_id = a.id)
                or follower_count != (select count(*) from follow where followee_id = a.id)
                or following_count != (select count(*) from follow where follower_id = a.id)
                or last_post_id != (select coalesce(max(id), 0) from post where author_id = a.id)
                """))
        .isEmpty();
  }

  @Test
  void popularAuthorsAreMergedAsTheServerWouldHave() throws SQLException {
    Map<String, Integer> followers = new HashMap<>();
    Map<String, Integer> merged = new HashMap<>();
    int all = 0;
    for (List<String> follow :
        rows("select follower_id, followee_id, merged from follow order by id")) {
      int known = followers.merge(follow.get(1), 1, Integer::sum);
      boolean expected = known > 8 && merged.getOrDefault(follow.getFirst(), 0) < 3;
      if (expected) {
        merged.merge(follow.getFirst(), 1, Integer::sum);
        all++;
      }
      assertThat(follow.get(2)).isEqualTo(expected ? "1" : "0");
    }
    assertThat(all).isBetween(1, 899);
    assertThat(merged).containsValue(3);
  }

  @Test
  void idsAreTimes() throws SQLException {
    for (String table : List.of("account", "post", "follow")) {
      long before = 0;
      for (List<String> row : rows("select id, created_at from " + table + " order by id")) {
        long id = Long.parseLong(row.getFirst());
        long at = Long.parseLong(row.get(1));
        assertThat(Ids.millis(id)).isEqualTo(at);
        assertThat(at).isGreaterThan(before).isLessThanOrEqualTo(NOW);
        before = at;
      }
    }
  }

  @Test
  void textsLookLikePosts() throws SQLException {
    Map<String, TreeSet<String>> tags = new HashMap<>();
    Map<String, TreeSet<String>> names = new HashMap<>();
    for (List<String> row : rows("select post_id, tag_key from post_tag")) {
      tags.computeIfAbsent(row.getFirst(), _ -> new TreeSet<>()).add(row.get(1));
    }
    for (List<String> row :
        rows(
            "select post_id, m.name_key, a.name_key from post_mention m"
                + " join account a on a.id = account_id")) {
      names.computeIfAbsent(row.getFirst(), _ -> new TreeSet<>()).add(row.get(1));
      assertThat(row.get(1)).isEqualTo(row.get(2));
    }
    int linked = 0;
    for (List<String> row : rows("select id, body from post")) {
      String body = row.get(1);
      assertThat(body.length()).isBetween(40, 400);
      assertThat(body).doesNotContain("{", "}", "  ");
      assertThat(tags.getOrDefault(row.getFirst(), new TreeSet<>()))
          .isEqualTo(PostText.tagKeys(body));
      assertThat(names.getOrDefault(row.getFirst(), new TreeSet<>()))
          .isEqualTo(PostText.mentionKeys(body));
      linked += body.contains("https://") ? 1 : 0;
    }
    assertThat(tags).hasSizeGreaterThan(200);
    assertThat(names).hasSizeGreaterThan(200);
    assertThat(linked).isGreaterThan(200);
    assertThat(rows("select language from post group by language")).hasSize(3);
  }

  @Test
  void handoutIsReadBack() throws Exception {
    assertThat(Handout.read(folder)).isEqualTo(handout);
    assertThat(handout.few().follows()).isEqualTo(20);
    assertThat(handout.many().follows()).isEqualTo(59);
    assertThat(
            one(
                "select count(*) from post_tag where tag_key = '%s'"
                    .formatted(Folding.key(handout.tag()))))
        .satisfies(count -> assertThat(Integer.parseInt(count)).isGreaterThan(25));
  }

  @Test
  void aSecondSiteIsRefused() {
    assertThatThrownBy(() -> DataMaker.make(PLAN, folder, NOW, _ -> {}))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("holds a database already");
  }

  @Test
  void theSamePlanMakesTheSameSite(@TempDir Path other) throws Exception {
    assertThat(DataMaker.make(PLAN, other, NOW, _ -> {})).isEqualTo(handout);
    String bodies = "select id, author_id, body from post order by id";
    try (Connection again =
            DriverManager.getConnection("jdbc:sqlite:" + other.resolve("microblog.db"));
        Statement statement = again.createStatement();
        ResultSet found = statement.executeQuery(bodies)) {
      for (List<String> row : rows(bodies)) {
        assertThat(found.next()).isTrue();
        assertThat(row).containsExactly(found.getString(1), found.getString(2), found.getString(3));
      }
    }
  }
}
