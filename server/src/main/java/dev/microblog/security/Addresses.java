package dev.microblog.security;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountPolicy;
import dev.microblog.account.AccountProblem;
import dev.microblog.account.EmailStore;
import dev.microblog.account.SignedUp;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.session.Credentials;
import dev.microblog.session.PasswordChanged;
import dev.microblog.session.Tokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;

/// The e-mail addresses of accounts, and that they are their owners'. Where mail can be sent, a new
/// address holds once the link was followed that was mailed there, and whether an address is taken
/// is told to nobody but who has it.
public final class Addresses {
  /// What the link leads to, before the token.
  public static final String PATH = "/auth/confirm_email/";

  /// How changing the address ended.
  public sealed interface ChangeOutcome {
    /// It is changed.
    record Changed() implements ChangeOutcome {}

    /// It will be once the link is followed that was mailed there.
    record Asked(String email) implements ChangeOutcome {}

    /// The password is another.
    record Wrong() implements ChangeOutcome {}

    /// The new address will not do.
    record Refused(Set<AccountProblem> problems) implements ChangeOutcome {}

    /// Too many tries, or too many letters to this address.
    record TooMany(Duration retryAfter) implements ChangeOutcome {}
  }

  /// How having the link mailed again ended.
  public sealed interface AgainOutcome {
    /// It is on its way.
    record Asked(String email) implements AgainOutcome {}

    /// There is nothing to confirm.
    record Needless() implements AgainOutcome {}

    /// Too many letters to this address.
    record TooMany(Duration retryAfter) implements AgainOutcome {}
  }

  /// How following the link ended.
  public sealed interface ConfirmOutcome {
    /// The address is its owner's.
    record Confirmed() implements ConfirmOutcome {}

    /// The link does not work any more, or never did.
    record Dead() implements ConfirmOutcome {}
  }

  private final Database database;
  private final ConfirmationStore store;
  private final ResetStore resets;
  private final EmailStore emails = new EmailStore();
  private final AddressLetters letters;
  private final Credentials credentials;
  private final Limits limits;
  private final InstantSource clock;

  Addresses(
      Database database,
      ConfirmationStore store,
      ResetStore resets,
      AddressLetters letters,
      Credentials credentials,
      Limits limits,
      InstantSource clock) {
    this.database = database;
    this.store = store;
    this.resets = resets;
    this.letters = letters;
    this.credentials = credentials;
    this.limits = limits;
    this.clock = clock;
  }

  /// The address that the viewer gave; empty if there is none.
  public String email(Viewer viewer) {
    return database.read(sql -> email(sql, viewer.id()));
  }

  /// The address that somebody gave: the one that holds, or where none does yet, the one that is to
  /// be confirmed. So who signed up with a taken address sees what everybody sees.
  public String email(DSLContext sql, long accountId) {
    String email = emails.email(sql, accountId);
    return email.isEmpty() ? store.of(sql, accountId) : email;
  }

  /// The address that the viewer has to confirm; empty if there is none.
  public String unconfirmed(Viewer viewer) {
    return database.read(sql -> store.of(sql, viewer.id()));
  }

  /// Changes the viewer's address, at once or once it is confirmed.
  ///
  /// @param base where mail leads; null if none can be sent
  public ChangeOutcome change(Viewer viewer, String password, String typed, @Nullable String base) {
    switch (credentials.prove(viewer, password)) {
      case Credentials.Proof.Wrong() -> {
        return new ChangeOutcome.Wrong();
      }
      case Credentials.Proof.TooMany(Duration wait) -> {
        return new ChangeOutcome.TooMany(wait);
      }
      case Credentials.Proof.Right() -> {
        String email = typed.strip();
        Set<AccountProblem> problems = AccountPolicy.email(email);
        if (!problems.isEmpty()) {
          return new ChangeOutcome.Refused(problems);
        }
        return base == null || email.equals(confirmed(viewer))
            ? changeNow(viewer, email)
            : ask(viewer, email, base);
      }
    }
  }

  /// The viewer's address, unless it is still to be confirmed.
  private String confirmed(Viewer viewer) {
    String email = email(viewer);
    return email.equals(unconfirmed(viewer)) ? "" : email;
  }

