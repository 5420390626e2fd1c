import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Sorts the packaged application into folders, each of which becomes a layer of the image: what
/// changes with a library stands apart from what changes with every commit.
///
/// Run from source: `java Layers.java APP OUT FILE...`, where APP is `server/target/app`. OUT gets
/// `lib` and `app`, each with the paths of the image below it, and the empty `data`. The files are
/// put with the documents of the application.
///
/// SQLite's driver brings its native library for twenty platforms and unpacks one at each start.
/// Here the one of this machine's kind goes beside the driver, and the driver's jar carries none.
///
/// Bouncy Castle's jar is signed, and Java keeps no class of a signed jar in its cache, so Argon2
/// would be loaded and compiled anew at each start. It goes without its signatures, and without the
/// third of it that is for keys of another kind than ours.
public final class Layers {
  private static final String HOME = "opt/microblog";
  private static final String NATIVES = "org/sqlite/native/";
  private static final String NATIVE_FILE = "libsqlitejdbc.so";

  /// The probe runs beside the server every half minute: it must be small, and start fast.
  private static final List<String> PROBE =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:TieredStopAtLevel=1",
          "-Xmx16m",
          "-XX:-UsePerfData",
          // For the cache alone, which is good for the same word on native access only.
          "--enable-native-access=ALL-UNNAMED",
          "-Dstdout.encoding=UTF-8",
          "-cp /" + HOME + "/microblog.jar dev.microblog.probe.Probe");

  private Layers() {}

  public static void main(String[] arguments) throws IOException {
    Path app = Path.of(arguments[0]);
    Path libraries = Path.of(arguments[1], "lib", HOME);
    Path own = Path.of(arguments[1], "app", HOME);
    Files.createDirectories(libraries.resolve("lib"));
    Files.createDirectories(libraries.resolve("native"));
    Files.createDirectories(own.resolve("lib"));

    for (Path jar : jars(app.resolve("lib"))) {
      String name = name(jar);
      if (name.startsWith("sqlite-jdbc-")) {
        without(entry -> entry.startsWith(NATIVES), jar, libraries.resolve("lib").resolve(name));
        copyNative(jar, libraries.resolve("native").resolve(NATIVE_FILE));
      } else if (name.startsWith("bcprov-")) {
        without(Layers::isSignatureOrUnused, jar, libraries.resolve("lib").resolve(name));
      } else {
        Path target = name.startsWith("microblog-") ? own : libraries;
        Files.copy(jar, target.resolve("lib").resolve(name));
      }
    }
    if (Files.notExists(libraries.resolve("native").resolve(NATIVE_FILE))) {
      throw new IllegalStateException("There is no driver of SQLite in " + app);
    }
    Files.copy(app.resolve("microblog.jar"), own.resolve("microblog.jar"));
    Files.write(own.resolve("java.args"), arguments(app.resolve("jvm.options")));
    Files.write(own.resolve("probe.args"), PROBE);
    Files.createDirectories(Path.of(arguments[1], "data", "data"));

    Path documents = Path.of(arguments[1], "app", "usr", "share", "doc", "microblog");
    Files.createDirectories(documents);
    for (int file = 2; file < arguments.length; file++) {
      Path document = Path.of(arguments[file]);
      Files.copy(document, documents.resolve(name(document)));
    }
  }

  /// An argument file may not name another one, so the image's is made from the server's.
  private static List<String> arguments(Path options) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(options));
    lines.add("-Dorg.sqlite.lib.path=/" + HOME + "/native");
    lines.add("-Dorg.sqlite.lib.name=" + NATIVE_FILE);
    lines.add("-jar /" + HOME + "/microblog.jar");
    return lines;
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static boolean isSignatureOrUnused(String entry) {
    return entry.startsWith("META-INF/BC")
        || entry.startsWith("META-INF/versions/")
        // What is left is enough for Argon2, by which passwords are hashed.
        || Stream.of("pqc", "jcajce", "jce", "x509", "asn1/cms", "crypto/engines", "crypto/modes")
            .anyMatch(unused -> entry.startsWith("org/bouncycastle/" + unused + "/"));
  }

  private static void without(Predicate<String> left, Path jar, Path target) throws IOException {
    try (ZipFile from = new ZipFile(jar.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(target))) {
      for (ZipEntry entry : from.stream().filter(e -> !left.test(e.getName())).toList()) {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        to.putNextEntry(copy);
        try (InputStream content = from.getInputStream(entry)) {
          if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
            // What stands below its first part are the digests of the signature.
            Manifest manifest = new Manifest(content);
            manifest.getEntries().clear();
            manifest.write(to);
          } else {
            content.transferTo(to);
          }
        }
        to.closeEntry();
      }
    }
  }

  private static void copyNative(Path jar, Path target) throws IOException {
    String machine = System.getProperty("os.arch");
    String folder = machine.equals("amd64") ? "x86_64" : machine;
    try (ZipFile from = new ZipFile(jar.toFile())) {
      ZipEntry entry = from.getEntry(NATIVES + "Linux/" + folder + "/" + NATIVE_FILE);
      if (entry == null) {
        throw new IllegalStateException("SQLite's driver has no native library for " + machine);
      }
      try (InputStream content = from.getInputStream(entry)) {
        Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
