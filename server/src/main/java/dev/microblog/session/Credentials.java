package dev.microblog.session;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountPolicy;
import dev.microblog.account.AccountProblem;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Passwords;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.http.Keys;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/// Changing what one signs in with. Each asks for the password once more: a browser that somebody
/// left open must not be enough to take an account over.
public final class Credentials {
  /// How changing the password ended.
  public sealed interface PasswordOutcome {
    /// It is changed, and every session has ended; the browser that asked has a new one.
    record Changed(Session session, String token) implements PasswordOutcome {}

    /// The present password is another.
    record Wrong() implements PasswordOutcome {}

    /// The new one will not do.
    record Refused(Set<AccountProblem> problems) implements PasswordOutcome {}

    /// Too many tries.
    record TooMany(Duration retryAfter) implements PasswordOutcome {}
  }

  /// How changing the password by a program ended.
  public sealed interface ReplaceOutcome {
    /// It is changed.
    record Replaced() implements ReplaceOutcome {}

    /// The present password is another.
    record Wrong() implements ReplaceOutcome {}

    /// The new password will not do.
    record Refused(Set<AccountProblem> problems) implements ReplaceOutcome {}

    /// Too many tries.
    record TooMany(Duration retryAfter) implements ReplaceOutcome {}
  }

  /// Whether a password was the viewer's.
  public sealed interface Proof {
    /// It was.
    record Right() implements Proof {}

    /// It was not.
    record Wrong() implements Proof {}

    /// Too many tries.
    record TooMany(Duration retryAfter) implements Proof {}
  }

  /// How deleting the account ended.
  public sealed interface DeleteOutcome {
    /// It is deleted, and every session has ended.
    record Deleted() implements DeleteOutcome {}

    /// The password is another.
    record Wrong() implements DeleteOutcome {}

    /// Too many tries.
    record TooMany(Duration retryAfter) implements DeleteOutcome {}
  }

  private final Database database;
  private final SessionStore store = new SessionStore();
  private final AccountStore accounts;
  private final Passwords passwords;
  private final Events events;
  private final Limits limits;
  private final Ids ids;
  private final InstantSource clock;

  public Credentials(
      Database database,
      AccountStore accounts,
      Passwords passwords,
      Events events,
      Limits limits,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.accounts = accounts;
    this.passwords = passwords;
    this.events = events;
    this.limits = limits;
    this.ids = ids;
    this.clock = clock;
  }

  /// Changes the password, and ends every session of the account.
  ///
  /// @param current the session that asks
  /// @param userAgent what the browser that asks says it is
  /// @param address from which it asks
  /// @param programs whether the programs that act for the viewer are to lose their tokens
  public PasswordOutcome changePassword(
      Session current,
      String password,
      String wanted,
      String repeated,
      String userAgent,
      String address,
      boolean programs) {
    Viewer viewer = current.viewer();
    return switch (check(viewer, password, wanted, repeated)) {
      case Checked.Good(String hash, String newHash) -> {
        String token = Keys.random(32);
        long now = clock.millis();
        long expires = now + Sessions.term(current.remembered()).toMillis();
        Session session = new Session(ids.next(), viewer, current.remembered(), now, expires);
        boolean changed =
            database.write(
                transaction -> {
                  if (!replace(transaction, viewer, hash, newHash, programs)) {
                    return false;
                  }
                  store.insert(
                      transaction.sql(),
                      session,
                      Tokens.hash(token),
                      Sessions.cut(userAgent, 255),
                      Sessions.cut(address, 45));
                  return true;
                });
        yield changed
            ? new PasswordOutcome.Changed(session, token)
            // Another browser was faster, and with the new password this one is not signed in.
            : new PasswordOutcome.Wrong();
      }
      case Checked.Wrong() -> new PasswordOutcome.Wrong();
      case Checked.Refused(Set<AccountProblem> problems) -> new PasswordOutcome.Refused(problems);
      case Checked.TooMany(Duration wait) -> new PasswordOutcome.TooMany(wait);
    };
  }

