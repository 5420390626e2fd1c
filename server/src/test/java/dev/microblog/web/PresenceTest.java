package dev.microblog.web;

import static dev.microblog.schema.Tables.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Browser;
import dev.microblog.World;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a request tells of who is there: when somebody was last seen, and whether a name has an
/// account.
class PresenceTest {
  private static @Nullable Long lastSeen(World world) {
    world.settle();
    return world.read(
        sql ->
            sql.select(ACCOUNT.LAST_SEEN_AT)
                .from(ACCOUNT)
                .where(ACCOUNT.NAME.eq("amina"))
                .fetchOne(ACCOUNT.LAST_SEEN_AT));
  }

  @Test
  void lastSeenIsWrittenOnceInFiveMinutes() {
    try (World world = World.open()) {
      Browser amina = world.signedIn("amina");
      long signedIn = world.clock.millis();
      assertThat(lastSeen(world)).isEqualTo(signedIn);

      world.advance(Duration.ofMinutes(5).minusMillis(1));
      amina.get("/index");
      assertThat(lastSeen(world)).isEqualTo(signedIn);

      world.advance(Duration.ofMillis(1));
      amina.get("/index");
      assertThat(lastSeen(world)).isEqualTo(signedIn + Duration.ofMinutes(5).toMillis());
    }
  }

  @Test
  void somebodyElsesVisitIsNotOnesOwn() {
    try (World world = World.open()) {
      world.signedIn("amina");
      Long before = lastSeen(world);
      world.advance(Duration.ofHours(1));

      world.signedIn("ben").get("/user/amina");

      assertThat(lastSeen(world)).isEqualTo(before);
    }
  }

  /// Hashing takes many times as long as all the rest, so that its absence cannot hide.
  @Test
  void aNameThatNobodyHasTakesAsLongAsAWrongPassword() {
    try (World world = World.open()) {
      long known = medianMillis(world, "amina");
      long unknown = medianMillis(world, "nobody_here");

      assertThat(unknown).isBetween(known / 2, known * 2);
    }
  }

  private static long medianMillis(World world, String name) {
    long[] nanos = new long[9];
    for (int i = 0; i < nanos.length; i++) {
      Browser browser = world.browser();
      var form = browser.get("/auth/login");
      long start = System.nanoTime();
      browser.submit(form, "/auth/login", "username", name, "password", "not the password");
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return Duration.ofNanos(nanos[nanos.length / 2]).toMillis();
  }
}
