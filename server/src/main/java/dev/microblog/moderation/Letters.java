package dev.microblog.moderation;

import dev.microblog.account.Reader;
import dev.microblog.account.ReaderStore;
import dev.microblog.account.Viewer;
import dev.microblog.mail.Mail;
import dev.microblog.mail.Mails;
import dev.microblog.notification.Kind;
import dev.microblog.notification.Notices;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.id.Ids;
import java.util.Locale;

/// Tells people what was done to them and why, in their language: as a notice, and by mail where
/// mail is sent.
final class Letters {
  private final ReaderStore readers = new ReaderStore();
  private final Notices notices;
  private final Mails mails;
  private final Ids ids;

  Letters(Notices notices, Mails mails, Ids ids) {
    this.notices = notices;
    this.mails = mails;
    this.ids = ids;
  }

  /// Tells somebody who can sign in.
  ///
  /// @param postId 0 if it is not about a post
  void tell(Transaction transaction, long accountId, Kind kind, long postId, String reason) {
    // Of two warnings neither takes the place of the other.
    long subject = kind == Kind.WARNED ? ids.next() : postId;
    notices.byStaff(transaction, accountId, kind, subject, reason);
    String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    add(
        transaction,
        new Mail.To.Person(accountId),
        name,
        postId == 0 ? "/notifications" : "/post/" + postId,
        reason);
  }

  /// Tells somebody that nothing of them is shown any more. To be called before that is so: of who
  /// is suspended there is no address.
  void suspended(Transaction transaction, Viewer account, String reason) {
    Reader reader = readers.of(transaction.sql(), account.id());
    if (reader != null && !reader.email().isEmpty()) {
      add(
          transaction,
          new Mail.To.Outsider(reader.email(), reader.language()),
          "suspended",
          "/auth/login",
          account.name(),
          reason);
    }
  }

  private void add(
      Transaction transaction, Mail.To to, String kind, String path, String... values) {
    // For Mails, what matters is that they hear of it; that it leads here is only convenient.
    Mail mail = Mail.of(to, "staff-" + kind, "staff:" + ids.next(), values);
    mails.add(transaction, mails.possible() ? mail.leadingTo(path) : mail);
  }
}
