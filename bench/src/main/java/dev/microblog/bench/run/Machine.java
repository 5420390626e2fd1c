package dev.microblog.bench.run;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// On what is measured.
final class Machine {
  /// The core of the servers; the driver is put on another by the script that starts it.
  private static final String CORE = "0";

  private Machine() {}

  /// Where the jar of a class lies.
  static Path folderOf(Class<?> type) {
    try {
      URI jar = type.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(jar).resolveSibling("").toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /// One line about the machine.
  static String line() throws IOException {
    List<String> cpus = Files.readAllLines(Path.of("/proc/cpuinfo"));
    String model =
        cpus.stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
    return "%s, %d cores; %s %s; %s %s"
        .formatted(
            model,
            cores(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("java.vendor.version"),
            System.getProperty("java.vm.name"));
  }

  /// All of them, not only those that this process may use.
  static long cores() throws IOException {
    return Files.readAllLines(Path.of("/proc/stat")).stream()
        .filter(line -> line.matches("cpu\\d.*"))
        .count();
  }

  /// The one core of a server under load, as `taskset` wants it; empty where there is no choice.
  static String oneCore() throws IOException {
    return canPin() ? CORE : "";
  }

  /// All cores, for a server that starts alone.
  static String allCores() throws IOException {
    return canPin() ? "0-" + (cores() - 1) : "";
  }

  private static boolean canPin() throws IOException {
    if (cores() < 2) {
      return false;
    }
    try {
      return new ProcessBuilder("taskset", "-c", CORE, "true").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
