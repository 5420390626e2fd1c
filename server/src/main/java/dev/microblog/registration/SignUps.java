package dev.microblog.registration;

import dev.microblog.account.AccountProblem;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Accounts;
import dev.microblog.account.Restriction;
import dev.microblog.account.RestrictionStore;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.text.CleanText;
import dev.microblog.platform.text.Graphemes;
import dev.microblog.site.CurrentSite;
import dev.microblog.site.RegistrationMode;
import dev.microblog.site.SiteSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Signing up, as far as the operator lets people. Whoever sets a site up signs up first, and is
/// asked for nothing.
public final class SignUps {
  /// Longest note, in grapheme clusters.
  public static final int NOTE_MAX = 500;

  private static final long DAY = Duration.ofDays(1).toMillis();

  /// What somebody fills in.
  ///
  /// @param note what they say of themselves to who lets them in; empty if nothing
  /// @param invitation code of the link by which they came; empty if by none
  public record Wish(Accounts.Registration registration, String note, String invitation) {}

  /// What a page says before anything is filled in.
  public enum Terms {
    /// It is enough to fill the form in.
    OPEN,

    /// The same, by an invitation.
    INVITED,

    /// A note is asked for, and somebody reads it.
    NOTE,

    /// An invitation is needed, and there is none.
    NOT_INVITED,

    /// There is one, and it does not work any more.
    INVITATION_DEAD,

    /// Nobody may.
    CLOSED
  }

  /// How signing up ended.
  public sealed interface Outcome {
    /// There is an account now.
    ///
    /// @param waits whether somebody has to let it in
    record Registered(Viewer viewer, boolean waits) implements Outcome {}

    /// There is none; this is wrong.
    record Refused(Set<AccountProblem> problems) implements Outcome {}

    /// These are the terms, and they are not met.
    record Barred(Terms terms) implements Outcome {}

    /// Nobody may from this network.
    record NetworkBlocked() implements Outcome {}

    /// As many signed up today as may.
    record FullToday() implements Outcome {}

    /// Too many accounts were made from this address.
    record TooMany(Duration retryAfter) implements Outcome {}
  }

  private final Database database;
  private final Accounts accounts;
  private final AccountStore accountStore;
  private final SignUpStore store;
  private final InvitationStore invitations;
  private final RestrictionStore restrictions = new RestrictionStore();
  private final CurrentSite current;
  private final InstantSource clock;

  SignUps(
      Database database,
      Accounts accounts,
      AccountStore accountStore,
      SignUpStore store,
      InvitationStore invitations,
      CurrentSite current,
      InstantSource clock) {
    this.database = database;
    this.accounts = accounts;
    this.accountStore = accountStore;
    this.store = store;
    this.invitations = invitations;
    this.current = current;
    this.clock = clock;
  }

  /// What is asked of who comes with a code.
  ///
  /// @param code empty if with none
  public Terms terms(String code) {
    RegistrationMode mode = current.settings().mode();
    return mode == RegistrationMode.OPEN || isEmpty() ? Terms.OPEN : terms(mode, code);
  }

  private Terms terms(RegistrationMode mode, String code) {
    if (mode == RegistrationMode.OPEN) {
      return Terms.OPEN;
    }
    if (mode == RegistrationMode.CLOSED) {
      return Terms.CLOSED;
    }
    if (code.isEmpty()) {
      return mode == RegistrationMode.APPROVAL ? Terms.NOTE : Terms.NOT_INVITED;
    }
    boolean works =
        Invitations.isCode(code)
            && database.read(sql -> invitations.works(sql, code, clock.millis()));
    return works ? Terms.INVITED : Terms.INVITATION_DEAD;
  }

  private boolean isEmpty() {
    return database.read(sql -> !accountStore.any(sql));
  }

  /// Makes an account if everything is right.
  public Outcome register(Wish wish) {
    SiteSettings site = current.settings();
    Admission admission = new Admission(site, wish, isEmpty());
    Outcome barred = admission.barred();
    if (barred != null) {
      return barred;
    }
    return switch (accounts.register(wish.registration(), admission)) {
      case Accounts.RegisterOutcome.Registered(Viewer viewer) ->
          new Outcome.Registered(viewer, admission.waits);
      case Accounts.RegisterOutcome.Refused(Set<AccountProblem> problems) ->
          new Outcome.Refused(problems);
      case Accounts.RegisterOutcome.NotAdmitted() -> admission.refused();
      case Accounts.RegisterOutcome.TooMany(Duration wait) -> new Outcome.TooMany(wait);
    };
  }

