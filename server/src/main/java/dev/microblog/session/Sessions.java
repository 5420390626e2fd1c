package dev.microblog.session;

import dev.microblog.account.Account;
import dev.microblog.account.AccountStore;
import dev.microblog.account.KeptOut;
import dev.microblog.account.ReaderStore;
import dev.microblog.account.Restriction;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.http.ClientAddress;
import dev.microblog.platform.http.Keys;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.text.Folding;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Gatherers;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Signing in and out. A session is a row; the cookie holds a random token, the row its hash.
public final class Sessions {
  /// How long an unused session holds when it was not to be remembered.
  public static final Duration SHORT = Duration.ofDays(1);

  /// How long an unused session holds when it was to be remembered.
  public static final Duration REMEMBERED = Duration.ofDays(365);

  /// How exactly last use and last seen are kept: a write on every request would make readers
  /// writers.
  public static final Duration PRECISION = Duration.ofMinutes(5);

  private static final int MOST_SESSIONS = 100;

  /// Of how many sessions one question asks.
  private static final int CHUNK = 500;

  /// What a person fills in to sign in, and where they do.
  ///
  /// @param language tag of the language in which they read the page
  /// @param known accounts that signed in with this browser before
  public record SignIn(
      String name,
      String password,
      boolean remember,
      String address,
      String userAgent,
      String language,
      Set<Long> known) {}

  /// How signing in ended.
  public sealed interface SignInOutcome {
    /// There is a session now; the token goes into the cookie and is kept nowhere else.
    record SignedIn(Session session, String token) implements SignInOutcome {}

    /// They are right, but nobody is let in with them.
    record KeptOut(Viewer viewer, Set<Restriction> restrictions) implements SignInOutcome {}

    /// No such name, or not its password: nobody is told which.
    record Wrong() implements SignInOutcome {}

    /// Too many tries.
    record TooMany(Duration retryAfter) implements SignInOutcome {}
  }

  private final Database database;
  private final SessionStore store = new SessionStore();
  private final AccountStore accounts;
  private final ReaderStore readers = new ReaderStore();
  private final PasswordCheck check;
  private final Events events;
  private final Ids ids;
  private final InstantSource clock;

  public Sessions(
      Database database,
      AccountStore accounts,
      PasswordCheck check,
      Events events,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.accounts = accounts;
    this.check = check;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
    events.on(KeptOut.class, (t, event) -> endAll(t, event.accountId()));
  }

  /// Signs somebody in if name and password go together.
  public SignInOutcome signIn(SignIn attempt) {
    return switch (check.check(attempt.name(), attempt.password(), attempt.address())) {
      case PasswordCheck.Outcome.Right right -> start(right, attempt);
      case PasswordCheck.Outcome.KeptOut(Viewer viewer, Set<Restriction> restrictions) ->
          new SignInOutcome.KeptOut(viewer, restrictions);
      case PasswordCheck.Outcome.Wrong() -> new SignInOutcome.Wrong();
      case PasswordCheck.Outcome.TooMany(Duration wait) -> new SignInOutcome.TooMany(wait);
    };
  }

  /// Whose allowance a try at a password is, whether at the door or inside.
  static String bucket(String name) {
    return Tokens.hash(Folding.key(name));
  }

  private SignInOutcome start(PasswordCheck.Outcome.Right right, SignIn attempt) {
    Viewer viewer = right.viewer();
    String token = Keys.random(32);
    long begun = clock.millis();
    Session session =
        new Session(
            ids.next(),
            viewer,
            attempt.remember(),
            begun,
            begun + term(attempt.remember()).toMillis());
    return database.write(
        transaction -> {
          if (!check.holds(transaction, right)) {
            return new SignInOutcome.Wrong();
          }
          boolean isNew = isNew(transaction.sql(), viewer, attempt);
          accounts.seen(transaction.sql(), viewer.id(), begun);
          readers.remember(transaction.sql(), viewer.id(), attempt.language());
          store.insert(
              transaction.sql(),
              session,
              Tokens.hash(token),
              cut(attempt.userAgent(), 255),
              cut(attempt.address(), 45));
          store.keepNewest(transaction.sql(), viewer.id(), MOST_SESSIONS);
          if (isNew) {
            events.tell(
                transaction,
                new SignedInFromNew(
                    viewer.id(), session.id(), attempt.userAgent(), attempt.address(), begun));
          }
          return new SignInOutcome.SignedIn(session, token);
        });
  }

