package dev.microblog.platform.db;

/// The database server cannot be used now. The message is a sentence for the operator that says why
/// and what to do; waiting may help, because servers start in any order.
public final class Unreachable extends RuntimeException {
  /// Why.
  public enum Reason {
    /// Nobody knows the name of the host.
    UNKNOWN_HOST,
    /// Nobody listens there.
    REFUSED,
    /// There is no way to the host.
    NO_ROUTE,
    /// No answer came in time.
    SILENT,
    /// The user or the password is wrong.
    CREDENTIALS,
    /// The server does not let this machine in.
    NOT_LET_IN,
    /// There is no such database.
    NO_DATABASE,
    /// The user may not use the database.
    NO_RIGHTS,
    /// The server has as many connections as it takes.
    TOO_MANY_CONNECTIONS,
    /// The server is starting or ending.
    STARTING,
    /// Server and settings do not agree about TLS, or its certificate is not trusted.
    TLS,
    /// Anything else.
    OTHER
  }

  private final Reason reason;

  Unreachable(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /// Why.
  public Reason reason() {
    return reason;
  }
}
