package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The two files for compose, as they stand in the project.
class ComposeTest {
  private static final Path ROOT = Docker.root();

  /// A started set of containers, gone with its volumes when it is closed.
  private static final class Compose implements AutoCloseable {
    private final String file;
    private final String project;
    private final int port = Docker.freePort();
    private final int mail = Docker.freePort();

    Compose(String file) {
      this.file = file;
      this.project = "microblog-test-" + port;
    }

    String run(String... words) {
      List<String> command = new ArrayList<>(List.of("docker-compose", "-p", project, "-f", file));
      command.addAll(List.of(words));
      Docker.Result result =
          Docker.ask(
              command,
              Map.of(
                  "HTTP_PORT", Integer.toString(port),
                  "MAIL_WEB_PORT", Integer.toString(mail),
                  "MICROBLOG_IMAGE", Docker.image(),
                  "PUBLIC_URL", address().toString()));
      assertThat(result.status()).as(command + ":\n" + result.output()).isZero();
      return result.output();
    }

    /// Runs a command of the program in the container of the server.
    String command(String... words) {
      List<String> line =
          new ArrayList<>(
              List.of(
                  "exec",
                  "-T",
                  "microblog",
                  "/opt/microblog/jvm/bin/java",
                  "@/opt/microblog/java.args"));
      line.addAll(List.of(words));
      return run(line.toArray(String[]::new));
    }

    URI address() {
      return URI.create("http://localhost:" + port);
    }

    @Override
    public void close() {
      run("down", "-v", "-t", "5");
    }
  }

  private static void need() {
    Docker.need();
    Strict.need(
        Files.isExecutable(Path.of("/usr/bin/docker-compose")), "There is no docker-compose.");
  }

  private static void aPersonPosts(URI address) throws IOException {
    Client client = new Client(address);
    Person amina = Person.of("amina");
    client.signUp(amina);
    client.signIn(amina).write("Composed 😀");
    assertThat(client.page("/index").select(".post-body").text()).isEqualTo("Composed 😀");
  }

  @Test
  void oneContainerAndOneVolume() throws IOException {
    need();
    try (Compose compose = new Compose("compose.yaml")) {
      compose.run("up", "-d", "--no-build");
      Wait.until("it answers", () -> Docker.answers(compose.address().resolve("/auth/login"), 200));
      aPersonPosts(compose.address());
      compose.run("restart", "-t", "10");
      Wait.until("it answers", () -> Docker.answers(compose.address().resolve("/auth/login"), 200));
      Client again = new Client(compose.address());
      assertThat(again.page("/user/amina").select(".post-body").text()).isEqualTo("Composed 😀");
      // Beside the running server, as docs/operations.md has it.
      assertThat(compose.command("user", "list", "--json")).contains("\"role\":\"operator\"");
      new Client(compose.address()).signUp(Person.of("ben"));
      compose.command("user", "lock", "ben", "--reason", "Spam");
      assertThat(compose.command("user", "show", "ben")).containsPattern("restrictions +locked");
      compose.command("settings", "set", "name", "Kites");
      Wait.until("it has its name", () -> again.page("/explore").title().contains("Kites"));
    }
  }

  @Test
  void theWholeOfItInTheOrderOfItsHealth() throws IOException {
    need();
    Docker.Result secrets =
        Docker.ask(List.of(ROOT.resolve("deploy/compose/secrets").toString()), Map.of());
    assertThat(secrets.status()).as(secrets.output()).isZero();
    try (Compose compose = new Compose("compose.full.yaml")) {
      compose.run("up", "-d", "--no-build");
      // The proxy is begun when Microblog is ready, so whoever answers is.
      Wait.until("it answers", () -> Docker.answers(compose.address().resolve("/auth/login"), 200));
      aPersonPosts(compose.address());
      String log = compose.run("logs", "--no-color", "microblog");
      assertThat(log.replace("\\/", "/"))
          .contains("mysql://mysql:3306/microblog")
          .contains("\"path\":\"/index\"")
          .doesNotContain("ERROR");
      // A database that has just been made may be slow to let somebody in, and is then waited for.
      assertThat(log.lines().filter(line -> line.contains("WARN")))
          .allMatch(line -> line.contains("Trying again every"));
      String password =
          Files.readString(ROOT.resolve("deploy/compose/secrets.d/database_password"));
      assertThat(log).doesNotContain(password);
      assertThat(compose.run("ps")).contains("(healthy)");
    }
  }
}
