package dev.microblog.security;

import dev.microblog.account.AccountPolicy;
import dev.microblog.account.AccountProblem;
import dev.microblog.account.AccountStore;
import dev.microblog.account.EmailStore;
import dev.microblog.account.Passwords;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.http.ClientAddress;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.job.Outbox;
import dev.microblog.platform.text.Folding;
import dev.microblog.session.PasswordChanged;
import dev.microblog.session.Sessions;
import dev.microblog.session.Tokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A new password for who forgot theirs, and reads the mail of their address.
public final class PasswordReset {
  /// What the link leads to, before the token.
  public static final String PATH = "/auth/reset_password/";

  /// How long a link works.
  public static final Duration GOOD = Duration.ofMinutes(10);

  /// How long it is remembered that somebody asked. The outbox needs moments.
  private static final Duration ASKED = Duration.ofHours(1);

  /// How asking for a link ended.
  public sealed interface AskOutcome {
    /// Whoever has the address gets mail.
    record Asked() implements AskOutcome {}

    /// That is no address.
    record Refused(Set<AccountProblem> problems) implements AskOutcome {}

    /// Too many, from there or for this address.
    record TooMany(Duration retryAfter) implements AskOutcome {}
  }

  /// How setting the new password ended.
  public sealed interface SetOutcome {
    /// It is set, and every session has ended.
    record Done() implements SetOutcome {}

    /// It will not do.
    record Refused(Set<AccountProblem> problems) implements SetOutcome {}

    /// The link does not work any more, or never did.
    record Dead() implements SetOutcome {}
  }

  private final Database database;
  private final ResetStore store;
  private final ConfirmationStore confirmations;
  private final ResetLetters letters;
  private final AccountStore accounts;
  private final EmailStore emails = new EmailStore();
  private final Passwords passwords;
  private final Sessions sessions;
  private final Events events;
  private final Outbox outbox;
  private final Limits limits;
  private final Ids ids;
  private final InstantSource clock;

  PasswordReset(
      Database database,
      ResetStore store,
      ConfirmationStore confirmations,
      ResetLetters letters,
      AccountStore accounts,
      Passwords passwords,
      Sessions sessions,
      Events events,
      Outbox outbox,
      Limits limits,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.store = store;
    this.confirmations = confirmations;
    this.letters = letters;
    this.accounts = accounts;
    this.passwords = passwords;
    this.sessions = sessions;
    this.events = events;
    this.outbox = outbox;
    this.limits = limits;
    this.ids = ids;
    this.clock = clock;
  }

  /// Has a link mailed to whoever has the address. The same happens now whether anybody has it or
  /// not.
  ///
  /// @param typed the address
  /// @param address from which it is asked
  /// @param language tag of the language in which it is asked
  /// @param base where the mail leads, as [dev.microblog.mail.Mails#base] gave it
  public AskOutcome ask(String typed, String address, String language, String base) {
    String email = typed.strip();
    Set<AccountProblem> problems = AccountPolicy.email(email);
    if (!problems.isEmpty()) {
      return new AskOutcome.Refused(problems);
    }
    Duration wait = limits.take(Limit.RESET_BY_ADDRESS, ClientAddress.bucket(address));
    if (wait.isZero()) {
      wait = limits.take(Limit.LETTER_BY_RECIPIENT, Recipient.bucket(email));
    }
    if (!wait.isZero()) {
      return new AskOutcome.TooMany(wait);
    }
    long id = ids.next();
    var asked = new ResetStore.Asked(Folding.key(email), language, base);
    database.<@Nullable Void>write(
        transaction -> {
          store.insert(transaction.sql(), id, asked, clock.millis() + ASKED.toMillis());
          outbox.add(transaction, letters, ResetLetters.ASKED, id);
          return null;
        });
    return new AskOutcome.Asked();
  }

  /// Whether the link of a token works. Looking does not use it up: programs that look for evil
  /// links open it, too.
  public boolean works(String token) {
    return open(token) != null;
  }

  private ResetStore.@Nullable Open open(String token) {
    if (token.length() > 100) {
      return null;
    }
    return database.<ResetStore.@Nullable Open>read(
        sql -> {
          ResetStore.Open open = store.byToken(sql, Tokens.hash(token), clock.millis());
          return open == null || !replaces(accounts.credentials(sql, open.accountId()), open)
              ? null
              : open;
        });
  }

  /// Whether the password is still the one for which the link was made.
  private static boolean replaces(
      AccountStore.@Nullable Credentials credentials, ResetStore.Open open) {
    String hash = credentials == null ? null : credentials.passwordHash();
    return hash != null && Tokens.hash(hash).equals(open.replaces());
  }

  /// Sets the new password, and ends every session of the account.
  public SetOutcome set(String token, String wanted, String repeated) {
    ResetStore.Open open = open(token);
    if (open == null) {
      return new SetOutcome.Dead();
    }
    Set<AccountProblem> problems = AccountPolicy.password(wanted, repeated);
    if (!problems.isEmpty()) {
      return new SetOutcome.Refused(problems);
    }
    String hash = passwords.hash(wanted);
    return database.write(transaction -> set(transaction, token, open, hash));
  }

  private SetOutcome set(
      Transaction transaction, String token, ResetStore.Open open, String newHash) {
    long accountId = open.accountId();
    accounts.lock(transaction.sql(), List.of(accountId));
    AccountStore.Credentials credentials = accounts.credentials(transaction.sql(), accountId);
    if (!store.consume(transaction.sql(), Tokens.hash(token), clock.millis())
        || credentials == null
        || !replaces(credentials, open)
        || !accounts.changePassword(
            transaction.sql(), accountId, credentials.passwordHash(), newHash)) {
      return new SetOutcome.Dead();
    }
    // Who followed the link reads the mail of the address.
    String email = emails.email(transaction.sql(), accountId);
    if (email.equals(confirmations.of(transaction.sql(), accountId))) {
      confirmations.delete(transaction.sql(), accountId);
    }
    sessions.endAll(transaction, accountId);
    // Whoever knew the old password may have made themselves a token with it.
    events.tell(transaction, new PasswordChanged(accountId, true));
    return new SetOutcome.Done();
  }

  /// Every link of an account dies with its password.
  void passwordChanged(Transaction transaction, long accountId) {
    store.deleteOf(transaction.sql(), accountId);
  }

  /// Forgets what nobody used.
  public void sweep() {
    database.<@Nullable Void>write(
        transaction -> {
          store.deleteExpired(transaction.sql(), clock.millis());
          return null;
        });
  }
}
