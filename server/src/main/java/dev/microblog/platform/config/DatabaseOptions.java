package dev.microblog.platform.config;

import static dev.microblog.platform.config.DatabaseUrlReader.refused;

import dev.microblog.platform.config.DatabaseUrl.Kind;
import dev.microblog.platform.config.DatabaseUrl.Tls;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The options behind the `?` of a [DatabaseUrl]. Nothing of them is passed on to a driver: some
/// options of drivers read files of this machine or load classes. What is not known here is refused
/// by its name.
final class DatabaseOptions {
  /// What other programs set and what this server decides by itself.
  private static final Set<String> IGNORED =
      Set.of(
          // Characters and collations: always those of Unicode.
          "charset",
          "characterencoding",
          "charactersetresults",
          "encoding",
          "clientencoding",
          "useunicode",
          "collation",
          "connectioncollation",
          // Pools.
          "pool",
          "poolsize",
          "poolmode",
          "pooltimeout",
          "poolrecycle",
          "poolpreping",
          "maxoverflow",
          "reconnect",
          "autoreconnect",
          "connectionlimit",
          "maxpoolsize",
          "minpoolsize",
          "connmaxage",
          "connhealthchecks",
          "failoverreadonly",
          "maxreconnects",
          // Waits.
          "timeout",
          "connecttimeout",
          "connectiontimeout",
          "sockettimeout",
          "readtimeout",
          "writetimeout",
          "logintimeout",
          "statementtimeout",
          "keepalives",
          "tcpkeepalive",
          "keepalivesidle",
          "keepalivesinterval",
          "keepalivescount",
          // Who asks.
          "applicationname",
          "fallbackapplicationname",
          // Times are numbers here.
          "servertimezone",
          "connectiontimezone",
          "timezone",
          "forceconnectiontimezonetosession",
          "uselegacydatetimecode",
          "zerodatetimebehavior",
          // Statements and results.
          "autocommit",
          "useserverprepstmts",
          "cacheprepstmts",
          "prepstmtcachesize",
          "prepstmtcachesqllimit",
          "rewritebatchedstatements",
          "useaffectedrows",
          "tinyint1isbit",
          "yearisdatetype",
          "nullcatalogmeanscurrent",
          "nulldatabasemeanscurrent",
          "checksamethread",
          "binaryprefix",
          "journalmode",
          // One host, which is the one to write to.
          "targetsessionattrs",
          "targetservertype",
          "gssencmode",
          "allowpublickeyretrieval");

  private static final Set<String> MODE = Set.of("sslmode", "ssl");

  private static final Set<String> AUTHORITY = Set.of("sslca", "sslrootcert", "serversslcert");

  private static final Set<String> CLIENT_CERTIFICATE =
      Set.of("sslcert", "sslkey", "sslpassword", "clientcertificatekeystoreurl");

  private static final Set<String> SOCKET = Set.of("unixsocket", "socket", "localsocket", "host");

  /// Switches, and what they ask for where they are on or off.
  private static final Map<String, Map<Boolean, Tls>> SWITCHES =
      Map.of(
          "usessl", Map.of(false, Tls.DISABLE),
          "ssldisabled", Map.of(true, Tls.DISABLE),
          "requiressl", Map.of(true, Tls.REQUIRE),
          "verifyservercertificate", Map.of(true, Tls.VERIFY_CA),
          "sslverifycert", Map.of(true, Tls.VERIFY_CA),
          "sslverifyidentity", Map.of(true, Tls.VERIFY_FULL),
          "sslcheckhostname", Map.of(true, Tls.VERIFY_FULL));

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,49}");

  private final Kind kind;
  private final Path dataDir;
  private @Nullable String user;
  private @Nullable String password;
  private @Nullable Tls tls;
  private @Nullable Path authority;
  private @Nullable IllegalArgumentException unknown;

  DatabaseOptions(Kind kind, String query, Path dataDir) {
    this.kind = kind;
    this.dataDir = dataDir;
    for (String option : query.split("&", -1)) {
      if (!option.isEmpty()) {
        int equals = option.indexOf('=');
        String name = equals < 0 ? option : option.substring(0, equals);
        String value = equals < 0 ? "" : DatabaseUrlReader.decoded(option.substring(equals + 1));
        read(name, value);
      }
    }
  }

  private void read(String name, String value) {
    String plain = name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    if (IGNORED.contains(plain)) {
      return;
    }
    if (kind == Kind.SQLITE) {
      unknown(name);
    } else if (plain.equals("user")) {
      user = value;
    } else if (plain.equals("password")) {
      password = value;
    } else if (MODE.contains(plain)) {
      atLeast(mode(value));
    } else if (SWITCHES.containsKey(plain)) {
      boolean on = !Set.of("false", "0", "no", "off").contains(value.toLowerCase(Locale.ROOT));
      Tls meant = SWITCHES.getOrDefault(plain, Map.of()).get(on);
      if (meant != null) {
        atLeast(meant);
      }
    } else if (AUTHORITY.contains(plain)) {
      authority(value);
    } else if (CLIENT_CERTIFICATE.contains(plain)) {
      throw refused("asks for a certificate of the client, which Microblog does not support.");
    } else if (SOCKET.contains(plain)) {
      throw refused(
          "gives a socket or a host as an option. Unix sockets are not supported; the one host"
              + " stands before the name of the database.");
    } else {
      unknown(name);
    }
  }

  private void unknown(String name) {
    if (unknown != null) {
      return;
    }
    // What stands behind a password may be the rest of it.
    boolean safe = NAME.matcher(name).matches() && password == null;
    unknown =
        refused(
            safe
                ? "has the option " + name + ", which Microblog does not know. Remove it."
                : "has an option that Microblog does not know. An & within a password is written"
                    + " %26.");
  }

  /// Of several options the strictest holds.
  private void atLeast(Tls mode) {
    tls = tls == null || mode.compareTo(tls) > 0 ? mode : tls;
  }

  private static Tls mode(String value) {
    return switch (value.toLowerCase(Locale.ROOT).replace('_', '-')) {
      case "disable", "disabled", "false", "0", "no", "off" -> Tls.DISABLE;
      case "allow", "prefer", "preferred" -> Tls.PREFER;
      case "", "require", "required", "true", "1", "yes", "on", "trust" -> Tls.REQUIRE;
      case "verify-ca" -> Tls.VERIFY_CA;
      case "verify-full", "verify-identity" -> Tls.VERIFY_FULL;
      default ->
          throw refused(
              "has an sslmode other than disable, prefer, require, verify-ca and verify-full.");
    };
  }

  private void authority(String value) {
    if (value.equals("system")) {
      atLeast(Tls.VERIFY_FULL);
    } else if (value.isEmpty()) {
      throw refused("gives no file of certificates where an option asks for one.");
    } else {
      authority = DatabaseUrlReader.path(dataDir, value);
      atLeast(Tls.VERIFY_CA);
    }
  }

  /// Who signs in, as JDBC gives it; null if the options do not say.
  @Nullable String user() {
    return user;
  }

  /// The password, as JDBC gives it; null if the options do not say.
  @Nullable String password() {
    return password;
  }

  /// How the connection is protected.
  Tls tls() {
    return tls == null ? Tls.PREFER : tls;
  }

  /// The file of certificates that are trusted; null for those of the system.
  @Nullable Path authority() {
    return authority;
  }

  /// Refuses what was not understood. Not before it is known that the rest makes sense: what looks
  /// like an option may be part of a password.
  void refuseUnknown() {
    if (unknown != null) {
      throw unknown;
    }
  }
}
