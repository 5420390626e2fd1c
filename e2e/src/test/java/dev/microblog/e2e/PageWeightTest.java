package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How heavy the home page is, with the demo's dozen of people on it. What is measured is printed,
/// for docs/benchmarks.md.
class PageWeightTest {
  private static final int MOST_REQUESTS = 8;
  private static final int MOST_BYTES = 60_000;
  private static final int MOST_SCRIPT = 30_000;

  private static Server server;
  private static Chromium chromium;
  private static String session = "";

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    server = Launch.in(folder.resolve("data")).arguments("--demo").start();
    chromium = Chromium.start();
    session = server.client().signIn(Screenshots.amina(server)).session();
  }

  @AfterAll
  static void close() {
    chromium.close();
    server.close();
  }

  private static Loading load(String what, Loading.Line line, boolean again) {
    Loading loading = Loading.of(chromium.browser(), server, session, line, again);
    System.out.printf(
        Locale.ROOT,
        "home, %s: %d requests, %,d bytes, first paint %.0f ms, layout shift %.3f%n",
        what,
        loading.requests(),
        loading.bytes(),
        loading.firstPaint(),
        loading.layoutShift());
    return loading;
  }

  @Test
  void aFirstVisitTakesFewRequestsAndBytes() {
    Loading cold = load("cold", Loading.Line.OPEN, false);
    assertThat(cold.requests()).isBetween(2, MOST_REQUESTS);
    assertThat(cold.bytes()).isBetween(5_000L, (long) MOST_BYTES);
    assertThat(cold.scriptBytes()).isBetween(1_000L, (long) MOST_SCRIPT);
  }

  @Test
  void aSecondVisitTakesThePageAlone() {
    Loading warm = load("warm", Loading.Line.OPEN, true);
    assertThat(warm.requests()).isEqualTo(1);
  }

  @Test
  void nothingMovesWhileThePageComesSlowly() {
    Loading slow = load("cold on a slow line", Loading.Line.SLOW, false);
    assertThat(slow.layoutShift()).isLessThan(0.01);
    assertThat(slow.firstPaint()).isPositive();
  }
}
