package dev.microblog;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Accounts;
import dev.microblog.account.Displays;
import dev.microblog.account.Passwords;
import dev.microblog.account.ReaderStore;
import dev.microblog.account.Viewer;
import dev.microblog.block.BlockRemoval;
import dev.microblog.block.BlockStore;
import dev.microblog.block.Blocked;
import dev.microblog.block.Blocks;
import dev.microblog.export.Export;
import dev.microblog.export.ExportReady;
import dev.microblog.export.ExportRoom;
import dev.microblog.export.Exports;
import dev.microblog.follow.FollowRemoval;
import dev.microblog.follow.FollowStore;
import dev.microblog.follow.Followed;
import dev.microblog.follow.Follows;
import dev.microblog.follow.Unfollowed;
import dev.microblog.imports.ImportRoom;
import dev.microblog.mail.ErrorDigest;
import dev.microblog.mail.MailRoom;
import dev.microblog.message.MessageRoom;
import dev.microblog.notification.NotificationRoom;
import dev.microblog.notification.Task;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Storage;
import dev.microblog.platform.http.Health;
import dev.microblog.platform.http.Keys;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.http.Meters;
import dev.microblog.platform.http.WebServer;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.id.NodeLease;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.job.Jobs;
import dev.microblog.platform.job.Outbox;
import dev.microblog.platform.outgoing.Outgoing;
import dev.microblog.post.LanguageDetector;
import dev.microblog.post.OldPosts;
import dev.microblog.post.PostChanged;
import dev.microblog.post.PostPublished;
import dev.microblog.post.PostRemoval;
import dev.microblog.post.PostStore;
import dev.microblog.post.Posts;
import dev.microblog.profile.Profiles;
import dev.microblog.security.SecurityRoom;
import dev.microblog.session.Credentials;
import dev.microblog.session.PasswordChanged;
import dev.microblog.session.Sessions;
import dev.microblog.session.SignedInFromNew;
import dev.microblog.timeline.HomeLists;
import dev.microblog.timeline.Timelines;
import dev.microblog.translation.Translations;
import dev.microblog.web.Assets;
import dev.microblog.web.Site;
import dev.microblog.web.Views;
import dev.microblog.web.WebFace;
import dev.microblog.web.notification.Listeners;
import dev.microblog.web.notification.NewsWords;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The whole server, every room made by its constructor. Opening it migrates the database; [#start]
/// begins to answer people.
public final class App implements AutoCloseable {
  /// From more followers than this on, new followers of an author have the posts merged in on
  /// reading.
  private static final int POPULAR = 2_000;

  private final Config config;
  private final Health health;
  private final Storage storage;
  private final Database database;
  /// Tests that move the clock far renew it.
  final NodeLease lease;

  private final Passwords passwords = new Passwords();
  private final LanguageDetector detector = new LanguageDetector();
  private final Outbox outbox;
  private final Jobs jobs;
  private final Meters meters;
  private final SearchParts search;
  private final Outgoing outgoing;
  private final WebFace web;

  /// Tests step it.
  final Listeners listeners;

  private final @Nullable ErrorDigest digest;
  private final boolean background;
  private @Nullable WebServer server;

  /// The rooms that commands use beside the pages.
  public final Rooms rooms;

  /// Opens the database and puts the rooms together.
  ///
  /// @param config the settings
  /// @param clock the time, which tests set
  /// @param background whether consumers and jobs run by themselves; tests step them instead
  /// @throws dev.microblog.platform.db.Unusable if the data cannot be used
  public App(Config config, InstantSource clock, boolean background) {
    this(config, clock, background, false, new Health(clock), Meters.of(config));
  }

  /// As above, and tells meanwhile how far it is.
  ///
  /// @param demo whether it only shows what it can do: mail that no server takes is shown in the
  // log
  App(
      Config config,
      InstantSource clock,
      boolean background,
      boolean demo,
      Health health,
      Meters meters) {
    this.config = config;
    this.health = health;
    this.background = background;
    this.meters = meters;
    outgoing = new Outgoing(config.named());
    storage = Storage.open(config, config.migrate(), health::waits);
    database = storage.database();
    try {
      lease = NodeLease.take(database, clock);
      Keys keys = Keys.of(config.secretKey(), storage.folder());
      Ids ids = new Ids(clock, lease);
      Limits limits = new Limits(database, clock, config.rateLimit());
      Events events = new Events();
      outbox = new Outbox(database, ids, clock, background);

      AccountStore accountStore = new AccountStore();
      PostStore postStore = new PostStore();
      FollowStore followStore = new FollowStore();
      BlockStore blockStore = new BlockStore();
      MailRoom mail = MailRoom.make(config, demo, database, outbox, ids, clock);
      digest = mail.digest();
      Accounts accounts =
          new Accounts(database, accountStore, passwords, events, limits, ids, clock);
      Sessions sessions =
          new Sessions(database, accountStore, passwords, events, limits, ids, clock);
      Follows follows =
          new Follows(database, followStore, accountStore, blockStore, events, limits, ids, clock);
      Posts posts =
          new Posts(
              database,
              postStore,
              accountStore,
              blockStore,
              detector,
              events,
              limits,
              ids,
              clock,
              config.postMaxLength());
      HomeLists homeLists = new HomeLists(database, postStore, clock, POPULAR);
      Timelines timelines = new Timelines(database, postStore, blockStore, homeLists);
      Profiles profiles = new Profiles(database, accountStore, followStore, blockStore);
      Blocks blocks = new Blocks(database, blockStore, accountStore, events, limits, ids, clock);
      MessageRoom messages =
          MessageRoom.make(
              database, accountStore, followStore, blockStore, events, outbox, limits, ids, clock);
      NotificationRoom notifications =
          NotificationRoom.make(
              database,
              accountStore,
              postStore,
              blockStore,
              events,
              outbox,
              limits,
              mail.mails(),
              ids,
              clock);
      events.on(PostPublished.class, (t, event) -> homeLists.published(t, event, outbox));
      events.on(Followed.class, homeLists::followed);
      events.on(Unfollowed.class, homeLists::unfollowed);
      events.on(Blocked.class, follows::blocked);
      Displays displays = new Displays(database);
      PostRemoval postRemoval = new PostRemoval(postStore);
      BlockRemoval blockRemoval = new BlockRemoval(blockStore);
      FollowRemoval followRemoval = new FollowRemoval(follows, followStore);
      ReaderStore readers = new ReaderStore();
      events.on(AccountDeleted.class, displays::accountDeleted);
      events.on(AccountDeleted.class, readers::accountDeleted);
      events.on(AccountDeleted.class, homeLists::accountDeleted);
      events.on(AccountDeleted.class, (t, event) -> postRemoval.accountDeleted(t, event, outbox));
      events.on(AccountDeleted.class, (t, event) -> followRemoval.accountDeleted(t, event, outbox));
      events.on(AccountDeleted.class, (t, event) -> blockRemoval.accountDeleted(t, event, outbox));
      search =
          new SearchParts(
              config, database, accountStore, postStore, blockStore, events, outbox, limits, clock);
      Translations translations =
          new Translations(
              database,
              postStore,
              blockStore,
              limits,
              outgoing,
              clock,
              config.translator(),
              config.postMaxLength());
      events.on(PostChanged.class, (_, event) -> translations.postChanged(event));
      events.on(AccountDeleted.class, (_, event) -> translations.accountDeleted(event));
      ExportRoom export =
          ExportRoom.make(
              database,
              accountStore,
              postStore,
              followStore,
              blockStore,
              messages.correspondence(),
              mail.mails(),
              events,
              outbox,
              limits,
              ids,
              clock);
      events.on(
          ExportReady.class,
          (t, event) ->
              notifications.notices().exportReady(t, event.accountId(), event.exportId()));
      ImportRoom imports =
          ImportRoom.make(
              database,
              accountStore,
              new OldPosts(posts, postStore, ids),
              detector,
              events,
              outbox,
              limits,
              ids,
              clock,
              config.postMaxLength());
      Credentials credentials =
          new Credentials(database, accountStore, passwords, events, limits, ids, clock);
      SecurityRoom security =
          SecurityRoom.make(
              database,
              accountStore,
              passwords,
              sessions,
              credentials,
              mail.mails(),
              events,
              outbox,
              limits,
              ids,
              clock);
      events.on(
          PasswordChanged.class,
          (t, event) -> notifications.notices().passwordChanged(t, event.accountId()));
      events.on(
          SignedInFromNew.class,
          (t, event) ->
              notifications
                  .notices()
                  .signedInFromNew(t, event.accountId(), event.sessionId(), event.userAgent()));
      List<Outbox.Worker> workers =
          new ArrayList<>(
              List.of(
                  homeLists,
                  postRemoval,
                  followRemoval,
                  blockRemoval,
                  messages.removal(),
                  notifications.work(),
                  export.worker(),
                  imports.worker(),
                  security.letters()));
      if (search.indexer != null) {
        workers.add(search.indexer);
      }
      if (mail.delivery() != null) {
        workers.add(mail.delivery());
      }
      rooms =
          new Rooms(
              database,
              accountStore,
              followStore,
              accounts,
              sessions,
              credentials,
              follows,
              posts,
              timelines,
              blocks,
              messages,
              notifications,
              search.searches,
              search.findability,
              search.rebuild,
              translations,
              mail.mails(),
              export.exports(),
              imports.imports(),
              mail.digest(),
              security,
              workers,
              outbox,
              passwords,
              ids);
      List<Jobs.Job> recurring = new ArrayList<>();
      for (Outbox.Worker worker : workers) {
        String name = "outbox-" + worker.name();
        recurring.add(new Jobs.Job(name, Duration.ofMinutes(1), () -> outbox.look(worker)));
      }
      recurring.add(new Jobs.Job("sweep-sessions", Duration.ofHours(1), sessions::sweep));
      recurring.add(new Jobs.Job("sweep-limits", Duration.ofHours(1), limits::sweep));
      recurring.add(new Jobs.Job("sweep-mail", Duration.ofMinutes(10), mail.mails()::sweep));
      if (digest != null) {
        recurring.add(new Jobs.Job("error-digest", Duration.ofMinutes(1), digest::mail));
      }
      recurring.add(new Jobs.Job("sweep-resets", Duration.ofHours(1), security.reset()::sweep));
      recurring.add(new Jobs.Job("sweep-home-lists", Duration.ofHours(6), homeLists::sweep));
      recurring.add(
          new Jobs.Job("sweep-notices", Duration.ofHours(6), notifications.notices()::sweep));
      recurring.add(new Jobs.Job("sweep-exports", Duration.ofHours(1), export.exports()::sweep));
      recurring.add(new Jobs.Job("sweep-imports", Duration.ofHours(1), imports.imports()::sweep));
      jobs = new Jobs(database, recurring);
      Site site =
          new Site(
              config,
              database,
              sessions,
              notifications.attention(),
              export.exports(),
              keys,
              limits,
              clock,
              new Views(),
              new Assets());
      NewsWords words = new NewsWords(viewer -> running(export.exports(), viewer));
      listeners = new Listeners(notifications.attention(), sessions, words);
      web =
          new WebFace(
              config,
              site,
              accounts,
              displays,
              credentials,
              sessions,
              posts,
              follows,
              profiles,
              timelines,
              blocks,
              messages,
              notifications,
              words,
              listeners,
              search.searches,
              search.findability,
              translations,
              export.exports(),
              imports.imports(),
              mail.mails(),
              security);
    } catch (RuntimeException e) {
      closeGround();
      throw e;
    }
    if (background) {
      Thread.ofPlatform().daemon().name("node-lease").start(this::renewLease);
    }
  }

  /// Opens the port and begins to answer.
  ///
  /// @return the port that is listened on
  public int start() {
    WebServer opened = new WebServer(config, health, meters);
    int port = opened.open();
    serve(opened);
    return port;
  }

  /// The port for probes and metrics, once it is open; 0 if there is none.
  public int managementPort() {
    return server == null ? 0 : server.managementPort();
  }

  /// Begins to answer at a server whose ports are open, and with the jobs.
  void serve(WebServer opened) {
    server = opened;
    opened.beforeEnd(listeners::close);
    opened.serve(web::routes);
    outbox.measure(meters);
    listeners.measure(meters);
    health.started(database::problem);
    if (background) {
      jobs.start();
      listeners.start();
      detector.warmUp();
      search.start(outbox, meters);
      if (digest != null) {
        digest.start();
      }
    }
  }

  private static List<Task> running(Exports exports, Viewer viewer) {
    Export export = exports.shown(viewer);
    return export == null || export.state() != Export.State.RUNNING
        ? List.of()
        : List.of(new Task(Long.toString(export.id()), export.percent()));
  }

  private void renewLease() {
    try {
      while (true) {
        Thread.sleep(NodeLease.TERM.dividedBy(3));
        lease.renew();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends requests, jobs and the database, in this order.
  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    jobs.close();
    outbox.close();
    search.close();
    if (digest != null) {
      digest.close();
    }
    if (database.problem() == null) {
      lease.release();
    }
    closeGround();
  }

  private void closeGround() {
    outgoing.close();
    passwords.close();
    detector.close();
    storage.close();
    meters.close();
  }
}
