package dev.microblog.imports;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.job.Outbox;
import dev.microblog.post.LanguageDetector;
import dev.microblog.post.OldPosts;
import java.time.InstantSource;
import java.util.function.Predicate;

/// The room put together: its use cases, and what it leaves to the outbox.
public record ImportRoom(Imports imports, Outbox.Consumer worker) {
  /// Makes the room, which listens for accounts that are deleted.
  ///
  /// @param mayPublish whether somebody may publish yet
  /// @param maxLength of a post, in grapheme clusters
  public static ImportRoom make(
      Database database,
      AccountStore accounts,
      OldPosts posts,
      LanguageDetector detector,
      Predicate<Viewer> mayPublish,
      Events events,
      Outbox outbox,
      Limits limits,
      Ids ids,
      InstantSource clock,
      int maxLength) {
    ImportStore store = new ImportStore();
    ImportWorker worker = new ImportWorker(store, accounts, posts, outbox, clock);
    events.on(AccountDeleted.class, worker::accountDeleted);
    return new ImportRoom(
        new Imports(
            database, store, accounts, worker, detector, mayPublish, limits, ids, clock, maxLength),
        worker);
  }
}
