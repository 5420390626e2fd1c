package dev.microblog.security;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Passwords;
import dev.microblog.account.SignedUp;
import dev.microblog.mail.Mails;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.job.Outbox;
import dev.microblog.session.Credentials;
import dev.microblog.session.PasswordChanged;
import dev.microblog.session.Sessions;
import dev.microblog.session.SignedInFromNew;
import java.time.InstantSource;

/// The room put together: its use cases, and what it leaves to the outbox.
public record SecurityRoom(PasswordReset reset, Addresses addresses, Outbox.Consumer letters) {
  /// Makes the room, which listens for what people hear of by mail.
  public static SecurityRoom make(
      Database database,
      AccountStore accounts,
      Passwords passwords,
      Sessions sessions,
      Credentials credentials,
      Mails mails,
      Events events,
      Outbox outbox,
      Limits limits,
      Ids ids,
      InstantSource clock) {
    ResetStore resets = new ResetStore();
    ConfirmationStore confirmations = new ConfirmationStore();
    ResetLetters letters = new ResetLetters(resets, accounts, mails, clock);
    PasswordReset reset =
        new PasswordReset(
            database,
            resets,
            confirmations,
            letters,
            accounts,
            passwords,
            sessions,
            events,
            outbox,
            limits,
            ids,
            clock);
    Addresses addresses =
        new Addresses(
            database,
            confirmations,
            resets,
            new AddressLetters(confirmations, mails, clock),
            credentials,
            limits,
            clock);
    Notices notices = new Notices(mails, clock);
    events.on(SignedUp.class, addresses::signedUp);
    events.on(PasswordChanged.class, (t, event) -> reset.passwordChanged(t, event.accountId()));
    events.on(PasswordChanged.class, addresses::passwordChanged);
    events.on(PasswordChanged.class, notices::passwordChanged);
    events.on(SignedInFromNew.class, notices::signedIn);
    events.on(AccountDeleted.class, (t, event) -> reset.passwordChanged(t, event.accountId()));
    events.on(AccountDeleted.class, addresses::accountDeleted);
    return new SecurityRoom(reset, addresses, letters);
  }
}
