package dev.microblog.site;

import dev.microblog.platform.db.Busy;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Lagging;

/// The settings as they were a moment ago: every page needs them.
public final class CurrentSite {
  private final Lagging<SiteSettings> settings;

  public CurrentSite(Database database) {
    SiteStore store = new SiteStore();
    settings = new Lagging<>(_ -> SiteSettings.of(database.read(store::all)));
  }

  /// The settings. Where the database cannot be asked now, those of a moment before.
  public SiteSettings settings() {
    try {
      return settings.get();
    } catch (Busy e) {
      return remembered();
    }
  }

  /// The settings as they were when they were read last, for pages that tell of trouble: they do
  /// not ask where the trouble may be.
  public SiteSettings remembered() {
    SiteSettings known = settings.last();
    return known == null ? SiteSettings.STANDARD : known;
  }

  /// Has them read anew: they were changed here.
  void forget() {
    settings.forget();
  }
}
