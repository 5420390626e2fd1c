package dev.microblog.account;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.http.ClientAddress;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.text.CleanText;
import dev.microblog.platform.text.Folding;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Making an account, and changing what it says.
public final class Accounts {
  /// What a person fills in to sign up, and the address from which they do.
  ///
  /// @param language tag of the language in which they do
  /// @param base where mail leads that asks whether the address is theirs; null if none can be sent
  public record Registration(
      String name,
      String email,
      String password,
      String repeated,
      String address,
      String language,
      @Nullable String base) {}

  /// How signing up ended.
  public sealed interface RegisterOutcome {
    /// There is an account now.
    record Registered(Viewer viewer) implements RegisterOutcome {}

    /// There is none; this is wrong.
    record Refused(Set<AccountProblem> problems) implements RegisterOutcome {}

    /// There is none, by the [Conditions].
    record NotAdmitted() implements RegisterOutcome {}

    /// Too many accounts were made from this address.
    record TooMany(Duration retryAfter) implements RegisterOutcome {}
  }

  /// What a site asks besides of who signs up. Nothing is asked of the first, who sets it up.
  public interface Conditions {
    /// What is wrong with what was typed.
    Set<AccountProblem> problems();

    /// Whether the account may be made, asked last in the transaction that makes it. What is done
    /// here is undone if it may not, or if the account cannot be made.
    boolean admit(Transaction transaction, Viewer viewer);
  }

