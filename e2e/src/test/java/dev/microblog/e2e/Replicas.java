package dev.microblog.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The containers of compose.replicas.yaml, and what may happen to them.
final class Replicas implements AutoCloseable {
  /// The processes of Microblog.
  static final List<String> ALL = List.of("microblog-1", "microblog-2", "microblog-3");

  private static final Pattern TOTAL_USAGE = Pattern.compile("\"total_usage\":(\\d+)");

  private final Compose compose;

  /// Starts them, without limits of rates.
  ///
  /// @param folder for what is laid over the file
  static Replicas start(Path folder) throws IOException {
    Path unlimited = folder.resolve("unlimited.yaml");
    StringBuilder services = new StringBuilder("services:\n");
    for (String replica : ALL) {
      services.append("  %s:%n    environment:%n      RATE_LIMIT: \"off\"%n".formatted(replica));
    }
    Files.writeString(unlimited, services);
    return new Replicas(new Compose("compose.replicas.yaml", unlimited.toString()));
  }

  private Replicas(Compose compose) {
    this.compose = compose.start();
    awaitReady();
  }

  /// Where the proxy is.
  URI address() {
    return compose.address();
  }

  /// Where one of them is, without the proxy.
  URI address(String replica) {
    return URI.create("http://" + ip(replica) + ":5000");
  }

  private String ip(String service) {
    return Docker.run(
        "inspect",
        "--format",
        "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}",
        compose.container(service));
  }

  /// Waits until all of them serve.
  void awaitReady() {
    for (String replica : ALL) {
      awaitReady(replica);
    }
  }

  void awaitReady(String replica) {
    URI probe = URI.create("http://" + ip(replica) + ":5001/health/ready");
    Wait.until(replica + " is ready", Duration.ofMinutes(2), () -> Docker.answers(probe, 200));
  }

  /// Ends a container without a word; it is not started again.
  void kill(String service) {
    Docker.run("kill", compose.container(service));
  }

  void start(String service) {
    Docker.run("start", compose.container(service));
  }

  void stop(String service) {
    Docker.run("stop", compose.container(service));
  }

  void restart(String service) {
    Docker.run("restart", compose.container(service));
  }

  /// Stops a container in the middle of whatever it does.
  void freeze(String service) {
    Docker.run("pause", compose.container(service));
  }

  void thaw(String service) {
    Docker.run("unpause", compose.container(service));
  }

  /// Gives these another image, one after the other, by the script of the project.
  void roll(List<String> replicas, String image) {
    compose.script("deploy/compose/roll", replicas, Map.of("MICROBLOG_IMAGE", image));
  }

  /// Runs a command of the program in the container of one of them.
  String command(String replica, String... words) {
    return compose.command(replica, words);
  }

  /// Asks the database for one value.
  String query(String sql) {
    return compose
        .run(
            "exec",
            "-T",
            "mysql",
            "sh",
            "-c",
            "mysql -N -umicroblog -p\"$(cat $MYSQL_PASSWORD_FILE)\" microblog -e \""
                + sql
                + "\" 2>/dev/null")
        .strip();
  }

  /// What all of them wrote to their logs since they were made.
  String log() {
    return compose.run("logs", "--no-color", ALL.get(0), ALL.get(1), ALL.get(2));
  }

  /// The processor's time that a container has used, in seconds.
  double cpuSeconds(String service) {
    String stats =
        "http://docker/containers/"
            + compose.container(service)
            + "/stats?stream=false&one-shot=true";
    Docker.Result answer =
        Docker.ask(List.of("curl", "-s", "--unix-socket", "/var/run/docker.sock", stats), Map.of());
    Matcher total = TOTAL_USAGE.matcher(answer.output());
    if (!total.find()) {
      throw new AssertionError("Docker does not say what was used: " + answer.output());
    }
    return Long.parseLong(total.group(1)) / 1e9;
  }

  @Override
  public void close() {
    compose.close();
  }
}
