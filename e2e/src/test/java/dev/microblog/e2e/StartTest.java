package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line, the settings and the port: what a start says, and with which code it ends.
class StartTest {
  private static final int BAD_SETTINGS = 2;
  private static final int UNUSABLE = 1;

  @TempDir Path folder;

  @Test
  void everythingWrongWithTheSettingsIsToldAtOnceAndNoSecret() throws IOException {
    Path data = folder.resolve("data");
    Ending ending =
        Launch.in(data)
            .with("PORT", "abc")
            .with("POST_MAX_LENGTH", "0")
            .with("SECRET_KEY", "tooshort")
            .with("PUBLIC_URL", "blog.example.org")
            .with("TRUSTED_PROXIES", "the proxy")
            .with("DATABASE_URL", "gopher://microblog:swordfish@db/microblog")
            .end();
    assertThat(ending.code()).isEqualTo(BAD_SETTINGS);
    assertThat(ending.errors())
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).contains("PORT must be a whole number from 0 to 65535."),
            line -> assertThat(line).contains("POST_MAX_LENGTH must be a whole number from 1 to"),
            line -> assertThat(line).contains("SECRET_KEY must have at least 12 characters."),
            line -> assertThat(line).contains("PUBLIC_URL must be a web address"),
            line -> assertThat(line).contains("TRUSTED_PROXIES must be networks"),
            line -> assertThat(line).contains("DATABASE_URL"));
    assertThat(ending.lines()).as("and nothing else").hasSameSizeAs(ending.errors());
    assertThat(ending.text()).doesNotContain("tooshort", "swordfish");
    assertThat(data).as("nothing was made").doesNotExist();
  }

  @Test
  void whatContainerLinksInjectIsIgnored() throws IOException {
    // The standard port is taken here, by this test or by somebody else: so the server says that it
    // would have taken it.
    Launch launch =
        Launch.in(folder.resolve("data"))
            .with("PORT", "tcp://172.17.0.5:5000")
            .with("POST_MAX_LENGTH", "tcp://172.17.0.5:1")
            .with("DATABASE_URL", "tcp://172.17.0.5:3306");
    ServerSocket taken = takeIfFree(5000);
    Ending ending;
    try {
      ending = launch.end();
    } finally {
      taken.close();
    }
    assertThat(ending.code()).isEqualTo(UNUSABLE);
    assertThat(ending.errors()).singleElement().asString().contains("Port 5000 cannot be opened");
    assertThat(ending.text()).doesNotContain("172.17.0.5");
  }

  private static ServerSocket takeIfFree(int port) throws IOException {
    try {
      return new ServerSocket(port);
    } catch (java.net.BindException e) {
      return new ServerSocket(0);
    }
  }

  @Test
  void aPortInUseIsToldAndNoPostIsTouched() throws IOException {
    Path data = folder.resolve("data");
    Person amina = Person.of("amina");
    try (Server server = Launch.in(data).start()) {
      server.client().signUp(amina);
      server.client().signIn(amina).write("Here before");
    }
    List<String> before = Folder.rows(data);
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = Integer.toString(taken.getLocalPort());
      Ending ending = Launch.in(data).with("PORT", port).end();
      assertThat(ending.code()).isEqualTo(UNUSABLE);
      assertThat(ending.errors())
          .singleElement()
          .asString()
          .contains("Port " + port + " cannot be opened: it is in use, or not allowed. Set PORT.");
      assertThat(ending.text()).doesNotContain("\tat ").doesNotContain("is ready");
    }
    assertThat(Folder.rows(data)).isEqualTo(before);
  }

  @Test
  void theDemoPrintsNamesAndPasswordsThatWork() throws IOException {
    Path data = folder.resolve("data");
    List<Person> cast;
    try (Server server = Launch.in(data).arguments("--demo").start()) {
      cast = cast(server.lines());
      assertThat(cast).hasSizeGreaterThanOrEqualTo(12);
      for (Person person : List.of(cast.getFirst(), cast.getLast())) {
        Client client = server.client().signIn(person);
        assertThat(client.page("/index").select(".post")).as("posts at home").hasSize(25);
      }
    }
    List<String> before = Folder.rows(data);
    Ending again = Launch.in(data).arguments("--demo").end();
    assertThat(again.code()).isEqualTo(UNUSABLE);
    assertThat(again.errors())
        .singleElement()
        .asString()
        .contains("--demo fills an empty data folder only, and this one has people.");
    assertThat(cast(again.lines())).isEmpty();
    assertThat(Folder.rows(data)).isEqualTo(before);
    try (Server server = Launch.in(data).start()) {
      server.client().signIn(cast.getFirst());
    }
  }

  private static List<Person> cast(List<String> lines) {
    Pattern line = Pattern.compile("^  ([a-z]+) +(\\S+)$");
    List<Person> cast = new ArrayList<>();
    for (String text : lines) {
      Matcher matcher = line.matcher(text);
      if (matcher.matches()) {
        cast.add(new Person(matcher.group(1), matcher.group(2)));
      }
    }
    return cast;
  }

  /// The threads of its web server must not keep a process alive that will never serve.
  @Test
  void aStartThatFailsInAWayThatNobodyForesawEnds() throws SQLException {
    Launch launch = Launch.in(folder.resolve("data"));
    launch.arguments("migrate").end();
    String address = "jdbc:sqlite:" + folder.resolve("data").resolve("microblog.db");
    try (Connection connection = DriverManager.getConnection(address);
        var statement = connection.createStatement()) {
      statement.execute(
          "create trigger no before insert on node_lease begin select raise(abort, 'no'); end");
    }

    Ending ending = launch.end();

    assertThat(ending.code()).as(ending.text()).isEqualTo(1);
    assertThat(ending.text()).contains("Something went wrong that should not");
  }

  @Test
  void helpAndVersionAnswerWithoutADataFolder() {
    Path data = folder.resolve("data");
    Ending help = Launch.in(data).arguments("--help").end();
    assertThat(help.code()).isZero();
    assertThat(help.text()).contains("Usage: microblog", "--demo", "--version");
    Ending version = Launch.in(data).arguments("--version").end();
    assertThat(version.code()).isZero();
    assertThat(version.text()).matches("Microblog \\d+\\.\\d+\\.\\d+");
    assertThat(data).doesNotExist();
  }

  @Test
  void anUnknownOptionIsToldAndTheRightOneNamed() {
    Path data = folder.resolve("data");
    Ending ending = Launch.in(data).arguments("--demmo").end();
    assertThat(ending.code()).isNotZero();
    assertThat(ending.text())
        .contains("Unknown option: '--demmo'", "--demo")
        .doesNotContain("\tat ");
    assertThat(data).doesNotExist();
  }
}
