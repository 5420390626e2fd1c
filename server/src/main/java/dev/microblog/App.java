package dev.microblog;

import dev.microblog.account.Passwords;
import dev.microblog.account.Viewer;
import dev.microblog.api.ApiFace;
import dev.microblog.export.Export;
import dev.microblog.export.Exports;
import dev.microblog.notification.Listener;
import dev.microblog.notification.Listeners;
import dev.microblog.notification.Task;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Storage;
import dev.microblog.platform.doctor.Doctor;
import dev.microblog.platform.doctor.Rounds;
import dev.microblog.platform.http.Face;
import dev.microblog.platform.http.Health;
import dev.microblog.platform.http.Keys;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.http.Meters;
import dev.microblog.platform.http.Origins;
import dev.microblog.platform.http.RefusalLog;
import dev.microblog.platform.http.WebServer;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.id.NodeLease;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.job.Jobs;
import dev.microblog.platform.job.Outbox;
import dev.microblog.platform.outgoing.Outgoing;
import dev.microblog.platform.trace.Trace;
import dev.microblog.post.LanguageDetector;
import dev.microblog.web.Assets;
import dev.microblog.web.Site;
import dev.microblog.web.Views;
import dev.microblog.web.WebFace;
import dev.microblog.web.admin.AdminRoutes;
import dev.microblog.web.admin.HealthPages;
import dev.microblog.web.admin.OverviewPages;
import dev.microblog.web.notification.NewsWords;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The whole server, every room made by its constructor. Opening it migrates the database; [#start]
/// begins to answer people.
public final class App implements AutoCloseable {
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
  private final Trace trace;
  private final Outgoing outgoing;
  private final WebFace web;

  /// Tests ask what it can do.
  final ApiFace api;

  /// Tests step it.
  final Listeners listeners;

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
    this(config, clock, background, Meters.of(config));
  }

  private App(Config config, InstantSource clock, boolean background, Meters meters) {
    this(
        config,
        clock,
        background,
        false,
        new Health(clock),
        meters,
        Trace.of(config, meters::all),
        new Doctor(config, clock));
  }

  /// As above, and tells meanwhile how far it is.
  ///
  /// @param demo whether it only shows what it can do: mail that no server takes is shown in the
  ///     log
  /// @param doctor whom operators have look from a page
  App(
      Config config,
      InstantSource clock,
      boolean background,
      boolean demo,
      Health health,
      Meters meters,
      Trace trace,
      Doctor doctor) {
    this.config = config;
    this.health = health;
    this.background = background;
    this.meters = meters;
    this.trace = trace;
    outgoing = new Outgoing(config.named());
    storage = Storage.open(config, config.migrate(), health::waits);
    database = storage.database();
    try {
      lease = NodeLease.take(database, clock);
      Keys keys = Keys.of(config.secretKey(), storage.folder());
      Ids ids = new Ids(clock, lease);
      Limits limits = new Limits(database, clock, config.rateLimit());
      Events events = new Events();
      outbox = new Outbox(database, ids, clock, background, trace);

      rooms =
          Rooms.make(
              new Ground(
                  config, demo, database, passwords, detector, outgoing, ids, limits, events,
                  outbox, clock));
      jobs = new Jobs(database, recurring(limits), trace);
      NewsWords words = new NewsWords(viewer -> tasks(rooms.exports(), viewer));
      listeners =
          new Listeners(
              rooms.notifications().attention(),
              Map.of(
                  Listener.Pass.SESSION, rooms.sessions()::holding,
                  Listener.Pass.TOKEN, rooms.tokens()::holding));
      web = face(keys, limits, clock, words, new Rounds(doctor, clock));
      api = programs(limits, clock);
    } catch (RuntimeException e) {
      closeGround();
      throw e;
    }
    if (background) {
      Thread.ofPlatform().daemon().name("node-lease").start(this::renewLease);
    }
  }

  private List<Jobs.Job> recurring(Limits limits) {
    List<Jobs.Job> recurring = new ArrayList<>(rooms.recurring());
    for (Outbox.Worker worker : rooms.workers()) {
      String name = "outbox-" + worker.name();
      recurring.add(new Jobs.Job(name, Duration.ofMinutes(1), () -> outbox.look(worker)));
    }
    recurring.add(new Jobs.Job("sweep-limits", Duration.ofHours(1), limits::sweep));
    return recurring;
  }

  private WebFace face(
      Keys keys, Limits limits, InstantSource clock, NewsWords words, Rounds rounds) {
    Site site =
        new Site(
            config,
            database,
            rooms.sessions(),
            rooms.notifications().attention(),
            rooms.exports(),
            rooms.moderation().rights(),
            rooms.site(),
            keys,
            limits,
            clock,
            new Views(),
            new Assets());
    return new WebFace(
        config,
        site,
        rooms.accounts(),
        rooms.displays(),
        rooms.credentials(),
        rooms.sessions(),
        rooms.posts(),
        rooms.follows(),
        rooms.profiles(),
        rooms.timelines(),
        rooms.blocks(),
        rooms.mutes(),
        rooms.messages(),
        rooms.notifications(),
        words,
        listeners,
        rooms.search().searches,
        rooms.search().findability,
        rooms.translations(),
        rooms.exports(),
        rooms.imports(),
        rooms.mails(),
        rooms.security(),
        rooms.tokens(),
        rooms.hiding(),
        rooms.moderation(),
        rooms.stats(),
        new AdminRoutes(
            site,
            rooms.moderation(),
            rooms.site(),
            rooms.registration(),
            rooms.mails(),
            new OverviewPages(config, database, rooms.stats(), rooms.errors(), clock),
            new HealthPages(rounds, limits)),
        rooms.site(),
        rooms.registration());
  }

  private ApiFace programs(Limits limits, InstantSource clock) {
    return new ApiFace(
        database,
        rooms.tokens(),
        limits,
        new Origins(config),
        new RefusalLog(config.log().access(), clock),
        Resources.operations(config, rooms, listeners));
  }

  /// Opens the port and begins to answer.
  ///
  /// @return the port that is listened on
  public int start() {
    WebServer opened = new WebServer(config, health, meters, trace, ApiFace::bare);
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
    opened.serve(Face.all(List.of(api, web)));
    database.measure(meters);
    passwords.measure(meters);
    detector.measure(meters);
    outbox.measure(meters, rooms.workers());
    rooms.search().measure(outbox, meters);
    rooms.stats().measure(meters);
    listeners.measure(meters);
    health.started(database::problem);
    if (background) {
      jobs.start();
      listeners.start();
      detector.warmUp();
      rooms.search().start(outbox);
      rooms.digest().start();
    }
  }

  private static List<Task> tasks(Exports exports, Viewer viewer) {
    Export export = exports.watched(viewer);
    return export == null
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
    rooms.search().close();
    rooms.digest().close();
    if (database.problem() == null) {
      lease.release();
    }
    closeGround();
  }

  private void closeGround() {
    // What it hands out last is counted in the database, too.
    trace.close();
    outgoing.close();
    passwords.close();
    detector.close();
    storage.close();
    meters.close();
  }
}
