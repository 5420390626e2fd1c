package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command `doctor` beside the server that it looks at, and without it.
class DoctorTest {
  private static final String PASSWORD = "swordfish";

  @TempDir Path folder;

  private static List<String> about(Ending ending, String subject) {
    return ending.lines().stream()
        .filter(line -> line.matches("(good|warning|bad) +" + subject + " .*"))
        .toList();
  }

  @Test
  void itVisitsTheServerAndTheServerGoesOn() throws IOException {
    Path data = folder.resolve("data");
    Person amina = Person.of("amina");
    String address;
    try (Server server = Launch.in(data).start()) {
      server.client().signUp(amina);
      address = server.address().toString();
      Launch doctor = Launch.in(data).with("PUBLIC_URL", address).arguments("doctor");

      Ending ending = doctor.end();

      assertThat(ending.code()).as(ending.text()).isZero();
      assertThat(about(ending, "public URL"))
          .singleElement()
          .asString()
          .endsWith("This Microblog answers at " + address + ".");
      assertThat(about(ending, "proxy")).singleElement().asString().contains("There is no proxy");
      assertThat(about(ending, "database")).allMatch(line -> line.startsWith("good"));
      for (String subject : List.of("disk", "mail", "search", "translation", "clock", "memory")) {
        assertThat(about(ending, subject)).as(subject).isNotEmpty();
      }
      server.client().signIn(amina).write("Nobody was in my way");
    }

    Ending ending = Launch.in(data).with("PUBLIC_URL", address).arguments("doctor").end();

    assertThat(ending.code()).isEqualTo(1);
    assertThat(about(ending, "public URL"))
        .singleElement()
        .asString()
        .startsWith("bad")
        .contains("Nobody listens at");
    assertThat(about(ending, "database")).allMatch(line -> line.startsWith("good"));
  }

  @Test
  void itMakesNothingAndTellsNoSecret() {
    Path data = folder.resolve("data");

    Ending ending =
        Launch.in(data)
            .with("SECRET_KEY", PASSWORD + " for signing")
            .with("PUBLIC_URL", "http://127.0.0.1:1")
            .with("MAIL_SERVER", "127.0.0.1")
            .with("MAIL_PORT", "1")
            .with("MAIL_USERNAME", "amina")
            .with("MAIL_PASSWORD", PASSWORD)
            .with("ELASTICSEARCH_URL", "http://amina:" + PASSWORD + "@127.0.0.1:1")
            .arguments("doctor", "--json")
            .end();

    assertThat(ending.code()).isEqualTo(1);
    assertThat(ending.lines()).startsWith("[").endsWith("]");
    assertThat(ending.text())
        .contains("{\"level\":\"bad\",\"subject\":\"mail\",\"sentence\":\"Nobody listens at")
        .contains("{\"level\":\"bad\",\"subject\":\"search\",\"sentence\":\"Nobody listens at")
        .contains("{\"level\":\"warning\",\"subject\":\"database\",\"sentence\":\"There is no data")
        .doesNotContain(PASSWORD, "amina", "\tat ");
    assertThat(data).doesNotExist();
  }
}
