package dev.microblog.platform.db;

import dev.microblog.platform.config.DatabaseUrl;
import dev.microblog.platform.db.Unreachable.Reason;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/// What the errors of database servers mean for those who wait for an answer, and for the operator.
final class ServerErrors {
  /// The server ends, fails or cuts the connection off.
  private static final Set<String> BROKEN_STATES = Set.of("57P01", "57P02", "57P03", "57P05");

  /// Shutdown; killed; gone; lost; the client waited too long; read-only after a failover.
  private static final Set<Integer> BROKEN_CODES =
      Set.of(1053, 1927, 1152, 1158, 1159, 1160, 1161, 2006, 2013, 4031, 1290, 1836);

  /// PostgreSQL: read-only after a failover; a statement or a wait for a lock that took too long.
  private static final Set<String> PASSING_STATES = Set.of("25006", "57014", "55P03");

  /// MySQL and MariaDB: a wait for a lock or a statement that took too long; a full server or disk.
  private static final Set<Integer> PASSING_CODES =
      Set.of(1205, 3024, 1969, 1040, 1203, 1226, 1021, 1114);

  private final DatabaseUrl url;

  ServerErrors(DatabaseUrl url) {
    this.url = url;
  }

  /// The error as [Busy] where trying again later may help. Any other error as it is.
  RuntimeException translated(DataAccessException error) {
    SQLException cause = sql(error);
    if (cause == null) {
      return error;
    }
    String state = state(cause);
    boolean passing =
        broken(error)
            || state.startsWith("53")
            || PASSING_STATES.contains(state)
            || (!postgresql() && PASSING_CODES.contains(cause.getErrorCode()));
    return passing ? new Busy("the database server cannot do it now", error) : error;
  }

  /// Whether the connection is gone, or goes to a server that no longer takes writes.
  boolean broken(Throwable error) {
    SQLException cause = sql(error);
    if (cause == null) {
      return false;
    }
    String state = state(cause);
    return state.startsWith("08")
        || BROKEN_STATES.contains(state)
        || has(error, SocketException.class) != null
        || has(error, SocketTimeoutException.class) != null
        || has(error, EOFException.class) != null
        || (!postgresql() && BROKEN_CODES.contains(cause.getErrorCode()))
        || (postgresql() && state.equals("25006"));
  }

  /// Whether somebody waited for a silent server.
  boolean timedOut(Throwable error) {
    return has(error, SocketTimeoutException.class) != null
        || has(error, SQLTimeoutException.class) != null;
  }

