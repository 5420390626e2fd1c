package dev.microblog.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.OnEachEngine;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.time.SettableClock;
import dev.microblog.platform.time.Together;
import java.time.Duration;
import java.util.List;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/// The limits that are counted in the database.
@OnEachEngine
class SharedLimitsTest {
  private static final Limit LIMIT = Limit.SIGN_IN_BY_ACCOUNT;

  private final SettableClock clock = new SettableClock();
  private final TestDatabase on;
  private final Limits limits;

  SharedLimitsTest(TestDatabase on) {
    this.on = on;
    on.clear();
    limits = new Limits(on.database(), clock, true);
  }

  private int buckets() {
    return on.database().read(sql -> sql.fetchCount(DSL.table("rate_limit")));
  }

  @Test
  void theAllowanceIsGivenAndThenAWait() {
    for (int i = 0; i < LIMIT.times; i++) {
      assertThat(limits.take(LIMIT, "amina")).isZero();
    }

    assertThat(limits.take(LIMIT, "amina")).isEqualTo(LIMIT.period.dividedBy(LIMIT.times));
    assertThat(limits.take(LIMIT, "Amina")).isZero();
    assertThat(limits.take(Limit.SIGN_IN_BY_ADDRESS, "amina")).isZero();
  }

  @Test
  void theAllowanceComesBackOneByOne() {
    for (int i = 0; i < LIMIT.times; i++) {
      limits.take(LIMIT, "amina");
    }
    Duration each = LIMIT.period.dividedBy(LIMIT.times);

    clock.advance(each.minusMillis(1));
    assertThat(limits.take(LIMIT, "amina")).hasMillis(1);
    clock.advance(Duration.ofMillis(1));
    assertThat(limits.take(LIMIT, "amina")).isZero();
    assertThat(limits.take(LIMIT, "amina")).isEqualTo(each);
  }

  @Test
  void processesCountTogether() throws Exception {
    Database other = on.another();
    List<Limits> processes = List.of(limits, new Limits(other, clock, true));

    List<Integer> allowed =
        Together.call(
            8,
            number -> {
              int mine = 0;
              for (int i = 0; i < 3; i++) {
                mine += processes.get(number % 2).take(LIMIT, "amina").isZero() ? 1 : 0;
              }
              return mine;
            });

    assertThat(allowed.stream().mapToInt(Integer::intValue).sum()).isEqualTo(LIMIT.times);
  }

  @Test
  void theLongestBucketIsKept() {
    String address = "2001:0db8:85a3:08d3::/64".repeat(4);

    assertThat(limits.take(LIMIT, address)).isZero();
    assertThat(buckets()).isEqualTo(1);
  }

  @Test
  void wholeAllowancesAreForgotten() {
    limits.take(LIMIT, "amina");
    clock.advance(Duration.ofSeconds(20));
    limits.take(LIMIT, "ben");
    clock.advance(Duration.ofSeconds(11));

    limits.sweep();
    assertThat(buckets()).isEqualTo(1);
    clock.advance(Duration.ofSeconds(30));
    limits.sweep();
    assertThat(buckets()).isZero();
  }

  @Test
  void liftedLimitsCountNothing() {
    Limits lifted = new Limits(on.database(), clock, false);
    for (int i = 0; i < 2 * LIMIT.times; i++) {
      assertThat(lifted.take(LIMIT, "amina")).isZero();
    }
    assertThat(buckets()).isZero();
  }
}
