package dev.microblog.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.OnEachEngine;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.log.ErrorTally;
import dev.microblog.platform.text.Sha256;
import dev.microblog.platform.time.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEachEngine
class ErrorLogTest {
  private final SettableClock clock = new SettableClock();
  private final ErrorStore store = new ErrorStore();
  private final Database database;
  private final ErrorLog errors;

  ErrorLogTest(TestDatabase on) {
    database = on.database();
    on.clear();
    errors = new ErrorLog(database, clock);
  }

  private void add(String what, long times, String request) {
    long now = clock.millis();
    var group = new ErrorTally.Group(what, times, now, now, request);
    database.write(
        t -> {
          store.addToHour(t.sql(), ErrorLog.hour(now), Sha256.hex(what), group);
          return true;
        });
  }

  @Test
  void alikeErrorsOfADayAreOneAndTheLatestStandFirst() {
    assertThat(errors.lately()).isEqualTo(new ErrorLog.Lately(0, List.of()));
    add("Room: one", 2, "r1");
    add("Room: one", 1, "r2");
    long first = clock.millis();
    clock.advance(Duration.ofHours(5));
    add("Room: one", 4, "");
    add("Room: two 😀", 1, "");
    long last = clock.millis();

    assertThat(errors.lately().times()).isEqualTo(8);
    assertThat(errors.lately().latest())
        .containsExactlyInAnyOrder(
            new ErrorLog.Alike("Room: one", 7, last, "r2"),
            new ErrorLog.Alike("Room: two 😀", 1, last, ""));

    clock.advance(Duration.ofHours(20));
    assertThat(last).isGreaterThan(first);
    assertThat(errors.lately().times()).as("the first hour is a day ago").isEqualTo(5);
    for (int i = 0; i < 9; i++) {
      add("Room: more " + i, 1, "");
    }
    assertThat(errors.lately().latest())
        .hasSize(5)
        .allMatch(alike -> alike.what().startsWith("Room: more"));

    clock.advance(Duration.ofDays(3));
    errors.sweep();
    long left = database.read(sql -> store.times(sql, 0));
    assertThat(left).isZero();
  }
}