  /// What the site asks of one who signs up.
  private final class Admission implements Accounts.Conditions {
    private final SiteSettings site;
    private final Wish wish;
    private final String note;

    /// Whether there was nobody yet. Somebody may have come since.
    private final boolean empty;

    /// Of the transaction that was tried last.
    private boolean waits;

    private @Nullable Outcome refusal;

    Admission(SiteSettings site, Wish wish, boolean empty) {
      this.site = site;
      this.wish = wish;
      this.note = CleanText.lines(wish.note());
      this.empty = empty;
    }

    /// Why the form need not be looked at; null if it is to be. The daily count is asked here too,
    /// so that nobody's password is hashed in vain.
    @Nullable Outcome barred() {
      return empty ? null : bar();
    }

    private @Nullable Outcome bar() {
      if (site.blocksNetwork(wish.registration().address())) {
        return new Outcome.NetworkBlocked();
      }
      Terms terms = terms(site.mode(), wish.invitation());
      switch (terms) {
        case NOT_INVITED, INVITATION_DEAD, CLOSED -> {
          return new Outcome.Barred(terms);
        }
        case OPEN, INVITED, NOTE -> {}
      }
      boolean full =
          site.signUpsADay() > 0
              && database.read(sql -> store.counted(sql, today())) >= site.signUpsADay();
      return full ? new Outcome.FullToday() : null;
    }

    @Override
    public Set<AccountProblem> problems() {
      return empty ? Set.of() : typed();
    }

    private Set<AccountProblem> typed() {
      Set<AccountProblem> problems = EnumSet.noneOf(AccountProblem.class);
      Accounts.Registration registration = wish.registration();
      if (ReservedNames.contain(registration.name(), site.reservedNames())) {
        problems.add(AccountProblem.NAME_RESERVED);
      }
      if (site.blocksMail(registration.email().strip())) {
        problems.add(AccountProblem.EMAIL_BLOCKED);
      }
      if (asksForNote()) {
        if (note.isEmpty()) {
          problems.add(AccountProblem.NOTE_REQUIRED);
        } else if (!Graphemes.within(note, NOTE_MAX)) {
          problems.add(AccountProblem.NOTE_TOO_LONG);
        }
      }
      return problems;
    }

    private boolean asksForNote() {
      return site.mode() == RegistrationMode.APPROVAL && wish.invitation().isEmpty();
    }

    @Override
    public boolean admit(Transaction transaction, Viewer viewer) {
      waits = false;
      refusal = null;
      // Somebody was faster to an empty site: nothing was asked of this one yet.
      Set<AccountProblem> problems = empty ? typed() : Set.of();
      if (!problems.isEmpty()) {
        refusal = new Outcome.Refused(problems);
      } else if (empty && (site.mode() == RegistrationMode.CLOSED || uninvited())) {
        refusal = new Outcome.Barred(terms(site.mode(), ""));
      } else if (!store.count(transaction.sql(), today(), site.signUpsADay())) {
        refusal = new Outcome.FullToday();
      } else if (asksForNote()) {
        long now = clock.millis();
        restrictions.put(transaction.sql(), viewer.id(), Restriction.PENDING, now, null);
        store.ask(transaction.sql(), viewer.id(), note, now);
        waits = true;
      } else if (site.mode() != RegistrationMode.OPEN
          && !invitations.use(transaction.sql(), wish.invitation(), clock.millis())) {
        refusal = new Outcome.Barred(Terms.INVITATION_DEAD);
      }
      return refusal == null;
    }

    private boolean uninvited() {
      return site.mode() == RegistrationMode.INVITATION && wish.invitation().isEmpty();
    }

    Outcome refused() {
      Outcome why = refusal;
      if (why == null) {
        throw new IllegalStateException("admitted");
      }
      return why;
    }
  }

  private long today() {
    return Math.floorDiv(clock.millis(), DAY);
  }
}
