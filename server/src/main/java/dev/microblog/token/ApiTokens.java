package dev.microblog.token;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountStore;
import dev.microblog.account.KeptOut;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.http.Keys;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.text.CleanText;
import dev.microblog.session.PasswordChanged;
import dev.microblog.session.PasswordCheck;
import dev.microblog.session.Sessions;
import dev.microblog.session.Tokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/// Making tokens for programs, and knowing them again. A token is a row with its hash; the secret
/// is shown once.
public final class ApiTokens {
  /// Tokens that one person may have at once. A program that asks for one each time it runs, as
  /// those for the tutorial's application do, has the oldest of them make room.
  public static final int MOST = 100;

  /// Longest name, in characters.
  public static final int NAME_MAX = 64;

  /// How long a token holds that was made with a name and a password, as in the tutorial's
  /// application.
  public static final Duration SHORT = Duration.ofHours(1);

  /// The longest time after which a token may end that has an end.
  public static final Duration LONGEST = Duration.ofDays(3660);

  /// What tokens begin with that are made to be kept: whoever finds one in a file knows what it is.
  private static final String MARK = "mbt_";

  /// Of how many tokens one question asks.
  private static final int CHUNK = 500;

  /// How making a token ended.
  public sealed interface MakeOutcome {
    /// There is one now.
    ///
    /// @param secret to be shown once
    record Made(ApiToken token, String secret) implements MakeOutcome {}

    /// It has no name.
    record NoName() implements MakeOutcome {}

    /// Its name is too long.
    record LongName() implements MakeOutcome {}

    /// It would be good for nothing, or for more than what asks for it.
    record WrongScopes() implements MakeOutcome {}

    /// It would end at once, or after [#LONGEST].
    record WrongTerm() implements MakeOutcome {}

    /// There are [#MOST] already.
    record Full() implements MakeOutcome {}

    /// Too much in a short time.
    record TooMany(Duration retryAfter) implements MakeOutcome {}

    /// There is no such account any more.
    record Unknown() implements MakeOutcome {}
  }

  /// How signing a program in ended.
  public sealed interface SignInOutcome {
    /// There is a token now.
    record SignedIn(String secret) implements SignInOutcome {}

    /// No such name, or not its password: nobody is told which.
    record Wrong() implements SignInOutcome {}

    /// Too many tries.
    record TooMany(Duration retryAfter) implements SignInOutcome {}
  }

  private final Database database;
  private final ApiTokenStore store = new ApiTokenStore();
  private final AccountStore accounts;
  private final PasswordCheck check;
  private final Limits limits;
  private final Ids ids;
  private final InstantSource clock;

  public ApiTokens(
      Database database,
      AccountStore accounts,
      PasswordCheck check,
      Events events,
      Limits limits,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.accounts = accounts;
    this.check = check;
    this.limits = limits;
    this.ids = ids;
    this.clock = clock;
    events.on(PasswordChanged.class, this::passwordChanged);
    events.on(KeptOut.class, (t, event) -> store.deleteOf(t.sql(), event.accountId()));
    events.on(AccountDeleted.class, (t, event) -> store.deleteOf(t.sql(), event.accountId()));
  }

  private void passwordChanged(Transaction transaction, PasswordChanged event) {
    if (event.programs()) {
      store.deleteOf(transaction.sql(), event.accountId());
    }
  }

  /// Makes a token for a program that brings a name and a password, good for everything and for an
  /// hour.
  ///
  /// @param name of the account
  /// @param address from which it asks
  /// @param program what it says it is
  public SignInOutcome signIn(String name, String password, String address, String program) {
    return switch (check.check(name, password, address)) {
      // Programs are told no more than that they do not get in.
      case PasswordCheck.Outcome.KeptOut _ -> new SignInOutcome.Wrong();
      case PasswordCheck.Outcome.Wrong() -> new SignInOutcome.Wrong();
      case PasswordCheck.Outcome.TooMany(Duration wait) -> new SignInOutcome.TooMany(wait);
      case PasswordCheck.Outcome.Right right -> signIn(right, program);
    };
  }

