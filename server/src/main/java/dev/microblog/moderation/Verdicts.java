package dev.microblog.moderation;

import dev.microblog.account.Role;
import dev.microblog.account.SuspensionStore;
import dev.microblog.account.Viewer;
import dev.microblog.audit.Audit;
import dev.microblog.audit.Deed;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.report.ReportCase;
import dev.microblog.report.Reports;
import java.util.Collection;
import java.util.Set;

/// Deciding about what was reported: the measure and the end of the case are one transaction, so
/// that of two who decide at once one does.
public final class Verdicts {
  /// What can be decided.
  public enum Measure {
    /// Nothing is done.
    DISMISS(1),
    HIDE(2),
    WARN(3),
    LIMIT(4),
    SUSPEND(5);

    private final int code;

    Measure(int code) {
      this.code = code;
    }
  }

  /// How deciding ended.
  public sealed interface Outcome {
    /// The case is closed.
    record Done(ReportCase about) implements Outcome {}

    /// Somebody decided before.
    record Decided() implements Outcome {}

    /// There is no such case.
    record Unknown() implements Outcome {}

    /// What was reported is not there any more; the case can only be dismissed.
    record Gone() implements Outcome {}

    /// Whoever asks may not.
    record NotAllowed() implements Outcome {}

    /// It is the only operator who can sign in.
    record LastOperator() implements Outcome {}
  }

  private final Database database;
  private final Reports reports;
  private final Rights rights;
  private final Reach reach;
  private final Sanctions sanctions;
  private final PostCare posts;
  private final SuspensionStore suspensions = new SuspensionStore();
  private final Audit audit;

  Verdicts(
      Database database,
      Reports reports,
      Rights rights,
      Reach reach,
      Sanctions sanctions,
      PostCare posts,
      Audit audit) {
    this.database = database;
    this.reports = reports;
    this.rights = rights;
    this.reach = reach;
    this.sanctions = sanctions;
    this.posts = posts;
    this.audit = audit;
  }

  /// Of these accounts, those about which the viewer reads what was reported, and decides. Whom
  /// somebody reports is not told who did, so they see no case of their own.
  public Set<Long> decidable(Viewer viewer, Collection<Long> accountIds) {
    return rights.decides(viewer, accountIds);
  }

  /// Decides about a case.
  public Outcome decide(Actor actor, long caseId, Measure measure, String reason) {
    return rights.has(actor, Role.MODERATOR)
        ? database.write(transaction -> decide(transaction, actor, caseId, measure, reason))
        : new Outcome.NotAllowed();
  }

  private Outcome decide(
      Transaction transaction, Actor actor, long caseId, Measure measure, String reason) {
    ReportCase about = reports.lock(transaction, caseId);
    if (about == null) {
      return new Outcome.Unknown();
    }
    if (!about.open()) {
      return new Outcome.Decided();
    }
    if (!rights.decides(transaction.sql(), actor, about.accountId())) {
      return new Outcome.NotAllowed();
    }
    Viewer account = suspensions.find(transaction.sql(), about.accountId());
    AccountCare.Outcome taken =
        switch (measure) {
          case DISMISS -> dismiss(transaction, actor, about, reason);
          case HIDE ->
              about.aboutPost()
                  ? posts.hide(transaction, actor, about.postId(), reason)
                  : new AccountCare.Outcome.Unknown();
          case WARN -> reach.within(transaction, actor, account, sanctions.warning(actor, reason));
          case LIMIT ->
              reach.within(transaction, actor, account, sanctions.limiting(actor, reason));
          case SUSPEND ->
              reach.within(transaction, actor, account, sanctions.suspending(actor, reason));
        };
    return switch (taken) {
      // Nobody is warned who is suspended: a case that says so would be closed with a lie.
      case AccountCare.Outcome.Already _ when measure == Measure.WARN -> new Outcome.Gone();
      case AccountCare.Outcome.Done _, AccountCare.Outcome.Already _ ->
          reports.close(transaction, caseId, measure.code, actor.id())
              ? new Outcome.Done(about)
              : new Outcome.Decided();
      case AccountCare.Outcome.Unknown() -> new Outcome.Gone();
      case AccountCare.Outcome.NotAllowed() -> new Outcome.NotAllowed();
      case AccountCare.Outcome.LastOperator() -> new Outcome.LastOperator();
    };
  }

  private AccountCare.Outcome dismiss(
      Transaction transaction, Actor actor, ReportCase about, String reason) {
    audit.note(
        transaction,
        actor.id(),
        Deed.REPORTS_DISMISSED,
        about.accountId(),
        about.aboutPost() ? about.postId() : null,
        reason,
        "");
    return new AccountCare.Outcome.Done(new Viewer(about.accountId(), ""));
  }
}
