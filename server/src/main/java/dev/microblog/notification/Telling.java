package dev.microblog.notification;

import dev.microblog.account.Account;
import dev.microblog.account.AccountStore;
import dev.microblog.mail.Mail;
import dev.microblog.mail.Mails;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.id.Ids;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/// Makes notices and takes them back, and counts with each what is to be read. Whatever happens,
/// how many there are of one person is bounded, and how many of these one other person may cause.
final class Telling {
  /// How many notices are kept of a person.
  static final int MOST = 500;

  /// How many of them one person may have caused. Who mentions somebody a thousand times takes no
  /// more room than this from others.
  static final int MOST_BY_ONE = 50;

  /// What a browser says of itself is kept as far as the session keeps it.
  private static final int LONGEST_DETAIL = 255;

  private final NoticeStore store;
  private final AttentionStore counters;
  private final Attention attention;
  private final AccountStore accounts;
  private final Mails mails;
  private final Ids ids;
  private final InstantSource clock;

  Telling(
      NoticeStore store,
      AttentionStore counters,
      Attention attention,
      AccountStore accounts,
      Mails mails,
      Ids ids,
      InstantSource clock) {
    this.store = store;
    this.counters = counters;
    this.attention = attention;
    this.accounts = accounts;
    this.mails = mails;
    this.ids = ids;
    this.clock = clock;
  }

  /// Tells somebody something, unless they want nothing of the kind, or know it already.
  void tell(Transaction transaction, long accountId, Cause cause, String detail) {
    DSLContext sql = transaction.sql();
    // First, for it locks: of two who tell the same at once one finds what the other wrote.
    attention.changed(transaction, accountId);
    Way way = way(sql, accountId, cause.kind());
    if (way == Way.NONE) {
      return;
    }
    long id = ids.next();
    NoticeStore.Row known = store.of(sql, accountId, cause);
    if (known == null) {
      add(sql, id, accountId, cause, cut(detail));
    } else if (cause.kind().again()) {
      store.renew(sql, known.id(), id, cut(detail), clock.millis());
      counters.count(sql, accountId, known.counted() ? 0 : 1, 0);
    } else if (!known.standing()) {
      store.stand(sql, known.id(), true);
      counters.count(sql, accountId, known.unread() ? 1 : 0, 0);
    }
    // Who has not looked since the last mail of this cause needs no other.
    boolean news = known == null || (cause.kind().again() && !known.counted());
    if (news && way == Way.MAIL && mails.possible()) {
      mail(transaction, id, accountId, cause);
    }
  }

  private void mail(Transaction transaction, long id, long accountId, Cause cause) {
    DSLContext sql = transaction.sql();
    List<Account> actor = accounts.byIds(sql, List.of(cause.actorId()));
    if (!actor.isEmpty() && counters.takeMail(sql, accountId, clock.millis())) {
      String kind = "notice-" + cause.kind().name().toLowerCase(Locale.ROOT);
      mails.add(
          transaction,
          Mail.of(new Mail.To.Person(accountId), kind, "notice " + id, actor.getFirst().name())
              .leadingTo("/notifications"));
    }
  }

  private Way way(DSLContext sql, long accountId, Kind kind) {
    return kind.chosen() ? store.choices(sql, accountId).getOrDefault(kind, Way.PAGE) : Way.PAGE;
  }

  private void add(DSLContext sql, long id, long accountId, Cause cause, String detail) {
    int byOne = store.countBy(sql, accountId, cause.actorId());
    if (byOne >= MOST_BY_ONE) {
      remove(
          sql, accountId, store.oldestBy(sql, accountId, cause.actorId(), byOne - MOST_BY_ONE + 1));
    }
    store.insert(sql, id, accountId, cause, detail, clock.millis());
    counters.count(sql, accountId, 1, 1);
    long surplus = counters.kept(sql, accountId) - MOST;
    if (surplus > 0) {
      remove(sql, accountId, store.oldest(sql, accountId, (int) surplus));
    }
  }

  /// Takes back what does not hold any more. Should it hold again, it is not news.
  void withdraw(Transaction transaction, long accountId, Cause cause) {
    DSLContext sql = transaction.sql();
    if (store.of(sql, accountId, cause) == null) {
      return;
    }
    attention.changed(transaction, accountId);
    NoticeStore.Row known = store.of(sql, accountId, cause);
    if (known != null && known.standing()) {
      store.stand(sql, known.id(), false);
      counters.count(sql, accountId, known.counted() ? -1 : 0, 0);
    }
  }

  /// Marks as read what somebody learned elsewhere.
  void learned(Transaction transaction, long accountId, Cause cause) {
    DSLContext sql = transaction.sql();
    attention.changed(transaction, accountId);
    NoticeStore.Row known = store.of(sql, accountId, cause);
    if (known != null && known.unread()) {
      store.read(sql, known.id());
      counters.count(sql, accountId, known.counted() ? -1 : 0, 0);
    }
  }

  /// Marks as read what a person had before them.
  void read(Transaction transaction, long accountId, long upTo) {
    attention.changed(transaction, accountId);
    int read = store.readUpTo(transaction.sql(), accountId, upTo);
    counters.count(transaction.sql(), accountId, -read, 0);
  }

  /// Removes what one person caused another to be told.
  ///
  /// @param which kinds of it
  void forget(Transaction transaction, long accountId, long actorId, Predicate<Kind> which) {
    DSLContext sql = transaction.sql();
    if (store.countBy(sql, accountId, actorId) > 0) {
      attention.changed(transaction, accountId);
      List<NoticeStore.Row> told = store.oldestBy(sql, accountId, actorId, MOST);
      remove(sql, accountId, told.stream().filter(row -> which.test(row.cause().kind())).toList());
    }
  }

  /// Removes notices, whosever they are, but for those that were told once more meanwhile.
  void remove(Transaction transaction, List<NoticeStore.Row> rows) {
    // In the order of ids, so that two who do so do not wait for one another.
    Map<Long, List<Long>> byAccount =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    NoticeStore.Row::accountId,
                    TreeMap::new,
                    Collectors.mapping(NoticeStore.Row::id, Collectors.toList())));
    byAccount.forEach(
        (account, notices) -> {
          attention.changed(transaction, account);
          DSLContext sql = transaction.sql();
          // As they are now that nobody else changes them.
          remove(sql, account, store.these(sql, notices));
        });
  }

  private void remove(DSLContext sql, long accountId, List<NoticeStore.Row> rows) {
    store.delete(sql, rows);
    long counted = rows.stream().filter(NoticeStore.Row::counted).count();
    counters.count(sql, accountId, -counted, -rows.size());
  }

  private static String cut(String detail) {
    return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
  }
}
