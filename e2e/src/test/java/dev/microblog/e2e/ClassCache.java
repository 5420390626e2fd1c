package dev.microblog.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What Java learnt of the program's classes, as the image has it. The tests start the program some
/// two hundred times, and with this a start costs less than half. Whoever starts it first after it
/// was packaged makes it; tests in other processes wait for that.
final class ClassCache {
  private static final Path FOLDER = Path.of("target");

  private static @Nullable Path made;

  private ClassCache() {}

  /// The flag that has a program use it.
  ///
  /// @param app the folder of the packaged program
  static synchronized String flag(Path app) {
    try {
      if (made == null) {
        made = find(app);
      }
      return "-XX:AOTCache=" + made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path find(Path app) throws IOException {
    Path cache = ofBuild("classes", ".aot", app).toAbsolutePath();
    Files.createDirectories(FOLDER);
    try (FileChannel channel =
            FileChannel.open(
                FOLDER.resolve("classes.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      Objects.requireNonNull(held);
      if (Files.notExists(cache)) {
        make(cache);
      }
    }
    return cache;
  }

  /// A file or folder for what is true of one build of the program alone.
  static Path ofBuild(String name, String end, Path app) throws IOException {
    // Java itself looks at the lengths and times of all jars, and this is the last that is
    // packaged.
    long packaged = Files.getLastModifiedTime(app.resolve("microblog.jar")).toMillis();
    return FOLDER.resolve(name + '-' + packaged + end);
  }

  private static void make(Path cache) throws IOException {
    Path folder = Files.createTempDirectory("microblog-classes");
    Path unfinished = folder.resolve("classes.aot");
    // With profiles of methods the second compiler is busy during the start, as in the image's.
    List<String> flags =
        List.of(
            "-XX:AOTCacheOutput=" + unfinished,
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-AOTRecordTraining",
            "-Xlog:aot=error");
    try (Server server = new Server(Launch.in(folder.resolve("data")).begin(flags))) {
      Person amina = Person.of("amina");
      server.client().signUp(amina);
      Client client = server.client().signIn(amina);
      client.write("A kite over the harbour");
      for (String page : List.of("/index", "/explore", "/user/amina", "/settings")) {
        client.page(page);
      }
    }
    Files.move(unfinished, cache, StandardCopyOption.REPLACE_EXISTING);
    Folder.delete(folder);
  }
}
