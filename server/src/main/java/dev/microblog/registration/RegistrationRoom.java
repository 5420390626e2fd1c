package dev.microblog.registration;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Accounts;
import dev.microblog.audit.Audit;
import dev.microblog.mail.Mails;
import dev.microblog.moderation.Rights;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import dev.microblog.site.CurrentSite;
import java.time.InstantSource;
import java.util.function.BiFunction;
import org.jooq.DSLContext;

/// The room put together.
public record RegistrationRoom(SignUps signUps, Invitations invitations, Admissions admissions) {
  /// Makes the room.
  ///
  /// @param emails gives the address that somebody gave, whether it holds or not
  public static RegistrationRoom make(
      Database database,
      Accounts accounts,
      AccountStore accountStore,
      BiFunction<DSLContext, Long, String> emails,
      CurrentSite current,
      Mails mails,
      Rights rights,
      Audit audit,
      Events events,
      Ids ids,
      InstantSource clock) {
    SignUpStore store = new SignUpStore();
    InvitationStore invitations = new InvitationStore();
    Admissions admissions =
        new Admissions(
            database, accountStore, store, emails, current, mails, rights, audit, events, clock);
    events.on(AccountDeleted.class, admissions::accountDeleted);
    return new RegistrationRoom(
        new SignUps(database, accounts, accountStore, store, invitations, current, clock),
        new Invitations(database, invitations, rights, audit, ids, clock),
        admissions);
  }
}
