package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The containers of files for compose, gone with their volumes when it is closed.
final class Compose implements AutoCloseable {
  private static final Path SECRETS = Docker.root().resolve("deploy/compose/secrets");

  private final Map<String, String> variables;
  private final String project;
  private final int port = Docker.freePort();

  /// @param files as they stand in the project, later ones before earlier ones
  Compose(String... files) {
    need();
    project = "microblog-test-" + port;
    variables =
        Map.of(
            "COMPOSE_PROJECT_NAME",
            project,
            "COMPOSE_FILE",
            String.join(":", files),
            "HTTP_PORT",
            Integer.toString(port),
            "MAIL_WEB_PORT",
            Integer.toString(Docker.freePort()),
            "MICROBLOG_IMAGE",
            Docker.image(),
            "PUBLIC_URL",
            address().toString());
    Docker.Result secrets = Docker.ask(List.of(SECRETS.toString()), Map.of());
    assertThat(secrets.status()).as(secrets.output()).isZero();
  }

  private static void need() {
    Docker.need();
    Strict.need(
        Files.isExecutable(Path.of("/usr/bin/docker-compose")), "There is no docker-compose.");
  }

  /// Where its pages are.
  URI address() {
    return URI.create("http://localhost:" + port);
  }

  /// Starts it, and waits until its pages are answered.
  Compose start() {
    run("up", "-d", "--no-build");
    // The proxies are begun late or answer late, so whoever answers is ready.
    Wait.until("it answers", () -> Docker.answers(address().resolve("/auth/login"), 200));
    return this;
  }

  /// Runs a command of compose, and answers what it printed.
  String run(String... words) {
    List<String> command = new ArrayList<>(List.of("docker-compose"));
    command.addAll(List.of(words));
    return done(command, Map.of());
  }

  /// Runs a script of the project on these containers.
  ///
  /// @param more variables beside those of the containers, before which they go
  String script(String path, List<String> words, Map<String, String> more) {
    List<String> command = new ArrayList<>(List.of(Docker.root().resolve(path).toString()));
    command.addAll(words);
    return done(command, more);
  }

  /// Runs a command of the program in the container of a server.
  String command(String service, String... words) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "exec", "-T", service, "/opt/microblog/jvm/bin/java", "@/opt/microblog/java.args"));
    line.addAll(List.of(words));
    return run(line.toArray(String[]::new));
  }

  /// The container of a service of which there is one.
  String container(String service) {
    return run("ps", "-q", service).strip();
  }

  private String done(List<String> command, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(variables);
    all.putAll(more);
    Docker.Result result = Docker.ask(command, all);
    assertThat(result.status()).as(command + ":\n" + result.output()).isZero();
    return result.output();
  }

  @Override
  public void close() {
    run("down", "-v", "-t", "5");
  }
}
