package dev.microblog.site;

import static dev.microblog.schema.Tables.SITE_SETTING;

import dev.microblog.platform.db.Upsert;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/// All SQL of the settings.
final class SiteStore {
  /// What is said, by setting. What only a newer application knows is left out.
  Map<SiteSetting, String> all(DSLContext sql) {
    Map<SiteSetting, String> texts = new EnumMap<>(SiteSetting.class);
    sql.select(SITE_SETTING.NAME, SITE_SETTING.CONTENT)
        .from(SITE_SETTING)
        .forEach(
            row -> {
              SiteSetting setting = SiteSetting.of(row.value1());
              if (setting != null) {
                texts.put(setting, row.value2());
              }
            });
    return texts;
  }

  void put(DSLContext sql, SiteSetting setting, String text, long now) {
    Upsert.insertOrUpdate(
        sql,
        SITE_SETTING,
        Map.of(
            SITE_SETTING.NAME, setting.word(),
            SITE_SETTING.CONTENT, text,
            SITE_SETTING.CHANGED_AT, now),
        List.of(SITE_SETTING.NAME),
        List.of(SITE_SETTING.CONTENT, SITE_SETTING.CHANGED_AT));
  }

  void delete(DSLContext sql, SiteSetting setting) {
    sql.deleteFrom(SITE_SETTING).where(SITE_SETTING.NAME.eq(setting.word())).execute();
  }
}
