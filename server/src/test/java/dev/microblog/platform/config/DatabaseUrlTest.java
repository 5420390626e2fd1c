package dev.microblog.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.platform.config.DatabaseUrl.Kind;
import dev.microblog.platform.config.DatabaseUrl.Tls;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  private static final Path DATA = Path.of("/srv/blog");

  private static DatabaseUrl parse(String text) {
    return DatabaseUrl.parse(text, DATA);
  }

  @ParameterizedTest
  @CsvSource({
    "sqlite:///app.db, /srv/blog/app.db",
    "sqlite:///./app.db, /srv/blog/app.db",
    "sqlite:///some/app.db, /srv/blog/some/app.db",
    "sqlite:////home/microblog/app.db, /home/microblog/app.db",
    "SQLite:////home/microblog/app.db, /home/microblog/app.db",
    "sqlite+pysqlite:////a/b.db, /a/b.db",
    "sqlite3:///app.db, /srv/blog/app.db",
    "sqlite3:db/production.sqlite3, /srv/blog/db/production.sqlite3",
    "jdbc:sqlite:/a/b.db, /a/b.db",
    "jdbc:sqlite:b.db, /srv/blog/b.db",
    "sqlite:////a/b.db?check_same_thread=False&timeout=30, /a/b.db",
    "sqlite:////a/100%25.db, /a/100%25.db",
    "sqlite:////a/b@c.db, /a/b@c.db"
  })
  void anSqliteFileIsRead(String text, Path file) {
    assertThat(parse(text)).isEqualTo(DatabaseUrl.sqlite(file));
    assertThat(parse(text).embedded()).isTrue();
    assertThat(parse(text).display()).isEqualTo("sqlite:///" + file);
  }

  @Test
  void withoutAnAddressTheFileIsInTheDataFolder() {
    assertThat(DatabaseUrl.inFolder(DATA)).isEqualTo(parse("sqlite:///microblog.db"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sqlite://",
        "sqlite:///",
        "sqlite:",
        "sqlite:///:memory:",
        "sqlite:////:MEMORY:",
        "sqlite:///file::memory:?cache=shared",
        "jdbc:sqlite::memory:",
        "jdbc:sqlite:",
        ":memory:"
      })
  void aDatabaseInMemoryIsRefused(String text) {
    assertRefused(text, "a database in memory would be lost with the process");
  }

  @ParameterizedTest
  @CsvSource({
    "mysql, MYSQL, 3306",
    "MySQL, MYSQL, 3306",
    "mysql+pymysql, MYSQL, 3306",
    "mysql+mysqldb, MYSQL, 3306",
    "mysql+mysqlconnector, MYSQL, 3306",
    "mysql+aiomysql, MYSQL, 3306",
    "mysql+asyncmy, MYSQL, 3306",
    "mysql+cymysql, MYSQL, 3306",
    "mysql+mariadbconnector, MYSQL, 3306",
    "mysql2, MYSQL, 3306",
    "mysql-connector, MYSQL, 3306",
    "jdbc:mysql, MYSQL, 3306",
    "mariadb, MYSQL, 3306",
    "mariadb+pymysql, MYSQL, 3306",
    "mariadb+mariadbconnector, MYSQL, 3306",
    "jdbc:mariadb, MYSQL, 3306",
    "postgres, POSTGRESQL, 5432",
    "postgresql, POSTGRESQL, 5432",
    "postgres+psycopg2, POSTGRESQL, 5432",
    "postgresql+psycopg2, POSTGRESQL, 5432",
    "postgresql+psycopg, POSTGRESQL, 5432",
    "postgresql+asyncpg, POSTGRESQL, 5432",
    "postgresql+pg8000, POSTGRESQL, 5432",
    "pgsql, POSTGRESQL, 5432",
    "jdbc:postgresql, POSTGRESQL, 5432"
  })
  void everyNameOfAServerIsUnderstood(String scheme, Kind kind, int port) {
    assertThat(parse(scheme + "://amina:kites@db.example.org/microblog"))
        .isEqualTo(
            new DatabaseUrl(
                kind,
                null,
                "db.example.org",
                port,
                "microblog",
                "amina",
                "kites",
                Tls.PREFER,
                null));
  }

  @ParameterizedTest
  @CsvSource({
    "h/db, h, 3306",
    "h:/db, h, 3306",
    "h:3307/db, h, 3307",
    "h/db/, h, 3306",
    "db_server-1:65535/db, db_server-1, 65535",
    "127.0.0.1/db, 127.0.0.1, 3306",
    "[::1]/db, ::1, 3306",
    "[2001:db8::7]:3310/db, 2001:db8::7, 3310",
    "[::ffff:10.0.0.1]/db, ::ffff:10.0.0.1, 3306",
    "[fe80::1%eth0]/db, fe80::1%eth0, 3306"
  })
  void hostAndPortAreRead(String place, String host, int port) {
    DatabaseUrl url = parse("mysql://amina:kites@" + place);
    assertThat(url.host()).isEqualTo(host);
    assertThat(url.port()).isEqualTo(port);
    assertThat(url.name()).isEqualTo("db");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "amina:kites, amina, kites",
        "amina, amina, \"\"",
        "amina:, amina, \"\"",
        "amina:a:b, amina, a:b",
        "a%3Ab:c, a:b, c",
        "amina:p%40ss%2Fw%3Ard, amina, p@ss/w:rd",
        "amina:p@ss, amina, p@ss",
        "amina:p@ss@word, amina, p@ss@word",
        "amina:p/w, amina, p/w",
        "amina:p#w, amina, p#w",
        "amina:p?w, amina, p?w",
        "amina:p?w@x#y/z, amina, p?w@x#y/z",
        "amina:100%, amina, 100%",
        "amina:100%zz, amina, 100%zz",
        "amina:100%4, amina, 100%4",
        "amina:%e2%82%ac, amina, €",
        "amina:€ 5, amina, € 5",
        "amina:a+b, amina, a+b",
        "amina:a&b=c, amina, a&b=c",
        "amina:[x], amina, [x]",
        "amina%40example.org@server:p, amina@example.org@server, p"
      })
  void userAndPasswordAreRead(String userInfo, String user, String password) {
    DatabaseUrl url = parse("postgres://" + userInfo + "@h/db");
    assertThat(url.user()).isEqualTo(user);
    assertThat(url.password()).isEqualTo(password);
    assertThat(url.host()).isEqualTo("h");
    assertThat(url.display()).isEqualTo("postgresql://h:5432/db").isEqualTo(url.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:mysql://h/db?user=u&password=p, u, p",
    "jdbc:mariadb://h:3306/db?user=u&password=p%26q, u, p&q",
    "jdbc:postgresql://h/db?user=u&password=p@q, u, p@q",
    "jdbc:postgresql://h/db?password=a+b&user=u, u, a+b",
    "jdbc:mysql://u:p@h/db, u, p",
    "jdbc:mysql://u@h/db?password=p, u, p",
    "postgresql://h/db?user=u&password=p, u, p"
  })
  void jdbcGivesTheUserAsAnOption(String text, String user, String password) {
    assertThat(parse(text).user()).isEqualTo(user);
    assertThat(parse(text).password()).isEqualTo(password);
  }

  @ParameterizedTest
  @CsvSource({
    "'', PREFER",
    "?, PREFER",
    "?sslmode=disable, DISABLE",
    "?sslmode=allow, PREFER",
    "?sslmode=prefer, PREFER",
    "?sslmode=require, REQUIRE",
    "?sslmode=verify-ca, VERIFY_CA",
    "?sslmode=verify-full, VERIFY_FULL",
    "?ssl-mode=DISABLED, DISABLE",
    "?ssl-mode=PREFERRED, PREFER",
    "?sslMode=REQUIRED, REQUIRE",
    "?ssl_mode=VERIFY_CA, VERIFY_CA",
    "?sslMode=VERIFY_IDENTITY, VERIFY_FULL",
    "?ssl=true, REQUIRE",
    "?ssl=false, DISABLE",
    "?ssl=verify-full, VERIFY_FULL",
    "?ssl, REQUIRE",
    "?useSSL=false, DISABLE",
    "?useSSL=true, PREFER",
    "?useSSL=true&requireSSL=true, REQUIRE",
    "?useSSL=true&requireSSL=true&verifyServerCertificate=true, VERIFY_CA",
    "?useSSL=false&requireSSL=false, DISABLE",
    "?ssl_disabled=True, DISABLE",
    "?ssl_verify_cert=true, VERIFY_CA",
    "?ssl_verify_identity=true, VERIFY_FULL",
    "?ssl_check_hostname=false, PREFER",
    "?sslrootcert=system, VERIFY_FULL",
    "?sslmode=disable&ssl=true, REQUIRE",
    "?ssl=true&sslmode=disable, REQUIRE"
  })
  void theOptionsOfTlsAreUnderstood(String query, Tls tls) {
    DatabaseUrl url = parse("mysql://u:p@h/db" + query);
    assertThat(url.tls()).isEqualTo(tls);
    assertThat(url.authority()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "ssl_ca=/certs/ca.pem, /certs/ca.pem, VERIFY_CA",
    "ssl-ca=/certs/ca.pem, /certs/ca.pem, VERIFY_CA",
    "sslrootcert=ca.pem, /srv/blog/ca.pem, VERIFY_CA",
    "sslrootcert=a%20b.pem, /srv/blog/a b.pem, VERIFY_CA",
    "sslmode=require&sslrootcert=/ca.pem, /ca.pem, VERIFY_CA",
    "sslrootcert=/ca.pem&sslmode=verify-full, /ca.pem, VERIFY_FULL",
    "serverSslCert=/ca.pem, /ca.pem, VERIFY_CA",
    "ssl_ca=/ca.pem&ssl_verify_identity=1, /ca.pem, VERIFY_FULL"
  })
  void aFileOfCertificatesAsksForTheirCheck(String query, Path authority, Tls tls) {
    DatabaseUrl url = parse("postgresql://u:p@h/db?" + query);
    assertThat(url.authority()).isEqualTo(authority);
    assertThat(url.tls()).isEqualTo(tls);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "charset=utf8mb4",
        "charset=utf8&use_unicode=1",
        "reconnect=true",
        "pool_size=5&max_overflow=10&pool_pre_ping=true&pool_recycle=3600",
        "pool=5&timeout=5000&encoding=utf8",
        "connect_timeout=10&application_name=blog",
        "useUnicode=true&characterEncoding=UTF-8&serverTimezone=UTC&autoReconnect=true",
        "allowPublicKeyRetrieval=true&rewriteBatchedStatements=true",
        "autocommit=true&&conn_max_age=600",
        "target_session_attrs=read-write"
      })
  void whatOtherProgramsSetIsIgnored(String query) {
    assertThat(parse("mysql://u:p@h/db?" + query)).isEqualTo(parse("mysql://u:p@h/db"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "allowLoadLocalInfile",
        "allowUrlInLocalInfile",
        "local_infile",
        "autoDeserialize",
        "queryInterceptors",
        "socketFactory",
        "sslfactory",
        "loggerFile",
        "credentialType",
        "sessionVariables",
        "init_command",
        "options",
        "currentSchema",
        "prepareThreshold",
        "sslcrl",
        "passfile",
        "service",
        "foo"
      })
  void anyOtherOptionIsRefusedByItsName(String name) {
    assertRefused(
        "postgresql://u:p@h/db?charset=utf8&" + name + "=x",
        "DATABASE_URL has the option " + name + ", which Microblog does not know. Remove it.");
    assertRefused("sqlite:///app.db?" + name + "=x", "has the option " + name + ",");
  }

  /// Each holds `hush` in the user or the password.
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "mysql://u:hush@h, names no database",
        "mysql://u:hush@h/, names no database",
        "mysql://u:hush@h:3306, names no database",
        "mysql://u:hush@h/?charset=utf8, names no database",
        "mysql://u:hush@h/a%2Fb, has a database name with other characters",
        "mysql://u:hush@h/a b, has a database name with other characters",
        "mysql://:hush@h/db, names no user",
        "mysql://h/db, names no user",
        "mysql://u:hush@/db, Unix sockets are not supported",
        "postgresql:///db?user=u&password=hush, Unix sockets are not supported",
        "postgresql://u:hush@%2Fvar%2Frun%2Fpg/db, Unix sockets are not supported",
        "mysql://u:hush@h/db?unix_socket=/run/mysqld.sock, Unix sockets are not supported",
        "postgresql://u:hush@h/db?host=/run/postgresql, Unix sockets are not supported",
        "\"postgresql://u:hush@a,b/db\", names several hosts",
        "\"postgresql://u:hush@a:1,b:2/db\", names several hosts",
        "jdbc:mysql:replication://u:hush@a/db, names several hosts",
        "jdbc:mariadb:sequential://u:hush@a/db, names several hosts",
        "jdbc:mysql://address=(host=a)/db?password=hush, names several hosts",
        "mysql+srv://u:hush@a/db, names several hosts",
        "mysql://u:hush@h:0/db, between 1 and 65535",
        "mysql://u:hush@h:65536/db, between 1 and 65535",
        "mysql://u:hush@h:port/db, cannot be read behind the user",
        "mysql://u:hush@::1/db, cannot be read behind the user",
        "mysql://u:hush@[::1/db, cannot be read behind the user",
        "mysql://u:hush@h/a/b, cannot be read behind the user",
        "mysql://u:hush@h h/db, cannot be read behind the user",
        "mysql://u:hush, cannot be read behind the user",
        "jdbc:mysql://u:hush?w@h/db, cannot be read behind the user",
        "mysql://u:hush@h/db#x, has a # behind the host",
        "mysql://u:hu@h/db?hush@x/y, can be read in two ways",
        "mysql://u:p@h/db?ssl_ca=/hush@b/ca.pem, can be read in two ways",
        "mysql://h/db?user=u&password=hush@x, can be read in two ways",
        "mysql://u:hush%ff@h/db, no UTF-8",
        "mysql://u:hush%00@h/db, has a %00",
        "mysql://u:hush@h/db?user=u, twice",
        "mysql://u:p@h/db?password=hush, twice",
        "jdbc:mysql://h/db?user=u&password=p&hush=x, An & within a password is written %26",
        "jdbc:mysql://h/db?user=u&password=p&hush, An & within a password is written %26",
        "mysql://root:12/hush?hush=1, names no user",
        "mysql://u:p@h/db?sslmode=hush, an sslmode other than",
        "mysql://u:hush@h/db?sslcert=/x.pem, a certificate of the client",
        "postgresql://u:hush@h/db?ssl_ca=, gives no file",
        "u:hush@h/db, must begin with",
        "hush, must begin with",
        "hush://u:p@h/db, must begin with",
        "mssql://u:hush@h/db, must begin with",
        "mysqlx://u:hush@h/db, must begin with",
        "mysql:hush@h/db, must begin with",
        "jdbc:oracle:thin:u/hush@h, must begin with",
        "sqlite://hush.db, Three slashes stand before a path in the data folder",
        "jdbc:sqlite:file:hush.db, not as file:",
        "sqlite:///hush\0.db, control characters"
      })
  void whatCannotBeIsRefusedWithoutRepeatingASecret(String text, String sentence) {
    assertRefused(text, sentence);
  }

  private static void assertRefused(String text, String sentence) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> parse(text))
        .satisfies(
            e -> {
              assertThat(e).hasMessageContaining(sentence).hasMessageStartingWith("DATABASE_URL ");
              assertThat(e).hasMessageEndingWith(".");
              assertThat(everything(e)).doesNotContain("hush");
            });
  }

  private static String everything(@Nullable Throwable e) {
    return e == null ? "" : Objects.requireNonNull(e.toString()) + everything(e.getCause());
  }

  @Test
  void whatIsTooLongIsRefused() {
    assertRefused("mysql://u:p@h/" + "a".repeat(5000), "too long");
  }

  @Test
  void neitherUserNorPasswordIsShown() {
    DatabaseUrl url = parse("mysql://amina:kites@[::1]/db?sslmode=require");
    assertThat(url.toString()).isEqualTo("mysql://[::1]:3306/db");
    assertThat(String.valueOf(new Object[] {url}[0])).doesNotContain("amina", "kites");
  }
}
