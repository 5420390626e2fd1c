package dev.microblog.notification;

import dev.microblog.account.Viewer;
import dev.microblog.platform.http.EventStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One open page, or program, that is told of news for as long as what let it in holds.
public final class Listener {
  /// What lets somebody listen.
  public enum Pass {
    /// A session of a browser.
    SESSION,

    /// A token of a program.
    TOKEN
  }

  final Viewer viewer;
  final Pass pass;
  final long passId;
  private final Function<News, String> words;

  private @Nullable EventStream stream;

  /// The version that was told last; -1 for none.
  private long told;

  /// For how many looks nothing was said.
  private int silent;

  private boolean ended;

  /// @param passId of the session or the token
  /// @param words how news are told
  /// @param told the version that was heard last, before the stream broke; -1 for none
  public Listener(Viewer viewer, Pass pass, long passId, Function<News, String> words, long told) {
    this.viewer = viewer;
    this.pass = pass;
    this.passId = passId;
    this.words = words;
    this.told = told;
  }

  long accountId() {
    return viewer.id();
  }

  /// Whether there is anything to tell.
  private synchronized boolean wants(News news) {
    return stream != null && news.version() > told;
  }

  /// Begins to tell.
  ///
  /// @param news as they are now
  synchronized void begin(EventStream opened, News news) {
    stream = opened;
    if (ended) {
      opened.end();
    }
    // As after a copy of the database was put back.
    told = told > news.version() ? -1 : told;
  }

  /// Tells, unless something newer was told meanwhile.
  void tell(News news) {
    if (wants(news)) {
      send(news, words.apply(news));
    }
  }

  private synchronized void send(News news, String data) {
    if (wants(news) && stream != null) {
      told = news.version();
      silent = 0;
      stream.send(Long.toString(told), data);
    }
  }

  /// Says that there is nothing to say, if that was not said for a while.
  synchronized void look() {
    if (++silent >= Listeners.BEAT && stream != null) {
      silent = 0;
      stream.beat();
    }
  }

  /// Ends it.
  synchronized void end() {
    ended = true;
    if (stream != null) {
      stream.end();
    }
  }
}
