package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `move-database` as it is on a bad day: killed again and again while it copies, and then its
/// target goes away.
class KilledMoveTest {
  private static final int POSTS = 60_000;
  private static final int KILLS = 3;
  private static final Person AMINA = Person.of("amina");

  @TempDir Path folder;

  @Test
  void aMoveThatIsKilledGoesOnWhereItWasAndArrivesWhole() throws Exception {
    Launch here = Launch.in(folder.resolve("data")).unlimited();
    Client amina = filled(here);
    try (DatabaseServer target = DatabaseServer.postgresql().started()) {
      Launch move = here.arguments("move-database", target.url());
      int kills = 0;
      long place = 0;
      for (long patience = 100; kills < KILLS; patience += 50) {
        Program program = move.begin();
        program.await(line -> line.contains("Looked at"));
        Thread.sleep(patience);
        program.kill();
        long now = copied(target);
        assertThat(now).as("kept, and not all of it").isBetween(place, POSTS - 1L);
        // One that is killed before its first rows are there does not count.
        kills += now > place ? 1 : 0;
        place = now;
      }
      assertThat(refused(here)).contains("The data of this database is being moved to");
      assertThat(refused(here.on(target))).contains("holds the beginning of a move");

      Program last = move.begin();
      last.await(line -> line.contains("Looked at"));
      target.kill();
      last.await(line -> line.contains("The target cannot be used"));
      target.start();
      Ending ending = last.end();
      assertThat(ending.code()).as(ending.text()).isZero();
      assertThat(ending.text()).contains("Everything was moved to");
      assertThat(target.ask("select count(*), count(distinct body) from post"))
          .isEqualTo(POSTS + "|" + POSTS);
      assertThat(here.arguments("move-database", "--verify-only", target.url()).end().code())
          .isZero();

      Path key = here.dataDir().resolve("secret.key");
      try (Server server =
          Launch.in(folder.resolve("elsewhere"))
              .unlimited()
              .with("SEARCH", "off")
              .with("DATABASE_URL", target.url())
              .with("SECRET_KEY_FILE", key.toString())
              .start()) {
        assertThat(amina.at(server).page("/user/amina").select(".post-body").eachText())
            .as("still signed in, and there")
            .startsWith("Thought " + POSTS);
        amina.at(server).write("At the new place");
      }
    }
  }

  /// Somebody who is signed in and has written a great deal.
  private static Client filled(Launch launch) throws IOException {
    Client amina;
    try (Server server = launch.start()) {
      server.client().signUp(AMINA);
      amina = server.client().signIn(AMINA);
    }
    Folder.change(
        launch.dataDir(),
        """
        insert into post (id, author_id, body, language, created_at)
        with recursive number (i) as (select 1 union all select i + 1 from number where i < %d)
        select account.id + i, account.id, 'Thought ' || i, 'en', account.created_at + i
        from account, number"""
            .formatted(POSTS));
    return amina;
  }

  private static long copied(DatabaseServer target) {
    return Long.parseLong(
        target.ask("select coalesce(max(moved), 0) from database_move where part = 'post'"));
  }

  private static String refused(Launch launch) {
    Ending ending = launch.with("DATABASE_WAIT", "0").end();
    assertThat(ending.code()).as(ending.text()).isEqualTo(1);
    return ending.text();
  }
}
