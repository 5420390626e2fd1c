package dev.microblog.translation;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.Viewer;
import dev.microblog.block.BlockStore;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.outgoing.Outgoing;
import dev.microblog.platform.text.CleanText;
import dev.microblog.platform.text.Graphemes;
import dev.microblog.post.Post;
import dev.microblog.post.PostChanged;
import dev.microblog.post.PostPolicy;
import dev.microblog.post.PostStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Translating what people ask to have translated. While the service is asked, nothing of the
/// database is held, and so few ask at once that a service which stalls stalls nobody else.
public final class Translations {
  /// How asking for a translation ended.
  public sealed interface Outcome {
    /// There is one.
    record Done(Translation translation) implements Outcome {}

    /// The post is in the reader's language, or it is not known in which.
    record Needless() implements Outcome {}

    /// There is no such post that the viewer may see.
    record NotFound() implements Outcome {}

    /// There are no words, or what should name a language does not.
    record Malformed() implements Outcome {}

    /// There are more words than a post may have.
    record TooLong() implements Outcome {}

    /// Too many translations in a short time.
    record TooMany(Duration retryAfter) implements Outcome {}

    /// This site has no service that translates.
    record Unconfigured() implements Outcome {}

    /// The service cannot be had now, or gave nothing that can be used.
    record Failed() implements Outcome {}
  }

  private static final Logger log = LoggerFactory.getLogger(Translations.class);

  private static final int MOST_AT_ONCE = 16;

  /// How much longer than the text a translation may be: no language takes twice the room of
  /// another, but for Chinese, of which a character is a word.
  private static final int MOST_TIMES = 10;

  private static final int MOST_MORE = 200;

  private final Database database;
  private final PostStore posts;
  private final BlockStore blocks;
  private final Limits limits;
  private final @Nullable Translator translator;
  private final int maxLength;
  private final Translated translated;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  /// @param settings null if nobody translates
  /// @param maxLength of a text, in grapheme clusters
  public Translations(
      Database database,
      PostStore posts,
      BlockStore blocks,
      Limits limits,
      Outgoing outgoing,
      InstantSource clock,
      Config.@Nullable Translator settings,
      int maxLength) {
    this.database = database;
    this.posts = posts;
    this.blocks = blocks;
    this.limits = limits;
    this.maxLength = maxLength;
    this.translated = new Translated(clock);
    this.translator =
        switch (settings) {
          case null -> null;
          case Config.Translator.Microsoft microsoft ->
              new MicrosoftTranslator(microsoft, outgoing);
          case Config.Translator.Libre libre -> new LibreTranslator(libre, outgoing);
        };
  }

  /// Translates a post that the viewer may see.
  ///
  /// @param to tag of the viewer's language
  public Outcome ofPost(Viewer viewer, long id, String to) {
    Post post = visible(viewer, id);
    if (post == null) {
      return new Outcome.NotFound();
    }
    if (!TranslationPolicy.offered(post.language(), to)) {
      return new Outcome.Needless();
    }
    Outcome outcome =
        ask(
            viewer,
            new Translated.Of(post.id(), post.authorId(), post.body(), post.language(), to));
    if (!(outcome instanceof Outcome.Done)) {
      return outcome;
    }
    // Asking took its time: the post may be gone, or have other words.
    Post now = visible(viewer, id);
    if (now != null && now.body().equals(post.body())) {
      return outcome;
    }
    forget(id);
    return now == null ? new Outcome.NotFound() : new Outcome.Failed();
  }

  private @Nullable Post visible(Viewer viewer, long id) {
    return database.read(
        sql -> {
          List<Post> found = posts.byIds(sql, List.of(id));
          List<Long> authors = found.stream().map(Post::authorId).toList();
          Set<Long> apart = blocks.apartAmong(sql, viewer.id(), authors);
          return found.isEmpty() || !PostPolicy.visible(found.getFirst(), viewer, apart)
              ? null
              : found.getFirst();
        });
  }

  /// Translates a text that somebody has, as long as a post at most.
  public Outcome ofText(Viewer viewer, String typed, String from, String to) {
    String text = CleanText.lines(typed);
    if (text.isEmpty() || !TranslationPolicy.isTag(from) || !TranslationPolicy.isTag(to)) {
      return new Outcome.Malformed();
    }
    if (Graphemes.over(text, maxLength) > 0) {
      return new Outcome.TooLong();
    }
    return ask(viewer, new Translated.Of(0, 0, text, from, to));
  }

  private Outcome ask(Viewer viewer, Translated.Of of) {
    Translator service = translator;
    if (service == null) {
      return new Outcome.Unconfigured();
    }
    String kept = translated.kept(of);
    if (kept != null) {
      return done(of, kept);
    }
    Duration wait = limits.take(Limit.TRANSLATE_BY_ACCOUNT, Long.toString(viewer.id()));
    if (!wait.isZero()) {
      return new Outcome.TooMany(wait);
    }
    try {
      return done(of, translated.make(of, () -> translate(service, of)));
    } catch (Untranslated e) {
      log.warn("Nothing was translated: {}", e.getMessage());
      log.debug("Nothing was translated", e);
      return new Outcome.Failed();
    }
  }

  private static Outcome done(Translated.Of of, String text) {
    return new Outcome.Done(new Translation(of.text(), of.from(), of.to(), text));
  }

  private String translate(Translator service, Translated.Of of) throws Untranslated {
    if (!places.tryAcquire()) {
      throw new Untranslated("The service has as many questions as it is asked at once.");
    }
    try {
      String given = service.translate(of.text(), of.from(), of.to());
      if (given.length() > of.text().length() * MOST_TIMES + MOST_MORE) {
        throw new Untranslated("The service gave a text far longer than what it was asked.");
      }
      // JSON may hold halves of characters, which no page can show.
      byte[] whole = given.getBytes(StandardCharsets.UTF_8);
      String text = CleanText.lines(new String(whole, StandardCharsets.UTF_8));
      if (text.isEmpty()) {
        throw new Untranslated("The service gave a text without words.");
      }
      return text;
    } finally {
      places.release();
    }
  }

  /// Forgets what was made of a post that has other words, or is deleted.
  public void postChanged(PostChanged event) {
    forget(event.postId());
  }

  private void forget(long postId) {
    translated.forget(of -> of.postId() == postId);
  }

  /// Forgets what was made of the posts of somebody who is gone.
  public void accountDeleted(AccountDeleted event) {
    translated.forget(of -> of.authorId() == event.accountId());
  }
}
