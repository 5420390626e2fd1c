import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/// Makes a Java of the modules that the image has.
///
/// Run from source: `java LinkJava.java MODULES OUT`, where MODULES is the file `modules` beside this
/// one. Its classes are compressed: that makes the pushed layer 5 MB larger, for layers are compressed
/// as a whole, and what lies on the disk 25 MB smaller. With a cache few of them are read.
public final class LinkJava {
  private LinkJava() {}

  public static void main(String[] arguments) throws IOException {
    String modules =
        Files.readAllLines(Path.of(arguments[0])).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .collect(Collectors.joining(","));
    Path out = Path.of(arguments[1]);
    if (Files.exists(out)) {
      return;
    }
    Files.createDirectories(out.toAbsolutePath().getParent());
    int status =
        ToolProvider.findFirst("jlink")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--output",
                out.toString(),
                "--add-modules",
                modules,
                "--include-locales",
                "en,es,zh",
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--compress",
                "zip-6");
    System.exit(status);
  }
}
