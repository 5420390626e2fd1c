package dev.microblog.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.Certificate;
import dev.microblog.platform.config.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// A database server that is reached by TLS. MySQL is not among them: none that has TLS can be had
/// for the tests.
@OnDatabases
@ParameterizedClass(name = "{0}")
@EnumSource(names = {"POSTGRESQL_15", "MARIADB_10_11"})
class DatabaseTlsTest {
  private static final String PASSWORD = "sesame";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// What is not said by a server that is still being set up.
  private static final Set<Unreachable.Reason> ANSWERS =
      Set.of(Unreachable.Reason.TLS, Unreachable.Reason.OTHER);

  private static final Map<Engine, Container> servers = new EnumMap<>(Engine.class);

  @TempDir static Path folder;

  private final Engine engine;

  DatabaseTlsTest(Engine engine) {
    this.engine = engine;
  }

  @BeforeAll
  static void makeCertificates() throws IOException {
    Requirement.met(Container.possible(), "needs a running Docker engine");
    Certificate certificate =
        Certificate.ofThisAddress(Files.createDirectory(folder.resolve("server")));
    Certificate other = Certificate.ofThisAddress(Files.createDirectory(folder.resolve("other")));
    Files.writeString(folder.resolve("authority.pem"), certificate.authority());
    Files.writeString(folder.resolve("stranger.pem"), other.authority());
    servers.put(
        Engine.POSTGRESQL_15,
        start(
            certificate,
            "postgres:15",
            "postgres",
            List.of("postgres", "-c", "ssl=on", "-c", "ssl_key_file=/key", "-c"),
            "ssl_cert_file=/chain",
            "POSTGRES_PASSWORD",
            5432));
    servers.put(
        Engine.MARIADB_10_11,
        start(
            certificate,
            "mariadb:10.11",
            "mysql",
            List.of("mariadbd", "--ssl-key=/key"),
            "--ssl-cert=/chain",
            "MARIADB_ROOT_PASSWORD",
            3306));
  }

  /// The key must belong to the server's user, whom only the container knows.
  private static Container start(
      Certificate certificate,
      String image,
      String user,
      List<String> command,
      String last,
      String passwordName,
      int port) {
    return Container.run(
        image,
        List.of(
            "--entrypoint",
            "bash",
            "-e",
            passwordName + "=" + PASSWORD,
            "-e",
            "KEY=" + certificate.key(),
            "-e",
            "CHAIN=" + certificate.chain()),
        List.of(
            "-c",
            "printf %s \"$KEY\" >/key; printf %s \"$CHAIN\" >/chain; chown "
                + user
                + " /key; chmod 600 /key; exec docker-entrypoint.sh "
                + String.join(" ", command)
                + ' '
                + last),
        port);
  }

  private DatabaseUrl url(String host, String options) {
    boolean postgresql = engine == Engine.POSTGRESQL_15;
    int port = Objects.requireNonNull(servers.get(engine)).port(postgresql ? 5432 : 3306);
    return DatabaseUrl.parse(
        (postgresql ? "postgresql://postgres:" : "mariadb://root:")
            + PASSWORD
            + '@'
            + host
            + ':'
            + port
            + (postgresql ? "/postgres" : "/mysql")
            + options,
        Path.of("none"));
  }

  /// Whether what is said to the server is encrypted.
  private boolean encrypted(String host, String options) {
    try (Database database = Databases.open(url(host, options), 1)) {
      awaitAnswer(database);
      return database.read(
          sql ->
              engine == Engine.POSTGRESQL_15
                  ? sql.fetchExists(
                      DSL.table("pg_stat_ssl"), DSL.condition("pid = pg_backend_pid() and ssl"))
                  : sql.fetchExists(
                      DSL.table("information_schema.session_status"),
                      DSL.condition("variable_name = 'SSL_CIPHER' and variable_value <> ''")));
    }
  }

  /// A server that was started just now takes a while.
  private static void awaitAnswer(Database database) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        database.ping();
        return;
      } catch (Unreachable e) {
        if (ANSWERS.contains(e.reason()) || Instant.now().isAfter(deadline)) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void assertRefused(String host, String options) {
    assertThatExceptionOfType(Unreachable.class)
        .as(options)
        .isThrownBy(() -> encrypted(host, options))
        .withMessageContaining("certificate")
        .withMessageNotContaining(PASSWORD)
        .extracting(Unreachable::reason)
        .isEqualTo(Unreachable.Reason.TLS);
  }

  private static String by(String mode, String authority) {
    return "?sslmode=" + mode + "&sslrootcert=" + folder.resolve(authority);
  }

  @Test
  void itIsUsedWhereItIsOfferedUnlessTheAddressForbidsIt() {
    assertThat(encrypted("127.0.0.1", "")).isTrue();
    assertThat(encrypted("127.0.0.1", "?sslmode=require")).isTrue();
    assertThat(encrypted("127.0.0.1", "?sslmode=disable")).isFalse();
  }

  @Test
  void theAuthorityThatIsNamedIsBelieved() {
    assertThat(encrypted("127.0.0.1", by("verify-ca", "authority.pem"))).isTrue();
    assertThat(encrypted("127.0.0.1", by("verify-full", "authority.pem"))).isTrue();
  }

  @Test
  void anotherAuthorityIsNotBelieved() {
    assertRefused("127.0.0.1", by("verify-ca", "stranger.pem"));
    assertRefused("127.0.0.1", by("verify-full", "stranger.pem"));
    assertRefused("127.0.0.1", "?sslmode=verify-full");
  }

  @Test
  void theNameIsLookedAtWhereThatIsAsked() {
    assertThat(encrypted("localhost", by("verify-ca", "authority.pem"))).isTrue();
    assertRefused("localhost", by("verify-full", "authority.pem"));
  }

  @Test
  void aServerWithoutItIsRefusedWhereItIsRequired() {
    try (TestDatabase on = TestDatabase.empty(engine);
        Database database =
            Databases.open(
                DatabaseUrl.parse(on.address() + "?sslmode=require", Path.of("none")), 1)) {
      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(database::ping)
          .extracting(Unreachable::reason)
          .isEqualTo(Unreachable.Reason.TLS);
    }
  }
}
