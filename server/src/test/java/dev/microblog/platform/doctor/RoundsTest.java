package dev.microblog.platform.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.time.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final SettableClock clock = new SettableClock();
  private final AtomicInteger looks = new AtomicInteger();

  private List<Finding> look() {
    looks.incrementAndGet();
    return List.of(Finding.good("clock", "clock.alone"));
  }

  @Test
  void nobodyMakesTheServerLookInALoop() throws InterruptedException {
    Rounds rounds = new Rounds(this::look, clock);

    assertThat(rounds.found()).isNull();
    assertThat(rounds.begin()).isTrue();
    rounds.await(LONG);
    assertThat(rounds.looking()).isFalse();
    assertThat(Objects.requireNonNull(rounds.found()).at()).isEqualTo(clock.millis());
    for (int i = 0; i < 100; i++) {
      assertThat(rounds.begin()).isFalse();
      rounds.keep();
    }
    assertThat(looks).hasValue(1);

    clock.advance(Rounds.FRESH);
    rounds.keep();
    rounds.await(LONG);
    assertThat(looks).hasValue(1);
    assertThat(rounds.begin()).isTrue();
    rounds.await(LONG);
    assertThat(looks).hasValue(2);

    clock.advance(Rounds.STALE);
    rounds.keep();
    rounds.await(LONG);
    assertThat(looks).hasValue(3);
  }

  @Test
  void whoAsksWhileItLooksWaitsForTheSameLook() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    Rounds rounds =
        new Rounds(
            () -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return look();
            },
            clock);

    assertThat(rounds.begin()).isTrue();
    assertThat(rounds.begin()).isTrue();
    assertThat(rounds.looking()).isTrue();
    rounds.await(Duration.ofMillis(1));
    assertThat(rounds.found()).isNull();

    end.countDown();
    rounds.await(LONG);
    assertThat(looks).hasValue(1);
    assertThat(rounds.looking()).isFalse();
  }

  @Test
  void aLookThatFailsIsNotTheLast() throws InterruptedException {
    Rounds rounds =
        new Rounds(
            () -> {
              if (looks.get() == 0) {
                looks.incrementAndGet();
                throw new IllegalStateException("first");
              }
              return look();
            },
            clock);

    rounds.begin();
    rounds.await(LONG);
    assertThat(rounds.found()).isNull();
    assertThat(rounds.begin()).isTrue();
    rounds.await(LONG);
    assertThat(rounds.found()).isNotNull();
  }
}