  private ChangeOutcome changeNow(Viewer viewer, String email) {
    try {
      return database.write(
          transaction -> {
            store.delete(transaction.sql(), viewer.id());
            resets.deleteOf(transaction.sql(), viewer.id());
            return emails.changeEmail(transaction.sql(), viewer.id(), email)
                ? new ChangeOutcome.Changed()
                : new ChangeOutcome.Wrong();
          });
    } catch (IntegrityConstraintViolationException e) {
      return new ChangeOutcome.Refused(EnumSet.of(AccountProblem.EMAIL_TAKEN));
    }
  }

  private ChangeOutcome ask(Viewer viewer, String email, String base) {
    Duration wait = limits.take(Limit.LETTER_BY_RECIPIENT, Recipient.bucket(email));
    if (!wait.isZero()) {
      return new ChangeOutcome.TooMany(wait);
    }
    database.<@Nullable Void>write(
        transaction -> {
          letters.ask(transaction, viewer.id(), email, base);
          return null;
        });
    return new ChangeOutcome.Asked(email);
  }

  /// Has the link mailed again.
  ///
  /// @param base where mail leads; null if none can be sent
  public AgainOutcome again(Viewer viewer, @Nullable String base) {
    String email = unconfirmed(viewer);
    if (email.isEmpty() || base == null) {
      return new AgainOutcome.Needless();
    }
    return switch (ask(viewer, email, base)) {
      case ChangeOutcome.TooMany(Duration wait) -> new AgainOutcome.TooMany(wait);
      case ChangeOutcome.Asked _,
          ChangeOutcome.Changed _,
          ChangeOutcome.Wrong _,
          ChangeOutcome.Refused _ ->
          new AgainOutcome.Asked(email);
    };
  }

  /// The address that the link of a token confirms; null if it does not work.
  public @Nullable String confirms(String token) {
    if (token.length() > 100) {
      return null;
    }
    ConfirmationStore.Unconfirmed found =
        database.<ConfirmationStore.@Nullable Unconfirmed>read(
            sql -> store.byToken(sql, Tokens.hash(token), clock.millis()));
    return found == null ? null : found.email();
  }

  /// Confirms the address to which a token was mailed. Who has the token reads its mail, which is
  /// what matters: nobody need be signed in.
  public ConfirmOutcome confirm(String token) {
    try {
      return database.write(transaction -> confirm(transaction.sql(), transaction, token));
    } catch (IntegrityConstraintViolationException e) {
      // Somebody else confirmed it first.
      return new ConfirmOutcome.Dead();
    }
  }

  private ConfirmOutcome confirm(DSLContext sql, Transaction transaction, String token) {
    String hash = Tokens.hash(token);
    long now = clock.millis();
    ConfirmationStore.Unconfirmed found = store.byToken(sql, hash, now);
    if (found == null || !store.consume(sql, hash, now)) {
      return new ConfirmOutcome.Dead();
    }
    String old = emails.email(sql, found.accountId());
    if (!old.equals(found.email())) {
      if (!emails.changeEmail(sql, found.accountId(), found.email())) {
        return new ConfirmOutcome.Dead();
      }
      // A link that was mailed to the old address must not open the account any more.
      resets.deleteOf(sql, found.accountId());
      letters.changed(transaction, found.accountId(), old);
    }
    return new ConfirmOutcome.Confirmed();
  }

  /// Asks whether the address is theirs who signed up with it.
  void signedUp(Transaction transaction, SignedUp event) {
    String base = event.base();
    if (base != null) {
      letters.ask(transaction, event.accountId(), event.email(), base);
    }
  }

  /// Ends a change that is under way: it may be that of somebody who knew the old password. Where
  /// no address holds yet, it ends without a trace, for taken ones and free ones must look alike.
  void passwordChanged(Transaction transaction, PasswordChanged event) {
    DSLContext sql = transaction.sql();
    String email = emails.email(sql, event.accountId());
    if (email.isEmpty()) {
      store.disarm(sql, event.accountId());
    } else if (!email.equals(store.of(sql, event.accountId()))) {
      store.delete(sql, event.accountId());
    }
  }

  /// Forgets what somebody who is gone had to confirm.
  void accountDeleted(Transaction transaction, AccountDeleted event) {
    store.delete(transaction.sql(), event.accountId());
  }
}
