package dev.microblog.moderation;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountProblem;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Accounts;
import dev.microblog.account.KeptOut;
import dev.microblog.account.Passwords;
import dev.microblog.account.Restriction;
import dev.microblog.account.RestrictionStore;
import dev.microblog.account.Role;
import dev.microblog.account.RoleStore;
import dev.microblog.account.SuspensionStore;
import dev.microblog.account.Viewer;
import dev.microblog.audit.Audit;
import dev.microblog.audit.Deed;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.http.Keys;
import dev.microblog.platform.job.Events;
import dev.microblog.session.PasswordChanged;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What operators do to accounts, and moderators to those of people without a role. Each deed is
/// noted in the same transaction. There is no way to leave a site without an operator.
public final class AccountCare {
  /// How something that is done to an account ended.
  public sealed interface Outcome {
    /// It is done.
    record Done(Viewer account) implements Outcome {}

    /// It was so already; nothing was changed or noted.
    record Already(Viewer account) implements Outcome {}

    /// Nobody has this name.
    record Unknown() implements Outcome {}

    /// Whoever asks may not.
    record NotAllowed() implements Outcome {}

    /// It is the only operator who can sign in.
    record LastOperator() implements Outcome {}
  }

  /// How making an account ended.
  public sealed interface CreateOutcome {
    /// It is made.
    ///
    /// @param password that it has, to be shown once
    record Created(Viewer account, String password) implements CreateOutcome {}

    /// There is none; this is wrong.
    record Refused(Set<AccountProblem> problems) implements CreateOutcome {}

    /// Whoever asks may not.
    record NotAllowed() implements CreateOutcome {}
  }

  /// How giving an account another password ended.
  public sealed interface ResetOutcome {
    /// It has one that nobody knows yet, and every session and token has ended.
    ///
    /// @param password to be shown once
    record Reset(Viewer account, String password) implements ResetOutcome {}

    /// Nobody has this name.
    record Unknown() implements ResetOutcome {}

    /// Whoever asks may not.
    record NotAllowed() implements ResetOutcome {}
  }

  private final AccountStore accounts;
  private final Accounts register;
  private final RoleStore roles;
  private final RestrictionStore restrictions;
  private final SuspensionStore suspensions = new SuspensionStore();
  private final Rights rights;
  private final Reach reach;
  private final Passwords passwords;
  private final Audit audit;
  private final Events events;
  private final InstantSource clock;

  AccountCare(
      AccountStore accounts,
      Accounts register,
      RoleStore roles,
      RestrictionStore restrictions,
      Rights rights,
      Reach reach,
      Passwords passwords,
      Audit audit,
      Events events,
      InstantSource clock) {
    this.accounts = accounts;
    this.register = register;
    this.roles = roles;
    this.restrictions = restrictions;
    this.rights = rights;
    this.reach = reach;
    this.passwords = passwords;
    this.audit = audit;
    this.events = events;
    this.clock = clock;
  }

  /// Makes an account for somebody.
  ///
  /// @param password null to have one made
  public CreateOutcome create(
      Actor actor, String name, String email, @Nullable String password, Role role) {
    if (!rights.has(actor, Role.OPERATOR)) {
      return new CreateOutcome.NotAllowed();
    }
    String given = password == null ? Keys.random(15) : password;
    return switch (register.create(
        name,
        email,
        given,
        (transaction, account) -> {
          roles.put(transaction.sql(), account.id(), role, clock.millis());
          note(transaction, actor, Deed.ACCOUNT_CREATED, account, "", words(role));
        })) {
      case Accounts.CreateOutcome.Created(Viewer account) ->
          new CreateOutcome.Created(account, given);
      case Accounts.CreateOutcome.Refused(Set<AccountProblem> problems) ->
          new CreateOutcome.Refused(problems);
    };
  }

  /// Keeps the person of an account out until it is unlocked. What they wrote stays.
  public Outcome lock(Actor actor, String name, String reason) {
    return reach.upon(
        actor,
        name,
        (transaction, account, _) -> {
          if (restrictions.of(transaction.sql(), account.id()).contains(Restriction.LOCKED)) {
            return new Outcome.Already(account);
          }
          if (reach.isLastOperator(transaction, account)) {
            return new Outcome.LastOperator();
          }
          restrictions.put(
              transaction.sql(), account.id(), Restriction.LOCKED, clock.millis(), null);
          events.tell(transaction, new KeptOut(account.id()));
          note(transaction, actor, Deed.ACCOUNT_LOCKED, account, reason, "");
          return new Outcome.Done(account);
        });
  }

