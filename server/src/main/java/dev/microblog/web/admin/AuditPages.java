package dev.microblog.web.admin;

import dev.microblog.audit.Audit;
import dev.microblog.audit.Entry;
import dev.microblog.moderation.Roster;
import dev.microblog.platform.db.Part;
import dev.microblog.web.Exchange;
import dev.microblog.web.Pager;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The book of deeds.
public final class AuditPages {
  private static final int MOST = 50;

  /// What it shows.
  public record AuditPage(List<Line> lines, Pager pager) {}

  /// A deed.
  ///
  /// @param actor name of who did it; null if that was at the command line
  /// @param subject name of to whom; null if to nobody
  public record Line(Entry entry, @Nullable String actor, @Nullable String subject) {}

  private final Audit audit;
  private final Roster roster;

  public AuditPages(Audit audit, Roster roster) {
    this.audit = audit;
    this.roster = roster;
  }

  /// `GET /admin/audit`.
  public void list(Exchange exchange) {
    Part<Entry> part = Part.of(audit.latest(exchange.before(), MOST + 1), MOST, Entry::id);
    List<Entry> entries = part.items();
    Set<Long> ids = new HashSet<>();
    for (Entry entry : entries) {
      ids.add(entry.actorId());
      Long subject = entry.accountId();
      if (subject != null) {
        ids.add(subject);
      }
    }
    Map<Long, String> names = roster.names(ids);
    exchange.render(
        "admin-audit.jte",
        new AuditPage(
            entries.stream()
                .map(
                    entry -> {
                      Long subject = entry.accountId();
                      return new Line(
                          entry,
                          names.get(entry.actorId()),
                          subject == null ? null : names.get(subject));
                    })
                .toList(),
            new Pager(null, part.next() == null ? null : "/admin/audit?before=" + part.next())));
  }
}
