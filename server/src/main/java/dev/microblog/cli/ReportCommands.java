package dev.microblog.cli;

import dev.microblog.moderation.Roster;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Page;
import dev.microblog.report.Reason;
import dev.microblog.report.ReportCase;
import dev.microblog.report.Reports;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Prints what was reported for an operator at the command line. What people wrote is not printed:
/// a moderator reads it on the pages.
public final class ReportCommands {
  private final Reports reports;
  private final Roster roster;
  private final PrintWriter out;
  private final boolean json;

  /// @param json whether programs read what is printed
  public ReportCommands(Reports reports, Roster roster, PrintWriter out, boolean json) {
    this.reports = reports;
    this.roster = roster;
    this.out = out;
    this.json = json;
  }

  /// Prints open cases, the newest first.
  ///
  /// @param before an id that only older ones are wanted of; null for the newest
  public int list(@Nullable Long before) {
    Page<ReportCase> page =
        reports.open(before == null ? Cursor.first() : new Cursor.Before(before));
    List<ReportCase> cases = page.items();
    Map<Long, Set<Reason>> reasons = reports.reasons(cases);
    Map<Long, String> names = roster.names(cases.stream().map(ReportCase::accountId).toList());
    Long next =
        page.older() instanceof Cursor.Before(long id) && !cases.isEmpty()
            ? Long.valueOf(id)
            : null;
    if (json) {
      out.println(
          "{\"reports\":"
              + cases.stream()
                  .map(each -> object(each, names, reasons))
                  .collect(Collectors.joining(",\n  ", "[\n  ", "\n]"))
              + ",\"next\":"
              + next
              + "}");
    } else {
      Table table = new Table("ID", "AGAINST", "POST", "PEOPLE", "REASONS", "SINCE");
      for (ReportCase each : cases) {
        table.add(
            Long.toString(each.id()),
            names.getOrDefault(each.accountId(), "–"),
            each.aboutPost() ? Long.toString(each.postId()) : "–",
            Long.toString(each.reports()),
            words(reasons.getOrDefault(each.id(), Set.of())),
            time(each.createdAt()));
      }
      table.print(out);
      if (next != null) {
        out.printf(Locale.ROOT, "There are more: --before %d%n", next);
      }
    }
    out.flush();
    return 0;
  }

  private static String object(
      ReportCase each, Map<Long, String> names, Map<Long, Set<Reason>> reasons) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", each.id());
    fields.put("name", names.get(each.accountId()));
    fields.put("post", each.aboutPost() ? each.postId() : null);
    fields.put("people", each.reports());
    fields.put(
        "reasons",
        reasons.getOrDefault(each.id(), Set.of()).stream().map(ReportCommands::word).toList());
    fields.put("since", time(each.createdAt()));
    return JsonText.object(fields);
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String words(Set<Reason> reasons) {
    return reasons.stream().map(ReportCommands::word).collect(Collectors.joining(", "));
  }

  private static String word(Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
