package dev.microblog.site;

import dev.microblog.account.Role;
import dev.microblog.audit.Audit;
import dev.microblog.audit.Deed;
import dev.microblog.moderation.Actor;
import dev.microblog.moderation.Rights;
import dev.microblog.platform.db.Database;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What operators change of the settings. Each change is noted in the same transaction.
public final class SiteCare {
  /// How a change ended.
  public sealed interface Outcome {
    /// The settings are as wanted.
    ///
    /// @param changed those that were not so before
    record Done(Set<SiteSetting> changed) implements Outcome {}

    /// Nothing was changed; this is wrong.
    record Refused(Map<SiteSetting, SiteProblem> problems) implements Outcome {}

    /// Whoever asks may not.
    record NotAllowed() implements Outcome {}
  }

  private final Database database;
  private final CurrentSite current;
  private final Rights rights;
  private final Audit audit;
  private final InstantSource clock;
  private final SiteStore store = new SiteStore();

  public SiteCare(
      Database database, CurrentSite current, Rights rights, Audit audit, InstantSource clock) {
    this.database = database;
    this.current = current;
    this.rights = rights;
    this.audit = audit;
    this.clock = clock;
  }

  /// What is said, as it is kept at this moment, without what is as it is by itself; null if who
  /// asks may not know: who is kept out is nobody else's business.
  public @Nullable Map<SiteSetting, String> texts(Actor actor) {
    return rights.has(actor, Role.OPERATOR) ? database.read(store::all) : null;
  }

  /// Changes some settings, all of them or none.
  ///
  /// @param typed empty for what is to be as it is by itself
  public Outcome change(Actor actor, Map<SiteSetting, String> typed) {
    if (!rights.has(actor, Role.OPERATOR)) {
      return new Outcome.NotAllowed();
    }
    Map<SiteSetting, String> clean = new EnumMap<>(SiteSetting.class);
    Map<SiteSetting, SiteProblem> problems = new EnumMap<>(SiteSetting.class);
    typed.forEach(
        (setting, text) -> {
          String kept = setting.clean(text);
          SiteProblem problem = setting.problem(kept);
          clean.put(setting, kept);
          if (problem != null) {
            problems.put(setting, problem);
          }
        });
    if (!problems.isEmpty()) {
      return new Outcome.Refused(problems);
    }
    Map<SiteSetting, String> changed =
        database.write(
            transaction -> {
              Map<SiteSetting, String> before = store.all(transaction.sql());
              Map<SiteSetting, String> after = new EnumMap<>(clean);
              after
                  .entrySet()
                  .removeIf(e -> before.getOrDefault(e.getKey(), "").equals(e.getValue()));
              after.forEach(
                  (setting, text) -> {
                    if (text.isEmpty()) {
                      store.delete(transaction.sql(), setting);
                    } else {
                      store.put(transaction.sql(), setting, text, clock.millis());
                    }
                    String detail = setting.word() + ": " + text.replace('\n', ' ');
                    audit.note(transaction, actor.id(), Deed.SITE_CHANGED, null, null, "", detail);
                  });
              return after;
            });
    current.forget();
    return new Outcome.Done(changed.keySet());
  }
}
