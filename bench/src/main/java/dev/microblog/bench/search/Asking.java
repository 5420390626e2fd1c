package dev.microblog.bench.search;

import dev.microblog.bench.load.Meter;
import dev.microblog.bench.search.Questions.Kind;
import dev.microblog.bench.search.Questions.Question;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.index.Change;
import dev.microblog.platform.index.Clause;
import dev.microblog.platform.index.Entry;
import dev.microblog.platform.index.LuceneIndex;
import dev.microblog.platform.index.SearchIndex;
import dev.microblog.platform.index.Wanted;
import dev.microblog.platform.index.Words;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/// Asks the index what was prepared, and prints how long the answers take.
final class Asking {
  private static final int MOST = 26;
  private static final int SINGLE_POSTS = 200;

  /// After so many questions the memory is measured.
  private static final int MEMORY_AFTER = 2_000;

  private record Asked(Question question, boolean best) {}

  private final SearchIndex engine;
  private final long now = MadePosts.END;
  private final boolean cpu;
  private long[] threads = {};
  private int threadCount;
  private long found;

  private Asking(SearchIndex engine, boolean cpu) {
    this.engine = engine;
    this.cpu = cpu;
  }

  /// @param cpu whether processor time is counted, not the time that passes
  static void run(Path folder, boolean cpu) throws IOException {
    List<Asked> all = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(SearchCommand.QUESTIONS))) {
      Question question = Question.of(line);
      all.add(new Asked(question, false));
      // Who asks for all that somebody wrote wants the newest.
      if (question.kind() != Kind.AUTHOR) {
        all.add(new Asked(question, true));
      }
    }
    Meter meter = new Meter(ProcessHandle.current().pid());
    Meter.Memory before = meter.memory();
    try (SearchIndex engine = new LuceneIndex(folder.resolve(SearchCommand.INDEX))) {
      Asking asking = new Asking(engine, cpu);
      String generation = Objects.requireNonNull(engine.current()).name();
      Meter.Memory opened = meter.memory();
      List<Asked> mixed = new ArrayList<>(all);
      Collections.shuffle(mixed, new Random(3));
      Meter.Memory after = opened;
      for (int i = 0; i < mixed.size(); i++) {
        asking.time(mixed.get(i));
        if (i + 1 == MEMORY_AFTER) {
          after = meter.memory();
        }
      }
      asking.print(all);
      asking.printSingle(generation);
      say("| memory | RSS | RssAnon |");
      say("|---|--:|--:|");
      print("before the index is opened", before);
      print("after it", opened);
      print("after %,d questions".formatted(MEMORY_AFTER), after);
      print("at the end", meter.memory());
      System.gc();
      print("after a collection", meter.memory());
    }
  }

  private static void print(String when, Meter.Memory memory) {
    say("| %s | %.0f MB | %.0f MB |".formatted(when, memory.rss(), memory.anonymous()));
  }

  private static void say(String line) {
    System.out.println(line);
  }

  private long time(Asked asked) {
    Question question = asked.question();
    Wanted wanted = question.wanted();
    long start = clock();
    List<Long> ids =
        asked.best()
            ? engine.best(wanted, now, question.before(), MOST)
            : engine.newest(wanted, Range.before(question.before(), MOST));
    long nanos = clock() - start;
    found += ids.size();
    return nanos;
  }

  /// Nanoseconds. On a machine with other work only the processor time of the search's own threads
  /// tells what a search takes.
  private long clock() {
    if (!cpu) {
      return System.nanoTime();
    }
    ThreadMXBean beans = ManagementFactory.getThreadMXBean();
    if (threadCount != beans.getThreadCount()) {
      threadCount = beans.getThreadCount();
      threads =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().startsWith("search"))
              .mapToLong(Thread::threadId)
              .toArray();
    }
    return Arrays.stream(threads).map(beans::getThreadCpuTime).sum();
  }

  private void print(List<Asked> all) {
    Map<Kind, List<Asked>> kinds = new EnumMap<>(Kind.class);
    all.forEach(a -> kinds.computeIfAbsent(a.question().kind(), _ -> new ArrayList<>()).add(a));
    say("| question | best p50 | p99 | max | newest p50 | p99 | max | found |");
    say("|---|--:|--:|--:|--:|--:|--:|--:|");
    kinds.forEach(
        (kind, asked) -> {
          found = 0;
          String best = row(asked.stream().filter(Asked::best).toList());
          String newest = row(asked.stream().filter(a -> !a.best()).toList());
          say(
              "| %s | %s | %s | %.1f |"
                  .formatted(kind.title, best, newest, found / (double) asked.size()));
        });
    say("");
  }

  private String row(List<Asked> asked) {
    return asked.isEmpty() ? "| |" : quantiles(asked.stream().mapToLong(this::time).toArray());
  }

  private static String quantiles(long[] nanos) {
    Arrays.sort(nanos);
    return "%.2f ms | %.2f ms | %.2f ms"
        .formatted(
            nanos[nanos.length / 2] / 1e6,
            nanos[(int) Math.ceil(nanos.length * .99) - 1] / 1e6,
            nanos[nanos.length - 1] / 1e6);
  }

  /// From a single post to its being found.
  private void printSingle(String generation) {
    long[] nanos = new long[SINGLE_POSTS];
    for (int i = 0; i < nanos.length; i++) {
      String word = "zz" + System.nanoTime();
      long at = now + 1_000L * i;
      long id = MadePosts.id(at, i);
      Entry entry =
          Entry.post(id, Set.of(MadePosts.ALL), 1, at, "en", List.of(), "The newest post: " + word);
      Wanted wanted =
          new Wanted(
              Entry.Kind.POST,
              Set.of(MadePosts.ALL),
              List.of(new Clause.OneWord(Words.of(word).getFirst(), false)),
              List.of());
      long start = clock();
      engine.apply(generation, List.of(new Change.Put(entry, 1)));
      if (!engine.newest(wanted, Range.first(MOST)).equals(List.of(id))) {
        throw new IllegalStateException("A post that was applied is not found.");
      }
      nanos[i] = clock() - start;
    }
    say("| from a post to its being found | p50 | p99 | max |");
    say("|---|--:|--:|--:|");
    say("| %d posts, one by one | %s |".formatted(nanos.length, quantiles(nanos)));
    say("");
  }
}
