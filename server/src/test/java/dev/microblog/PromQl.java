package dev.microblog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads questions to Prometheus as far as names go: that brackets fit, and that there is every
/// metric, function, label and value that they ask for.
final class PromQl {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[a-zA-Z_:][a-zA-Z0-9_:]*|[0-9.]+[a-z]*"
              + "|=~|!~|!=|==|>=|<=|[-+*/%^=<>(){}\\[\\],])");

  private static final Set<String> FUNCTIONS =
      Set.of(
          "rate",
          "increase",
          "sum",
          "max",
          "min",
          "avg",
          "count",
          "topk",
          "vector",
          "absent",
          "histogram_quantile",
          "clamp_min");

  private static final Set<String> GROUPINGS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");
  private static final Map<String, String> CLOSING = Map.of("(", ")", "[", "]", "{", "}");

  /// What Prometheus itself adds.
  private static final Set<String> ADDED = Set.of("instance", "job");

  /// Names with the values of each of their labels.
  private final Map<String, Map<String, Set<String>>> known;

  private final List<String> problems = new ArrayList<>();
  private final Set<String> labels = new HashSet<>(ADDED);
  private final Set<String> grouped = new TreeSet<>();
  private List<String> tokens = List.of();
  private int at;

  private PromQl(Map<String, Map<String, Set<String>>> known) {
    this.known = known;
  }

  /// What is wrong with a question.
  ///
  /// @param known names of metrics, with the values of each of their labels
  static List<String> problems(String question, Map<String, Map<String, Set<String>>> known) {
    PromQl reader = new PromQl(known);
    reader.read(question);
    return reader.problems;
  }

  private void read(String question) {
    tokens = tokens(question);
    Deque<String> open = new ArrayDeque<>();
    boolean operand = true;
    for (at = 0; at < tokens.size(); at++) {
      String token = tokens.get(at);
      if (CLOSING.containsKey(token)) {
        open.push(Objects.requireNonNull(CLOSING.get(token)));
      } else if (CLOSING.containsValue(token)) {
        if (open.isEmpty() || !open.pop().equals(token)) {
          problems.add("a bracket too many: " + token);
        }
      } else if (Character.isLetter(token.charAt(0)) || token.startsWith("_")) {
        name(token);
      }
      operand = "+*/^%=<>,".contains(token.substring(0, 1)) && !token.startsWith("\"");
    }
    if (!open.isEmpty()) {
      problems.add("a bracket is missing: " + open);
    }
    if (operand) {
      problems.add("it ends where a value is missing");
    }
    grouped.stream()
        .filter(label -> !labels.contains(label))
        .forEach(label -> problems.add("no such label: " + label));
  }

  private List<String> tokens(String question) {
    List<String> found = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(question);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      found.add(matcher.group(1));
      end = matcher.end();
    }
    if (!question.substring(end).isBlank()) {
      problems.add("cannot be read from here on: " + question.substring(end));
    }
    return found;
  }

  private String next() {
    return at + 1 < tokens.size() ? tokens.get(at + 1) : "";
  }

  private void name(String token) {
    if (GROUPINGS.contains(token)) {
      if (next().equals("(")) {
        at += 2;
        while (at < tokens.size() && !tokens.get(at).equals(")")) {
          if (!tokens.get(at).equals(",")) {
            grouped.add(tokens.get(at));
          }
          at++;
        }
      }
    } else if (FUNCTIONS.contains(token) && (next().equals("(") || GROUPINGS.contains(next()))) {
      return;
    } else if (!WORDS.contains(token)) {
      metric(token);
    }
  }

  private void metric(String metric) {
    Map<String, Set<String>> values = known.get(metric);
    if (values == null) {
      problems.add("no such metric: " + metric);
      values = Map.of();
    }
    labels.addAll(values.keySet());
    if (next().equals("{")) {
      at += 2;
      while (at < tokens.size() && !tokens.get(at).equals("}")) {
        at += matcher(values);
      }
    }
  }

  /// @return how many tokens it has
  private int matcher(Map<String, Set<String>> values) {
    if (at + 2 >= tokens.size()) {
      problems.add("a label ends early");
      return tokens.size() - at;
    }
    String label = tokens.get(at);
    String operator = tokens.get(at + 1);
    String text = tokens.get(at + 2);
    if (!Set.of("=", "!=", "=~", "!~").contains(operator) || !text.startsWith("\"")) {
      problems.add("no way to ask for a label: " + label + operator + text);
    } else if (!ADDED.contains(label)) {
      String wanted = text.substring(1, text.length() - 1);
      Set<String> there = values.get(label);
      if (there == null) {
        problems.add("no such label: " + label);
      } else if (!label.equals("status")) {
        // Of the parts of an alternative each must be there; statuses come as they come.
        boolean pattern = operator.endsWith("~");
        for (String part : pattern ? wanted.split("\\|", -1) : new String[] {wanted}) {
          if (there.stream()
              .noneMatch(pattern ? Pattern.compile(part).asMatchPredicate() : part::equals)) {
            problems.add("no such value of " + label + ": " + part);
          }
        }
      }
    }
    return at + 3 < tokens.size() && tokens.get(at + 3).equals(",") ? 4 : 3;
  }
}
