package dev.microblog.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A container of Docker, by its command line; removed with the JVM. A library for this would want
/// helper images of its own, which not every machine can pull.
public final class Container {
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
  public static boolean possible() {
    return POSSIBLE;
  }

  /// Starts a container.
  ///
  /// @param options of `docker run`
  /// @param command what runs in it
  /// @param port that is reached from here, see [#port(int)]
  public static Container run(String image, List<String> options, List<String> command, int port) {
    return run(image, options, command, "127.0.0.1::" + port);
  }

  /// Starts a container behind a port of this machine that is known before, such as that of one
  /// that was removed.
  ///
  /// @param options of `docker run`
  /// @param command what runs in it
  /// @param port that is reached from here
  /// @param outside the port of this machine
  public static Container runAt(
      int outside, String image, List<String> options, List<String> command, int port) {
    return run(image, options, command, "127.0.0.1:" + outside + ":" + port);
  }

  private static Container run(
      String image, List<String> options, List<String> command, String ports) {
    List<String> words = new ArrayList<>(List.of("docker", "run", "-d"));
    words.addAll(List.of("--label", "microblog-test", "-p", ports));
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
  public int port(int inside) {
    String address = output(List.of("docker", "port", id, String.valueOf(inside))).strip();
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  /// Whether it has not ended by itself.
  public boolean running() {
    return output(List.of("docker", "inspect", "-f", "{{.State.Running}}", id))
        .strip()
        .equals("true");
  }

  /// The last lines that it printed.
  public String log() {
    return output(List.of("docker", "logs", "--tail", "50", id));
  }

  /// Lets it stand still: its port takes connections, and nothing is answered.
  public void pause() {
    output(List.of("docker", "pause", id));
  }

  /// Lets it go on after [#pause].
  public void resume() {
    output(List.of("docker", "unpause", id));
  }

  /// Ends it at once, with all that it kept: its port refuses connections.
  public void remove() {
    output(List.of("docker", "rm", "-f", "-v", id));
    running.remove(id);
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