  /// Undoes a transaction whose account may not be made.
  private static final class NotAdmitted extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotAdmitted() {
      super("not admitted", null, false, false);
    }
  }

  /// How making an account for somebody ended.
  public sealed interface CreateOutcome {
    /// There is an account now.
    record Created(Viewer viewer) implements CreateOutcome {}

    /// There is none; this is wrong.
    record Refused(Set<AccountProblem> problems) implements CreateOutcome {}
  }

  /// How changing a profile ended.
  public sealed interface EditOutcome {
    /// It is changed.
    record Edited(Viewer viewer) implements EditOutcome {}

    /// Nothing was changed; this is wrong.
    record Refused(Set<AccountProblem> problems) implements EditOutcome {}

    /// Too many changes in a short time.
    record TooMany(Duration retryAfter) implements EditOutcome {}
  }

  private final Database database;
  private final AccountStore store;
  private final EmailStore emails = new EmailStore();
  private final ReaderStore readers = new ReaderStore();
  private final RoleStore roles = new RoleStore();
  private final RestrictionStore restrictions = new RestrictionStore();
  private final Passwords passwords;
  private final Events events;
  private final Limits limits;
  private final Ids ids;
  private final InstantSource clock;

  public Accounts(
      Database database,
      AccountStore store,
      Passwords passwords,
      Events events,
      Limits limits,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.store = store;
    this.passwords = passwords;
    this.events = events;
    this.limits = limits;
    this.ids = ids;
    this.clock = clock;
    events.on(AccountDeleted.class, this::deleted);
  }

  private void deleted(Transaction transaction, AccountDeleted event) {
    roles.delete(transaction.sql(), event.accountId());
    restrictions.deleteOf(transaction.sql(), event.accountId());
  }

  /// Makes an account if the data is right and the name is not taken. A taken address is told to
  /// whoever typed it only where its owner cannot be told by mail. Else the account is made without
  /// it, as if it were one that has yet to be confirmed.
  public RegisterOutcome register(Registration registration, Conditions conditions) {
    String name = registration.name();
    String email = registration.email().strip();
    Set<AccountProblem> problems = EnumSet.noneOf(AccountProblem.class);
    problems.addAll(AccountPolicy.name(name));
    problems.addAll(AccountPolicy.email(email));
    problems.addAll(AccountPolicy.password(registration.password(), registration.repeated()));
    problems.addAll(conditions.problems());
    boolean mailed = registration.base() != null;
    problems.addAll(taken(name, email, problems, mailed));
    if (!problems.isEmpty()) {
      return new RegisterOutcome.Refused(problems);
    }
    Duration wait =
        limits.take(Limit.SIGN_UP_BY_ADDRESS, ClientAddress.bucket(registration.address()));
    if (!wait.isZero()) {
      return new RegisterOutcome.TooMany(wait);
    }
    String hash = passwords.hash(registration.password());
    Viewer viewer = new Viewer(ids.next(), name);
    try {
      boolean inserted = database.write(t -> insert(t, viewer, registration, hash, conditions));
      if (!inserted && taken(name, email, problems, mailed).isEmpty()) {
        // Somebody got the address just now, which a new transaction sees.
        inserted = database.write(t -> insert(t, viewer, registration, hash, conditions));
      }
      return inserted
          ? new RegisterOutcome.Registered(viewer)
          : new RegisterOutcome.Refused(taken(name, email, problems, mailed));
    } catch (NotAdmitted e) {
      return new RegisterOutcome.NotAdmitted();
    }
  }

  /// Makes an account for somebody, with an address that is taken for theirs.
  ///
  /// @param also done in the transaction that makes it
  public CreateOutcome create(
      String name, String email, String password, BiConsumer<Transaction, Viewer> also) {
    String address = email.strip();
    Set<AccountProblem> problems = EnumSet.noneOf(AccountProblem.class);
    problems.addAll(AccountPolicy.name(name));
    problems.addAll(AccountPolicy.email(address));
    problems.addAll(AccountPolicy.password(password, password));
    problems.addAll(taken(name, address, problems, false));
    if (!problems.isEmpty()) {
      return new CreateOutcome.Refused(problems);
    }
    String hash = passwords.hash(password);
    Viewer viewer = new Viewer(ids.next(), name);
    boolean made =
        database.write(
            transaction -> {
              if (!store.insert(
                  transaction.sql(), viewer.id(), name, address, hash, clock.millis())) {
                return false;
              }
              events.tell(transaction, new ProfileChanged(viewer.id(), true));
              also.accept(transaction, viewer);
              return true;
            });
    return made
        ? new CreateOutcome.Created(viewer)
        // Somebody got one of them just now.
        : new CreateOutcome.Refused(taken(name, address, problems, false));
  }

  private boolean insert(
      Transaction transaction,
      Viewer viewer,
      Registration registration,
      String hash,
      Conditions conditions) {
    long id = viewer.id();
    String email = registration.email().strip();
    String base = registration.base();
    long owner = base == null ? 0 : emails.idByEmail(transaction.sql(), email);
    String own = owner == 0 ? email : null;
    boolean first = roles.empty(transaction.sql());
    boolean made =
        store.insert(transaction.sql(), id, registration.name(), own, hash, clock.millis());
    if (made) {
      if (first) {
        // Whoever sets a site up signs up first.
        roles.put(transaction.sql(), id, Role.OPERATOR, clock.millis());
      } else if (!conditions.admit(transaction, viewer)) {
        throw new NotAdmitted();
      }
      readers.remember(transaction.sql(), id, registration.language());
      events.tell(transaction, new ProfileChanged(id, true));
      events.tell(transaction, new SignedUp(id, email, owner, base));
    }
    return made;
  }

  private Set<AccountProblem> taken(
      String name, String email, Set<AccountProblem> known, boolean mailed) {
    boolean askName = known.stream().noneMatch(p -> p.name().startsWith("NAME_"));
    boolean askEmail = !mailed && known.stream().noneMatch(p -> p.name().startsWith("EMAIL_"));
    return database.read(
        sql -> {
          Set<AccountProblem> problems = EnumSet.noneOf(AccountProblem.class);
          if (askName && store.nameTaken(sql, name)) {
            problems.add(AccountProblem.NAME_TAKEN);
          }
          if (askEmail && emails.taken(sql, email)) {
            problems.add(AccountProblem.EMAIL_TAKEN);
          }
          return problems;
        });
  }

  /// Adds an account that was made elsewhere or before: demo data and imports.
  ///
  /// @param passwordHash as [Passwords] makes it or the tutorial's application did
  /// @return its id
  /// @throws IllegalStateException if the name or the address is taken
  public long restore(
      Transaction transaction,
      String name,
      String email,
      String passwordHash,
      String aboutMe,
      long createdAt) {
    long id = ids.next();
    if (!store.insert(transaction.sql(), id, name, email, passwordHash, createdAt)) {
      throw new IllegalStateException("the name or the address of " + name + " is taken");
    }
    store.updateProfile(transaction.sql(), id, name, aboutMe);
    events.tell(transaction, new ProfileChanged(id, true));
    return id;
  }

  /// The viewer's own account; null if it is gone.
  public @Nullable Account own(Viewer viewer) {
    return database.read(sql -> store.byName(sql, viewer.name()));
  }

  /// Changes name and text of the viewer's own profile.
  public EditOutcome edit(Viewer viewer, String name, String aboutMe) {
    return Objects.requireNonNull(edit(viewer, name, aboutMe, _ -> true));
  }

  /// The same, unless it is not as it was read.
  ///
  /// @param asRead whether the account still is
  /// @return null if it is not
  public @Nullable EditOutcome edit(
      Viewer viewer, String name, String aboutMe, Predicate<Account> asRead) {
    Duration wait = limits.take(Limit.ACT_BY_ACCOUNT, Long.toString(viewer.id()));
    if (!wait.isZero()) {
      return new EditOutcome.TooMany(wait);
    }
    String about = CleanText.lines(aboutMe);
    Set<AccountProblem> problems = EnumSet.noneOf(AccountProblem.class);
    // An imported name may hold what is no longer allowed; keeping it is.
    if (!name.equals(viewer.name())) {
      problems.addAll(AccountPolicy.name(name));
    }
    problems.addAll(AccountPolicy.aboutMe(about));
    if (!problems.isEmpty()) {
      return new EditOutcome.Refused(problems);
    }
    try {
      return database.<@Nullable EditOutcome>write(
          transaction -> edit(transaction, viewer, name, about, asRead));
    } catch (org.jooq.exception.IntegrityConstraintViolationException e) {
      // Somebody took the name between the question and the answer.
      return new EditOutcome.Refused(EnumSet.of(AccountProblem.NAME_TAKEN));
    }
  }

  private @Nullable EditOutcome edit(
      Transaction transaction,
      Viewer viewer,
      String name,
      String aboutMe,
      Predicate<Account> asRead) {
    store.lock(transaction.sql(), List.of(viewer.id()));
    if (!store.byIds(transaction.sql(), List.of(viewer.id())).stream().allMatch(asRead)) {
      return null;
    }
    boolean renamed = !Folding.key(name).equals(Folding.key(viewer.name()));
    if (renamed && store.nameTaken(transaction.sql(), name)) {
      return new EditOutcome.Refused(EnumSet.of(AccountProblem.NAME_TAKEN));
    }
    store.updateProfile(transaction.sql(), viewer.id(), name, aboutMe);
    events.tell(transaction, new ProfileChanged(viewer.id(), false));
    return new EditOutcome.Edited(new Viewer(viewer.id(), name));
  }
}
