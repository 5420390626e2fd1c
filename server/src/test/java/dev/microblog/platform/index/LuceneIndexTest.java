package dev.microblog.platform.index;

import static dev.microblog.platform.index.TestIndex.NOW;
import static dev.microblog.platform.index.TestIndex.post;
import static dev.microblog.platform.index.TestIndex.posts;
import static dev.microblog.platform.index.TestIndex.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.OnSearchServers;
import dev.microblog.platform.db.Mount;
import dev.microblog.platform.db.Range;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of Lucene's folder when disks and processes fail.
@OnSearchServers
class LuceneIndexTest {
  private static final int FIRST = 40;

  private final Path around;
  private final Path folder;

  LuceneIndexTest(@TempDir Path around) {
    this.around = around;
    this.folder = around.resolve("search");
  }

  private static void use(Path folder, Consumer<SearchIndex> work) {
    try (SearchIndex index = new LuceneIndex(folder)) {
      work.accept(index);
    }
  }

  private static List<Change> changes(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .<Change>mapToObj(id -> new Change.Put(post(id, "en", "entry number " + id), 1))
        .toList();
  }

  private static String built(SearchIndex index) {
    String name = index.begin().name();
    index.apply(name, changes(1, FIRST / 2));
    index.use(name);
    // A second segment.
    index.apply(name, changes(FIRST / 2 + 1, FIRST));
    return name;
  }

  private static List<Long> all(SearchIndex index) {
    return index.newest(posts(), Range.first(1_000));
  }

  /// The folder of the one generation in a folder.
  private static Path generation(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (Path each : files(from)) {
      if (Files.isDirectory(each)) {
        copy(each, to.resolve(each.getFileName().toString()));
      } else {
        Files.copy(each, to.resolve(each.getFileName().toString()));
      }
    }
  }

  /// Whatever was done to its files: it is as it was, or there is none, or it says so; and it can
  /// be built anew.
  private static void assertGoesOn(Path damaged, String what) {
    use(
        damaged,
        index -> {
          try {
            if (index.current() != null) {
              List<Long> found = index.best(posts(word("entry")), NOW, Long.MAX_VALUE, 1_000);
              assertThat(found).as(what).hasSize(FIRST);
              assertThat(all(index)).as(what).hasSize(FIRST);
            }
          } catch (IndexUnavailable e) {
            assertThat(e).as(what).hasMessageStartingWith("The search index in ");
            assertThat(index.current()).as(what).isNull();
          }
        });
    use(
        damaged,
        index -> {
          built(index);
          assertThat(all(index)).as(what).hasSize(FIRST);
        });
  }

  @Test
  void afterFilesWereCutOrMadeRubbishItIsThereOrNone() throws IOException {
    use(folder, LuceneIndexTest::built);
    List<String> none = new ArrayList<>();
    Path generation = generation(folder);
    int number = 0;
    for (Path file : files(generation)) {
      long size = Files.size(file);
      String name = file.getFileName().toString();
      for (String how : size == 0 ? List.of("gone") : List.of("gone", "empty", "cut", "rubbish")) {
        Path damaged = around.resolve("damaged-" + number++);
        copy(folder, damaged);
        Path target = generation(damaged).resolve(name);
        switch (how) {
          case "gone" -> Files.delete(target);
          case "empty" -> cut(target, 0);
          case "cut" -> cut(target, size - 1);
          default -> Files.write(target, new byte[(int) size]);
        }
        use(
            damaged,
            index -> {
              if (index.current() == null) {
                none.add(how + ' ' + name);
              }
            });
        assertGoesOn(damaged, how + ' ' + name);
      }
    }
    assertThat(none).hasSizeGreaterThan(10).anyMatch(each -> each.startsWith("gone segments_"));
  }

