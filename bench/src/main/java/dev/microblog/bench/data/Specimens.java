package dev.microblog.bench.data;

import dev.microblog.platform.db.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jooq.SQLDialect;

/// Rows of every kind in a database of any engine, in the order of time and under all indexes, as a
/// server would have written them: so that what a row takes there can be read off. A data set for
/// reading pages is [DataMaker]'s, which sorts its indexes at once.
public final class Specimens {
  /// How many sign in, which is slower to make than other rows.
  public static final int SESSIONS = 2_000;

  private final People people;
  private final Graph graph;

  private Specimens(People people, Graph graph) {
    this.people = people;
    this.graph = graph;
  }

  /// How many people there are.
  public int people() {
    return people.count;
  }

  /// How many follows there are.
  public int follows() {
    return graph.followers.length;
  }

  /// The account of a person, by their number.
  public long account(int person) {
    return people.ids[person];
  }

  /// Who follows, by the number of the follow.
  public int follower(int follow) {
    return graph.followers[follow];
  }

  /// Who is followed, by the number of the follow.
  public int followee(int follow) {
    return graph.followees[follow];
  }

  /// Makes them in an empty database that was migrated.
  ///
  /// @param plan whose follows are made one by one, and half as many notices and messages
  /// @param now epoch milliseconds
  public static Specimens make(Database database, Plan plan, long now) throws SQLException {
    RandomGenerator random = new SplittableRandom(plan.seed());
    People people = new People(plan, now, random);
    Graph graph = new Graph(plan, people, random);
    try (Connection connection = database.dataSource().getConnection()) {
      try (Statement statement = connection.createStatement()) {
        // The counters of accounts are known last, so their rows come after those that name them.
        statement.execute(checks(database.dialect(), false));
        connection.setAutoCommit(false);
        Rows rows = new Rows(connection, people, now);
        rows.follows(graph);
        connection.commit();
        rows.posts(plan, random);
        connection.commit();
        rows.accounts(random);
        rows.notices(graph, plan.follows() / 2);
        rows.messages(graph, plan.follows() / 2, random);
        connection.commit();
        for (int i = 0; i < Math.min(SESSIONS, plan.people()); i++) {
          rows.session(i, random);
        }
        statement.execute("insert into home (account_id, filled_at) select id, 1 from account");
        statement.execute("update follow set merged = 0 where merged = 1");
        connection.commit();
        connection.setAutoCommit(true);
        statement.execute(checks(database.dialect(), true));
      }
    }
    return new Specimens(people, graph);
  }

  /// Foreign keys are looked after by this connection, or not.
  private static String checks(SQLDialect dialect, boolean kept) {
    return switch (dialect.family()) {
      case SQLITE -> "pragma foreign_keys = " + (kept ? "on" : "off");
      case POSTGRES -> "set session_replication_role = " + (kept ? "origin" : "replica");
      default -> "set foreign_key_checks = " + (kept ? "1" : "0");
    };
  }
}
