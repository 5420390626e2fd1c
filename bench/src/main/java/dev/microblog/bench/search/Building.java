package dev.microblog.bench.search;

import dev.microblog.bench.search.MadePosts.Post;
import dev.microblog.platform.index.Change;
import dev.microblog.platform.index.ElasticsearchIndex;
import dev.microblog.platform.index.Entry;
import dev.microblog.platform.index.LuceneIndex;
import dev.microblog.platform.index.SearchIndex;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Builds the index, and writes the questions that it will be asked beside it.
final class Building {
  /// As many as the server gives at once.
  private static final int BATCH = 500;

  private Building() {}

  static void run(Path folder, long count) throws IOException {
    MadePosts posts = new MadePosts(count);
    Files.write(
        folder.resolve(SearchCommand.QUESTIONS),
        new Questions(posts, count).all().stream().map(Questions.Question::line).toList());
    try (SearchIndex engine = new LuceneIndex(folder.resolve(SearchCommand.INDEX))) {
      Files.writeString(folder.resolve(SearchCommand.BUILT), fill(engine, posts, count));
    }
  }

  /// Fills the index of a search server, and says how large it is there.
  static String at(URI server, long count) {
    try (SearchIndex engine =
        new ElasticsearchIndex(List.of(server), "microblog-bench", null, null, null)) {
      return fill(engine, new MadePosts(count), count);
    }
  }

  private static String fill(SearchIndex engine, MadePosts posts, long count) {
    long words = 0;
    long index = 0;
    long start = System.nanoTime();
    String generation = engine.begin().name();
    for (long from = 0; from < count; from += BATCH) {
      List<Post> made = new ArrayList<>(BATCH);
      for (long i = from; i < Math.min(count, from + BATCH); i++) {
        made.add(posts.post(i));
      }
      long before = System.nanoTime();
      List<Change> changes = new ArrayList<>(BATCH);
      made.forEach(post -> changes.add(new Change.Put(post.entry(), 1)));
      long between = System.nanoTime();
      engine.apply(generation, changes);
      words += between - before;
      index += System.nanoTime() - between;
      if ((from + BATCH) % 250_000 == 0) {
        System.err.printf(
            "%d posts after %d s%n", from + BATCH, (System.nanoTime() - start) / 1_000_000_000);
      }
    }
    for (int from = 0; from < posts.people(); from += BATCH) {
      List<Change> changes = new ArrayList<>(BATCH);
      for (int i = from; i < Math.min(posts.people(), from + BATCH); i++) {
        Entry person = posts.person(i);
        changes.add(new Change.Put(person, 1));
      }
      long between = System.nanoTime();
      engine.apply(generation, changes);
      index += System.nanoTime() - between;
    }
    long between = System.nanoTime();
    engine.use(generation);
    index += System.nanoTime() - between;
    return String.format(
        Locale.ROOT,
        "Built from %,d posts and %,d people: %,.0f documents/s, %,.0f without making the"
            + " words. %,.0f MB for a million posts.%n",
        count,
        posts.people(),
        (count + posts.people()) * 1e9 / (words + index),
        (count + posts.people()) * 1e9 / index,
        engine.state().bytes() / (double) count * 1e6 / (1 << 20));
  }
}