  private static void cut(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  @Test
  void bytesThatChangedAreNoticedOrDoNoHarm() throws IOException {
    use(folder, LuceneIndexTest::built);
    Random random = new Random(7);
    List<Path> files = files(generation(folder));
    for (int i = 0; i < 40; i++) {
      Path damaged = around.resolve("flipped-" + i);
      copy(folder, damaged);
      Path file = files.get(i % files.size());
      Path target = generation(damaged).resolve(file.getFileName().toString());
      byte[] bytes = Files.readAllBytes(target);
      if (bytes.length > 0) {
        int place = random.nextInt(bytes.length);
        bytes[place] ^= (byte) (1 + random.nextInt(255));
        Files.write(target, bytes);
        use(
            damaged,
            index -> {
              try {
                if (index.current() != null) {
                  index.best(posts(word("entry")), NOW, Long.MAX_VALUE, 1_000);
                  all(index);
                  index.apply(TestIndex.generation(index), changes(1, 1));
                }
              } catch (IndexUnavailable e) {
                assertThat(e).hasMessageStartingWith("The search index in ");
                assertThat(index.current()).as(file + ", " + place).isNull();
              }
            });
        use(
            damaged,
            index -> {
              built(index);
              assertThat(all(index)).hasSize(FIRST);
            });
      }
    }
  }

  @Test
  void whatCurrentNamesMustBeThere() throws IOException {
    use(folder, LuceneIndexTest::built);
    Path current = folder.resolve("current");
    String right = Files.readString(current);
    for (String wrong :
        List.of("", "\n", "v1-missing", "..", "v1-../x", "/", "\u0000", "x".repeat(9_000))) {
      Files.writeString(current, wrong);
      use(folder, index -> assertThat(index.current()).as(wrong).isNull());
    }
    Files.write(current, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    use(folder, index -> assertThat(index.current()).isNull());
    Files.writeString(current, right);
    use(folder, index -> assertThat(all(index)).hasSize(FIRST));
  }

  @Test
  void aGenerationWithoutFilesIsNone() throws IOException {
    use(folder, LuceneIndexTest::built);
    for (Path file : files(generation(folder))) {
      Files.delete(file);
    }
    use(folder, index -> assertThat(index.current()).isNull());
    assertGoesOn(folder, "no files");
  }

  @Test
  void itsNameStaysAndARubbishOneIsMadeAnew() throws IOException {
    List<String> names = new ArrayList<>();
    use(folder, index -> names.add(index.name()));
    use(folder, index -> assertThat(index.name()).isEqualTo(names.getFirst()));
    for (byte[] wrong : List.of(new byte[0], new byte[] {(byte) 0xff}, new byte[5_000])) {
      Files.write(folder.resolve("id"), wrong);
      use(folder, index -> assertThat(index.name()).matches("lucene-[0-9A-Za-z_-]+"));
    }
  }

  @Test
  void halfOfAGenerationIsLeftAsideAndRemoved() throws IOException {
    use(
        folder,
        index -> {
          built(index);
          String half = index.begin().name();
          index.apply(half, changes(1, 5));
        });
    use(
        folder,
        index -> {
          assertThat(all(index)).hasSize(FIRST);
          index.begin();
          index.begin();
        });
    assertThat(files(folder).stream().filter(Files::isDirectory).count()).isLessThanOrEqualTo(2);
    use(
        folder,
        index -> {
          index.use(TestIndex.generation(index));
          assertThat(all(index)).hasSize(FIRST);
        });
    assertThat(files(folder).stream().filter(Files::isDirectory)).hasSize(1);
  }

  @Test
  void anOlderLayoutIsThereAndSaysSo() throws IOException {
    use(folder, LuceneIndexTest::built);
    Files.move(generation(folder), folder.resolve("v0-older"));
    Files.writeString(folder.resolve("current"), "v0-older");
    use(
        folder,
        index -> {
          assertThat(index.current()).isEqualTo(new SearchIndex.Generation("v0-older", 0));
          assertThat(all(index)).hasSize(FIRST);
        });
  }

  @Test
  void twoCannotUseOneFolderButItsStateIsToldBeside() {
    use(
        folder,
        index -> {
          built(index);
          try (SearchIndex second = new LuceneIndex(folder)) {
            assertThatExceptionOfType(IndexUnavailable.class)
                .isThrownBy(second::current)
                .withMessageContaining("Another Microblog")
                .withMessageContaining(folder.toString());
            assertThatExceptionOfType(IndexUnavailable.class).isThrownBy(second::begin);
            assertThat(second.state().documents()).isEqualTo(FIRST);
          }
          assertThat(all(index)).hasSize(FIRST);
        });
    use(folder, index -> assertThat(all(index)).hasSize(FIRST));
  }

  @Test
  void afterItsEndItSaysSoAndNoThreadIsLeft() throws Exception {
    // Threads are of the group of who made them, and so told apart from those of other tests.
    ThreadGroup group = new ThreadGroup("of this test");
    FutureTask<@Nullable Void> use =
        new FutureTask<>(
            () -> {
              useToItsEnd();
              return null;
            });
    new Thread(group, use).start();
    use.get();

    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (group.activeCount() > 0) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(10);
    }
  }

  private void useToItsEnd() {
    SearchIndex index = new LuceneIndex(folder);
    String name = built(index);
    index.apply(index.begin().name(), changes(1, 9));
    assertThat(all(index)).hasSize(FIRST);
    index.close();
    index.close();
    assertThatExceptionOfType(IndexUnavailable.class).isThrownBy(() -> all(index));
    assertThatExceptionOfType(IndexUnavailable.class).isThrownBy(index::begin);
    assertThatExceptionOfType(IndexUnavailable.class)
        .isThrownBy(() -> index.apply(name, changes(1, 1)));
  }

  @Test
  void whatWasAppliedOutlivesAKilledProcess() throws Exception {
    use(folder, index -> index.use(index.begin().name()));
    Random random = new Random();
    long last = 0;
    for (int kill = 0; kill < 3; kill++) {
      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Applying.class.getName(),
                  folder.toString(),
                  Long.toString(last + 1))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      int most = 1 + random.nextInt(30);
      try (BufferedReader said =
          new BufferedReader(
              new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
        for (int i = 0; i < most; i++) {
          last = Long.parseLong(Objects.requireNonNull(said.readLine()));
        }
        TimeUnit.MICROSECONDS.sleep(random.nextInt(5_000));
        // By its handle, so that what it said can still be read.
        child.toHandle().destroyForcibly();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
          if (!line.isEmpty()) {
            last = Long.parseLong(line);
          }
        }
      }
      child.waitFor();
      long kept = last;
      use(
          folder,
          index ->
              assertThat(all(index))
                  .as("of %s", kept)
                  .containsAll(LongStream.rangeClosed(1, kept).boxed().toList()));
      // It may have applied more than it said.
      List<Long> found = new ArrayList<>();
      use(folder, index -> found.addAll(all(index)));
      last = found.getFirst();
    }
  }

