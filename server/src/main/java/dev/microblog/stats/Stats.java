package dev.microblog.stats;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.Meters;
import dev.microblog.platform.id.Ids;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the site was like, day by day.
public final class Stats {
  /// Days of a plot.
  public static final int SHOWN = 30;

  private final Database database;
  private final DayStore store = new DayStore();
  private final InstantSource clock;

  public Stats(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Counts today, and the days before that nobody counted to their end. May run twice.
  public void count() {
    long today = today();
    List<Day> known = database.read(sql -> store.since(sql, today - SHOWN + 1));
    Map<Long, Day> byDay = known.stream().collect(Collectors.toMap(Day::day, Function.identity()));
    for (long day = today - SHOWN + 1; day < today; day++) {
      // Yesterday's last hour was not over when it was counted.
      if (day == today - 1 || !byDay.containsKey(day)) {
        put(made(day, null));
      }
    }
    put(made(today, database.read(sql -> store.totals(sql, start(today)))));
  }

  private Day made(long day, Day.@Nullable Totals totals) {
    long from = Ids.after(start(day) - 1);
    long until = Ids.after(start(day + 1) - 1);
    return database.read(
        sql ->
            new Day(day, store.posts(sql, from, until), store.accounts(sql, from, until), totals));
  }

  private void put(Day day) {
    database.<@Nullable Void>write(
        transaction -> {
          store.put(transaction.sql(), day);
          return null;
        });
  }

  /// The last [#SHOWN] days, today at the end. A day of which nothing is known is an empty one.
  public List<Day> days() {
    long today = today();
    Map<Long, Day> known =
        database.read(sql -> store.since(sql, today - SHOWN + 1)).stream()
            .collect(Collectors.toMap(Day::day, Function.identity()));
    List<Day> days = new ArrayList<>();
    for (long day = today - SHOWN + 1; day <= today; day++) {
      Day found = known.get(day);
      days.add(found == null ? new Day(day, 0, 0, null) : found);
    }
    return days;
  }

  /// How many there were when that was counted last; zeros if it never was.
  public Day.Totals totals() {
    Day latest = database.<@Nullable Day>read(store::latest);
    Day.Totals totals = latest == null ? null : latest.totals();
    return totals == null ? new Day.Totals(0, 0, 0, 0, 0) : totals;
  }

  /// Tells how many there are to whoever looks after the server.
  public void measure(Meters meters) {
    meters.gauge("microblog.people", "People, counted once an hour", () -> totals().people());
    meters.gauge("microblog.posts", "Posts, counted once an hour", () -> totals().posts());
    meters.gauge(
        "microblog.people.active",
        "People who were here today, counted once an hour",
        () -> totals().active());
  }

  private long today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
  }

  private static long start(long day) {
    return LocalDate.ofEpochDay(day).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }
}
