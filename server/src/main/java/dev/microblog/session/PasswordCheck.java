package dev.microblog.session;

import dev.microblog.account.AccountStore;
import dev.microblog.account.Passwords;
import dev.microblog.account.Restriction;
import dev.microblog.account.RestrictionStore;
import dev.microblog.account.SuspensionStore;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.http.ClientAddress;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Whether a name and a password go together, for everybody who comes in with them. Tries are
/// counted by where they come from and by the name, and cost the same time whatever is wrong.
public final class PasswordCheck {
  /// How a try ended.
  public sealed interface Outcome {
    /// They go together.
    ///
    /// @param known hash of the password that was checked
    /// @param better hash to keep in its place; null if it is as good as any
    record Right(Viewer viewer, String known, @Nullable String better) implements Outcome {}

    /// They go together, but nobody is let in with them.
    record KeptOut(Viewer viewer, Set<Restriction> restrictions) implements Outcome {}

    /// No such name, or not its password: nobody is told which.
    record Wrong() implements Outcome {}

    /// Too many tries.
    record TooMany(Duration retryAfter) implements Outcome {}
  }

  private final Database database;
  private final AccountStore accounts;
  private final RestrictionStore restrictions = new RestrictionStore();
  private final SuspensionStore suspensions = new SuspensionStore();
  private final Passwords passwords;
  private final Limits limits;

  public PasswordCheck(
      Database database, AccountStore accounts, Passwords passwords, Limits limits) {
    this.database = database;
    this.accounts = accounts;
    this.passwords = passwords;
    this.limits = limits;
  }

  /// Tries.
  ///
  /// @param address from which it is tried
  public Outcome check(String name, String password, String address) {
    Duration wait = limits.take(Limit.SIGN_IN_BY_ADDRESS, ClientAddress.bucket(address));
    if (wait.isZero()) {
      // Hashed: whatever was typed as a name must not make keys of any length.
      wait = limits.take(Limit.SIGN_IN_BY_ACCOUNT, Sessions.bucket(name));
    }
    if (!wait.isZero()) {
      return new Outcome.TooMany(wait);
    }
    AccountStore.Credentials credentials =
        database.<AccountStore.@Nullable Credentials>read(
            sql -> suspensions.credentials(sql, name));
    String hash = credentials == null ? null : credentials.passwordHash();
    if (!passwords.matches(password, hash) || credentials == null || hash == null) {
      return new Outcome.Wrong();
    }
    Set<Restriction> keeping = keeping(credentials.viewer());
    if (!keeping.isEmpty()) {
      return new Outcome.KeptOut(credentials.viewer(), keeping);
    }
    String better = passwords.isOutdated(hash) ? passwords.hash(password) : null;
    return new Outcome.Right(credentials.viewer(), hash, better);
  }

  private Set<Restriction> keeping(Viewer viewer) {
    return database.read(sql -> keeping(sql, viewer));
  }

  private Set<Restriction> keeping(DSLContext sql, Viewer viewer) {
    return restrictions.of(sql, viewer.id()).stream()
        .filter(Restriction::keepsOut)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Restriction.class)));
  }

  /// Whether it still holds in the transaction that lets somebody in, which then has the account to
  /// itself: somebody else may have changed the password, or deleted the account, since it was
  /// checked. Keeps the better hash.
  public boolean holds(Transaction transaction, Outcome.Right right) {
    Viewer viewer = right.viewer();
    accounts.lock(transaction.sql(), List.of(viewer.id()));
    AccountStore.Credentials now = accounts.credentials(transaction.sql(), viewer.name());
    if (now == null
        || !right.known().equals(now.passwordHash())
        || !keeping(transaction.sql(), viewer).isEmpty()) {
      return false;
    }
    if (right.better() != null) {
      accounts.changePassword(transaction.sql(), viewer.id(), right.known(), right.better());
    }
    return true;
  }
}
