package dev.microblog.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A container of Docker, by its command line; removed with the JVM. A library for this would want
/// helper images of its own, which not every machine can pull.
final class Container {
  private static final List<String> running = Collections.synchronizedList(new ArrayList<>());

  private static final boolean POSSIBLE = tried("docker", "version");

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Container::removeAll, "containers"));
  }

  private final String id;

  private Container(String id) {
    this.id = id;
  }

  /// Whether there is a Docker engine.
  static boolean possible() {
    return POSSIBLE;
  }

  /// Starts a container.
  ///
  /// @param options of `docker run`
  /// @param command what runs in it
  /// @param port that is reached from here, see [#port(int)]
  static Container run(String image, List<String> options, List<String> command, int port) {
    List<String> words = new ArrayList<>(List.of("docker", "run", "-d"));
    words.addAll(List.of("--label", "microblog-test", "-p", "127.0.0.1::" + port));
    words.addAll(options);
    words.add(image);
    words.addAll(command);
    String id =
        output(words)
            .lines()
            // The client prints warnings beside the id.
            .filter(line -> line.matches("[0-9a-f]{64}"))
            .findFirst()
            .orElseThrow();
    running.add(id);
    return new Container(id);
  }

  /// The port of this machine behind which a port of the container is.
  int port(int inside) {
    String address = output(List.of("docker", "port", id, String.valueOf(inside))).strip();
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  boolean running() {
    return output(List.of("docker", "inspect", "-f", "{{.State.Running}}", id))
        .strip()
        .equals("true");
  }

  String log() {
    return output(List.of("docker", "logs", "--tail", "50", id));
  }

  private static void removeAll() {
    List<String> words = new ArrayList<>(List.of("docker", "rm", "-f", "-v"));
    words.addAll(running);
    if (!running.isEmpty()) {
      output(words);
    }
  }

  private static boolean tried(String... words) {
    try {
      output(List.of(words));
      return true;
    } catch (IllegalStateException | UncheckedIOException e) {
      return false;
    }
  }

  private static String output(List<String> words) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", words) + ": " + text);
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