  /// Changes the password for a program, and ends every session of the account.
  ///
  /// @param programs whether the programs that act for the viewer are to lose their tokens, this
  /// one too
  public ReplaceOutcome replacePassword(
      Viewer viewer, String password, String wanted, boolean programs) {
    return switch (check(viewer, password, wanted, wanted)) {
      case Checked.Good(String hash, String newHash) ->
          database.write(t -> replace(t, viewer, hash, newHash, programs))
              ? new ReplaceOutcome.Replaced()
              : new ReplaceOutcome.Wrong();
      case Checked.Wrong() -> new ReplaceOutcome.Wrong();
      case Checked.Refused(Set<AccountProblem> problems) -> new ReplaceOutcome.Refused(problems);
      case Checked.TooMany(Duration wait) -> new ReplaceOutcome.TooMany(wait);
    };
  }

  /// Whether the password may be changed.
  private sealed interface Checked {
    /// From one hash to the other.
    record Good(String hash, String newHash) implements Checked {}

    record Wrong() implements Checked {}

    record Refused(Set<AccountProblem> problems) implements Checked {}

    record TooMany(Duration retryAfter) implements Checked {}
  }

  private Checked check(Viewer viewer, String password, String wanted, String repeated) {
    return switch (known(viewer, password)) {
      case Known.Right(String hash) -> {
        Set<AccountProblem> problems = AccountPolicy.password(wanted, repeated);
        yield problems.isEmpty()
            ? new Checked.Good(hash, passwords.hash(wanted))
            : new Checked.Refused(problems);
      }
      case Known.Wrong() -> new Checked.Wrong();
      case Known.TooMany(Duration wait) -> new Checked.TooMany(wait);
    };
  }

  private boolean replace(
      Transaction transaction, Viewer viewer, String hash, String newHash, boolean programs) {
    if (!accounts.changePassword(transaction.sql(), viewer.id(), hash, newHash)) {
      return false;
    }
    store.endOthers(transaction.sql(), viewer.id(), 0);
    events.tell(transaction, new PasswordChanged(viewer.id(), programs));
    return true;
  }

  /// Checks the password once more, for what another room changes.
  public Proof prove(Viewer viewer, String password) {
    return switch (known(viewer, password)) {
      case Known.Right _ -> new Proof.Right();
      case Known.Wrong() -> new Proof.Wrong();
      case Known.TooMany(Duration wait) -> new Proof.TooMany(wait);
    };
  }

  /// Deletes the account and ends its sessions. From then on nobody sees anything of it; the other
  /// rooms remove what is left.
  public DeleteOutcome deleteAccount(Viewer viewer, String password) {
    return switch (known(viewer, password)) {
      case Known.Right(String hash) ->
          database.write(transaction -> delete(transaction, viewer, hash));
      case Known.Wrong() -> new DeleteOutcome.Wrong();
      case Known.TooMany(Duration wait) -> new DeleteOutcome.TooMany(wait);
    };
  }

  private DeleteOutcome delete(Transaction transaction, Viewer viewer, String hash) {
    if (!accounts.delete(transaction.sql(), viewer.id(), hash, clock.millis())) {
      return new DeleteOutcome.Wrong();
    }
    store.endOthers(transaction.sql(), viewer.id(), 0);
    events.tell(transaction, new AccountDeleted(viewer.id()));
    return new DeleteOutcome.Deleted();
  }

  /// Whether a password is the viewer's.
  private sealed interface Known {
    /// It is, and this is its hash.
    record Right(String hash) implements Known {}

    record Wrong() implements Known {}

    record TooMany(Duration retryAfter) implements Known {}
  }

  private Known known(Viewer viewer, String password) {
    Duration wait = limits.take(Limit.SIGN_IN_BY_ACCOUNT, Sessions.bucket(viewer.name()));
    if (!wait.isZero()) {
      return new Known.TooMany(wait);
    }
    AccountStore.Credentials credentials =
        database.read(sql -> accounts.credentials(sql, viewer.name()));
    String hash =
        credentials == null || credentials.viewer().id() != viewer.id()
            ? null
            : credentials.passwordHash();
    boolean right = passwords.matches(password, hash);
    return right && hash != null ? new Known.Right(hash) : new Known.Wrong();
  }
}