  /// Whether the account never signed in with this browser. Where the browser keeps no cookies, one
  /// that says the same of itself in the same network is taken for it. Who signs in for the first
  /// time knows.
  private boolean isNew(DSLContext sql, Viewer viewer, SignIn attempt) {
    Account account = accounts.byName(sql, viewer.name());
    if (account == null || account.lastSeenAt() == null || attempt.known().contains(viewer.id())) {
      return false;
    }
    String agent = cut(attempt.userAgent(), 255);
    String network = ClientAddress.bucket(attempt.address());
    return store.devices(sql, viewer.id(), 0, 0).stream()
        .noneMatch(
            device ->
                device.userAgent().equals(agent)
                    && ClientAddress.bucket(device.address()).equals(network));
  }

  /// The session of a token; null if there is none, or it has ended. Notes now and then that it is
  /// in use.
  public @Nullable Session find(String token) {
    if (token.length() > 100) {
      return null;
    }
    long now = clock.millis();
    Session session = database.read(sql -> store.byToken(sql, Tokens.hash(token), now));
    if (session != null && now - session.lastUsedAt() >= PRECISION.toMillis()) {
      database.writeLater(
          transaction -> {
            long until = now + term(session.remembered()).toMillis();
            store.touch(transaction.sql(), session.id(), now, until);
            accounts.seen(transaction.sql(), session.viewer().id(), now);
          });
    }
    return session;
  }

  /// Which of these sessions hold.
  public Set<Long> holding(Collection<Long> sessions) {
    long now = clock.millis();
    Set<Long> holding = new HashSet<>();
    sessions.stream()
        .gather(Gatherers.windowFixed(CHUNK))
        .forEach(some -> holding.addAll(database.read(sql -> store.holding(sql, some, now))));
    return holding;
  }

  /// Where the viewer is signed in, the place used last first.
  ///
  /// @param current the session that asks
  public List<Device> devices(Session current) {
    return devices(current.viewer(), current.id());
  }

  /// As above, where no session asks.
  public List<Device> devices(Viewer viewer) {
    return devices(viewer, 0);
  }

  private List<Device> devices(Viewer viewer, long current) {
    long now = clock.millis();
    return database.read(sql -> store.devices(sql, viewer.id(), current, now));
  }

  /// Ends one of the viewer's own sessions.
  ///
  /// @return whether there was one with this id
  public boolean end(Viewer viewer, long id) {
    return database.write(transaction -> store.end(transaction.sql(), viewer.id(), id));
  }

  /// Ends all sessions of the viewer but the one that asks.
  public void endOthers(Session current) {
    database.write(
        transaction -> {
          store.endOthers(transaction.sql(), current.viewer().id(), current.id());
          return null;
        });
  }

  /// Ends all sessions of an account.
  public void endAll(Transaction transaction, long accountId) {
    store.endOthers(transaction.sql(), accountId, 0);
  }

  /// Ends the session of a token.
  public void signOut(String token) {
    database.write(
        transaction -> {
          store.delete(transaction.sql(), Tokens.hash(token));
          return null;
        });
  }

  /// Deletes what has ended.
  public void sweep() {
    database.write(
        transaction -> {
          store.deleteExpired(transaction.sql(), clock.millis());
          return null;
        });
  }

  static Duration term(boolean remembered) {
    return remembered ? REMEMBERED : SHORT;
  }

  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
