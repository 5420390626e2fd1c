package dev.microblog.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.config.Config;
import dev.microblog.platform.config.Settings;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MetersTest {
  @Test
  void aNumberThatIsNotToldInTimeKeepsNobodyWaiting() {
    Config config = Settings.read(Map.of("MANAGEMENT_PORT", "0"));
    CountDownLatch never = new CountDownLatch(1);
    try (Meters meters = Meters.of(config)) {
      meters.gauge("microblog.prompt", "One that is there", () -> 7);
      meters.gauge("microblog.silent", "One of a frozen database", () -> awaited(never));
      meters.gauge(
          "microblog.broken",
          "One that cannot be told",
          () -> {
            throw new IllegalStateException("no");
          });

      assertThat(meters.scrape())
          .contains("microblog_prompt 7.0", "microblog_silent NaN", "microblog_broken NaN")
          .contains("jvm_memory_used_bytes");
    }
    never.countDown();
  }

  private static int awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
