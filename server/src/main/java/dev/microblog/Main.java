package dev.microblog;

import dev.microblog.account.Role;
import dev.microblog.api.ApiFace;
import dev.microblog.cli.Backup;
import dev.microblog.cli.Demo;
import dev.microblog.cli.ShowConfig;
import dev.microblog.cli.ShowFindings;
import dev.microblog.cli.ShowStats;
import dev.microblog.moderation.Actor;
import dev.microblog.platform.aot.AotCache;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.config.DatabaseUrl;
import dev.microblog.platform.config.InvalidSettings;
import dev.microblog.platform.config.OtherDatabase;
import dev.microblog.platform.config.Settings;
import dev.microblog.platform.config.Version;
import dev.microblog.platform.db.Busy;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Storage;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.doctor.Doctor;
import dev.microblog.platform.http.Health;
import dev.microblog.platform.http.Meters;
import dev.microblog.platform.http.WebServer;
import dev.microblog.platform.log.LogConfigurator;
import dev.microblog.platform.trace.Trace;
import dev.microblog.stats.Stats;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Starts the program. Without a command it serves, until it is told to end.
@Command(
    name = "microblog",
    mixinStandardHelpOptions = true,
    version = "Microblog " + Version.NUMBER,
    subcommands = {
      CommandLine.HelpCommand.class,
      ReindexCommand.class,
      SearchCommand.class,
      JobsCommand.class,
      UserCommand.class,
      SettingsCommand.class,
      InviteCommand.class,
      ReportCommand.class,
      ImportTutorialCommand.class,
      MoveDatabaseCommand.class
    },
    description =
        "Serves Microblog, if no command is given. Settings come from the environment; see"
            + " docs/config.md.")
public final class Main implements Callable<Integer> {
  /// The settings are wrong.
  static final int BAD_SETTINGS = 2;

  /// The data or the port cannot be used.
  static final int UNUSABLE = 1;

