package dev.microblog.site;

import dev.microblog.platform.db.Busy;
import dev.microblog.platform.db.Database;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The settings as they are, kept for a moment: every page needs them, and they seldom change.
public final class CurrentSite {
  /// How long after a change elsewhere, on another replica or by a command, they may still be as
  /// they were.
  public static final Duration LAG = Duration.ofSeconds(5);

  private record Kept(SiteSettings settings, long readAt) {}

  private final Database database;
  private final SiteStore store = new SiteStore();
  private volatile @Nullable Kept kept;

  public CurrentSite(Database database) {
    this.database = database;
  }

  /// The settings. Where the database cannot be asked now, those of a moment before.
  public SiteSettings settings() {
    Kept known = kept;
    long now = System.nanoTime();
    if (known != null && now - known.readAt() <= LAG.toNanos()) {
      return known.settings();
    }
    try {
      SiteSettings read = SiteSettings.of(database.read(store::all));
      kept = new Kept(read, now);
      return read;
    } catch (Busy e) {
      return remembered();
    }
  }

  /// The settings as they were when they were read last, for pages that tell of trouble: they do
  /// not ask where the trouble may be.
  public SiteSettings remembered() {
    Kept known = kept;
    return known == null ? SiteSettings.STANDARD : known.settings();
  }

  /// Has them read anew: they were changed here.
  void forget() {
    kept = null;
  }
}