  /// Whether the server says that it has no TLS.
  static boolean isWithoutTls(Throwable error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      String message = String.valueOf(t.getMessage());
      if (message.contains("ssl not enabled in the server")
          || message.contains("does not support SSL")) {
        return true;
      }
    }
    return false;
  }

  /// Whether the server does not speak TLS as we do.
  static boolean isOfTls(Throwable error) {
    if (isWithoutTls(error)) {
      return true;
    }
    for (Throwable t = error; t != null; t = t.getCause()) {
      String message = String.valueOf(t.getMessage());
      if (t instanceof SSLException
          || message.contains("could not be verified")
          || message.contains("certificate")) {
        return true;
      }
    }
    return false;
  }

  /// The sentence for an error of connecting or of the start.
  Unreachable unreachable(Throwable error) {
    Reason reason = reason(error);
    return new Unreachable(reason, sentence(reason, error), error);
  }

  private Reason reason(Throwable error) {
    if (has(error, UnknownHostException.class) != null) {
      return Reason.UNKNOWN_HOST;
    }
    if (isOfTls(error)) {
      return Reason.TLS;
    }
    if (has(error, SocketTimeoutException.class) != null) {
      return Reason.SILENT;
    }
    if (has(error, NoRouteToHostException.class) != null) {
      return Reason.NO_ROUTE;
    }
    ConnectException refused = has(error, ConnectException.class);
    if (refused != null) {
      return String.valueOf(refused.getMessage()).contains("refused")
          ? Reason.REFUSED
          : Reason.NO_ROUTE;
    }
    if (has(error, EOFException.class) != null || has(error, SocketException.class) != null) {
      return Reason.STARTING;
    }
    SQLException cause = sql(error);
    return cause == null ? Reason.OTHER : reason(cause);
  }

  private Reason reason(SQLException error) {
    String message = String.valueOf(error.getMessage());
    if (postgresql()) {
      return switch (state(error)) {
        case "28000", "28P01" ->
            message.contains("pg_hba.conf") ? Reason.NOT_LET_IN : Reason.CREDENTIALS;
        case "3D000" -> Reason.NO_DATABASE;
        case "42501" -> Reason.NO_RIGHTS;
        case "53300" -> Reason.TOO_MANY_CONNECTIONS;
        case "57P01", "57P02", "57P03" -> Reason.STARTING;
        default -> Reason.OTHER;
      };
    }
    return switch (error.getErrorCode()) {
      case 1045, 1698, 1820, 1862, 3118, 4151 -> Reason.CREDENTIALS;
      case 1129, 1130 -> Reason.NOT_LET_IN;
      case 1049 -> Reason.NO_DATABASE;
      case 1044, 1142, 1143, 1227, 1370 -> Reason.NO_RIGHTS;
      case 1040, 1203, 1226 -> Reason.TOO_MANY_CONNECTIONS;
      case 1053 -> Reason.STARTING;
      case 3159 -> Reason.TLS;
      default -> Reason.OTHER;
    };
  }

  private String sentence(Reason reason, Throwable error) {
    String place = url.display();
    return switch (reason) {
      case UNKNOWN_HOST ->
          "The host of the database server " + place + " is not known here. Check DATABASE_URL.";
      case REFUSED ->
          "Nothing answers at the database server " + place + ": it is not running, or not yet.";
      case NO_ROUTE -> "There is no way to the database server " + place + " from here.";
      case SILENT -> "The database server " + place + " does not answer in time.";
      case CREDENTIALS ->
          "The database server "
              + place
              + " refuses the user or the password. Check DATABASE_URL and DATABASE_PASSWORD.";
      case NOT_LET_IN ->
          "The database server "
              + place
              + " does not let this user in from here, or not without TLS. Check its rules.";
      case NO_DATABASE ->
          "The database server " + place + " has no database of this name. Create it there.";
      case NO_RIGHTS ->
          "The user may not do in the database "
              + place
              + " what Microblog needs. Grant all rights on this database.";
      case TOO_MANY_CONNECTIONS ->
          "The database server " + place + " has as many connections as it takes.";
      case STARTING ->
          "The database server "
              + place
              + " is starting or ending, or closes the connection for another reason.";
      case TLS ->
          "The database server "
              + place
              + " and sslmode in DATABASE_URL do not agree about TLS, or its certificate is not"
              + " trusted: "
              + innermost(error);
      case OTHER -> "The database server " + place + " cannot be used: " + innermost(error);
    };
  }

  /// The last message of the chain, on one line, for it was said by the server or the network.
  private static String innermost(Throwable error) {
    Throwable last = error;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    String said = String.valueOf(last.getMessage()).replaceAll("\\s+", " ").strip();
    return said.endsWith(".") ? said : said + '.';
  }

  private boolean postgresql() {
    return url.kind() == DatabaseUrl.Kind.POSTGRESQL;
  }

  private static String state(SQLException error) {
    String state = error.getSQLState();
    return state == null ? "" : state;
  }

  /// The driver's own error: the pool wraps it in others.
  private static @Nullable SQLException sql(Throwable error) {
    SQLException found = null;
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof SQLException e && (found == null || e.getSQLState() != null)) {
        found = e;
      }
    }
    return found;
  }

  private static <T extends Throwable> @Nullable T has(Throwable error, Class<T> type) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }
}
