package dev.microblog.cli;

import dev.microblog.stats.Day;
import dev.microblog.stats.Stats;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Prints what the site was like.
public final class ShowStats {
  private ShowStats() {}

  /// Prints a table, or all as an object of JSON.
  public static void print(Stats stats, boolean json, PrintWriter out) {
    Day.Totals totals = stats.totals();
    List<Day> days = stats.days();
    if (json) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("people", totals.people());
      all.put("posts", totals.posts());
      all.put("active", totals.active());
      all.put("active_month", totals.activeMonth());
      all.put("active_half_year", totals.activeHalfYear());
      all.put("days", days.stream().map(ShowStats::fields).toList());
      out.println(JsonText.object(all));
    } else {
      Table table = new Table();
      table.add("people", number(totals.people()));
      table.add("posts", number(totals.posts()));
      table.add("active today", number(totals.active()));
      table.add("active in 30 days", number(totals.activeMonth()));
      table.add("active in 180 days", number(totals.activeHalfYear()));
      table.print(out);
      out.println();
      Table each = new Table("DAY", "POSTS", "SIGNED UP", "ACTIVE");
      for (Day day : days) {
        Day.Totals then = day.totals();
        each.add(
            LocalDate.ofEpochDay(day.day()).toString(),
            number(day.written()),
            number(day.signedUp()),
            then == null ? "–" : number(then.active()));
      }
      each.print(out);
    }
    out.flush();
  }

  private static Map<String, @Nullable Object> fields(Day day) {
    Day.Totals totals = day.totals();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("day", LocalDate.ofEpochDay(day.day()).toString());
    fields.put("posts", day.written());
    fields.put("signed_up", day.signedUp());
    fields.put("active", totals == null ? null : totals.active());
    return fields;
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
