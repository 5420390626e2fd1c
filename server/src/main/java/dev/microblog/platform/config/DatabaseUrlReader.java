package dev.microblog.platform.config;

import dev.microblog.platform.config.DatabaseUrl.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the forms of [DatabaseUrl#parse]. No message repeats what was read: any part of it may be
/// part of a password with a character that was not encoded.
final class DatabaseUrlReader {
  /// Longer than any real one.
  private static final int LONGEST = 4096;

  private static final Set<String> SQLITE = Set.of("sqlite", "sqlite3");
  private static final Set<String> MYSQL =
      Set.of("mysql", "mysql2", "mariadb", "mysql-connector", "mysqlgis");
  private static final Set<String> POSTGRESQL =
      Set.of("postgres", "postgresql", "pgsql", "psql", "postgis");

  /// A scheme with the driver of another language behind a `+`, which says nothing here.
  private static final Pattern SCHEME =
      Pattern.compile("(jdbc:)?([a-z0-9-]+)(?:\\+([a-z0-9_]+))?:(.*)", Pattern.CASE_INSENSITIVE);

  private static final Pattern PLACE =
      Pattern.compile(
          "(?<host>\\[[0-9A-Fa-f:.]+(?:%[0-9A-Za-z]+)?]|[A-Za-z0-9._-]*)"
              + "(?::(?<port>[0-9]{0,5}))?(?:/(?<name>[^/?#@]*))?/?");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.$-]{1,64}");

  private final Path dataDir;

  DatabaseUrlReader(Path dataDir) {
    this.dataDir = dataDir;
  }

  DatabaseUrl read(String text) {
    if (text.length() > LONGEST || text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw refused("is too long, or holds control characters.");
    }
    if (text.toLowerCase(Locale.ROOT).contains(":memory:")) {
      throw inMemory();
    }
    Matcher matcher = SCHEME.matcher(text);
    if (!matcher.matches()) {
      throw unknown();
    }
    boolean jdbc = matcher.group(1) != null;
    String scheme = matcher.group(2).toLowerCase(Locale.ROOT);
    if (SQLITE.contains(scheme)) {
      return file(matcher.group(4), jdbc);
    }
    if (!MYSQL.contains(scheme) && !POSTGRESQL.contains(scheme)) {
      throw unknown();
    }
    if ("srv".equalsIgnoreCase(matcher.group(3))) {
      throw severalHosts();
    }
    Kind kind = MYSQL.contains(scheme) ? Kind.MYSQL : Kind.POSTGRESQL;
    return server(kind, matcher.group(4), jdbc);
  }

  private DatabaseUrl file(String rest, boolean jdbc) {
    int question = rest.indexOf('?');
    String path = question < 0 ? rest : rest.substring(0, question);
    new DatabaseOptions(Kind.SQLITE, question < 0 ? "" : rest.substring(question + 1), dataDir)
        .refuseUnknown();
    if (!jdbc && path.startsWith("//")) {
      if (path.length() > 2 && path.charAt(2) != '/') {
        throw refused(
            "has a host before the SQLite file. Three slashes stand before a path in the data"
                + " folder, four before a path from the root: sqlite:////data/microblog.db.");
      }
      path = path.substring(Math.min(3, path.length()));
    }
    if (path.isBlank()) {
      throw inMemory();
    }
    if (path.startsWith("file:")) {
      throw refused("must give the SQLite file as a path, not as file:.");
    }
    return DatabaseUrl.sqlite(path(dataDir, path));
  }

  /// A path of the operator, relative to the data folder.
  static Path path(Path dataDir, String path) {
    try {
      return dataDir.resolve(path).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw refused("holds what is no path of a file.");
    }
  }

  private DatabaseUrl server(Kind kind, String rest, boolean jdbc) {
    if (!rest.startsWith("//")) {
      throw rest.matches("[a-z]+:.*") ? severalHosts() : unknown();
    }
    String text = rest.substring(2);
    int at = jdbc ? end(text).lastIndexOf('@') : text.lastIndexOf('@');
    String userInfo = at < 0 ? "" : text.substring(0, at);
    refuseAmbiguous(userInfo);
    String place = text.substring(at + 1);
    if (place.indexOf('#') >= 0) {
      throw refused("has a # behind the host. " + HOW_TO_ENCODE);
    }
    int question = place.indexOf('?');
    DatabaseOptions options =
        new DatabaseOptions(kind, question < 0 ? "" : place.substring(question + 1), dataDir);
    String head = end(place);
    if (head.startsWith("/") || head.regionMatches(true, 0, "%2f", 0, 3)) {
      throw noHost();
    }
    if (head.indexOf(',') >= 0 || head.indexOf('(') >= 0) {
      throw severalHosts();
    }
    Matcher parts = PLACE.matcher(head);
    if (!parts.matches()) {
      throw refused(
          "cannot be read behind the user: host, port and name of the database are expected there,"
              + " as in mysql://user:password@db.example.org:3306/microblog, IPv6 addresses in"
              + " brackets. "
              + HOW_TO_ENCODE);
    }
    String host = parts.group("host").replaceAll("[\\[\\]]", "");
    if (host.isEmpty()) {
      throw noHost();
    }
    String name = name(parts.group("name"));
    int colon = userInfo.indexOf(':');
    String user = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
    String password = colon < 0 ? "" : decoded(userInfo.substring(colon + 1));
    boolean twoUsers = !user.isEmpty() && options.user() != null;
    boolean twoPasswords = !password.isEmpty() && options.password() != null;
    if (twoUsers || twoPasswords) {
      throw refused(
          "gives the user or the password twice: before the host and as an option. Keep one.");
    }
    user = options.user() == null ? user : options.user();
    password = options.password() == null ? password : options.password();
    if (user.isEmpty()) {
      throw refused("names no user.");
    }
    options.refuseUnknown();
    return new DatabaseUrl(
        kind,
        null,
        host,
        port(parts.group("port"), kind),
        name,
        user,
        password,
        options.tls(),
        options.authority());
  }

  private static String end(String text) {
    int question = text.indexOf('?');
    return question < 0 ? text : text.substring(0, question);
  }

  /// An `@` behind a `?` may belong to the password or to an option. Where both would make sense,
  /// guessing could send the password to another host.
  private static void refuseAmbiguous(String userInfo) {
    String head = end(userInfo);
    if (head.length() < userInfo.length()) {
      Matcher other = PLACE.matcher(head.substring(head.lastIndexOf('@') + 1));
      if (other.matches() && other.group("name") != null) {
        throw refused("has an @ behind a ?, which can be read in two ways. " + HOW_TO_ENCODE);
      }
    }
  }

  private static String name(@Nullable String text) {
    String name = text == null ? "" : decoded(text);
    if (name.isEmpty()) {
      throw refused("names no database: it stands behind the host and a slash.");
    }
    if (!NAME.matcher(name).matches()) {
      throw refused(
          "has a database name with other characters than letters, digits and _ . $ -, or more"
              + " than 64.");
    }
    return name;
  }

  private static int port(@Nullable String text, Kind kind) {
    if (text == null || text.isEmpty()) {
      return kind.port();
    }
    int port = Integer.parseInt(text);
    if (port < 1 || port > 65535) {
      throw refused("has a port that is not between 1 and 65535.");
    }
    return port;
  }

  /// The text with its `%XX` as the bytes of UTF-8 that they stand for.
  static String decoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); ) {
      int end = text.offsetByCodePoints(i, 1);
      if (text.charAt(i) == '%' && text.length() >= i + 3 && isHex(text.substring(i + 1, i + 3))) {
        end = i + 3;
        bytes.write(Integer.parseInt(text.substring(i + 1, end), 16));
      } else {
        bytes.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
      }
      i = end;
    }
    if (bytes.toString(StandardCharsets.UTF_8).indexOf('\0') >= 0) {
      throw refused("has a %00, which no server takes.");
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw refused("has a % with two digits that are no UTF-8. A % itself is written %25.");
    }
  }

  private static boolean isHex(String pair) {
    return pair.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
  }

  static final String HOW_TO_ENCODE =
      "Write special characters of the user and the password as %40 for @, %2F for /, %3A for :,"
          + " %3F for ?, %23 for # and %25 for %.";

  static IllegalArgumentException refused(String what) {
    return new IllegalArgumentException("DATABASE_URL " + what);
  }

  private static IllegalArgumentException unknown() {
    return refused(
        "must begin with sqlite:///, mysql://, mariadb:// or postgresql://, as in"
            + " mysql://user:password@db.example.org/microblog.");
  }

  private static IllegalArgumentException inMemory() {
    return refused(
        "names no SQLite file: a database in memory would be lost with the process. Give a file,"
            + " as in sqlite:///microblog.db.");
  }

  private static IllegalArgumentException noHost() {
    return refused(
        "names no host. Unix sockets are not supported: let the server listen on an address.");
  }

  private static IllegalArgumentException severalHosts() {
    return refused(
        "names several hosts, or a way to find them. Give one: the address behind which the"
            + " database fails over by itself.");
  }
}
