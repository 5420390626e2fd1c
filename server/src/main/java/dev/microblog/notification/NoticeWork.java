package dev.microblog.notification;

import dev.microblog.account.Account;
import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountStore;
import dev.microblog.block.BlockStore;
import dev.microblog.mute.MuteStore;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.job.Outbox;
import dev.microblog.post.Post;
import dev.microblog.post.PostChanged;
import dev.microblog.post.PostEdited;
import dev.microblog.post.PostPublished;
import dev.microblog.post.PostStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// What is left to the outbox: telling those whom a post mentions, taking that back when it does
/// not any more, and removing what is left of somebody who is gone. Who posts waits for none of it.
final class NoticeWork implements Outbox.Consumer {
  /// How many people one transaction tells: others who tell the same people wait for it.
  private static final int CHUNK = 25;

  private static final String MENTIONS = "mentions";
  private static final String CHANGED = "post-changed";
  private static final String DELETED = "account-deleted";

  private final NoticeStore store;
  private final AttentionStore counters;
  private final Telling telling;
  private final PostStore posts;
  private final AccountStore accounts;
  private final BlockStore blocks;
  private final MuteStore mutes;
  private final Outbox outbox;

  NoticeWork(
      NoticeStore store,
      AttentionStore counters,
      Telling telling,
      PostStore posts,
      AccountStore accounts,
      BlockStore blocks,
      MuteStore mutes,
      Outbox outbox) {
    this.store = store;
    this.counters = counters;
    this.telling = telling;
    this.posts = posts;
    this.accounts = accounts;
    this.blocks = blocks;
    this.mutes = mutes;
    this.outbox = outbox;
  }

  @Override
  public String name() {
    return "notification";
  }

  void published(Transaction transaction, PostPublished event) {
    mentions(transaction, event.postId());
  }

  /// Whom a post mentions since it was edited is told, too.
  void edited(Transaction transaction, PostEdited event) {
    mentions(transaction, event.postId());
  }

  private void mentions(Transaction transaction, long postId) {
    if (!store.mentioned(transaction.sql(), postId, 0, 1).isEmpty()) {
      outbox.add(transaction, this, MENTIONS, postId);
    }
  }

  /// Takes back what was told of mentions that are gone, and tells nobody anything: posts of long
  /// ago come in this way, too.
  void changed(Transaction transaction, PostChanged event) {
    if (store.isAbout(transaction.sql(), Kind.MENTION, event.postId())) {
      outbox.add(transaction, this, CHANGED, event.postId());
    }
  }

  void accountDeleted(Transaction transaction, AccountDeleted event) {
    outbox.add(transaction, this, DELETED, event.accountId());
  }

  @Override
  public long step(Transaction transaction, Outbox.Item item) {
    return switch (item.kind()) {
      case MENTIONS -> tellMentioned(transaction, item);
      case CHANGED -> withdrawMentions(transaction, item);
      case DELETED -> removeAll(transaction, item);
      default -> throw new IllegalStateException("a newer Microblog wrote " + item.kind());
    };
  }

  private @Nullable Post post(DSLContext sql, long id) {
    List<Post> found = posts.byIds(sql, List.of(id));
    return found.isEmpty() ? null : found.getFirst();
  }

  private long tellMentioned(Transaction transaction, Outbox.Item item) {
    DSLContext sql = transaction.sql();
    Post post = post(sql, item.subject());
    if (post == null) {
      return Outbox.DONE;
    }
    List<Long> mentioned = store.mentioned(sql, post.id(), item.progress(), CHUNK);
    if (mentioned.isEmpty()) {
      return Outbox.DONE;
    }
    Set<Long> all = new HashSet<>(mentioned);
    all.add(post.authorId());
    accounts.lock(sql, all);
    // Asked again now that nobody begins a block or a mute: one of the same moment stands before
    // this notice, or comes after it and takes it away.
    Set<Long> spared = new HashSet<>(blocks.apartAmong(sql, post.authorId(), mentioned));
    spared.addAll(mutes.mutersAmong(sql, post.authorId(), mentioned));
    Set<Long> still = store.mentionedAmong(sql, post.id(), mentioned);
    accounts.byIds(sql, mentioned).stream()
        .map(Account::id)
        .filter(id -> still.contains(id) && !spared.contains(id) && id != post.authorId())
        .sorted()
        .forEach(
            id ->
                telling.tell(
                    transaction, id, new Cause(Kind.MENTION, post.authorId(), post.id()), ""));
    return mentioned.size() < CHUNK ? Outbox.DONE : mentioned.getLast();
  }

  private long withdrawMentions(Transaction transaction, Outbox.Item item) {
    DSLContext sql = transaction.sql();
    List<NoticeStore.Row> told =
        store.about(sql, Kind.MENTION, item.subject(), item.progress(), CHUNK);
    if (told.isEmpty()) {
      return Outbox.DONE;
    }
    Set<Long> mentioned =
        post(sql, item.subject()) == null
            ? Set.of()
            : store.mentionedAmong(
                sql, item.subject(), told.stream().map(NoticeStore.Row::accountId).toList());
    told.stream()
        .filter(row -> !mentioned.contains(row.accountId()))
        .forEach(row -> telling.withdraw(transaction, row.accountId(), row.cause()));
    return told.size() < CHUNK ? Outbox.DONE : told.getLast().accountId();
  }

  private long removeAll(Transaction transaction, Outbox.Item item) {
    DSLContext sql = transaction.sql();
    long gone = item.subject();
    List<NoticeStore.Row> rows = store.oldest(sql, gone, CHUNK);
    if (rows.isEmpty()) {
      rows = store.causedBy(sql, gone, CHUNK);
    }
    if (!rows.isEmpty()) {
      telling.remove(transaction, rows);
      return item.progress() + 1;
    }
    store.dropChoices(sql, gone);
    counters.drop(sql, gone);
    return Outbox.DONE;
  }
}
