package dev.microblog.imports;

import dev.microblog.account.Account;
import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.imports.Import.State;
import dev.microblog.platform.db.Busy;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.job.Outbox;
import dev.microblog.post.OldPosts;
import dev.microblog.post.OldPosts.OldPost;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the posts of imports, some in each step, and removes old imports. A step is one
/// transaction, which also notes that it was made: whoever goes on after a kill makes the next.
final class ImportWorker implements Outbox.Consumer {
  private static final int PARTS_REMOVED = 16;

  private static final String MAKE = "make";
  private static final String REMOVE = "remove";
  private static final Logger log = LoggerFactory.getLogger(ImportWorker.class);

  private final ImportStore store;
  private final AccountStore accounts;
  private final OldPosts posts;
  private final Outbox outbox;
  private final InstantSource clock;

  ImportWorker(
      ImportStore store,
      AccountStore accounts,
      OldPosts posts,
      Outbox outbox,
      InstantSource clock) {
    this.store = store;
    this.accounts = accounts;
    this.posts = posts;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "imports";
  }

  /// Leaves making the posts of an import to the outbox.
  void make(Transaction transaction, long importId) {
    outbox.add(transaction, this, MAKE, importId);
  }

  /// Ends these imports, and leaves removing what is left of them to the outbox.
  void remove(Transaction transaction, List<Long> importIds) {
    for (long id : importIds) {
      store.end(transaction.sql(), id, State.REMOVED, clock.millis());
    }
    outbox.add(transaction, this, REMOVE, importIds);
  }

  /// Removes the imports of somebody who is gone.
  void accountDeleted(Transaction transaction, AccountDeleted event) {
    remove(transaction, store.all(transaction.sql(), event.accountId()));
  }

  @Override
  public long step(Transaction transaction, Outbox.Item item) {
    return switch (item.kind()) {
      case MAKE -> make(transaction, item);
      case REMOVE ->
          store.remove(transaction.sql(), item.subject(), PARTS_REMOVED)
              ? Outbox.DONE
              : item.progress() + 1;
      default -> throw new IllegalStateException("a newer Microblog wrote " + item.kind());
    };
  }

  private long make(Transaction transaction, Outbox.Item item) {
    DSLContext sql = transaction.sql();
    Long owner = store.owner(sql, item.subject());
    // In the order in which deleting an account locks: else the two wait for each other.
    boolean stands = owner != null && accounts.lock(sql, List.of(owner));
    Import seen = stands ? store.locked(sql, item.subject()) : null;
    if (seen == null || seen.state() != State.RUNNING) {
      return Outbox.DONE;
    }
    // A process that was thought dead is at it, too: it made this step.
    return seen.step() == item.progress() ? make(transaction, seen) : seen.step();
  }

  private long make(Transaction transaction, Import running) {
    DSLContext sql = transaction.sql();
    List<Account> author = accounts.byIds(sql, List.of(running.accountId()));
    byte[] part = store.part(sql, running.id(), running.step());
    if (author.isEmpty() || part == null) {
      store.end(sql, running.id(), State.FAILED, clock.millis());
      return Outbox.DONE;
    }
    try {
      return make(transaction, running, author.getFirst(), Incoming.posts(part));
    } catch (DataAccessException | Busy e) {
      // Later it may go: the outbox tries again, from here.
      throw e;
    } catch (RuntimeException e) {
      // Trying again would end alike. What this step made already stays: nothing of it is wrong.
      log.error("Import {} failed", running.id(), e);
      store.end(sql, running.id(), State.FAILED, clock.millis());
      return Outbox.DONE;
    }
  }

  private long make(Transaction transaction, Import running, Account author, List<OldPost> some) {
    DSLContext sql = transaction.sql();
    Viewer viewer = new Viewer(author.id(), author.name());
    long made = running.made();
    long there = running.there();
    Map<LeftOut, Long> leftOut = new EnumMap<>(LeftOut.class);
    leftOut.putAll(running.leftOut());
    for (OldPost post : some) {
      switch (posts.take(transaction, viewer, post)) {
        case MADE -> made++;
        case THERE -> there++;
        case CROWDED -> leftOut.merge(LeftOut.CROWDED, 1L, Long::sum);
      }
    }
    store.removePart(sql, running.id(), running.step());
    int step = running.step() + 1;
    boolean last = step == running.parts();
    Import after =
        new Import(
            running.id(),
            running.accountId(),
            last ? State.DONE : State.RUNNING,
            running.createdAt(),
            last ? clock.millis() : null,
            running.parts(),
            step,
            running.posts(),
            made,
            there,
            leftOut);
    store.put(sql, after, !last, clock.millis());
    return last ? Outbox.DONE : step;
  }
}
