package dev.microblog.account;

import static dev.microblog.schema.Tables.ACCOUNT;

import dev.microblog.platform.db.ForUpdate;
import dev.microblog.platform.db.Kept;
import dev.microblog.platform.db.Upsert;
import dev.microblog.platform.text.Folding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of accounts.
public final class AccountStore {
  /// What signing in needs to know.
  ///
  /// @param passwordHash null if the account has no password
  public record Credentials(Viewer viewer, @Nullable String passwordHash) {}

  /// What [#account] reads.
  public static final List<SelectField<?>> PUBLIC =
      List.of(
          ACCOUNT.ID,
          ACCOUNT.NAME,
          ACCOUNT.ABOUT_ME,
          ACCOUNT.CREATED_AT,
          ACCOUNT.LAST_SEEN_AT,
          ACCOUNT.POST_COUNT,
          ACCOUNT.FOLLOWER_COUNT,
          ACCOUNT.FOLLOWING_COUNT);

  /// Whether somebody is behind the row. Of the deleted only the name is left, which stays taken.
  public static final Condition STANDS = ACCOUNT.DELETED_AT.eq(DSL.inline(0L));

  private static final Kept<Account> BY_NAME =
      new Kept<>(
          () ->
              DSL.select(PUBLIC)
                  .from(ACCOUNT)
                  .where(ACCOUNT.NAME_KEY.eq(Kept.value(ACCOUNT.NAME_KEY)))
                  .and(STANDS)
                  .and(SuspensionStore.LET_IN),
          AccountStore::account);

  private static final Kept<Account> BY_IDS =
      new Kept<>(
          () -> DSL.select(PUBLIC).from(ACCOUNT).where(STANDS).and(Kept.oneOf(ACCOUNT.ID)),
          AccountStore::account);

  /// Adds an account.
  ///
  /// @param email null if it has no address of its own
  /// @return false if the name or the address is taken
  boolean insert(
      DSLContext sql,
      long id,
      String name,
      @Nullable String email,
      String passwordHash,
      long createdAt) {
    Map<Field<?>, Object> row = new HashMap<>();
    row.put(ACCOUNT.ID, id);
    row.put(ACCOUNT.NAME, name);
    row.put(ACCOUNT.NAME_KEY, Folding.key(name));
    if (email != null) {
      row.put(ACCOUNT.EMAIL, email);
      row.put(ACCOUNT.EMAIL_KEY, Folding.key(email));
    }
    row.put(ACCOUNT.PASSWORD_HASH, passwordHash);
    row.put(ACCOUNT.CREATED_AT, createdAt);
    return Upsert.insertIfAbsent(sql, ACCOUNT, row);
  }

  boolean nameTaken(DSLContext sql, String name) {
    return sql.fetchExists(ACCOUNT, ACCOUNT.NAME_KEY.eq(Folding.key(name)));
  }

  /// The account of this name, whatever its case; null if there is none, or it waits to be let in.
  public @Nullable Account byName(DSLContext sql, String name) {
    return BY_NAME.fetchOne(sql, Folding.key(name));
  }

