package dev.microblog.takeover;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What was taken over, and what was changed or left out: how often, with some examples.
public final class Report {
  private static final int EXAMPLES = 5;

  private final Map<Stage, Long> done = new EnumMap<>(Stage.class);
  private final Map<Finding.Kind, Long> counts = new EnumMap<>(Finding.Kind.class);
  private final Map<Finding.Kind, List<String>> examples = new EnumMap<>(Finding.Kind.class);
  private final Consumer<Finding> each;

  /// @param each is told of every single finding
  Report(Consumer<Finding> each) {
    this.each = each;
  }

  void add(Stage stage, int taken, Collection<Finding> findings) {
    done.merge(stage, (long) taken, Long::sum);
    for (Finding finding : findings) {
      counts.merge(finding.kind(), 1L, Long::sum);
      List<String> some = examples.computeIfAbsent(finding.kind(), _ -> new ArrayList<>());
      if (some.size() < EXAMPLES) {
        some.add(finding.what());
      }
      each.accept(finding);
    }
  }

  /// How many rows of a stage were taken over.
  public long taken(Stage stage) {
    return done.getOrDefault(stage, 0L);
  }

  /// How often something was found.
  public long count(Finding.Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /// The first of them.
  public List<String> examples(Finding.Kind kind) {
    return List.copyOf(examples.getOrDefault(kind, List.of()));
  }
}
