package dev.microblog.export;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountStore;
import dev.microblog.block.BlockStore;
import dev.microblog.follow.FollowStore;
import dev.microblog.mail.Mails;
import dev.microblog.message.Correspondence;
import dev.microblog.mute.MuteStore;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.job.Outbox;
import dev.microblog.post.PostStore;
import java.time.InstantSource;
import java.util.function.BiFunction;
import org.jooq.DSLContext;

/// The room put together: its use cases, and what it leaves to the outbox.
public record ExportRoom(Exports exports, Outbox.Consumer worker) {
  /// Makes the room, which listens for accounts that are deleted and tells [ExportMoved] and
  /// [ExportReady].
  ///
  /// @param emails the address that an account's person gave
  public static ExportRoom make(
      Database database,
      AccountStore accounts,
      PostStore posts,
      FollowStore follows,
      BlockStore blocks,
      MuteStore mutes,
      Correspondence correspondence,
      BiFunction<DSLContext, Long, String> emails,
      Mails mails,
      Events events,
      Outbox outbox,
      Limits limits,
      Ids ids,
      InstantSource clock) {
    ExportStore store = new ExportStore();
    Contents contents =
        new Contents(accounts, posts, follows, blocks, mutes, correspondence, emails);
    ExportWorker worker = new ExportWorker(store, accounts, contents, outbox, events, clock);
    ExportMail mail = new ExportMail(store, mails);
    events.on(ExportReady.class, mail::ready);
    events.on(AccountDeleted.class, worker::accountDeleted);
    return new ExportRoom(
        new Exports(database, store, accounts, contents, worker, limits, ids, clock), worker);
  }
}
