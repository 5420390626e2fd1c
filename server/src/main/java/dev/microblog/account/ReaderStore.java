package dev.microblog.account;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.ACCOUNT_DISPLAY;
import static dev.microblog.schema.Tables.ACCOUNT_LANGUAGE;

import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.db.Upsert;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of how the site writes to people.
public final class ReaderStore {
  /// The person of this account; null if there is none, or it is deleted.
  public @Nullable Reader of(DSLContext sql, long accountId) {
    return sql.select(
            ACCOUNT.NAME, ACCOUNT.EMAIL, ACCOUNT_DISPLAY.LANGUAGE, ACCOUNT_LANGUAGE.LANGUAGE)
        .from(ACCOUNT)
        .leftJoin(ACCOUNT_DISPLAY)
        .on(ACCOUNT_DISPLAY.ACCOUNT_ID.eq(ACCOUNT.ID))
        .leftJoin(ACCOUNT_LANGUAGE)
        .on(ACCOUNT_LANGUAGE.ACCOUNT_ID.eq(ACCOUNT.ID))
        .where(ACCOUNT.ID.eq(accountId))
        .and(ACCOUNT.DELETED_AT.eq(DSL.inline(0L)))
        .fetchOne(
            row -> {
              String chosen = given(row.value3());
              return new Reader(
                  row.value1(),
                  given(row.value2()),
                  chosen.isEmpty() ? given(row.value4()) : chosen);
            });
  }

  private static String given(@Nullable String text) {
    return text == null ? "" : text;
  }

  /// Remembers in which language somebody reads the pages now.
  ///
  /// @param language tag of it
  public void remember(DSLContext sql, long accountId, String language) {
    Upsert.insertOrUpdate(
        sql,
        ACCOUNT_LANGUAGE,
        Map.of(ACCOUNT_LANGUAGE.ACCOUNT_ID, accountId, ACCOUNT_LANGUAGE.LANGUAGE, language),
        List.of(ACCOUNT_LANGUAGE.ACCOUNT_ID),
        List.of(ACCOUNT_LANGUAGE.LANGUAGE));
  }

  /// Forgets the language of somebody who is gone.
  public void accountDeleted(Transaction transaction, AccountDeleted event) {
    transaction
        .sql()
        .deleteFrom(ACCOUNT_LANGUAGE)
        .where(ACCOUNT_LANGUAGE.ACCOUNT_ID.eq(event.accountId()))
        .execute();
  }
}
