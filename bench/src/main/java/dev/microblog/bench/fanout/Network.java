package dev.microblog.bench.fanout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What a world's follows come to under each threshold. An author with more followers than the
/// threshold is merged in on reading for those who follow from then on, up to a number of authors
/// for each reader; all others write, as `HomeLists` has it.
///
/// It goes over all follows twice, in parts that are put together in their order, so that the sums
/// are the same on any number of processors.
final class Network {
  private static final int PARTS = 64;

  final World world;
  final People people;
  final int[] thresholds;

  /// Followers of each author, and those of them who are active.
  final int[] followers;

  final int[] listed;

  /// Follows of all, and those by active people.
  final long follows;

  final long activeFollows;

  /// Reads a day in which somebody is merged in, and authors merged in on all reads of a day, by
  /// threshold.
  final double[] mergedReads;

  final double[] mergedAuthors;

  /// Follows by active people that are merged, by threshold.
  final long[] mergedFollows;

  /// Authors with more followers than the lowest threshold, and no rank behind them has.
  private final int heads;

  /// Followers written to of each of these, by threshold.
  private final int[][] written;

  private static final class Part {
    long follows;
    long activeFollows;
    final double[] mergedReads;
    final double[] mergedAuthors;
    final long[] mergedFollows;

    Part(int thresholds) {
      mergedReads = new double[thresholds];
      mergedAuthors = new double[thresholds];
      mergedFollows = new long[thresholds];
    }
  }

  /// @param thresholds in rising order
  /// @param processors to use
  Network(World world, People people, int[] thresholds, int processors)
      throws InterruptedException {
    this.world = world;
    this.people = people;
    this.thresholds = thresholds.clone();
    int count = thresholds.length;
    try (ExecutorService threads = Executors.newFixedThreadPool(processors)) {
      List<Worker> workers = new ArrayList<>();
      for (int i = 0; i < processors; i++) {
        workers.add(new Worker(i, processors));
      }
      List<Part> first = run(threads, workers, Worker::count);
      followers = sum(workers.stream().map(worker -> worker.followers).toList());
      listed = sum(workers.stream().map(worker -> worker.listed).toList());
      heads = heads();
      written = new int[count][heads];
      List<Part> second = run(threads, workers, Worker::decide);
      for (Worker worker : workers) {
        for (int t = 0; t < count; t++) {
          add(written[t], worker.written[t]);
        }
      }
      follows = first.stream().mapToLong(part -> part.follows).sum();
      activeFollows = first.stream().mapToLong(part -> part.activeFollows).sum();
      mergedReads = new double[count];
      mergedAuthors = new double[count];
      mergedFollows = new long[count];
      for (Part part : second) {
        for (int t = 0; t < count; t++) {
          mergedReads[t] += part.mergedReads[t];
          mergedAuthors[t] += part.mergedAuthors[t];
          mergedFollows[t] += part.mergedFollows[t];
        }
      }
    }
  }

  /// To how many lists a post of an author is written, beside their own.
  int fanOut(int author, int threshold) {
    return author < heads ? written[threshold][author] : listed[author];
  }

  /// Entries of home lists that are written a day.
  double writes(int threshold) {
    double all = 0;
    for (int i = 0; i < world.people(); i++) {
      all += people.posts[i] * (double) fanOut(i, threshold);
    }
    return all;
  }

  private int heads() {
    int heads = world.people();
    while (heads > 0 && followers[heads - 1] <= thresholds[0]) {
      heads--;
    }
    return heads;
  }

  private interface Step {
    Part take(Worker worker, int from, int to);
  }

  /// Each worker has every so many-th part.
  private static List<Part> run(ExecutorService threads, List<Worker> workers, Step step)
      throws InterruptedException {
    List<Future<List<Part>>> running = new ArrayList<>();
    for (Worker worker : workers) {
      Callable<List<Part>> work = () -> worker.parts(step);
      running.add(threads.submit(work));
    }
    List<Part> parts = new ArrayList<>();
    try {
      for (int i = 0; i < PARTS; i++) {
        parts.add(running.get(i % workers.size()).get().get(i / workers.size()));
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return parts;
  }

  private static int[] sum(List<int[]> arrays) {
    int[] sum = arrays.getFirst();
    arrays.stream().skip(1).forEach(array -> add(sum, array));
    return sum;
  }

  private static void add(int[] sum, int[] array) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += array[i];
    }
  }

  private final class Worker {
    final int number;
    final int of;
    final Follows drawn = new Follows(world);
    final int[] followers = new int[world.people()];
    final int[] listed = new int[world.people()];
    int[][] written = new int[0][];

    Worker(int number, int of) {
      this.number = number;
      this.of = of;
    }

    List<Part> parts(Step step) {
      List<Part> parts = new ArrayList<>();
      drawn.again();
      for (int i = number; i < PARTS; i += of) {
        int from = (int) ((long) world.people() * i / PARTS);
        int to = (int) ((long) world.people() * (i + 1) / PARTS);
        parts.add(step.take(this, from, to));
      }
      return parts;
    }

    Part count(int from, int to) {
      Part part = new Part(0);
      for (int person = from; person < to; person++) {
        int drawnNow = drawn.draw(person);
        boolean active = people.isActive(person);
        part.follows += drawnNow;
        part.activeFollows += active ? drawnNow : 0;
        for (int i = 0; i < drawnNow; i++) {
          int followee = drawn.followee(i);
          followers[followee]++;
          if (active) {
            listed[followee]++;
          }
        }
      }
      return part;
    }

    Part decide(int from, int to) {
      int count = thresholds.length;
      if (written.length == 0) {
        written = new int[count][heads];
      }
      Part part = new Part(count);
      int[] merged = new int[count];
      for (int person = from; person < to; person++) {
        if (people.isActive(person)) {
          decide(person, merged);
          for (int t = 0; t < count; t++) {
            part.mergedReads[t] += merged[t] > 0 ? people.reads[person] : 0;
            part.mergedAuthors[t] += merged[t] * (double) people.reads[person];
            part.mergedFollows[t] += merged[t];
          }
        }
      }
      return part;
    }

    private void decide(int person, int[] merged) {
      Arrays.fill(merged, 0);
      int drawnNow = drawn.draw(person);
      Dice dice = drawn.dice();
      for (int i = 0; i < drawnNow; i++) {
        int author = drawn.followee(i);
        if (author < heads) {
          // The follow began when the author had so many followers, this one among them.
          double position = 1 + Math.floor(dice.share() * Network.this.followers[author]);
          for (int t = 0; t < thresholds.length; t++) {
            if (position > thresholds[t] && merged[t] < world.mostMerged()) {
              merged[t]++;
            } else {
              written[t][author]++;
            }
          }
        }
      }
    }
  }
}