  /// Lets the person of a locked account in again.
  public Outcome unlock(Actor actor, String name, String reason) {
    return reach.upon(actor, name, unlocking(actor, reason));
  }

  Reach.Deeds unlocking(Actor actor, String reason) {
    return (transaction, account, _) -> {
      if (!restrictions.delete(transaction.sql(), account.id(), Restriction.LOCKED)) {
        return new Outcome.Already(account);
      }
      note(transaction, actor, Deed.ACCOUNT_UNLOCKED, account, reason, "");
      return new Outcome.Done(account);
    };
  }

  /// Gives an account another role.
  public Outcome changeRole(Actor actor, String name, Role role) {
    Outcome outcome =
        operate(
            actor,
            name,
            (transaction, account, _) -> {
              Role before = roles.of(transaction.sql(), account.id());
              if (before == role) {
                return new Outcome.Already(account);
              }
              if (reach.isLastOperator(transaction, account)) {
                return new Outcome.LastOperator();
              }
              roles.put(transaction.sql(), account.id(), role, clock.millis());
              note(transaction, actor, Deed.ROLE_CHANGED, account, "", words(before, role));
              return new Outcome.Done(account);
            });
    rights.forget();
    return outcome;
  }

  /// Deletes an account with all that it wrote, as its owner can.
  public Outcome delete(Actor actor, String name, String reason) {
    return operate(
        actor,
        name,
        (transaction, account, state) -> {
          if (reach.isLastOperator(transaction, account)) {
            return new Outcome.LastOperator();
          }
          if (state == SuspensionStore.State.SUSPENDED) {
            // What is suspended looks deleted, but has everything yet.
            suspensions.lift(transaction.sql(), account.id());
          }
          accounts.delete(transaction.sql(), account.id(), clock.millis());
          events.tell(transaction, new KeptOut(account.id()));
          events.tell(transaction, new AccountDeleted(account.id()));
          note(transaction, actor, Deed.ACCOUNT_DELETED, account, reason, account.name());
          return new Outcome.Done(account);
        });
  }

  /// Gives an account a password that nobody knows, for somebody who lost theirs and gets no mail.
  public ResetOutcome resetPassword(Actor actor, String name) {
    String password = Keys.random(15);
    String hash = passwords.hash(password);
    Outcome outcome =
        operate(
            actor,
            name,
            (transaction, account, state) -> {
              if (state != SuspensionStore.State.STANDS) {
                return new Outcome.Unknown();
              }
              accounts.setPassword(transaction.sql(), account.id(), hash);
              events.tell(transaction, new KeptOut(account.id()));
              events.tell(transaction, new PasswordChanged(account.id(), true));
              note(transaction, actor, Deed.PASSWORD_RESET, account, "", "");
              return new Outcome.Done(account);
            });
    return switch (outcome) {
      case Outcome.Done(Viewer account) -> new ResetOutcome.Reset(account, password);
      case Outcome.NotAllowed() -> new ResetOutcome.NotAllowed();
      case Outcome.Unknown() -> new ResetOutcome.Unknown();
      case Outcome.Already _, Outcome.LastOperator() -> throw new IllegalStateException();
    };
  }

  /// What only operators do.
  private Outcome operate(Actor actor, String name, Reach.Deeds deeds) {
    return rights.has(actor, Role.OPERATOR)
        ? reach.upon(actor, name, deeds)
        : new Outcome.NotAllowed();
  }

  private void note(
      Transaction transaction,
      Actor actor,
      Deed deed,
      Viewer account,
      String reason,
      String detail) {
    audit.note(transaction, actor.id(), deed, account.id(), null, reason, detail);
  }

  private static String words(Role... steps) {
    return String.join(
        " → ", List.of(steps).stream().map(r -> r.name().toLowerCase(Locale.ROOT)).toList());
  }
}
