package dev.microblog.account;

import static dev.microblog.schema.Tables.ACCOUNT_DISPLAY;

import dev.microblog.platform.db.Upsert;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// All SQL of how people want the pages.
final class DisplayStore {
  @Nullable Display of(DSLContext sql, long accountId) {
    return sql.select(ACCOUNT_DISPLAY.LANGUAGE, ACCOUNT_DISPLAY.THEME)
        .from(ACCOUNT_DISPLAY)
        .where(ACCOUNT_DISPLAY.ACCOUNT_ID.eq(accountId))
        .fetchOne(row -> new Display(row.value1(), row.value2()));
  }

  void delete(DSLContext sql, long accountId) {
    sql.deleteFrom(ACCOUNT_DISPLAY).where(ACCOUNT_DISPLAY.ACCOUNT_ID.eq(accountId)).execute();
  }

  void put(DSLContext sql, long accountId, Display display) {
    Upsert.insertOrUpdate(
        sql,
        ACCOUNT_DISPLAY,
        Map.of(
            ACCOUNT_DISPLAY.ACCOUNT_ID,
            accountId,
            ACCOUNT_DISPLAY.LANGUAGE,
            display.language(),
            ACCOUNT_DISPLAY.THEME,
            display.theme()),
        List.of(ACCOUNT_DISPLAY.ACCOUNT_ID),
        List.of(ACCOUNT_DISPLAY.LANGUAGE, ACCOUNT_DISPLAY.THEME));
  }
}
