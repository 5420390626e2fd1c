package dev.microblog.platform.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.platform.db.Engine;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.time.SettableClock;
import dev.microblog.platform.time.Together;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdsTest {
  private final TestDatabase on = TestDatabase.migrated(Engine.SQLITE);
  private final SettableClock clock = new SettableClock();
  private final NodeLease lease = NodeLease.take(on.database(), clock);
  private final Ids ids = new Ids(clock, lease);

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void anIdSaysWhenItWasMinted() {
    assertThat(Ids.millis(ids.next())).isEqualTo(SettableClock.START.toEpochMilli());
  }

  @Test
  void laterIdsAreGreater() {
    long first = ids.next();
    long second = ids.next();
    clock.advance(Duration.ofMillis(1));
    long third = ids.next();

    assertThat(List.of(first, second, third)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void idsFitTheNumbersOfJson() {
    clock.set(Instant.parse("2069-01-01T00:00:00Z"));
    lease.renew();

    assertThat(ids.next()).isPositive().isLessThan(1L << 53);
  }

  @Test
  void aMillisecondHasRoomFor128AndThenTheNextIsAwaited() throws Exception {
    List<Long> first = LongStream.range(0, 128).map(_ -> ids.next()).boxed().toList();
    CompletableFuture<Long> next = CompletableFuture.supplyAsync(ids::next);

    clock.advance(Duration.ofMillis(1));

    assertThat(first).isSorted().doesNotHaveDuplicates();
    assertThat(Ids.millis(first.getLast())).isEqualTo(SettableClock.START.toEpochMilli());
    assertThat(Ids.millis(next.get())).isEqualTo(SettableClock.START.toEpochMilli() + 1);
  }

  @Test
  void threadsMintNoIdTwice() throws Exception {
    InstantSource system = InstantSource.system();
    Ids fast = new Ids(system, NodeLease.take(on.database(), system));

    List<List<Long>> minted =
        Together.call(8, _ -> LongStream.range(0, 2_000).map(_ -> fast.next()).boxed().toList());

    assertThat(minted.stream().flatMap(List::stream)).hasSize(16_000).doesNotHaveDuplicates();
    assertThat(minted).allSatisfy(each -> assertThat(each).isSorted());
  }

  @Test
  void aClockThatStepsBackALittleIsAwaited() throws Exception {
    long before = ids.next();
    clock.set(SettableClock.START.minusMillis(50));
    CompletableFuture<Long> next = CompletableFuture.supplyAsync(ids::next);

    clock.set(SettableClock.START);

    assertThat(next.get()).isGreaterThan(before);
  }

  @Test
  void aClockThatStepsBackFarEndsTheMinting() {
    ids.next();
    clock.set(SettableClock.START.minusMillis(5_001));

    assertThatExceptionOfType(Unusable.class)
        .isThrownBy(ids::next)
        .withMessageContaining("stepped back by 5001 ms");
  }

  @Test
  void nothingIsMintedWithoutALease() {
    clock.advance(NodeLease.TERM);

    assertThatExceptionOfType(Unusable.class).isThrownBy(ids::next);
  }

  @Test
  void thePastHasIdsToo() {
    long then = Instant.parse("2011-05-06T07:08:09.123Z").toEpochMilli();

    assertThat(Ids.millis(ids.at(then, 0))).isEqualTo(then);
    assertThat(ids.at(then, 127)).isGreaterThan(ids.at(then, 0)).isLessThan(ids.at(then + 1, 0));
    assertThat(ids.at(Instant.parse("1999-01-01T00:00:00Z").toEpochMilli(), 0)).isNotNegative();
  }
}
