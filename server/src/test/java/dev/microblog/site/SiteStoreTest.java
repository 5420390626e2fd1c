package dev.microblog.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.account.People;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.OnEachEngine;
import dev.microblog.platform.db.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachEngine
class SiteStoreTest {
  private final SiteStore store = new SiteStore();
  private final AnnouncementStore announcements = new AnnouncementStore();
  private final Database database;

  SiteStoreTest(TestDatabase on) {
    database = on.database();
    on.clear();
  }

  @Test
  void aLongTextIsKeptAsItWasTypedAndTheLastOneHolds() {
    String text = "Sé amable 😀\n\n".repeat(4_000);
    database.<@Nullable Void>write(
        t -> {
          store.put(t.sql(), SiteSetting.RULES, "first", 1);
          store.put(t.sql(), SiteSetting.RULES, text, 2);
          store.put(t.sql(), SiteSetting.NAME, "Kites", 2);
          store.put(t.sql(), SiteSetting.CONTACT, "x", 2);
          store.delete(t.sql(), SiteSetting.CONTACT);
          return null;
        });

    assertThat(database.<Map<SiteSetting, String>>read(store::all))
        .isEqualTo(Map.of(SiteSetting.RULES, text, SiteSetting.NAME, "Kites"));
  }

  @Test
  void anAnnouncementRunsUntilItEndsAndIsClosedByEachForThemselves() {
    Viewer amina = People.join(database, "amina");
    Viewer ben = People.join(database, "ben");
    database.<@Nullable Void>write(
        t -> {
          announcements.insert(t.sql(), new Announcement(1, "past", 1, 10L));
          announcements.insert(t.sql(), new Announcement(2, "now", 1, 11L));
          announcements.insert(t.sql(), new Announcement(3, "always", 1, null));
          announcements.close(t.sql(), amina.id(), 3);
          announcements.close(t.sql(), amina.id(), 3);
          return null;
        });

    assertThat(database.<List<Announcement>>read(sql -> announcements.running(sql, 10)))
        .extracting(Announcement::text)
        .containsExactly("always", "now");
    assertThat(closed(amina)).containsExactly(3L);
    assertThat(closed(ben)).isEmpty();
    assertThat(database.<Boolean>write(t -> announcements.end(t.sql(), 3, 10))).isTrue();
    assertThat(database.<Boolean>write(t -> announcements.end(t.sql(), 3, 10))).isFalse();

    database.<@Nullable Void>write(
        t -> {
          announcements.delete(t.sql(), 3, 1);
          return null;
        });
    assertThat(closed(amina)).as("who closed it goes first").isEmpty();
    assertThat(latest()).hasSize(3);
    database.<@Nullable Void>write(
        t -> {
          announcements.delete(t.sql(), 3, 1);
          return null;
        });
    assertThat(latest()).extracting(Announcement::id).containsExactly(2L, 1L);
  }

  private List<Announcement> latest() {
    return database.read(sql -> announcements.latest(sql, 5));
  }

  private Set<Long> closed(Viewer viewer) {
    return database.read(sql -> announcements.closedAmong(sql, viewer.id(), List.of(1L, 2L, 3L)));
  }
}
