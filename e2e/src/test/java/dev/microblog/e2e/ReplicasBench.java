package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Measures the containers of compose.replicas.yaml for docs/benchmarks.md. It is no test, and runs
/// only when asked for, by bench/replicas.
@Tag("bench")
class ReplicasBench {
  private static final int READERS = 16;
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration MEASURED = Duration.ofSeconds(15);
  private static final int IMPORTED = 20_000;
  private static final Pattern PASSWORD = Pattern.compile("\"password\": *\"([^\"]+)\"");

  @TempDir Path folder;

  @Test
  void howMuchOneTwoAndThreeServe() throws Exception {
    try (Replicas replicas = Replicas.start(folder)) {
      Person amina = Person.of("amina");
      Client client = new Client(replicas.address());
      client.signUp(amina);
      client.signIn(amina);
      for (int i = 0; i < 50; i++) {
        client.write("A post of fifty, number " + i + ", about kites and the wind");
      }
      StringBuilder table =
          new StringBuilder(
              "| processes | requests/s | p50 | p99 | CPU s a 1,000: Microblog | MySQL | proxy | readers |%n|--:|--:|--:|--:|--:|--:|--:|--:|%n"
                  .formatted());
      measure(replicas, client, WARM_UP);
      for (int running = Replicas.ALL.size(); running >= 1; running--) {
        measure(replicas, client, WARM_UP);
        table.append("| %d | %s |%n".formatted(running, measure(replicas, client, MEASURED)));
        if (running > 1) {
          replicas.stop(Replicas.ALL.get(running - 1));
        }
      }
      keep("replicas-served.md", table.toString());
    }
  }

  /// Some who read the home page as fast as they are answered.
  private static String measure(Replicas replicas, Client client, Duration duration)
      throws Exception {
    List<Double> before = used(replicas);
    long until = System.nanoTime() + duration.toNanos();
    List<Long> times = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Long>>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(threads.submit(() -> read(client, until)));
      }
      for (Future<List<Long>> reader : readers) {
        times.addAll(reader.get());
      }
    }
    List<Double> after = used(replicas);
    times.sort(null);
    return "%.0f | %.1f ms | %.1f ms | "
            .formatted(
                times.size() / (double) duration.toSeconds(),
                times.get(times.size() / 2) / 1e6,
                times.get(times.size() * 99 / 100) / 1e6)
        + IntStream.range(0, after.size())
            .mapToObj(
                who -> "%.2f".formatted((after.get(who) - before.get(who)) / times.size() * 1000))
            .collect(Collectors.joining(" | "));
  }

  private static List<Long> read(Client client, long until) throws IOException {
    List<Long> times = new ArrayList<>();
    while (System.nanoTime() < until) {
      long begun = System.nanoTime();
      assertThat(client.get("/index").status()).isEqualTo(200);
      times.add(System.nanoTime() - begun);
    }
    return times;
  }

  /// Seconds of the processor, of Microblog, the database, the proxy, and those who read.
  private static List<Double> used(Replicas replicas) {
    double readers =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime()
            / 1e9;
    return List.of(
        Replicas.ALL.stream().mapToDouble(replicas::cpuSeconds).sum(),
        replicas.cpuSeconds("mysql"),
        replicas.cpuSeconds("proxy"),
        readers);
  }

  @Test
  void howLongTheWorkOfOneThatWasKilledWaits() throws Exception {
    try (Replicas replicas = Replicas.start(folder)) {
      // The command takes the address as confirmed, without which nobody imports.
      String said =
          replicas.command("microblog-2", "user", "create", "amina", "a@mail.example", "--json");
      Matcher password = PASSWORD.matcher(said);
      assertThat(password.find()).as(said).isTrue();
      Client amina = new Client(replicas.address("microblog-1"));
      amina.signIn(new Person("amina", password.group(1)));
      upload(amina);
      Client reader = amina.at(replicas.address("microblog-3"));
      Wait.until("it is at it", () -> percent(reader) > 0);
      replicas.kill("microblog-1");
      long killed = System.nanoTime();
      Thread.sleep(2_000);
      int reached = percent(reader);
      assertThat(reached).as("what was done when it was killed, in percent").isLessThan(100);
      Wait.until("another goes on", Duration.ofMinutes(5), () -> percent(reader) > reached);
      double waited = (System.nanoTime() - killed) / 1e9;
      Wait.until("it is done", Duration.ofMinutes(10), () -> percent(reader) == 100);
      String made = reader.page("/settings/import").select("#latest ~ ul li").eachText().getFirst();
      assertThat(made.replaceAll("\\D", ""))
          .as("posts, each imported once: " + made)
          .isEqualTo(Integer.toString(IMPORTED));
      keep(
          "replicas-taken-over.md",
          "An import of %d posts, of which %d %% were made when its process was killed, went on at another %.0f s later.%n"
              .formatted(IMPORTED, reached, waited));
    }
  }

  private static void upload(Client client) throws IOException {
    client.get("/settings/import");
    String posts =
        IntStream.range(0, IMPORTED)
            .mapToObj(
                i ->
                    "{\"id\":%d,\"body\":\"Imported, number %d\",\"timestamp\":\"2020-01-01T%02d:%02d:%02d.000Z\"}"
                        .formatted(i + 1, i, i / 3600, i / 60 % 60, i % 60))
            .collect(Collectors.joining(",", "{\"posts\":[", "]}"));
    assertThat(
            client
                .upload("/settings/import", "posts.json", posts.getBytes(StandardCharsets.UTF_8))
                .status())
        .as("the file was taken")
        .isEqualTo(302);
  }

  private static int percent(Client client) throws IOException {
    var progress = client.page("/settings/import").selectFirst("progress");
    return progress == null ? 100 : Integer.parseInt(progress.attr("value"));
  }

  private static void keep(String file, String said) throws IOException {
    Files.writeString(Path.of("target", file), said);
    System.out.println(said);
  }
}
