package dev.microblog.bench.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The sums of a small simulated site agree, as those of a large one must.
class NetworkTest {
  private static final int PEOPLE = 20_000;
  private static final int[] THRESHOLDS = {20, 100, 500, Integer.MAX_VALUE};

  private static final World WORLD = world(0, 50);
  private static final People HABITS = new People(WORLD);
  private static final Network NETWORK = network(WORLD, HABITS, 1);

  private static World world(double correlation, int mostMerged) {
    return new World(
        PEOPLE, 0.4, 30, 1.2, 2_000, 2.276, 0.1, 1, 1.5, correlation, 10, 1, 2, mostMerged, 7);
  }

  private static Network network(World world, People habits, int processors) {
    try {
      return new Network(world, habits, THRESHOLDS, processors);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long writtenTo(Network network, int threshold) {
    long sum = 0;
    for (int i = 0; i < PEOPLE; i++) {
      sum += network.fanOut(i, threshold);
    }
    return sum;
  }

  @Test
  void everyFollowHasTwoEnds() {
    long followers = Arrays.stream(NETWORK.followers).asLongStream().sum();
    Follows again = new Follows(WORLD);
    long following = 0;
    for (int person = 0; person < PEOPLE; person++) {
      following += again.draw(person);
    }
    assertThat(followers).isEqualTo(following).isEqualTo(NETWORK.follows);
    assertThat(Arrays.stream(NETWORK.listed).asLongStream().sum()).isEqualTo(NETWORK.activeFollows);
  }

  @Test
  void nobodyFollowsThemselvesOrAnybodyTwice() {
    Follows follows = new Follows(WORLD);
    for (int person = 0; person < 500; person++) {
      int count = follows.draw(person);
      int[] followees = new int[count];
      for (int i = 0; i < count; i++) {
        followees[i] = follows.followee(i);
      }
      assertThat(followees).doesNotContain(person).doesNotHaveDuplicates();
    }
  }

  @Test
  void whatIsNotMergedIsWritten() {
    for (int t = 0; t < THRESHOLDS.length; t++) {
      assertThat(writtenTo(NETWORK, t) + NETWORK.mergedFollows[t]).isEqualTo(NETWORK.activeFollows);
    }
    assertThat(NETWORK.mergedFollows[THRESHOLDS.length - 1]).isZero();
    assertThat(NETWORK.mergedFollows[0]).isPositive();
  }

  @Test
  void aHigherThresholdWritesMoreAndMergesLess() {
    for (int t = 1; t < THRESHOLDS.length; t++) {
      assertThat(NETWORK.writes(t)).isGreaterThan(NETWORK.writes(t - 1));
      assertThat(NETWORK.mergedFollows[t]).isLessThan(NETWORK.mergedFollows[t - 1]);
      assertThat(NETWORK.mergedAuthors[t]).isLessThan(NETWORK.mergedAuthors[t - 1]);
      assertThat(NETWORK.mergedReads[t]).isLessThan(NETWORK.mergedReads[t - 1]);
    }
  }

  @Test
  void whoMayMergeFewerHasMoreWritten() {
    World few = world(0, 3);
    Network network = network(few, HABITS, 1);
    assertThat(network.mergedFollows[0]).isLessThan(NETWORK.mergedFollows[0]);
    assertThat(network.mergedFollows[0]).isLessThanOrEqualTo(3L * HABITS.active);
    assertThat(writtenTo(network, 0) + network.mergedFollows[0]).isEqualTo(network.activeFollows);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void isTheSameOnAnyNumberOfProcessors(int processors) {
    Network other = network(WORLD, HABITS, processors);
    assertThat(other.followers).isEqualTo(NETWORK.followers);
    assertThat(other.mergedReads).isEqualTo(NETWORK.mergedReads);
    assertThat(other.mergedAuthors).isEqualTo(NETWORK.mergedAuthors);
    for (int t = 0; t < THRESHOLDS.length; t++) {
      assertThat(other.writes(t)).isEqualTo(NETWORK.writes(t));
    }
  }

  @Test
  void isAsLargeAndAsUnequalAsAskedFor() {
    assertThat((double) NETWORK.follows / PEOPLE).isCloseTo(30, within(2.0));
    int most = Arrays.stream(NETWORK.followers).max().orElse(0);
    assertThat(most).isBetween(1_200, 2_100);
    // Of the density's exponent: how many have ten times as many followers.
    double some = (double) Arrays.stream(NETWORK.followers).filter(count -> count > 40).count();
    double ten = (double) Arrays.stream(NETWORK.followers).filter(count -> count > 400).count();
    assertThat(Math.log10(some / ten)).isCloseTo(1.276, within(0.2));
    assertThat(HABITS.allPosts / HABITS.active).isCloseTo(1, within(0.01));
    assertThat(HABITS.allReads / HABITS.active).isCloseTo(10, within(0.1));
    assertThat((double) HABITS.active / PEOPLE).isCloseTo(0.4, within(0.02));
  }

  @Test
  void thoseWithManyFollowersPostMoreWhereThatIsAskedFor() {
    World eager = world(0.7, 50);
    People habits = new People(eager);
    Network network = network(eager, habits, 1);
    assertThat(network.writes(THRESHOLDS.length - 1))
        .isGreaterThan(1.5 * NETWORK.writes(THRESHOLDS.length - 1));
  }

  @Test
  void whatNoSiteCanBeIsRefused() {
    assertThatThrownBy(() -> new World(PEOPLE, 0.4, 30, 1, 2_000, 2, 0.1, 1, 1, 0, 10, 1, 2, 50, 7))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new World(PEOPLE, 0.4, 5_000, 1, 9_000, 2.3, 0.1, 1, 1, 0, 10, 1, 2, 50, 7))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new World(PEOPLE, 0.4, 30, 1, 2_000, 2.3, 0.1, 1, 1, 0, 10, 1, Double.NaN, 50, 7))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
