package dev.microblog.platform.index;

import dev.microblog.platform.db.Range;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The index of one test: a folder of its own for Lucene, a name of its own on a server. Beside it,
/// short words for what tests keep in it and look for.
final class TestIndex implements AutoCloseable {
  /// The time of the tests.
  static final long NOW = 1_800_000_000_000L;

  static final long DAY = 24 * 60 * 60 * 1000L;

  /// Who writes, if nobody else is named.
  static final long AMINA = 5_000_000_000_000_001L;

  private static final AtomicInteger made = new AtomicInteger();

  private final SearchEngine engine;
  private final String alias = "test" + made.incrementAndGet();
  private final @Nullable Path folder;
  private final SearchIndex index;

  private TestIndex(SearchEngine engine) {
    this.engine = engine;
    try {
      folder = engine == SearchEngine.LUCENE ? Files.createTempDirectory("microblog-") : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    index = folder == null ? onServer() : new LuceneIndex(folder.resolve("search"));
  }

  /// One that has nothing at all.
  static TestIndex empty(SearchEngine engine) {
    return new TestIndex(engine);
  }

  /// One that has an empty generation, which is searched.
  static TestIndex ready(SearchEngine engine) {
    TestIndex on = new TestIndex(engine);
    on.index.use(on.index.begin().name());
    return on;
  }

  /// Removes what tests left on the server.
  static void clear(SearchEngine engine) {
    if (engine != SearchEngine.LUCENE) {
      SearchServer.of(engine).clear();
    }
  }

  SearchEngine engine() {
    return engine;
  }

  SearchIndex index() {
    return index;
  }

  /// The server, as another process would use it.
  SearchIndex onServer() {
    return new ElasticsearchIndex(List.of(SearchServer.of(engine).url()), alias, null, null, null);
  }

  /// The name of the generation that is searched.
  String generation() {
    return generation(index);
  }

  /// The name of the generation that is searched.
  static String generation(SearchIndex index) {
    return Objects.requireNonNull(index.current()).name();
  }

  /// Keeps entries, and lets them be found at once.
  void put(Entry... entries) {
    apply(Arrays.stream(entries).<Change>map(each -> new Change.Put(each, 1)).toList());
  }

  /// Applies changes, and lets them be found at once.
  void apply(List<Change> changes) {
    Set<String> refused = index.apply(generation(), changes);
    if (!refused.isEmpty()) {
      throw new IllegalStateException("refused: " + refused);
    }
    show();
  }

  /// Does not wait until a server shows changes by itself.
  void show() {
    if (folder == null) {
      try {
        SearchServer.of(engine).answer("POST", "/" + alias + "/_refresh", Duration.ofSeconds(30));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Posts for everybody of which all of this is true, the best first.
  List<Long> found(Clause... all) {
    return index.best(posts(all), NOW, Long.MAX_VALUE, 1_000);
  }

  /// As [#found], the newest first.
  List<Long> newest(Clause... all) {
    return index.newest(posts(all), Range.first(1_000));
  }

  /// Persons for everybody, the best first.
  List<Long> people(Clause... all) {
    return index.best(
        new Wanted(Entry.Kind.PERSON, Set.of("all"), List.of(all), List.of()),
        NOW,
        Long.MAX_VALUE,
        1_000);
  }

  static Wanted posts(Clause... all) {
    return new Wanted(Entry.Kind.POST, Set.of("all"), List.of(all), List.of());
  }

  static Entry post(long id, String text) {
    return post(id, "", text);
  }

  static Entry post(long id, String language, String text) {
    return post(id, language, NOW, text);
  }

  static Entry post(long id, String language, long createdAt, String text) {
    return Entry.post(id, Set.of("all"), AMINA, createdAt, language, List.of(), text);
  }

  static Entry tagged(long id, String... tags) {
    return Entry.post(id, Set.of("all"), AMINA, NOW, "", List.of(tags), "");
  }

  static Entry person(long id, String name, String about) {
    return Entry.person(id, Set.of("all"), NOW, name, about);
  }

  static Clause word(String typed) {
    return new Clause.OneWord(Words.of(typed).getFirst(), false);
  }

  static Clause beginning(String typed) {
    return new Clause.OneWord(Words.of(typed).getFirst(), true);
  }

  static Clause phrase(String typed) {
    return new Clause.Phrase(Words.of(typed).stream().map(Words.Word::folded).toList());
  }

  static Clause pairs(String typed, int least) {
    return new Clause.Pairs(Words.of(typed).stream().map(Words.Word::folded).toList(), least);
  }

  static Clause name(String typed) {
    return new Clause.Name(Words.ofNameTyped(typed));
  }

  static Clause any(Clause... clauses) {
    return new Clause.Any(List.of(clauses));
  }

  static Clause all(Clause... clauses) {
    return new Clause.All(List.of(clauses));
  }

  @Override
  public void close() {
    index.close();
    if (folder != null) {
      remove(folder);
    }
  }

  private static void remove(Path folder) {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(files::add);
      for (Path file : files) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
