package dev.microblog.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The command `docker`, and the image of the program, which is built once.
final class Docker {
  private static final String IMAGE = "microblog:test";
  private static final long PATIENCE_SECONDS = 1_200;
  private static volatile boolean built;

  /// What a command printed, and how it ended.
  record Result(int status, String output) {}

  private Docker() {}

  /// The name of the image. Builds it the first time; the tests are skipped where that cannot be.
  static synchronized String image() {
    if (!built) {
      need();
      build();
      built = true;
    }
    return IMAGE;
  }

  /// Goes on where there is a Docker; else the test is skipped.
  static void need() {
    Strict.need(isThere(), "There is no Docker to run containers with.");
  }

  /// One after the other where tests run in several processes: the second finds all of it made.
  private static void build() {
    Path lock = root().resolve("e2e/target/image.lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      // What it is built from is the tree, never what an earlier build of the tests left there.
      run("build", "-t", IMAGE, root().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether a server speaks HTTP there.
  static boolean answers(URI address) {
    return status(address) > 0;
  }

  /// Whether a server answers there with this status.
  static boolean answers(URI address, int status) {
    return status(address) == status;
  }

  private static int status(URI address) {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(2_000);
      connection.setReadTimeout(5_000);
      return connection.getResponseCode();
    } catch (IOException e) {
      return 0;
    }
  }

  /// A port of this machine that nobody uses now, for a container that keeps it.
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The folder of the project.
  static Path root() {
    return Path.of(Launch.property("microblog.app")).resolve("../../..").normalize();
  }

  private static boolean isThere() {
    try {
      return ask("version", "--format", "{{.Server.Os}}").output().contains("linux");
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /// Runs a command that must go well, and answers what it printed.
  static String run(String... words) {
    Result result = ask(words);
    if (result.status() != 0) {
      throw new AssertionError(
          "docker " + String.join(" ", words) + " failed:\n" + result.output());
    }
    return result.output().strip();
  }

  /// Runs a command that may fail.
  static Result ask(String... words) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(words));
    return ask(command, Map.of());
  }

  /// Runs any command in the project's folder.
  ///
  /// @param variables that it gets beside ours
  static Result ask(List<String> command, Map<String, String> variables) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(root().toFile()).redirectErrorStream(true);
      builder.environment().putAll(variables);
      builder.environment().put("DOCKER_SCAN_SUGGEST", "false");
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(String.join(" ", command) + " did not end");
      }
      return new Result(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while " + command.getFirst() + " ran", e);
    }
  }
}
