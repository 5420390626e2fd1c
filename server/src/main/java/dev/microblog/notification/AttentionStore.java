package dev.microblog.notification;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.ATTENTION;
import static dev.microblog.schema.Tables.MAILBOX;

import dev.microblog.platform.db.Kept;
import dev.microblog.platform.db.Upsert;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record4;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;

/// All SQL of what calls for somebody's attention. Every page asks for it, so what is to be read
/// comes as one row: that of the messages is joined to it.
final class AttentionStore {
  /// How much mail about notices a person gets at once, however many others make of it.
  static final int MOST_MAIL = 6;

  /// In what time that allowance comes back.
  static final Duration MAIL_PERIOD = Duration.ofHours(1);

  private static final Kept<News> ONE =
      new Kept<>(
          () -> news(ACCOUNT.ID.eq(Kept.value(ACCOUNT.ID))),
          row -> new News(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));

  private static SelectConditionStep<Record4<Long, Long, Long, Long>> news(Condition whose) {
    return DSL.select(
            ACCOUNT.ID,
            DSL.coalesce(MAILBOX.UNREAD, DSL.inline(0L)),
            DSL.coalesce(ATTENTION.UNREAD, DSL.inline(0L)),
            DSL.coalesce(ATTENTION.VERSION, DSL.inline(0L)))
        .from(ACCOUNT)
        .leftJoin(MAILBOX)
        .on(MAILBOX.ACCOUNT_ID.eq(ACCOUNT.ID))
        .leftJoin(ATTENTION)
        .on(ATTENTION.ACCOUNT_ID.eq(ACCOUNT.ID))
        .where(whose);
  }

  /// What somebody has to read.
  News news(DSLContext sql, long accountId) {
    News news = ONE.fetchOne(sql, accountId);
    return news == null ? News.none(accountId) : news;
  }

  /// What these people have to read, in no order.
  List<News> news(DSLContext sql, Collection<Long> accounts) {
    return sql.fetch(news(ACCOUNT.ID.in(accounts)))
        .map(row -> new News(row.value1(), row.value2(), row.value3(), row.value4()));
  }

  /// Gives somebody's news a greater version. Until the transaction ends nobody else does, so that
  /// versions are committed in their order, and what is counted with them is counted alone.
  void raise(DSLContext sql, long accountId, long now) {
    Upsert.insertIfAbsent(sql, ATTENTION, Map.of(ATTENTION.ACCOUNT_ID, accountId));
    sql.update(ATTENTION)
        .set(ATTENTION.VERSION, DSL.greatest(DSL.val(now), ATTENTION.VERSION.plus(1)))
        .where(ATTENTION.ACCOUNT_ID.eq(accountId))
        .execute();
  }

  /// Counts notices.
  ///
  /// @param unread by how many there are more (+) or fewer (-) to be read
  /// @param kept by how many there are more or fewer
  void count(DSLContext sql, long accountId, long unread, long kept) {
    if (unread != 0 || kept != 0) {
      sql.update(ATTENTION)
          .set(ATTENTION.UNREAD, ATTENTION.UNREAD.plus(unread))
          .set(ATTENTION.KEPT, ATTENTION.KEPT.plus(kept))
          .where(ATTENTION.ACCOUNT_ID.eq(accountId))
          .execute();
    }
  }

  /// Takes one mail from somebody's allowance.
  ///
  /// @return false if it is used up
  boolean takeMail(DSLContext sql, long accountId, long now) {
    Long arrival =
        sql.select(ATTENTION.MAIL_ARRIVAL_AT)
            .from(ATTENTION)
            .where(ATTENTION.ACCOUNT_ID.eq(accountId))
            .fetchOne(ATTENTION.MAIL_ARRIVAL_AT);
    long next = Math.max(now, arrival == null ? 0 : arrival) + MAIL_PERIOD.toMillis() / MOST_MAIL;
    if (next - now > MAIL_PERIOD.toMillis()) {
      return false;
    }
    sql.update(ATTENTION)
        .set(ATTENTION.MAIL_ARRIVAL_AT, next)
        .where(ATTENTION.ACCOUNT_ID.eq(accountId))
        .execute();
    return true;
  }

  /// How many notices somebody has, whether they stand or not.
  long kept(DSLContext sql, long accountId) {
    Long kept =
        sql.select(ATTENTION.KEPT)
            .from(ATTENTION)
            .where(ATTENTION.ACCOUNT_ID.eq(accountId))
            .fetchOne(ATTENTION.KEPT);
    return kept == null ? 0 : kept;
  }

  void drop(DSLContext sql, long accountId) {
    sql.deleteFrom(ATTENTION).where(ATTENTION.ACCOUNT_ID.eq(accountId)).execute();
  }
}
