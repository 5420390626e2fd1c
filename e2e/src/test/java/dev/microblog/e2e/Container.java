package dev.microblog.e2e;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// A container of the image, removed with its nameless volumes when it is closed.
final class Container implements AutoCloseable {
  /// How it ends when it is told to.
  static final int TERMINATED = 143;

  private final String id;

  private Container(String id) {
    this.id = id;
  }

  /// Makes one that does not run yet. The name of the image is put in the place of `IMAGE`.
  static Container create(String... words) {
    List<String> command =
        new ArrayList<>(List.of("create", "-p", "127.0.0.1::5000", "-p", "127.0.0.1::5001"));
    for (String word : words) {
      command.add(word.equals("IMAGE") ? Docker.image() : word);
    }
    return new Container(Docker.run(command.toArray(String[]::new)));
  }

  /// Makes one and starts it.
  static Container start(String... words) {
    Container container = create(words);
    container.start();
    return container;
  }

  void start() {
    Docker.run("start", id);
  }

  String id() {
    return id;
  }

  /// Waits until the program says that it is ready.
  Container awaitReady() {
    Wait.until(
        "the container is ready",
        () -> {
          if (!inspect("{{.State.Running}}").equals("true")) {
            throw new AssertionError("The container ended:\n" + log());
          }
          return log().contains("Microblog is ready");
        });
    return this;
  }

  /// Where its pages are.
  URI address() {
    return URI.create(
        "http://" + Docker.run("port", id, "5000/tcp").lines().findFirst().orElseThrow());
  }

  /// Waits for its end, and answers its exit code.
  int end() {
    return Integer.parseInt(Docker.run("wait", id));
  }

  /// Tells it to end, and answers its exit code; after ten seconds it would be killed (137).
  int stop() {
    Docker.run("stop", "--time", "10", id);
    return Integer.parseInt(inspect("{{.State.ExitCode}}"));
  }

  String log() {
    return Docker.run("logs", id);
  }

  String inspect(String format) {
    return Docker.run("inspect", "--format", format, id);
  }

  @Override
  public void close() {
    Docker.run("rm", "--force", "--volumes", id);
  }
}