  private static final Logger log = LoggerFactory.getLogger(Main.class);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--demo",
      description = "First fill an empty site with people, follows and posts.")
  private boolean demo;

  final InstantSource clock = InstantSource.system();
  private final Map<String, String> environment;

  private Main(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Runs one command and ends, or serves.
  ///
  /// @param arguments of the command line
  public static void main(String[] arguments) {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    // Most of the start is loading the classes of these two: beside each other, not one by one.
    preload(() -> DSL.using(SQLDialect.SQLITE));
    preload(WebServer::preload);
    Main main = new Main(System.getenv());
    try {
      AotCache.check();
    } catch (Unusable e) {
      System.exit(refused(e));
    }
    // To serve is what a container does at every start: it need not wait for the command line.
    int status = arguments.length == 0 ? main.served() : main.commandLine().execute(arguments);
    if (status != 0) {
      System.exit(status);
    }
  }

  private static void preload(Runnable classes) {
    Thread.ofPlatform().daemon().name("preload").start(classes);
  }

  private CommandLine commandLine() {
    return new CommandLine(this)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, command, parsed) -> refused(e))
        .setExecutionStrategy(
            parsed -> {
              if (parsed.hasSubcommand()) {
                // What a command prints is its result, perhaps a file for the next program.
                LogConfigurator.useStandardError();
              }
              return new CommandLine.RunLast().execute(parsed);
            });
  }

  private int served() {
    try {
      return call();
    } catch (RuntimeException | Error e) {
      // The threads of the web server would keep a process alive that never serves.
      return refused(e);
    }
  }

  private static int refused(Throwable e) {
    switch (e) {
      case InvalidSettings _ -> tell(e);
      case Unusable _ -> tell(e);
      case Busy _ -> log.error("The database could not be used: {}", e.getMessage());
      default -> log.error("Something went wrong that should not", e);
    }
    return e instanceof InvalidSettings ? BAD_SETTINGS : UNUSABLE;
  }

  private static void tell(Throwable e) {
    String.valueOf(e.getMessage()).lines().forEach(log::error);
  }

  /// The settings, of which slips are told.
  Settings settings() {
    Settings settings = Settings.of(environment, Path.of(""));
    settings.warnings().forEach(log::warn);
    return settings;
  }

  /// The second database of a command.
  ///
  /// @param given with the command; null where a variable says it
  DatabaseUrl other(OtherDatabase which, @Nullable String given) {
    return which.read(environment, Path.of(""), given);
  }

  @Override
  public Integer call() {
    Settings settings = Settings.of(environment, Path.of(""));
    Config config = settings.config();
    if (config.log().json()) {
      LogConfigurator.useJson();
    }
    settings.warnings().forEach(log::warn);
    serve(config, new Doctor(settings, clock));
    return 0;
  }

  private void serve(Config config, Doctor doctor) {
    Health health = new Health(clock);
    Meters meters = Meters.of(config);
    Trace trace = Trace.of(config, meters::all);
    WebServer server = new WebServer(config, health, meters, trace, ApiFace::bare);
    int port = server.open();
    Config.Management management = config.management();
    if (management != null) {
      log.info("Probes and metrics: http://{}:{}", management.address(), server.managementPort());
    }
    Ending ending = new Ending(server);
    Runtime.getRuntime().addShutdownHook(new Thread(ending, "shutdown"));
    try {
      App app = new App(config, clock, true, demo, health, meters, trace, doctor);
      ending.app = app;
      if (demo) {
        print(demo(app));
      }
      app.serve(server);
    } catch (RuntimeException | Error e) {
      ending.failed = true;
      throw e;
    }
    log.info("Microblog is ready: http://localhost:{} ({})", port, config.database().display());
  }

  /// What is done when the process is told to end, however far its start has come.
  private static final class Ending implements Runnable {
    private final WebServer server;
    private volatile @Nullable App app;
    private volatile boolean failed;

    Ending(WebServer server) {
      this.server = server;
    }

    @Override
    public void run() {
      if (!failed) {
        log.info("Ending");
      }
      server.close();
      App opened = app;
      if (opened != null) {
        opened.close();
      }
    }
  }

  @Command(description = "Bring the database to the schema of this version, and end.")
  int migrate() {
    Config config = settings().config();
    try (Storage storage = Storage.open(config, true, _ -> {})) {
      log.info("The database is up to date: {}", storage.database().dialect());
      return 0;
    }
  }

  @Command(description = "Print the settings that are in force, without secrets.")
  int config() {
    ShowConfig.print(settings(), out());
    return 0;
  }

  @Command(
      description =
          "Look at address, proxy, mail, database, search, clock, disk and memory, and say what is"
              + " wrong. Exit code 1 if something is bad.")
  int doctor(@Option(names = "--json", description = "Print the findings as JSON.") boolean json) {
    Settings settings = Settings.of(environment, Path.of(""));
    return ShowFindings.print(new Doctor(settings, clock).look(), json, out());
  }

  @Command(
      description =
          "Print how many people and posts there are, and what the last 30 days were like, as a"
              + " server counted them within the hour.")
  int stats(@Option(names = "--json", description = "Print it as JSON.") boolean json) {
    try (Database database = Storage.beside(settings().config())) {
      ShowStats.print(new Stats(database, clock), json, out());
      return 0;
    }
  }

  @Command(
      name = "demo",
      description = "Fill an empty site with people, follows and posts, and print their passwords.")
  int fill() {
    try (App app = new App(settings().config(), clock, false)) {
      print(demo(app));
      return 0;
    }
  }

  @Command(description = "Write a copy of the data as one file, beside a running server as well.")
  int backup(
      @Parameters(
              paramLabel = "FILE",
              description = "A file that is not there yet, or - for standard output.")
          String file) {
    // Not System.out, which keeps it to itself when nothing more can be written.
    Backup.write(settings().config(), clock, file, new FileOutputStream(FileDescriptor.out));
    return 0;
  }

  @Command(description = "Put the data of a backup into an empty data folder.")
  int restore(
      @Parameters(paramLabel = "FILE", description = "What backup wrote, or - for standard input.")
          String file) {
    Backup.restore(settings().config(), file, System.in);
    return 0;
  }

  private Map<String, String> demo(App app) {
    Rooms rooms = app.rooms;
    Map<String, String> passwords =
        new Demo(
                rooms.database(),
                rooms.accountStore(),
                rooms.accounts(),
                rooms.passwords(),
                rooms.follows(),
                rooms.posts(),
                rooms.ids(),
                clock)
            .fill();
    rooms.moderation().care().changeRole(new Actor.CommandLine(), Demo.OPERATOR, Role.OPERATOR);
    return passwords;
  }

  /// Works with the rooms, beside a running server as well.
  int beside(ToIntFunction<Beside> work) {
    try (Beside beside = new Beside(settings().config(), clock)) {
      return work.applyAsInt(beside);
    }
  }

  /// Where a command prints its result.
  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /// Whether lines that are printed can be written over.
  // A Java that is cut down to what a server needs may have no console.
  @SuppressWarnings("SystemConsoleNull")
  static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /// To standard output, not to the log: passwords must not end up in files.
  private void print(Map<String, String> passwords) {
    PrintWriter out = out();
    out.println("The demo's people, and their passwords (kept nowhere, so note one):");
    passwords.forEach((name, password) -> out.printf("  %-8s %s%n", name, password));
    out.println("Of these " + Demo.OPERATOR + " looks after the site.");
    out.flush();
  }
}
