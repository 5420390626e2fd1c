package dev.microblog.web.notification;

import dev.microblog.notification.News;
import dev.microblog.platform.http.EventStream;
import dev.microblog.platform.text.Messages;
import dev.microblog.session.Session;
import org.jspecify.annotations.Nullable;

/// One open page that is told of news.
final class Listener {
  final Session session;
  final Messages texts;

  private @Nullable EventStream stream;

  /// The version that was told last; -1 for none.
  private long told;

  /// For how many looks nothing was said.
  private int silent;

  private boolean ended;

  /// @param told the version that the page heard last, before its stream broke; -1 for none
  Listener(Session session, Messages texts, long told) {
    this.session = session;
    this.texts = texts;
    this.told = told;
  }

  long accountId() {
    return session.viewer().id();
  }

  /// Whether there is anything to tell.
  synchronized boolean wants(News news) {
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
  synchronized void tell(News news, String data) {
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