  /// The accounts with these ids, in their order, without those that are gone.
  public List<Account> byIds(DSLContext sql, Collection<Long> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<Long, @Nullable Account> found = new HashMap<>();
    BY_IDS.fetchAll(sql, ids).forEach(account -> found.put(account.id(), account));
    return ids.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  /// The accounts made last, but the limited and those that wait to be let in.
  public List<Account> newest(DSLContext sql, int count) {
    return sql.select(PUBLIC)
        .from(ACCOUNT)
        .where(STANDS)
        .and(SuspensionStore.LISTED)
        .orderBy(ACCOUNT.ID.desc())
        .limit(count)
        .fetch(AccountStore::account);
  }

  /// The same, their names, newest first.
  public List<String> newestNames(DSLContext sql, int most) {
    return sql.select(ACCOUNT.NAME)
        .from(ACCOUNT)
        .where(STANDS)
        .and(SuspensionStore.LISTED)
        .orderBy(ACCOUNT.ID.desc())
        .limit(most)
        .fetch(ACCOUNT.NAME);
  }

  /// Which of these folded names are accounts that were let in, with their ids.
  public Map<String, Long> idsByKey(DSLContext sql, Collection<String> nameKeys) {
    return nameKeys.isEmpty()
        ? Map.of()
        : sql.select(ACCOUNT.NAME_KEY, ACCOUNT.ID)
            .from(ACCOUNT)
            .where(ACCOUNT.NAME_KEY.in(nameKeys))
            .and(STANDS)
            .and(SuspensionStore.LET_IN)
            .fetchMap(ACCOUNT.NAME_KEY, ACCOUNT.ID);
  }

  /// What signing in under this name needs; null if nobody has it.
  public @Nullable Credentials credentials(DSLContext sql, String name) {
    return credentials(sql, ACCOUNT.NAME_KEY.eq(Folding.key(name)));
  }

  /// The same, of an account.
  public @Nullable Credentials credentials(DSLContext sql, long id) {
    return credentials(sql, ACCOUNT.ID.eq(id));
  }

  private static @Nullable Credentials credentials(DSLContext sql, Condition whose) {
    return sql.select(ACCOUNT.ID, ACCOUNT.NAME, ACCOUNT.PASSWORD_HASH)
        .from(ACCOUNT)
        .where(whose)
        .and(STANDS)
        .fetchOne(
            row ->
                new Credentials(
                    new Viewer(row.get(ACCOUNT.ID), row.get(ACCOUNT.NAME)),
                    row.get(ACCOUNT.PASSWORD_HASH)));
  }

  /// Gives the account another password, unless it got one meanwhile.
  ///
  /// @param known hash of the password that was checked
  /// @return whether it was given
  public boolean changePassword(
      DSLContext sql, long id, @Nullable String known, String passwordHash) {
    return sql.update(ACCOUNT)
            .set(ACCOUNT.PASSWORD_HASH, passwordHash)
            .where(ACCOUNT.ID.eq(id))
            .and(ACCOUNT.PASSWORD_HASH.eq(known))
            .execute()
        == 1;
  }

  /// Deletes what the account says of a person; the name stays taken.
  ///
  /// @param known hash of the password that was checked
  /// @return false if the account is deleted already, or has another password now
  public boolean delete(DSLContext sql, long id, @Nullable String known, long now) {
    return delete(sql, ACCOUNT.ID.eq(id).and(ACCOUNT.PASSWORD_HASH.eq(known)), now);
  }

  /// The same, whatever its password is.
  public void delete(DSLContext sql, long id, long now) {
    delete(sql, ACCOUNT.ID.eq(id), now);
  }

  private static boolean delete(DSLContext sql, Condition which, long now) {
    return sql.update(ACCOUNT)
            .set(ACCOUNT.DELETED_AT, now)
            .setNull(ACCOUNT.EMAIL)
            .setNull(ACCOUNT.EMAIL_KEY)
            .setNull(ACCOUNT.PASSWORD_HASH)
            .setNull(ACCOUNT.LAST_SEEN_AT)
            .set(ACCOUNT.ABOUT_ME, "")
            .where(which)
            .and(STANDS)
            .execute()
        == 1;
  }

  /// Frees the name of a deleted account for somebody else.
  public void freeName(DSLContext sql, long id) {
    // Nobody can sign up with this, or be brought with it.
    String none = "~" + id;
    sql.update(ACCOUNT)
        .set(ACCOUNT.NAME, none)
        .set(ACCOUNT.NAME_KEY, none)
        .where(ACCOUNT.ID.eq(id))
        .and(ACCOUNT.DELETED_AT.ne(DSL.inline(0L)))
        .execute();
  }

  /// Gives the account another password, whatever it had.
  public void setPassword(DSLContext sql, long id, String passwordHash) {
    sql.update(ACCOUNT)
        .set(ACCOUNT.PASSWORD_HASH, passwordHash)
        .where(ACCOUNT.ID.eq(id))
        .and(STANDS)
        .execute();
  }

  void updateProfile(DSLContext sql, long id, String name, String aboutMe) {
    sql.update(ACCOUNT)
        .set(ACCOUNT.NAME, name)
        .set(ACCOUNT.NAME_KEY, Folding.key(name))
        .set(ACCOUNT.ABOUT_ME, aboutMe)
        .where(ACCOUNT.ID.eq(id))
        .and(STANDS)
        .execute();
  }

  /// Keeps that the account was seen, unless it was seen later.
  public void seen(DSLContext sql, long id, long now) {
    sql.update(ACCOUNT)
        .set(ACCOUNT.LAST_SEEN_AT, now)
        .where(ACCOUNT.ID.eq(id))
        .and(STANDS)
        .and(ACCOUNT.LAST_SEEN_AT.isNull().or(ACCOUNT.LAST_SEEN_AT.lt(now)))
        .execute();
  }

  /// Lets nobody else change these accounts until the transaction ends. To be done before rows that
  /// refer to an account are written and something is counted in it: else two who do so at once
  /// wait for each other.
  ///
  /// @param ids different ones
  /// @return whether all of them stand: one may have been deleted since it was looked at
  public boolean lock(DSLContext sql, Collection<Long> ids) {
    var accounts =
        sql.select(ACCOUNT.ID)
            .from(ACCOUNT)
            .where(ACCOUNT.ID.in(ids))
            .and(STANDS)
            .orderBy(ACCOUNT.ID);
    return ForUpdate.of(sql, accounts).fetch().size() == ids.size();
  }

  /// Counts a new post, and remembers it as the latest, unless a later one was counted before it:
  /// replicas commit out of order.
  public void countPost(DSLContext sql, long id, long postId) {
    sql.update(ACCOUNT)
        .set(ACCOUNT.POST_COUNT, ACCOUNT.POST_COUNT.plus(1))
        .set(ACCOUNT.LAST_POST_ID, DSL.greatest(ACCOUNT.LAST_POST_ID, DSL.val(postId)))
        .where(ACCOUNT.ID.eq(id))
        .execute();
  }

  /// Counts a deleted post. The latest stays remembered: it is an upper bound.
  public void countDeletedPost(DSLContext sql, long id) {
    add(sql, ACCOUNT.POST_COUNT, id, -1);
  }

  /// Counts a follow that began (+1) or ended (-1), on both sides.
  public void countFollow(DSLContext sql, long followerId, long followeeId, int change) {
    // In the order of ids, so that two who follow each other at once do not wait for one another.
    if (followerId < followeeId) {
      add(sql, ACCOUNT.FOLLOWING_COUNT, followerId, change);
      add(sql, ACCOUNT.FOLLOWER_COUNT, followeeId, change);
    } else {
      add(sql, ACCOUNT.FOLLOWER_COUNT, followeeId, change);
      add(sql, ACCOUNT.FOLLOWING_COUNT, followerId, change);
    }
  }

  private static void add(DSLContext sql, TableField<Record, Long> counter, long id, int change) {
    sql.update(ACCOUNT).set(counter, counter.plus(change)).where(ACCOUNT.ID.eq(id)).execute();
  }

  /// Whether there is any account at all.
  public boolean any(DSLContext sql) {
    return sql.fetchExists(ACCOUNT);
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        Kept.number(row, 5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8));
  }

  /// The account of a row with [#PUBLIC].
  public static Account account(Record row) {
    return new Account(
        row.get(ACCOUNT.ID),
        row.get(ACCOUNT.NAME),
        row.get(ACCOUNT.ABOUT_ME),
        row.get(ACCOUNT.CREATED_AT),
        row.get(ACCOUNT.LAST_SEEN_AT),
        row.get(ACCOUNT.POST_COUNT),
        row.get(ACCOUNT.FOLLOWER_COUNT),
        row.get(ACCOUNT.FOLLOWING_COUNT));
  }
}
