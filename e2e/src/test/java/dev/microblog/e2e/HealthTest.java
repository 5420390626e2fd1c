package dev.microblog.e2e;

import org.junit.jupiter.api.Test;

/// What Docker says of a container's health.
class HealthTest {
  @Test
  void aServerThatAnswersBecomesHealthy() {
    try (Container container = Container.start("--health-interval", "1s", "IMAGE").awaitReady()) {
      Wait.until(
          "the container is healthy",
          () -> container.inspect("{{.State.Health.Status}}").equals("healthy"));
    }
  }
}
