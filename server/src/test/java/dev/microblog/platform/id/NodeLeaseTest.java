package dev.microblog.platform.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.OnEachEngine;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.time.SettableClock;
import dev.microblog.platform.time.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@OnEachEngine
class NodeLeaseTest {
  private final SettableClock clock = new SettableClock();
  private final Database database;

  NodeLeaseTest(TestDatabase on) {
    database = on.database();
    on.clear();
  }

  private NodeLease take() {
    return NodeLease.take(database, clock);
  }

  @Test
  void eightWhoTakeANumberAtOnceGetEight() throws Exception {
    assertThat(Together.call(8, _ -> take().node())).doesNotHaveDuplicates().hasSize(8);
  }

  @Test
  void whereAllAreHeldNoneIsTaken() {
    List<Integer> nodes = new ArrayList<>();
    for (int i = 0; i < Ids.NODES; i++) {
      nodes.add(take().node());
    }

    assertThat(nodes)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, Ids.NODES).boxed().toList());
    assertThatExceptionOfType(Unusable.class)
        .isThrownBy(this::take)
        .withMessageStartingWith("All 32 node numbers are held");
  }

  @Test
  void aNumberIsFreeOnceItsLeaseRanOut() {
    NodeLease first = take();

    clock.advance(NodeLease.TERM);
    assertThat(take().node()).isNotEqualTo(first.node());
    clock.advance(Duration.ofMillis(1));

    assertThat(take().node()).isEqualTo(first.node());
  }

  @Test
  void ofEightWhoTakeAnOldNumberOneGetsIt() throws Exception {
    NodeLease first = take();
    clock.advance(NodeLease.TERM.plusMillis(1));

    List<Integer> nodes = Together.call(8, _ -> take().node());

    assertThat(nodes).doesNotHaveDuplicates().containsOnlyOnce(first.node());
  }

  @Test
  void aLeaseHoldsToItsLastMillisecond() {
    NodeLease lease = take();
    long end = clock.millis() + NodeLease.TERM.toMillis();

    assertThatCode(() -> lease.check(end - 1)).doesNotThrowAnyException();
    assertThatExceptionOfType(Unusable.class)
        .isThrownBy(() -> lease.check(end))
        .withMessageContaining("ran out");
  }

  @Test
  void aRenewedLeaseHoldsOn() {
    NodeLease lease = take();
    clock.advance(Duration.ofSeconds(20));
    lease.renew();
    clock.advance(Duration.ofSeconds(20));

    assertThatCode(() -> lease.check(clock.millis())).doesNotThrowAnyException();
    assertThat(take().node()).isNotEqualTo(lease.node());
  }

  @Test
  void aLeaseThatRanOutIsRenewedIfNobodyTookTheNumber() {
    NodeLease lease = take();
    clock.advance(NodeLease.TERM.multipliedBy(2));

    lease.renew();

    assertThatCode(() -> lease.check(clock.millis())).doesNotThrowAnyException();
  }

  @Test
  void aNumberThatAnotherTookIsLost() {
    NodeLease lease = take();
    clock.advance(NodeLease.TERM.plusMillis(1));
    NodeLease other = take();
    assertThat(other.node()).isEqualTo(lease.node());

    lease.renew();

    assertThatExceptionOfType(Unusable.class).isThrownBy(() -> lease.check(clock.millis()));
    assertThatCode(() -> other.check(clock.millis())).doesNotThrowAnyException();
  }

  @Test
  void aNumberGivenBackIsFreeAtOnce() {
    NodeLease lease = take();
    lease.release();
    clock.advance(Duration.ofMillis(1));

    assertThat(take().node()).isEqualTo(lease.node());
    assertThatExceptionOfType(Unusable.class).isThrownBy(() -> lease.check(clock.millis()));
  }

  /// What was minted in the millisecond of giving back must not be minted again by the next.
  @Test
  void aNumberGivenBackIsNotTakenInTheSameMillisecond() {
    NodeLease lease = take();
    lease.release();

    assertThat(take().node()).isNotEqualTo(lease.node());
  }

  @Test
  void manyProcessesMintNoIdTwice() throws Exception {
    SettableClock ticking = SettableClock.ticking();
    List<List<Long>> minted =
        Together.call(
            8,
            _ -> {
              Ids ids = new Ids(ticking, NodeLease.take(database, ticking));
              return IntStream.range(0, 500).mapToObj(_ -> ids.next()).toList();
            });

    assertThat(minted.stream().flatMap(List::stream)).hasSize(4_000).doesNotHaveDuplicates();
    assertThat(minted).allSatisfy(each -> assertThat(each).isSorted());
  }
}