  /// Applies entries one by one, and says each id when it is kept.
  static final class Applying {
    private Applying() {}

    public static void main(String[] arguments) {
      SearchIndex index = new LuceneIndex(Path.of(arguments[0]));
      String name = TestIndex.generation(index);
      for (long id = Long.parseLong(arguments[1]); ; id++) {
        index.apply(name, changes(id, id));
        System.out.println(id);
      }
    }
  }

  @Test
  void afterAFullDiskItGoesOn() throws IOException {
    Path path = around.resolve("disk");
    try (Mount disk = Mount.small(path)) {
      try (SearchIndex index = new LuceneIndex(path.resolve("search"))) {
        String name = built(index);
        disk.fill(8_192);
        long applied = fill(index, name);
        assertThatExceptionOfType(IndexUnavailable.class).isThrownBy(() -> build(index, 3_000));
        assertThat(all(index)).contains((long) FIRST);
        disk.empty();

        index.apply(name, changes(applied, applied + 10));
        assertThat(all(index)).contains(applied + 10, 1L);
        build(index, 100);
        assertThat(all(index)).hasSize(100);
      }
    }
  }

  /// @return the id that found no room
  private static long fill(SearchIndex index, String name) {
    for (long id = FIRST + 1; id < 10_000; id += 10) {
      try {
        index.apply(name, changes(id, id + 9));
      } catch (IndexUnavailable e) {
        assertThat(e).hasMessageStartingWith("The search index in ");
        return id;
      }
    }
    throw new AssertionError("the disk has room");
  }

  private static void build(SearchIndex index, int entries) {
    String name = index.begin().name();
    index.apply(name, changes(1, entries));
    index.use(name);
  }
}
