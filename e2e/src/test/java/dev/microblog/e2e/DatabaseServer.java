package dev.microblog.e2e;

import java.util.ArrayList;
import java.util.List;

/// A database server in a container, on a port of this machine that stays its own: it may be
/// started late, stopped, frozen and started again.
final class DatabaseServer implements AutoCloseable {
  private static final String PASSWORD = "p@ss: word/5%";

  private final String id;
  private final String scheme;
  private final int port;

  private DatabaseServer(String id, String scheme, int port) {
    this.id = id;
    this.scheme = scheme;
    this.port = port;
  }

  /// MySQL 8.0 with an empty database, not started yet.
  static DatabaseServer mysql() {
    return create(
        "mysql",
        3306,
        "mysql:8.0",
        "MYSQL_RANDOM_ROOT_PASSWORD=yes",
        "MYSQL_DATABASE=microblog",
        "MYSQL_USER=microblog",
        "MYSQL_PASSWORD=" + PASSWORD);
  }

  /// PostgreSQL 15 with an empty database, not started yet.
  static DatabaseServer postgresql() {
    return create(
        "postgresql",
        5432,
        "postgres:15",
        "POSTGRES_DB=microblog",
        "POSTGRES_USER=microblog",
        "POSTGRES_PASSWORD=" + PASSWORD);
  }

  private static DatabaseServer create(
      String scheme, int port, String image, String... environment) {
    Docker.need();
    List<String> command = new ArrayList<>(List.of("create"));
    for (String variable : environment) {
      command.addAll(List.of("-e", variable));
    }
    int here = Docker.freePort();
    command.addAll(List.of("-p", "127.0.0.1:" + here + ":" + port, image));
    String id = Docker.run(command.toArray(String[]::new));
    return new DatabaseServer(id, scheme, here);
  }

  /// What DATABASE_URL is to be.
  String url() {
    return url(PASSWORD.replace("%", "%25").replace("/", "%2F").replace(" ", "%20"));
  }

  /// The same with another password.
  String url(String password) {
    return scheme + "://microblog:" + password + "@127.0.0.1:" + port + "/microblog";
  }

  /// What must never be seen.
  static String password() {
    return PASSWORD;
  }

  void start() {
    Docker.run("start", id);
  }

  /// Starts it, and waits until it lets somebody in.
  DatabaseServer started() {
    start();
    Wait.until(
        "the database answers",
        () ->
            Launch.in(java.nio.file.Path.of("target", "no-data"))
                    .on(this)
                    .with("DATABASE_WAIT", "0")
                    .arguments("migrate")
                    .end()
                    .code()
                == 0);
    return this;
  }

  /// Stops it in the middle of whatever it does, without a word to those who wait for it.
  void freeze() {
    Docker.run("pause", id);
  }

  /// Kills it, as a power cut does.
  void kill() {
    Docker.run("kill", id);
  }

  /// What PostgreSQL answers, with `|` between columns.
  String ask(String query) {
    return Docker.run("exec", id, "psql", "-U", "microblog", "-d", "microblog", "-Atc", query);
  }

  void thaw() {
    Docker.run("unpause", id);
  }

  @Override
  public void close() {
    Docker.run("rm", "--force", "--volumes", id);
  }
}
