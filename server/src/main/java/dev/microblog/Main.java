package dev.microblog;

import dev.microblog.cli.Demo;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.config.InvalidSettings;
import dev.microblog.platform.config.Settings;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.http.WebServer;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Starts the program. Without a command it serves, until it is told to end.
@Command(
    name = "microblog",
    mixinStandardHelpOptions = true,
    version = "Microblog 0.1.0",
    description = "Serves Microblog. Settings come from the environment; see docs/config.md.")
public final class Main implements Callable<Integer> {
  /// The settings are wrong.
  static final int BAD_SETTINGS = 2;

  /// The data or the port cannot be used.
  static final int UNUSABLE = 1;

  private static final Logger log = LoggerFactory.getLogger(Main.class);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--demo",
      description = "First fill an empty data folder with people, follows and posts.")
  private boolean demo;

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
    // To serve is what a container does at every start: it need not wait for the command line.
    int status = arguments.length == 0 ? main.call() : new CommandLine(main).execute(arguments);
    if (status != 0) {
      System.exit(status);
    }
  }

  private static void preload(Runnable classes) {
    Thread.ofPlatform().daemon().name("preload").start(classes);
  }

  @Override
  public Integer call() {
    try {
      serve(Settings.read(environment));
      return 0;
    } catch (InvalidSettings e) {
      return refuse(e, BAD_SETTINGS);
    } catch (Unusable e) {
      return refuse(e, UNUSABLE);
    }
  }

  private static int refuse(RuntimeException e, int status) {
    String.valueOf(e.getMessage()).lines().forEach(log::error);
    return status;
  }

  private void serve(Config config) {
    InstantSource clock = InstantSource.system();
    App app = new App(config, clock, true);
    try {
      if (demo) {
        print(demo(app, clock));
      }
      int port = app.start();
      if (!config.rateLimit()) {
        log.warn(
            "RATE_LIMIT is off: nothing slows down who guesses passwords. For test benches only.");
      }
      log.info("Microblog is ready: http://localhost:{} (data folder {})", port, config.dataDir());
    } catch (RuntimeException e) {
      app.close();
      throw e;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(app), "shutdown"));
  }

  private static void end(App app) {
    log.info("Ending");
    app.close();
  }

  private static Map<String, String> demo(App app, InstantSource clock) {
    App.Rooms rooms = app.rooms;
    return new Demo(
            rooms.database(),
            rooms.accountStore(),
            rooms.accounts(),
            rooms.passwords(),
            rooms.follows(),
            rooms.posts(),
            rooms.ids(),
            clock)
        .fill();
  }

  /// To standard output, not to the log: passwords must not end up in files.
  private void print(Map<String, String> passwords) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("The demo's people, and their passwords (kept nowhere, so note one):");
    passwords.forEach((name, password) -> out.printf("  %-8s %s%n", name, password));
    out.flush();
  }
}
