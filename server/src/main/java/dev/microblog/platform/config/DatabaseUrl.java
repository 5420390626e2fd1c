package dev.microblog.platform.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the data is, as DATABASE_URL says it: a file of SQLite, or a database of a server.
///
/// @param kind what answers there
/// @param file the SQLite file; null for a server
/// @param host name or address of the server, IPv6 without brackets; empty for a file
/// @param port of the server; 0 for a file
/// @param name of the database on the server; empty for a file
/// @param user who signs in there; empty for a file
/// @param password of the user; may be empty
/// @param tls how the connection is protected
/// @param authority a PEM file with the certificates that are trusted; null for those of the
/// system. It may be given from [Tls#VERIFY_CA] on
public record DatabaseUrl(
    Kind kind,
    @Nullable Path file,
    String host,
    int port,
    String name,
    String user,
    String password,
    Tls tls,
    @Nullable Path authority) {
  /// What answers there.
  public enum Kind {
    /// A file, read and written by this process.
    SQLITE(0, "sqlite"),
    /// A server of MySQL or MariaDB; which of the two, it says itself.
    MYSQL(3306, "mysql"),
    /// A server of PostgreSQL.
    POSTGRESQL(5432, "postgresql");

    private final int port;
    private final String scheme;

    Kind(int port, String scheme) {
      this.port = port;
      this.scheme = scheme;
    }

    /// The port that such a server has unless another is given.
    int port() {
      return port;
    }
  }

  /// How a connection is protected, the strictest last.
  public enum Tls {
    /// Never encrypted.
    DISABLE,
    /// Encrypted where the server offers it. This is what holds without an option.
    PREFER,
    /// Encrypted or refused; whoever answers is believed to be the server.
    REQUIRE,
    /// As [#REQUIRE], and the server has a certificate of a trusted authority.
    VERIFY_CA,
    /// As [#VERIFY_CA], and the certificate is for the host that was asked for.
    VERIFY_FULL
  }

  /// The SQLite file that is used where nothing is said: in the data folder.
  public static DatabaseUrl inFolder(Path dataDir) {
    return sqlite(dataDir.resolve("microblog.db"));
  }

  /// An SQLite file.
  public static DatabaseUrl sqlite(Path file) {
    return new DatabaseUrl(Kind.SQLITE, file, "", 0, "", "", "", Tls.DISABLE, null);
  }

  /// Reads an address as SQLAlchemy, Django, Rails, Heroku or JDBC write it.
  ///
  /// In the user and the password `%` and two hexadecimal digits stand for a byte, and other
  /// characters for themselves, also `+`, and a `%` before anything else. The last `@` ends them.
  /// Paths, of an SQLite file and of a file of certificates, are relative to the data folder: it is
  /// what is kept, and in a container the only place that can be written.
  ///
  /// @throws IllegalArgumentException if the data cannot be there; the message is a sentence for
  /// the operator and holds nothing of the user and the password
  public static DatabaseUrl parse(String text, Path dataDir) {
    return new DatabaseUrlReader(dataDir).read(text);
  }

  /// The same place with another password.
  DatabaseUrl withPassword(String other) {
    return new DatabaseUrl(kind, file, host, port, name, user, other, tls, authority);
  }

  /// Whether the data is in a file that this process opens itself.
  public boolean embedded() {
    return kind == Kind.SQLITE;
  }

  /// Where the data is, for the log: without user and password.
  public String display() {
    if (file != null) {
      return "sqlite:///" + file;
    }
    String place = host.indexOf(':') < 0 ? host : '[' + host + ']';
    return kind.scheme + "://" + place + ':' + port + '/' + name;
  }

  /// As [#display()], for this may end up in a log.
  @Override
  public String toString() {
    return display();
  }
}
