package dev.microblog.profile;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.FOLLOW;

import dev.microblog.account.Account;
import dev.microblog.account.AccountStore;
import dev.microblog.account.SuspensionStore;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectJoinStep;
import org.jooq.SortField;
import org.jspecify.annotations.Nullable;

/// All SQL of numbered pages of people.
final class DirectoryStore {
  /// How many people there are.
  long count(DSLContext sql) {
    return sql.fetchCount(ACCOUNT, AccountStore.STANDS.and(SuspensionStore.LET_IN));
  }

  /// Somebody; null if there is no such account, or it waits to be let in.
  @Nullable Account one(DSLContext sql, long id) {
    return sql.select(AccountStore.PUBLIC)
        .from(ACCOUNT)
        .where(ACCOUNT.ID.eq(id))
        .and(AccountStore.STANDS)
        .and(SuspensionStore.LET_IN)
        .fetchOne(AccountStore::account);
  }

  /// People in the order in which they came.
  List<Account> all(DSLContext sql, int offset, int count) {
    return page(
        sql.select(AccountStore.PUBLIC).from(ACCOUNT),
        SuspensionStore.LET_IN,
        ACCOUNT.ID.asc(),
        offset,
        count);
  }

  /// Who follows an account, the latest first.
  List<Account> followers(DSLContext sql, long id, int offset, int count) {
    return ends(sql, FOLLOW.FOLLOWER_ID, FOLLOW.FOLLOWEE_ID.eq(id), offset, count);
  }

  /// Whom an account follows, the latest first.
  List<Account> following(DSLContext sql, long id, int offset, int count) {
    return ends(sql, FOLLOW.FOLLOWEE_ID, FOLLOW.FOLLOWER_ID.eq(id), offset, count);
  }

  private static List<Account> ends(
      DSLContext sql, Field<Long> other, Condition whose, int offset, int count) {
    return page(
        sql.select(AccountStore.PUBLIC).from(FOLLOW).join(ACCOUNT).on(ACCOUNT.ID.eq(other)),
        whose,
        FOLLOW.ID.desc(),
        offset,
        count);
  }

  private static List<Account> page(
      SelectJoinStep<Record> people, Condition whose, SortField<?> order, int offset, int count) {
    return people
        .where(whose)
        .and(AccountStore.STANDS)
        .orderBy(order)
        .limit(count)
        .offset(offset)
        .fetch(AccountStore::account);
  }
}
