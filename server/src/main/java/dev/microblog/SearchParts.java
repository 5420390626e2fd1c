package dev.microblog;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountLifted;
import dev.microblog.account.AccountStore;
import dev.microblog.account.AccountSuspended;
import dev.microblog.account.AudienceChanged;
import dev.microblog.account.ProfileChanged;
import dev.microblog.block.BlockStore;
import dev.microblog.hiding.PostShown;
import dev.microblog.hiding.PostsBack;
import dev.microblog.mute.MuteStore;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.http.Meters;
import dev.microblog.platform.index.ElasticsearchIndex;
import dev.microblog.platform.index.LuceneIndex;
import dev.microblog.platform.index.SearchIndex;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.job.Outbox;
import dev.microblog.post.PostChanged;
import dev.microblog.post.PostPublished;
import dev.microblog.post.PostStore;
import dev.microblog.search.BuildStore;
import dev.microblog.search.Findability;
import dev.microblog.search.Indexer;
import dev.microblog.search.Rebuild;
import dev.microblog.search.SearchStore;
import dev.microblog.search.Searches;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What the search is made of. Where the settings leave it out, searches say that there is none,
/// and nothing is indexed.
public final class SearchParts implements AutoCloseable {
  /// How often it is looked whether the index must be built.
  private static final Duration LOOKS = Duration.ofSeconds(3);

  private final SearchStore store = new SearchStore();
  private final Database database;
  private final @Nullable SearchIndex index;

  /// What the outbox does for the index; null without search.
  public final @Nullable Indexer indexer;

  /// How the index is built anew; null without search.
  public final @Nullable Rebuild rebuild;

  /// How people search.
  public final Searches searches;

  /// Who wants to be found.
  public final Findability findability;

  private volatile @Nullable Thread upkeep;

  SearchParts(
      Config config,
      Database database,
      AccountStore accounts,
      PostStore posts,
      BlockStore blocks,
      MuteStore mutes,
      Events events,
      Outbox outbox,
      Limits limits,
      InstantSource clock) {
    this.database = database;
    index = config.search().on() ? index(config) : null;
    searches = new Searches(database, store, accounts, posts, blocks, mutes, index, limits, clock);
    if (index == null) {
      indexer = null;
      rebuild = null;
    } else {
      Indexer made = new Indexer(database, store, index);
      indexer = made;
      rebuild = new Rebuild(database, store, index, made, clock);
      events.on(PostPublished.class, (t, event) -> made.published(t, event, outbox));
      events.on(PostChanged.class, (t, event) -> made.changed(t, event, outbox));
      events.on(ProfileChanged.class, (t, event) -> made.profileChanged(t, event, outbox));
      events.on(AccountSuspended.class, (t, event) -> made.suspended(t, event, outbox));
      events.on(AccountLifted.class, (t, event) -> made.lifted(t, event, outbox));
      events.on(PostsBack.class, (t, event) -> made.postsBack(t, event.authorId(), outbox));
      events.on(PostShown.class, (t, event) -> store.shown(t.sql(), event.authorId()));
      events.on(AudienceChanged.class, (t, event) -> made.audienceChanged(t, event, outbox));
      events.on(AccountDeleted.class, (t, event) -> made.accountDeleted(t, event, outbox));
    }
    findability = new Findability(database, store, accounts, indexer, outbox, limits);
  }

  /// The engine that the settings ask for.
  static SearchIndex index(Config config) {
    Config.Search search = config.search();
    return search.servers().isEmpty()
        ? new LuceneIndex(config.dataDir().resolve("search"))
        : new ElasticsearchIndex(
            search.servers(), search.index(), search.username(), search.password(), search.trust());
  }

  /// Tells how the index is to whoever looks after the server.
  void measure(Outbox outbox, Meters meters) {
    Rebuild built = rebuild;
    Indexer told = indexer;
    if (built != null && told != null) {
      meters.gauge(
          "microblog.search.waiting",
          "Changes that the search index does not know of yet",
          () -> outbox.backlog(told).items());
      meters.gauge(
          "microblog.search.usable", "1 while the index can be used", () -> built.usable() ? 1 : 0);
    }
  }

  /// Begins to look after the index, on a thread of its own.
  void start(Outbox outbox) {
    Rebuild built = rebuild;
    Indexer told = indexer;
    if (built == null || told == null) {
      forget();
      return;
    }
    upkeep =
        Thread.ofPlatform()
            .daemon()
            .name("search-upkeep")
            .start(
                () -> {
                  try {
                    while (true) {
                      if (built.look()) {
                        outbox.wake(told);
                      }
                      Thread.sleep(LOOKS);
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
  }

  /// What happens while there is no search is in no index: each is built anew when there is one.
  private void forget() {
    database.<@Nullable Void>write(
        transaction -> {
          new BuildStore().askAll(transaction.sql());
          return null;
        });
  }

  @Override
  public void close() {
    if (rebuild != null) {
      rebuild.stop();
    }
    Thread running = upkeep;
    if (running != null) {
      running.interrupt();
    }
    if (index != null) {
      index.close();
    }
  }
}
