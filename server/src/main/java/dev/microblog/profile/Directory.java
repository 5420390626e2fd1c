package dev.microblog.profile;

import dev.microblog.account.Account;
import dev.microblog.platform.db.Database;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// People by numbered pages, as programs for the tutorial's application read them. A page costs
/// more the later it comes; who can reads [dev.microblog.follow.Follows] by cursor.
public final class Directory {
  /// Beyond so many people there are no pages.
  private static final int MOST = 1_000_000;

  /// One page.
  ///
  /// @param total how many there are on all pages
  public record Part(List<Account> people, long total) {}

  private final Database database;
  private final DirectoryStore store = new DirectoryStore();

  public Directory(Database database) {
    this.database = database;
  }

  /// A person; null if there is none with this id.
  public @Nullable Account one(long id) {
    return database.<@Nullable Account>read(sql -> store.one(sql, id));
  }

  /// Everybody, in the order in which they came.
  ///
  /// @param page from 1
  public Part all(int page, int size) {
    return database.read(
        sql -> {
          long total = store.count(sql);
          int offset = offset(page, size);
          return new Part(offset < 0 ? List.of() : store.all(sql, offset, size), total);
        });
  }

  /// Who follows somebody, the latest first; null if there is no such person.
  public @Nullable Part followers(long id, int page, int size) {
    return part(id, page, size, Account::followerCount, store::followers);
  }

  /// Whom somebody follows, the latest first; null if there is no such person.
  public @Nullable Part following(long id, int page, int size) {
    return part(id, page, size, Account::followingCount, store::following);
  }

  private interface Ends {
    List<Account> of(DSLContext sql, long id, int offset, int count);
  }

  private @Nullable Part part(
      long id, int page, int size, ToLongFunction<Account> total, Ends ends) {
    Account account = one(id);
    if (account == null) {
      return null;
    }
    int offset = offset(page, size);
    List<Account> people =
        offset < 0 ? List.of() : database.read(sql -> ends.of(sql, id, offset, size));
    return new Part(people, total.applyAsLong(account));
  }

  private static int offset(int page, int size) {
    long offset = (page - 1L) * size;
    return offset > MOST ? -1 : (int) offset;
  }
}