  private SignInOutcome signIn(PasswordCheck.Outcome.Right right, String program) {
    // As long as those of the tutorial's application, and of the same digits.
    String secret = Tokens.hash(Keys.random(32)).substring(0, 32);
    long now = clock.millis();
    String name = CleanText.line(program);
    ApiToken token =
        new ApiToken(
            ids.next(),
            name.length() > NAME_MAX ? name.substring(0, NAME_MAX).strip() : name,
            Scope.all(),
            now,
            null,
            now + SHORT.toMillis());
    return database.write(
        transaction -> {
          if (!check.holds(transaction, right)) {
            return new SignInOutcome.Wrong();
          }
          long accountId = right.viewer().id();
          List<ApiToken> others = store.list(transaction.sql(), accountId, now);
          // Only what was made in this way makes room: what was made to be kept is kept.
          others.stream()
              .filter(ApiTokens::isShort)
              .skip(MOST / 2)
              .forEach(other -> store.delete(transaction.sql(), accountId, other.id()));
          accounts.seen(transaction.sql(), accountId, now);
          store.insert(transaction.sql(), token, accountId, Tokens.hash(secret));
          return new SignInOutcome.SignedIn(secret);
        });
  }

  private static boolean isShort(ApiToken token) {
    Long end = token.expiresAt();
    return end != null && end - token.createdAt() <= SHORT.toMillis();
  }

  /// Makes a token that is to be kept.
  ///
  /// @param typed its name
  /// @param scopes what it is good for
  /// @param allowed what whoever asks may do: no token is good for more
  /// @param term after which it ends; null for no end
  public MakeOutcome make(
      Viewer viewer, String typed, Set<Scope> scopes, Set<Scope> allowed, @Nullable Duration term) {
    String name = CleanText.line(typed);
    if (name.isEmpty()) {
      return new MakeOutcome.NoName();
    }
    if (name.length() > NAME_MAX) {
      return new MakeOutcome.LongName();
    }
    if (scopes.isEmpty() || !allowed.containsAll(scopes)) {
      return new MakeOutcome.WrongScopes();
    }
    if (term != null && (!term.isPositive() || term.compareTo(LONGEST) > 0)) {
      return new MakeOutcome.WrongTerm();
    }
    Duration wait = limits.take(Limit.ACT_BY_ACCOUNT, Long.toString(viewer.id()));
    if (!wait.isZero()) {
      return new MakeOutcome.TooMany(wait);
    }
    long now = clock.millis();
    String secret = MARK + Keys.random(32);
    ApiToken token =
        new ApiToken(
            ids.next(),
            name,
            EnumSet.copyOf(scopes),
            now,
            null,
            term == null ? null : now + term.toMillis());
    return database.write(
        transaction -> {
          if (!accounts.lock(transaction.sql(), List.of(viewer.id()))) {
            return new MakeOutcome.Unknown();
          }
          if (store.list(transaction.sql(), viewer.id(), now).size() >= MOST) {
            return new MakeOutcome.Full();
          }
          store.insert(transaction.sql(), token, viewer.id(), Tokens.hash(secret));
          return new MakeOutcome.Made(token, secret);
        });
  }

  /// For whom a program acts that brings this token; null if it does not hold. Notes now and then
  /// that it is in use.
  public @Nullable Access find(String secret) {
    if (secret.length() > 100) {
      return null;
    }
    long now = clock.millis();
    ApiTokenStore.Found found =
        database.<ApiTokenStore.@Nullable Found>read(
            sql -> store.byToken(sql, Tokens.hash(secret), now));
    if (found == null) {
      return null;
    }
    if (now - found.lastUsedAt() >= Sessions.PRECISION.toMillis()) {
      database.writeLater(
          transaction -> {
            store.touch(transaction.sql(), found.access().tokenId(), now);
            accounts.seen(transaction.sql(), found.access().viewer().id(), now);
          });
    }
    return found.access();
  }

  /// Which of these tokens hold.
  public Set<Long> holding(Collection<Long> tokens) {
    long now = clock.millis();
    Set<Long> holding = new HashSet<>();
    tokens.stream()
        .gather(Gatherers.windowFixed(CHUNK))
        .forEach(some -> holding.addAll(database.read(sql -> store.holding(sql, some, now))));
    return holding;
  }

  /// The viewer's tokens, the newest first.
  public List<ApiToken> list(Viewer viewer) {
    return database.read(sql -> store.list(sql, viewer.id(), clock.millis()));
  }

  /// Ends one of the viewer's tokens.
  ///
  /// @return whether there was one with this id
  public boolean end(Viewer viewer, long id) {
    return database.write(transaction -> store.delete(transaction.sql(), viewer.id(), id));
  }

  /// Deletes what has ended.
  public void sweep() {
    database.<@Nullable Void>write(
        transaction -> {
          store.deleteExpired(transaction.sql(), clock.millis());
          return null;
        });
  }
}
