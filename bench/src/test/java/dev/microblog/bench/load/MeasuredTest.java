package dev.microblog.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasuredTest {
  @Test
  void twoTurnsCountAsOne() {
    int[] odd = IntStream.range(0, 500).map(i -> i * 2 + 1).toArray();
    int[] even = IntStream.range(0, 500).map(i -> i * 2 + 2).toArray();
    Measured both =
        new Measured(odd, 1, 2, 0.25, 1, 0.5).and(new Measured(even, 2, 3, 0.75, 1, 1.5));
    assertThat(both.answers()).isEqualTo(1000);
    assertThat(both.errors()).isEqualTo(3);
    assertThat(both.rate()).isEqualTo(200);
    assertThat(both.cpuMicros()).isEqualTo(1000);
    assertThat(both.databaseMicros()).isEqualTo(2000);
    assertThat(both.disturbance()).isEqualTo(0.4);
    assertThat(both.quantile(0.5)).isEqualTo(0.5);
    assertThat(both.quantile(0.99)).isEqualTo(0.99);
    assertThat(both.quantile(1)).isEqualTo(1.0);
  }
}
