package dev.microblog.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;

/// How the packaged program is started: data folder, settings, command line. Nothing of the tests'
/// own environment reaches it but PATH, so that a PORT or DATABASE_URL lying about changes nothing.
record Launch(Path dataDir, Map<String, String> settings, List<String> arguments, boolean nobody) {
  private static final String NOBODY = "65534";

  /// On a port that the system chooses.
  static Launch in(Path dataDir) {
    return new Launch(dataDir, Map.of("PORT", "0"), List.of(), false);
  }

  /// With one more setting.
  Launch with(String name, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(name, value);
    return new Launch(dataDir, more, arguments, nobody);
  }

  /// Without rate limits, for tests that do in a second what people do in an hour.
  Launch unlimited() {
    return with("RATE_LIMIT", "off");
  }

  /// On the database of a server.
  Launch on(DatabaseServer database) {
    return with("DATABASE_URL", database.url()).with("SECRET_KEY", "the key of a site on a server");
  }

  /// The port for probes of a program that was started with one.
  static int managementPort(Program program) {
    String line = program.await(each -> each.contains("Probes and metrics: "));
    return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  /// With a command line.
  Launch arguments(String... words) {
    return new Launch(dataDir, settings, List.of(words), nobody);
  }

  /// As a user whom file rights bind: root is bound by none.
  Launch asNobody() {
    return new Launch(dataDir, settings, arguments, true);
  }

  /// Starts the program, and hands it over once it is ready.
  Server start() {
    return new Server(begin());
  }

  /// Runs the program, which is to end by itself.
  Ending end() {
    return begin().end();
  }

  /// Runs the program with its standard output into a file; the lines of the ending are those of
  /// standard error.
  Ending endInto(Path file) throws IOException, InterruptedException {
    Process process =
        builder(cached()).redirectErrorStream(false).redirectOutput(file.toFile()).start();
    try (var errors = process.errorReader()) {
      List<String> lines = errors.readAllLines();
      return new Ending(process.waitFor(), lines);
    }
  }

  Program begin() {
    return begin(cached());
  }

  /// With flags of Java beside the program's own.
  Program begin(List<String> flags) {
    try {
      return new Program(builder(flags).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where it is started.
  private Path folder() {
    Path parent = dataDir.toAbsolutePath().getParent();
    return parent != null && Files.isDirectory(parent) ? parent : Path.of("").toAbsolutePath();
  }

  /// The folder of the packaged program.
  static Path app() {
    Path app = Path.of(property("microblog.app")).toAbsolutePath().normalize();
    if (!Files.exists(app.resolve("microblog.jar"))) {
      Assertions.fail("There is no packaged server in " + app + ": build the server module first.");
    }
    return app;
  }

  private static List<String> cached() {
    // The second compiler pays off in processes that live longer.
    return List.of(ClassCache.flag(app()), "-XX:TieredStopAtLevel=1");
  }

  private ProcessBuilder builder(List<String> flags) {
    List<String> command = new ArrayList<>();
    if (nobody && isRoot()) {
      command.addAll(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    }
    Path app = app();
    command.add(Path.of(property("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("@" + app.resolve("jvm.options"));
    command.add("-jar");
    command.add(app.resolve("microblog.jar").toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Not in the project, whose own files are not the test's.
    builder.directory(folder().toFile());
    Map<String, String> environment = builder.environment();
    String path = environment.get("PATH");
    environment.clear();
    if (path != null) {
      environment.put("PATH", path);
    }
    environment.put("DATA_DIR", dataDir.toString());
    environment.putAll(settings);
    return builder;
  }

  /// Whether the tests run as root.
  static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return "root".equals(System.getProperty("user.name"));
    }
  }

  static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("the system property " + name + " is not set");
    }
    return value;
  }
}
