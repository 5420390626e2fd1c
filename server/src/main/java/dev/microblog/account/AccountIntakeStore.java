package dev.microblog.account;

import static dev.microblog.schema.Tables.ACCOUNT;

import dev.microblog.platform.id.PastIds;
import dev.microblog.platform.text.Folding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of accounts that come in many at once, and of what is counted in them then.
public final class AccountIntakeStore {
  private static final AccountStore accounts = new AccountStore();

  /// The longest text about oneself that can be kept, in code points. It is more than one may type.
  public static final int ABOUT_ME_KEPT = 1400;

  /// What came of somebody.
  ///
  /// @param count how many
  /// @param last the greatest id
  public record Counted(long count, long last) {}

  /// Adds accounts.
  ///
  /// @return their ids, in the same order
  public List<Long> insert(DSLContext sql, List<Newcomer> people, PastIds ids) {
    List<Long> minted =
        ids.mint(people.stream().map(Newcomer::createdAt).toList(), some -> taken(sql, some));
    var insert =
        sql.insertInto(
            ACCOUNT,
            ACCOUNT.ID,
            ACCOUNT.NAME,
            ACCOUNT.NAME_KEY,
            ACCOUNT.EMAIL,
            ACCOUNT.EMAIL_KEY,
            ACCOUNT.PASSWORD_HASH,
            ACCOUNT.ABOUT_ME,
            ACCOUNT.CREATED_AT,
            ACCOUNT.LAST_SEEN_AT);
    for (int i = 0; i < people.size(); i++) {
      Newcomer each = people.get(i);
      insert =
          insert.values(
              minted.get(i),
              each.name(),
              Folding.key(each.name()),
              each.email(),
              key(each.email()),
              each.passwordHash(),
              each.aboutMe(),
              each.createdAt(),
              each.lastSeenAt());
    }
    insert.execute();
    return minted;
  }

  private static @Nullable String key(@Nullable String email) {
    return email == null ? null : Folding.key(email);
  }

  private static Set<Long> taken(DSLContext sql, Collection<Long> ids) {
    return sql.select(ACCOUNT.ID).from(ACCOUNT).where(ACCOUNT.ID.in(ids)).fetchSet(ACCOUNT.ID);
  }

  /// Which of these folded names are taken, also by those who are gone.
  public Set<String> takenNames(DSLContext sql, Collection<String> keys) {
    return sql.select(ACCOUNT.NAME_KEY)
        .from(ACCOUNT)
        .where(ACCOUNT.NAME_KEY.in(keys))
        .fetchSet(ACCOUNT.NAME_KEY);
  }

  /// Which of these folded addresses are taken.
  public Set<String> takenEmails(DSLContext sql, Collection<String> keys) {
    return sql.select(ACCOUNT.EMAIL_KEY)
        .from(ACCOUNT)
        .where(ACCOUNT.EMAIL_KEY.in(keys))
        .fetchSet(ACCOUNT.EMAIL_KEY);
  }

  /// Which of these accounts are gone.
  public Set<Long> gone(DSLContext sql, Collection<Long> ids) {
    return sql.select(ACCOUNT.ID)
        .from(ACCOUNT)
        .where(ACCOUNT.ID.in(ids))
        .and(ACCOUNT.DELETED_AT.ne(0L))
        .fetchSet(ACCOUNT.ID);
  }

  /// Lets nobody else change these accounts until the transaction ends, see [AccountStore#lock].
  public void lock(DSLContext sql, Collection<Long> ids) {
    accounts.lock(sql, new TreeSet<>(ids));
  }

  /// Counts posts that came in, by author.
  public void countPosts(DSLContext sql, Map<Long, Counted> posts) {
    if (posts.isEmpty()) {
      return;
    }
    sql.update(ACCOUNT)
        .set(ACCOUNT.POST_COUNT, ACCOUNT.POST_COUNT.plus(each(ACCOUNT.ID, posts, Counted::count)))
        .set(
            ACCOUNT.LAST_POST_ID,
            DSL.greatest(ACCOUNT.LAST_POST_ID, each(ACCOUNT.ID, posts, Counted::last)))
        .where(ACCOUNT.ID.in(posts.keySet()))
        .execute();
  }

  /// Counts follows that came in.
  ///
  /// @param following how many more each follows
  /// @param followers by how many more each is followed
  public void countFollows(DSLContext sql, Map<Long, Long> following, Map<Long, Long> followers) {
    add(sql, ACCOUNT.FOLLOWING_COUNT, following);
    add(sql, ACCOUNT.FOLLOWER_COUNT, followers);
  }

  private static void add(
      DSLContext sql, TableField<Record, Long> counter, Map<Long, Long> changes) {
    if (!changes.isEmpty()) {
      sql.update(ACCOUNT)
          .set(counter, counter.plus(each(ACCOUNT.ID, changes, change -> change)))
          .where(ACCOUNT.ID.in(changes.keySet()))
          .execute();
    }
  }

  /// A value for each row by its id, so that many rows are changed by one statement.
  ///
  /// @param id of the row
  /// @param values by id; 0 for any other row
  public static <T> Field<Long> each(
      TableField<Record, Long> id,
      Map<Long, T> values,
      java.util.function.ToLongFunction<T> value) {
    List<Long> ids = new ArrayList<>(values.keySet());
    var choice =
        DSL.case_(id).when(ids.getFirst(), value.applyAsLong(value(values, ids.getFirst())));
    for (long other : ids.subList(1, ids.size())) {
      choice = choice.when(other, value.applyAsLong(value(values, other)));
    }
    return choice.otherwise(0L);
  }

  private static <T> T value(Map<Long, T> values, long id) {
    return java.util.Objects.requireNonNull(values.get(id));
  }
}
