package dev.microblog.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.World;
import dev.microblog.platform.db.Engine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatsTest {
  private static final Day.Totals NOTHING = new Day.Totals(0, 0, 0, 0, 0);

  @ParameterizedTest
  @EnumSource(Engine.class)
  void daysAreCountedOnceAndYesterdayToItsEnd(Engine engine) {
    try (World world = World.settings().on(engine).open()) {
      Stats stats = world.rooms.stats();
      assertThat(stats.totals()).isEqualTo(NOTHING);
      assertThat(stats.days()).hasSize(30).allMatch(day -> day.totals() == null);
      world.posts("amina", "Words", 3);
      world.signedIn("amina");
      world.signedIn("ben");
      stats.count();
      stats.count();
      Day first = stats.days().getLast();
      assertThat(first.written()).isEqualTo(3);
      assertThat(first.signedUp()).isEqualTo(5);
      assertThat(first.totals()).isEqualTo(new Day.Totals(5, 3, 2, 2, 2));

      long last = world.post("amina", "After the count");
      world.advance(Duration.ofDays(1));
      world.add("newcomer");
      world.signedIn("lucia");
      world.rooms.posts().delete(world.person("amina"), last);
      stats.count();
      List<Day> days = stats.days();
      assertThat(days.get(28).written()).isEqualTo(4);
      assertThat(days.get(28).totals()).isEqualTo(first.totals());
      assertThat(days.get(29))
          .isEqualTo(new Day(first.day() + 1, 0, 1, new Day.Totals(6, 3, 1, 3, 3)));

      world.advance(Duration.ofDays(40));
      stats.count();
      assertThat(stats.days().subList(0, 29))
          .allMatch(day -> day.written() == 0 && day.totals() == null);
      assertThat(stats.totals()).isEqualTo(new Day.Totals(6, 3, 0, 0, 3));
    }
  }
}
