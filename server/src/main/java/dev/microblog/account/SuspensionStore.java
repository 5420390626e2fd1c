package dev.microblog.account;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.ACCOUNT_RESTRICTION;

import dev.microblog.platform.db.ForUpdate;
import dev.microblog.platform.text.Folding;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of suspended accounts. For every other question they are deleted, so that nothing shows
/// them; but nothing of them is lost, and they have a row among the restrictions.
public final class SuspensionStore {
  /// What is behind an account.
  public enum State {
    STANDS,
    SUSPENDED,
    /// It is deleted, or never was.
    GONE
  }

  /// How long a restriction holds.
  ///
  /// @param since epoch milliseconds
  /// @param until epoch milliseconds; null until it is lifted
  public record Term(long since, @Nullable Long until) {}

  private static final Condition SUSPENDED =
      DSL.exists(
          DSL.selectOne()
              .from(ACCOUNT_RESTRICTION)
              .where(ACCOUNT_RESTRICTION.ACCOUNT_ID.eq(ACCOUNT.ID))
              .and(ACCOUNT_RESTRICTION.RESTRICTION.eq(Restriction.SUSPENDED.code())));

  /// Whether there is something behind the row, shown or not.
  public static final Condition THERE = AccountStore.STANDS.or(SUSPENDED);

  /// That the account does not wait to be let in: nobody meets those who do.
  public static final Condition LET_IN = free(Restriction.PENDING);

  /// That the account is in lists of everybody.
  static final Condition LISTED = LET_IN.and(free(Restriction.LIMITED));

  private static Condition free(Restriction restriction) {
    return DSL.notExists(
        DSL.selectOne()
            .from(ACCOUNT_RESTRICTION)
            .where(ACCOUNT_RESTRICTION.ACCOUNT_ID.eq(ACCOUNT.ID))
            .and(ACCOUNT_RESTRICTION.RESTRICTION.eq(DSL.inline(restriction.code()))));
  }

  /// What signing in under this name needs, of a suspended account, too; null if nobody has it. Of
  /// a deleted one there is no password.
  public AccountStore.@Nullable Credentials credentials(DSLContext sql, String name) {
    return sql.select(ACCOUNT.ID, ACCOUNT.NAME, ACCOUNT.PASSWORD_HASH)
        .from(ACCOUNT)
        .where(ACCOUNT.NAME_KEY.eq(Folding.key(name)))
        .fetchOne(
            row ->
                new AccountStore.Credentials(
                    new Viewer(row.get(ACCOUNT.ID), row.get(ACCOUNT.NAME)),
                    row.get(ACCOUNT.PASSWORD_HASH)));
  }

  /// The account of this name, suspended or not; null if there is none.
  public @Nullable Viewer find(DSLContext sql, String name) {
    return find(sql, ACCOUNT.NAME_KEY.eq(Folding.key(name)));
  }

  /// The account with this id, suspended or not; null if there is none.
  public @Nullable Viewer find(DSLContext sql, long id) {
    return find(sql, ACCOUNT.ID.eq(id));
  }

  private static @Nullable Viewer find(DSLContext sql, Condition which) {
    return sql.select(ACCOUNT.ID, ACCOUNT.NAME)
        .from(ACCOUNT)
        .where(which)
        .and(THERE)
        .fetchOne(row -> new Viewer(row.value1(), row.value2()));
  }

  /// Lets nobody else change the account until the transaction ends, whatever is behind it.
  public State lock(DSLContext sql, long id) {
    var account = sql.select(ACCOUNT.DELETED_AT).from(ACCOUNT).where(ACCOUNT.ID.eq(id));
    Long deletedAt = ForUpdate.of(sql, account).fetchOne(ACCOUNT.DELETED_AT);
    if (deletedAt == null) {
      return State.GONE;
    }
    if (deletedAt == 0) {
      return State.STANDS;
    }
    return sql.fetchExists(
            ACCOUNT_RESTRICTION,
            ACCOUNT_RESTRICTION
                .ACCOUNT_ID
                .eq(id)
                .and(ACCOUNT_RESTRICTION.RESTRICTION.eq(Restriction.SUSPENDED.code())))
        ? State.SUSPENDED
        : State.GONE;
  }

  /// Has an account that stands look deleted.
  public void suspend(DSLContext sql, long id, long now) {
    sql.update(ACCOUNT)
        .set(ACCOUNT.DELETED_AT, now)
        .where(ACCOUNT.ID.eq(id))
        .and(AccountStore.STANDS)
        .execute();
  }

  /// Shows an account again that was suspended.
  public void lift(DSLContext sql, long id) {
    sql.update(ACCOUNT).set(ACCOUNT.DELETED_AT, 0L).where(ACCOUNT.ID.eq(id)).execute();
  }

  /// Accounts whose suspension ended some time ago.
  public List<Long> over(DSLContext sql, long now, int most) {
    return sql.select(ACCOUNT_RESTRICTION.ACCOUNT_ID)
        .from(ACCOUNT_RESTRICTION)
        .where(ACCOUNT_RESTRICTION.RESTRICTION.eq(Restriction.SUSPENDED.code()))
        .and(ACCOUNT_RESTRICTION.UNTIL.le(now))
        .limit(most)
        .fetch(ACCOUNT_RESTRICTION.ACCOUNT_ID);
  }

  /// How long the account is restricted so; null if it is not.
  public @Nullable Term term(DSLContext sql, long id, Restriction restriction) {
    return sql.select(ACCOUNT_RESTRICTION.SINCE, ACCOUNT_RESTRICTION.UNTIL)
        .from(ACCOUNT_RESTRICTION)
        .where(ACCOUNT_RESTRICTION.ACCOUNT_ID.eq(id))
        .and(ACCOUNT_RESTRICTION.RESTRICTION.eq(restriction.code()))
        .fetchOne(row -> new Term(row.value1(), row.value2()));
  }
}
