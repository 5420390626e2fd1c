package dev.microblog.bench.weigh;

import dev.microblog.bench.data.Plan;
import dev.microblog.bench.data.Specimens;
import dev.microblog.platform.config.DatabaseUrl;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Databases;
import dev.microblog.platform.db.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `bench/weigh`.
@Command(
    name = "weigh",
    description =
        "Makes the same rows in a database, and prints what a row of each kind takes there, what it"
            + " costs to write posts to home lists, and to read with authors merged in.",
    mixinStandardHelpOptions = true)
public final class WeighCommand implements Callable<Integer> {
  /// The length of a home list.
  private static final int KEPT = 800;

  private static final List<Integer> MERGED = List.of(0, 1, 5, 10, 25, 50);

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "URL",
      description = "of an empty database; without it an SQLite file that is removed again")
  private @Nullable String url;

  @Option(
      names = "--usage",
      paramLabel = "FILE",
      description = "where Linux counts the database's processor time, such as cpuacct.usage")
  private @Nullable Path group;

  @Option(names = "--people", description = "How many (${DEFAULT-VALUE}).")
  private int people = 2_000;

  @Option(names = "--posts", description = "How many (${DEFAULT-VALUE}).")
  private int posts = 100_000;

  @Option(names = "--follows", description = "How many (${DEFAULT-VALUE}).")
  private int follows = 100_000;

  @Override
  public Integer call() throws IOException, SQLException {
    Path folder = Files.createTempDirectory("microblog-weigh");
    try {
      DatabaseUrl address =
          url == null ? DatabaseUrl.inFolder(folder) : DatabaseUrl.parse(url, folder);
      try (Database database = Databases.open(address, 4)) {
        Migrations.run(database);
        run(database);
      }
    } finally {
      remove(folder);
    }
    return 0;
  }

  private void run(Database database) throws IOException, SQLException {
    Plan plan =
        new Plan("weighed", people, posts, follows, Math.min(people - 1, 500), people, 0, 11);
    Usage usage = new Usage(group);
    Specimens specimens = Specimens.make(database, plan, System.currentTimeMillis());
    FanOut fanOut = new FanOut(database, specimens, usage);
    fanOut.fill(KEPT);
    fanOut.many(100);
    FanOut.Written many = fanOut.many(300);
    tell("posts with many followers", many);
    fanOut.few(500);
    FanOut.Written few = fanOut.few(1_500);
    tell("posts with few followers", few);
    double row = row(many, few);
    System.out.printf(
        "So a post costs %.0f µs and each row %.1f µs of processors.%n%n",
        few.spent().each(few.items()) - row * few.rows() / few.items(), row);
    System.out.printf("| rows of | number | bytes each |%n|---|--:|--:|%n");
    for (Map.Entry<Sizes.Kind, Sizes.Size> entry : new Sizes(database).read().entrySet()) {
      Sizes.Size size = entry.getValue();
      System.out.printf(
          "| %s | %,d | %.0f |%n",
          entry.getKey().what(), size.rows(), (double) size.bytes() / size.rows());
    }
    System.out.printf(
        "%n| merged in | µs of processors a reading | of them the database |%n|--:|--:|--:|%n");
    int readers = 100;
    int rounds = 8;
    // What is hot is compiled by then, with and without authors to merge in.
    fanOut.read(readers, 0, 2 * rounds);
    fanOut.read(readers, 25, 2 * rounds);
    for (int merged : MERGED) {
      Usage.Spent spent = fanOut.read(readers, merged, rounds);
      long readings = (long) readers * rounds;
      System.out.printf(
          "| %d | %.0f | %.0f |%n", merged, spent.each(readings), spent.database() / readings);
    }
  }

  /// Two unknowns, two measurements: what a row costs beside what a post does.
  private static double row(FanOut.Written many, FanOut.Written few) {
    double posts = (double) few.items() / many.items();
    double spent = few.spent().process() + few.spent().database();
    double others = many.spent().process() + many.spent().database();
    return (others * posts - spent) / (many.rows() * posts - few.rows());
  }

  private static void tell(String what, FanOut.Written written) {
    Usage.Spent spent = written.spent();
    System.out.printf(
        "%s: %,d posts, %,d rows, %,.0f rows/s; %.1f µs of processors a row, of them %.1f the"
            + " database; processors were busy %.2f of the time%n",
        what,
        written.items(),
        written.rows(),
        written.rows() * 1e6 / spent.passed(),
        spent.each(written.rows()),
        spent.database() / written.rows(),
        (spent.process() + spent.database()) / spent.passed());
  }

  private static void remove(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      Path[] all = paths.toArray(Path[]::new);
      Arrays.sort(all);
      for (int i = all.length - 1; i >= 0; i--) {
        Files.delete(all[i]);
      }
    }
  }
}
