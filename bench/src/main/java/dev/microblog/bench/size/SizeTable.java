package dev.microblog.bench.size;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is computed, as Markdown.
public final class SizeTable {
  private final Coefficients costs;

  public SizeTable(Coefficients costs) {
    this.costs = costs;
  }

  /// One site on each engine.
  public String of(Site site) {
    Map<Engine, Need> needs = new EnumMap<>(Engine.class);
    for (Engine engine : Engine.values()) {
      needs.put(engine, Need.of(site, engine, costs));
    }
    Need.Load load = Need.Load.of(site, costs);
    StringBuilder text = new StringBuilder();
    text.append("`bench/size ").append(site.arguments()).append("`: ");
    text.append(number(site.people() * site.active())).append(" people are active; ");
    text.append("in the busiest moment there are ").append(number(load.pages()));
    text.append(" pages, ").append(number(load.posts())).append(" posts and ");
    text.append(number(load.rows())).append(" entries of home lists a second.\n\n");
    text.append(row("", engine -> engine.title));
    text.append("|---|--:|--:|--:|\n");
    text.append(row("processors and writer suffice", engine -> can(need(needs, engine).why())));
    text.append(row("CPUs of the servers", e -> number(need(needs, e).serverCpus())));
    text.append(row("CPUs of the database", e -> number(need(needs, e).databaseCpus())));
    text.append(row("replicas", e -> number((double) need(needs, e).replicas())));
    text.append(row("of them for the fan-out", e -> number((double) need(needs, e).workers())));
    text.append(row("the one writer is busy", e -> share(need(needs, e).writer())));
    text.append(row("connections in use", e -> number((double) need(needs, e).connections())));
    text.append(row("connections of all pools", e -> number((double) need(needs, e).open())));
    text.append(row("memory of the servers, GB", e -> number(need(needs, e).megabytes() / 1024)));
    text.append(row("database, GB", e -> number(need(needs, e).database() / 1e9)));
    text.append(row("search index, GB", e -> number(need(needs, e).search() / 1e9)));
    return text.toString();
  }

  /// What everything is computed from.
  public String coefficients() {
    String rows =
        costs.all().stream()
            .map(
                c ->
                    "| `"
                        + c.name()
                        + "` | "
                        + (plain(c.value()) + ' ' + c.unit()).strip()
                        + " | "
                        + c.source()
                        + " |\n")
            .collect(Collectors.joining());
    return "| coefficient | value | source |\n|---|--:|---|\n" + rows;
  }

  private static Need need(Map<Engine, Need> needs, Engine engine) {
    return Objects.requireNonNull(needs.get(engine));
  }

  private static String row(String what, Function<Engine, String> cell) {
    List<String> cells = Stream.of(Engine.values()).map(cell).toList();
    return "| " + what + " | " + String.join(" | ", cells) + " |\n";
  }

  private static String can(String why) {
    return why.isEmpty() ? "yes" : "no: " + why;
  }

  private static String share(double share) {
    return share == 0 ? "–" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String number(double number) {
    if (number == 0) {
      return "–";
    }
    if (number < 0.1) {
      return "under 0.1";
    }
    boolean exact = number < 10 && number != Math.rint(number);
    return String.format(Locale.ROOT, exact ? "%.1f" : "%,.0f", number);
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%,.0f", number)
        : String.valueOf(number);
  }
}
