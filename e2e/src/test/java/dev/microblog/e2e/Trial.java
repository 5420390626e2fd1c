package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What those who keep a site busy meet while it is treated badly, one part after the other.
final class Trial {
  /// What is done to the site.
  interface Deed {
    /// Does it.
    ///
    /// @return what is worth telling of it, empty if nothing is
    String run() throws Exception;
  }

  /// One thing that was done, and the time after it.
  ///
  /// @param name what was done
  /// @param from when it began
  /// @param done when it had been done, from when on all should be well again; nanoseconds
  /// @param until when the next thing began
  /// @param told what is worth telling of it
  record Part(String name, long from, long done, long until, String told) {
    boolean has(Attempt attempt) {
      return attempt.begunAt() >= from && attempt.begunAt() < until;
    }
  }

  private final Traffic traffic;
  private final Duration after;
  private final List<Part> parts = new ArrayList<>();

  /// @param after how long it is watched after each thing that is done
  Trial(Traffic traffic, Duration after) {
    this.traffic = traffic;
    this.after = after;
  }

  /// Does something, and watches.
  Part run(String name, Deed deed) throws Exception {
    long from = System.nanoTime();
    String told = deed.run();
    long done = System.nanoTime();
    Thread.sleep(after);
    Part part = new Part(name, from, done, System.nanoTime(), told);
    parts.add(part);
    return part;
  }

  /// Fails if something else was refused in a part than may be.
  void allow(Part part, String what, Predicate<Attempt> allowed) {
    List<String> refused =
        refused(part).stream()
            .filter(allowed.negate())
            .map(
                attempt ->
                    "%s %d, %d ms after it began"
                        .formatted(
                            attempt.kind(),
                            attempt.status(),
                            (attempt.begunAt() - part.from()) / 1_000_000))
            .toList();
    assertThat(refused).as(part.name() + ": what was refused, but for " + what).isEmpty();
  }

  /// What was refused in a part, each time that it was sent.
  List<Attempt> refused(Part part) {
    return traffic.attempts().stream().filter(part::has).filter(each -> !each.good()).toList();
  }

  /// The parts as a table in Markdown.
  String table() {
    StringBuilder table =
        new StringBuilder(
            """
            | what was done | took | requests | refused | p50 | p99 | slowest | |
            |---|--:|--:|---|--:|--:|--:|---|
            """);
    for (Part part : parts) {
      List<Attempt> all = traffic.attempts().stream().filter(part::has).toList();
      List<Long> times = all.stream().map(attempt -> attempt.took().toMillis()).sorted().toList();
      table.append(
          "| %s | %.1f s | %d | %s | %d ms | %d ms | %d ms | %s |%n"
              .formatted(
                  part.name(),
                  (part.done() - part.from()) / 1e9,
                  all.size(),
                  statuses(refused(part)),
                  times.get(times.size() / 2),
                  times.get(times.size() * 99 / 100),
                  times.getLast(),
                  part.told()));
    }
    return table.toString();
  }

  /// How many were refused, how, and what they were for.
  private static String statuses(List<Attempt> refused) {
    Map<Integer, List<Attempt>> byStatus =
        refused.stream()
            .collect(Collectors.groupingBy(Attempt::status, TreeMap::new, Collectors.toList()));
    return byStatus.isEmpty()
        ? "0"
        : byStatus.entrySet().stream()
            .map(
                each ->
                    "%d × %s (%s)"
                        .formatted(
                            each.getValue().size(),
                            each.getKey() == Attempt.UNANSWERED ? "unanswered" : each.getKey(),
                            each.getValue().stream()
                                .map(Attempt::kind)
                                .distinct()
                                .sorted()
                                .collect(Collectors.joining(", "))))
            .collect(Collectors.joining(", "));
  }
}
