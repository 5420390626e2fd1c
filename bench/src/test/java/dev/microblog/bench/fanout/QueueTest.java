package dev.microblog.bench.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// A day of posts, and those who write them to lists.
class QueueTest {
  private static final int[] THRESHOLDS = {20, 500, Integer.MAX_VALUE};
  private static final int ALL = 2;
  private static final World WORLD =
      new World(20_000, 0.5, 20, 1, 1_000, 2.276, 0.1, 2, 1, 0, 10, 1, 2, 50, 3);
  private static final People HABITS = new People(WORLD);
  private static final Day DAY = new Day(WORLD, HABITS);
  private static final Network NETWORK = network();

  private static Network network() {
    try {
      return new Network(WORLD, HABITS, THRESHOLDS, 1);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Costs costs(double post, double row) {
    return new Costs(post, row, 100, 10, 500, 50);
  }

  @Test
  void aDayHasItsPostsInOrderAndMostInTheEvening() {
    assertThat(DAY.posts()).isCloseTo((int) HABITS.allPosts, within(600));
    int[] hours = new int[24];
    for (int i = 0; i < DAY.posts(); i++) {
      assertThat(DAY.millis(i)).isBetween(i == 0 ? 0 : DAY.millis(i - 1), Day.MILLIS - 1);
      assertThat(HABITS.posts[DAY.author(i)]).isPositive();
      hours[DAY.millis(i) / 3_600_000]++;
    }
    assertThat(hours[20]).isGreaterThan(DAY.posts() / 24 * 3 / 2);
    assertThat(hours[8]).isLessThan(DAY.posts() / 24 / 4);
  }

  @Test
  void thePostsOfADayComeToWhatIsWrittenOnAverage() {
    for (int t = 0; t < THRESHOLDS.length; t++) {
      double entries = (double) DAY.entries(NETWORK, t);
      assertThat(entries).isCloseTo(NETWORK.writes(t), within(NETWORK.writes(t) / 20));
      assertThat(DAY.peak(NETWORK, t)).isGreaterThan(1.5 * entries / 86_400);
    }
  }

  @Test
  void whoIsNeverBusyLetsNobodyWait() {
    Queue queue = Queue.run(DAY, NETWORK, ALL, costs(1, 0), 1);
    assertThat(queue.longest()).isLessThan(0.01);
    assertThat(queue.twice()).isZero();
    assertThat(queue.busy()).isCloseTo(DAY.posts() * 1e-6 / 86_400, within(1e-6));
  }

  @Test
  void moreWorkersAndALowerThresholdHaveLessWait() {
    // One worker is busy beyond its time.
    Costs costs = costs(100_000, 200_000);
    Queue one = Queue.run(DAY, NETWORK, ALL, costs, 1);
    Queue four = Queue.run(DAY, NETWORK, ALL, costs, 4);
    Queue low = Queue.run(DAY, NETWORK, 0, costs, 4);
    assertThat(one.busy()).isGreaterThan(0.3);
    assertThat(four.p99()).isLessThan(one.p99());
    assertThat(four.busy() * 4).isCloseTo(one.busy(), within(1e-6));
    assertThat(low.p99()).isLessThan(four.p99());
    assertThat(low.busy()).isLessThan(four.busy());
  }

  @Test
  void aBatchThatTakesLongerThanItsClaimIsToldOf() {
    Queue queue = Queue.run(DAY, NETWORK, ALL, costs(10_000_000, 0), 1);
    assertThat(queue.twice()).isPositive();
  }

  @Test
  void aTransactionIsCountedForEachChunk() {
    Costs costs = costs(1_000, 1);
    assertThat(costs.micros(0)).isEqualTo(1_000);
    assertThat(costs.micros(499)).isEqualTo(1_499);
    // A full chunk may have more behind it, and one that is empty says that it has not.
    assertThat(costs.micros(500)).isEqualTo(2_500);
    assertThat(costs.micros(1_200)).isEqualTo(4_200);
  }

  @Test
  void theBestThresholdFallsWithTheCostOfWritingAndRisesWithThatOfReading() {
    Costs costs = costs(1_000, 50);
    FanOutReport report = new FanOutReport(NETWORK, DAY, costs);
    double ever = Double.POSITIVE_INFINITY;
    assertThat(report.best(0, ever)).isZero();
    assertThat(report.best(1e6, ever)).isEqualTo(ALL);
    // Who wants no post to be slow pays for it.
    double slowest = Queue.run(DAY, NETWORK, ALL, costs, 2).longest();
    assertThat(report.best(1e6, slowest * 0.9)).isLessThan(ALL);
    assertThat(report.best(1e6, 0)).isNegative();
    double merging = Verdict.merging(NETWORK, 0, costs, 10);
    assertThat(merging).isCloseTo(Verdict.merging(NETWORK, 0, costs, 20) / 2, within(1e-6));
    assertThat(Verdict.writing(NETWORK, 0, costs)).isLessThan(Verdict.writing(NETWORK, ALL, costs));
    assertThat(Verdict.merging(NETWORK, ALL, costs, 10)).isZero();
  }
}
