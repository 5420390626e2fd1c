package dev.microblog.translation;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Texts that were translated a while ago, in memory alone, and those that are being translated:
/// of many who ask for the same at once, one asks the service.
final class Translated {
  /// What a translation is of. The text is part of it, so that other words never get the
  /// translation of earlier ones.
  ///
  /// @param postId 0 for what is no post
  /// @param authorId 0 for what is no post
  record Of(long postId, long authorId, String text, String from, String to) {}

  /// Makes a translation.
  interface Making {
    String text() throws Untranslated;
  }

  private record Kept(String text, long until) {}

  /// How long one is kept: what is read now is mostly read within the hour.
  private static final Duration LIFE = Duration.ofHours(1);

  /// In characters of both languages, some megabytes of memory.
  private static final int MOST_CHARACTERS = 2_000_000;

  /// What an entry costs beside its texts.
  private static final int ENTRY = 200;

  /// How long one waits for somebody else's question: longer than that may take.
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final InstantSource clock;
  private final LinkedHashMap<Of, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Of, CompletableFuture<String>> making = new HashMap<>();
  private int characters;

  Translated(InstantSource clock) {
    this.clock = clock;
  }

  /// The translation if it is kept; null if it is not.
  synchronized @Nullable String kept(Of of) {
    Kept found = kept.get(of);
    if (found != null && found.until <= clock.millis()) {
      drop(of, found);
      kept.remove(of);
      return null;
    }
    return found == null ? null : found.text;
  }

  /// Makes the translation and keeps it, or waits for the one that is being made.
  String make(Of of, Making maker) throws Untranslated {
    CompletableFuture<String> mine = new CompletableFuture<>();
    CompletableFuture<String> first;
    synchronized (this) {
      first = making.putIfAbsent(of, mine);
    }
    if (first != null) {
      return wait(first);
    }
    try {
      String text = maker.text();
      keep(of, text);
      mine.complete(text);
      return text;
    } finally {
      synchronized (this) {
        making.remove(of);
      }
      // Nothing happens here if it was completed.
      mine.completeExceptionally(new Untranslated("The same was asked and not answered."));
    }
  }

  private static String wait(CompletableFuture<String> first) throws Untranslated {
    try {
      return first.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new Untranslated("The same was asked and not answered.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Untranslated("Interrupted.", e);
    }
  }

  private synchronized void keep(Of of, String text) {
    Kept before = kept.put(of, new Kept(text, clock.millis() + LIFE.toMillis()));
    if (before != null) {
      drop(of, before);
    }
    characters += cost(of, text);
    var eldest = kept.entrySet().iterator();
    while (characters > MOST_CHARACTERS) {
      var entry = eldest.next();
      drop(entry.getKey(), entry.getValue());
      eldest.remove();
    }
  }

  /// Forgets those of some posts.
  synchronized void forget(Predicate<Of> which) {
    kept.entrySet()
        .removeIf(
            entry -> {
              boolean gone = which.test(entry.getKey());
              if (gone) {
                drop(entry.getKey(), entry.getValue());
              }
              return gone;
            });
  }

  private void drop(Of of, Kept entry) {
    characters -= cost(of, entry.text);
  }

  private static int cost(Of of, String text) {
    return of.text.length() + text.length() + ENTRY;
  }
}
