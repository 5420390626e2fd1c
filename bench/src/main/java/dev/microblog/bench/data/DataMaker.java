package dev.microblog.bench.data;

import dev.microblog.platform.db.DataFolder;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Databases;
import dev.microblog.platform.db.Migrations;
import dev.microblog.platform.db.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Makes a site of a planned size in an empty data folder. The server's own migrations make the
/// tables; rows go into them directly, because five million posts through the use cases would take
/// hours. What the use cases keep is kept: counters, the latest post, tags, mentions, and which
/// follows are merged on reading. Home lists are left to the server, which fills them on demand.
public final class DataMaker {
  private DataMaker() {}

  /// Makes the site.
  ///
  /// @param now epoch milliseconds at which the two years of posts end
  /// @param progress is told what is done
  /// @throws Unusable if the folder holds a site already
  public static Handout make(Plan plan, Path path, long now, Consumer<String> progress)
      throws IOException, SQLException {
    try (DataFolder folder = DataFolder.open(path)) {
      if (Files.exists(folder.databaseFile()) && Files.size(folder.databaseFile()) > 0) {
        throw new Unusable(path + " holds a database already. Name an empty folder.");
      }
      try (Database database = Databases.sqlite(folder.databaseFile())) {
        Migrations.run(database);
      }
      RandomGenerator random = new SplittableRandom(plan.seed());
      People people = new People(plan, now, random);
      Graph graph = new Graph(plan, people, random);
      progress.accept(plan.follows() + " follows drawn");
      Handout handout;
      try (Connection connection =
          DriverManager.getConnection("jdbc:sqlite:" + folder.databaseFile())) {
        List<String> indexes = prepare(connection);
        connection.setAutoCommit(false);
        Rows rows = new Rows(connection, people, now);
        rows.follows(graph);
        rows.posts(plan, random);
        progress.accept(plan.posts() + " posts written");
        rows.accounts(random);
        handout = handout(plan, people, graph, rows, random);
        connection.commit();
        connection.setAutoCommit(true);
        finish(connection, indexes);
      } catch (SQLException | RuntimeException e) {
        // Half a site would look like a whole one.
        Files.deleteIfExists(folder.databaseFile());
        throw e;
      }
      handout.write(path);
      progress.accept("indexes made");
      return handout;
    }
  }

  /// Takes the indexes away, to be made at the end: sorted at once they take a tenth of the time.
  ///
  /// @return the statements that make them
  private static List<String> prepare(Connection connection) throws SQLException {
    List<String> indexes = new ArrayList<>();
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      // A maker that is killed leaves rubbish in any case.
      statement.execute("pragma journal_mode = off");
      statement.execute("pragma synchronous = off");
      statement.execute("pragma cache_size = -400000");
      try (ResultSet found =
          statement.executeQuery(
              "select name, sql from sqlite_master where type = 'index' and sql is not null and"
                  + " tbl_name in ('account', 'follow', 'post', 'post_tag', 'post_mention')"
                  + " order by name")) {
        while (found.next()) {
          names.add(found.getString(1));
          indexes.add(found.getString(2));
        }
      }
      for (String name : names) {
        statement.execute("drop index " + name);
      }
    }
    return indexes;
  }

  private static void finish(Connection connection, List<String> indexes) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String index : indexes) {
        statement.execute(index);
      }
      statement.execute("pragma journal_mode = wal");
    }
  }

  private static Handout handout(
      Plan plan, People people, Graph graph, Rows rows, RandomGenerator random)
      throws SQLException {
    int average = average(plan, people, graph);
    List<String> followers = new ArrayList<>();
    Handout.Reading few = reading(people, rows, graph.modest, random);
    Handout.Reading many = reading(people, rows, graph.busiest, random);
    Handout.Reading self = reading(people, rows, average, random);
    for (int i = 0; i < graph.followees.length; i++) {
      if (graph.followees[i] == average) {
        followers.add(rows.session(graph.followers[i], random));
      }
    }
    return new Handout(
        plan.name(),
        plan.people(),
        plan.posts(),
        plan.follows(),
        few,
        many,
        self,
        followers,
        new Texts("en").tags().getFirst(),
        people.lastPosts[average]);
  }

  private static Handout.Reading reading(
      People people, Rows rows, int number, RandomGenerator random) throws SQLException {
    String token = rows.session(number, random);
    return new Handout.Reading(people.names[number], token, people.followingCounts[number]);
  }

  /// Who comes closest to the mean of posts, followers and followed.
  private static int average(Plan plan, People people, Graph graph) {
    double posts = (double) plan.posts() / plan.people();
    double follows = (double) plan.follows() / plan.people();
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int i = 0; i < people.count; i++) {
      double distance =
          Math.abs(people.postCounts[i] / posts - 1)
              + Math.abs(people.followerCounts[i] / follows - 1)
              + Math.abs(people.followingCounts[i] / follows - 1);
      if (distance < least && i != graph.busiest && i != graph.modest) {
        least = distance;
        best = i;
      }
    }
    return best;
  }
}
