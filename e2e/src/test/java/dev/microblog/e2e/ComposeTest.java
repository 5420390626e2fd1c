package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// The two files for compose, as they stand in the project.
class ComposeTest {
  private static void aPersonPosts(URI address) throws IOException {
    Client client = new Client(address);
    Person amina = Person.of("amina");
    client.signUp(amina);
    client.signIn(amina).write("Composed 😀");
    assertThat(client.page("/index").select(".post-body").text()).isEqualTo("Composed 😀");
  }

  @Test
  void oneContainerAndOneVolume() throws IOException {
    try (Compose compose = new Compose("compose.yaml").start()) {
      aPersonPosts(compose.address());
      compose.run("restart", "-t", "10");
      Wait.until("it answers", () -> Docker.answers(compose.address().resolve("/auth/login"), 200));
      Client again = new Client(compose.address());
      assertThat(again.page("/user/amina").select(".post-body").text()).isEqualTo("Composed 😀");
      // Beside the running server, as docs/operations.md has it.
      assertThat(compose.command("microblog", "user", "list", "--json"))
          .contains("\"role\":\"operator\"");
      new Client(compose.address()).signUp(Person.of("ben"));
      compose.command("microblog", "user", "lock", "ben", "--reason", "Spam");
      assertThat(compose.command("microblog", "user", "show", "ben"))
          .containsPattern("restrictions +locked");
      compose.command("microblog", "settings", "set", "name", "Kites");
      Wait.until("it has its name", () -> again.page("/explore").title().contains("Kites"));
    }
  }

  @Test
  void theWholeOfItInTheOrderOfItsHealth() throws IOException {
    try (Compose compose = new Compose("compose.full.yaml").start()) {
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
          Files.readString(Docker.root().resolve("deploy/compose/secrets.d/database_password"));
      assertThat(log).doesNotContain(password);
      assertThat(compose.run("ps")).contains("(healthy)");
    }
  }
}
