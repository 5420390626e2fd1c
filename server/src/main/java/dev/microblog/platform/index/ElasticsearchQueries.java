package dev.microblog.platform.index;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Puts queries into the form of Elasticsearch and OpenSearch. Nothing here is newer than version
/// 6.
final class ElasticsearchQueries {
  private ElasticsearchQueries() {}

  static ObjectNode object() {
    return ElasticsearchCalls.JSON.createObjectNode();
  }

  /// @param from smallest id
  /// @param to greatest id
  static ObjectNode of(Wanted wanted, long from, long to) {
    ObjectNode query = object();
    ObjectNode bool = query.putObject("bool");
    ArrayNode filter = bool.putArray("filter");
    ArrayNode must = bool.putArray("must");
    ArrayNode not = bool.putArray("must_not");
    ArrayNode audience = object().arrayNode();
    wanted.audience().forEach(who -> audience.add(wanted.kind().audience(who)));
    filter.addObject().putObject("terms").set("audience", audience);
    if (from > 0 || to < Long.MAX_VALUE) {
      filter.add(between("id", from, to));
    }
    wanted.all().forEach(clause -> (clause.filters() ? filter : must).add(of(clause)));
    wanted.not().forEach(clause -> not.add(of(clause)));
    return query;
  }

  /// What is new counts more, as in [RecencyQuery].
  static ObjectNode recent(ObjectNode query, long now) {
    ObjectNode recent = object();
    ObjectNode score = recent.putObject("function_score");
    score.set("query", query);
    ArrayNode functions = score.putArray("functions");
    functions.addObject().put("weight", 1);
    functions
        .addObject()
        .putObject("exp")
        .putObject("at")
        .put("origin", now)
        .put("scale", Weights.HALF_LIFE)
        .put("decay", .5);
    score.put("score_mode", "sum").put("boost_mode", "multiply");
    return recent;
  }

  private static ObjectNode between(String field, long from, long to) {
    ObjectNode range = object();
    range.putObject("range").putObject(field).put("gte", from).put("lte", to);
    return range;
  }

  private static ObjectNode of(Clause clause) {
    return switch (clause) {
      case Clause.OneWord(Words.Word word, boolean beginning) -> word(word, beginning);
      case Clause.Phrase(List<String> words) -> {
        ObjectNode phrase = object();
        phrase.putObject("match_phrase").put("words", String.join(" ", words));
        yield phrase;
      }
      case Clause.Pairs(List<String> pairs, int least) ->
          some(pairs.stream().map(pair -> term("words", pair, 1)).toList(), least);
      case Clause.OneCharacter(String character) -> term("chars", character, 1);
      case Clause.Any(List<Clause> clauses) ->
          some(clauses.stream().map(ElasticsearchQueries::of).toList(), 1);
      case Clause.All(List<Clause> clauses) -> {
        ObjectNode all = object();
        ObjectNode bool = all.putObject("bool");
        ArrayNode must = bool.putArray("must");
        ArrayNode filter = bool.putArray("filter");
        clauses.forEach(each -> (each.filters() ? filter : must).add(of(each)));
        yield all;
      }
      case Clause.Author(long id) -> term("author", Long.toString(id), 1);
      case Clause.Tag(String key, boolean beginning) ->
          constant(beginning ? prefix("tag", key) : term("tag", key, 1), 1);
      case Clause.Language(String tag) -> constant(term("lang", tag, 1), 1);
      case Clause.Time(long from, long to) -> between("at", from, to - 1);
      case Clause.Name(String name) -> name(name);
    };
  }

  private static ObjectNode some(List<ObjectNode> parts, int least) {
    ObjectNode some = object();
    if (parts.isEmpty()) {
      // A condition without parts lets everything through there.
      some.putObject("match_none");
      return some;
    }
    ObjectNode bool = some.putObject("bool");
    bool.putArray("should").addAll(parts);
    bool.put("minimum_should_match", least);
    return some;
  }

  private static ObjectNode word(Words.Word word, boolean beginning) {
    ObjectNode best = object();
    ArrayNode forms = best.putObject("dis_max").putArray("queries");
    forms.add(term("words", word.folded(), 1));
    forms.add(term("en", word.english(), Weights.STEM));
    forms.add(term("es", word.spanish(), Weights.STEM));
    if (!beginning || !word.begins()) {
      return best;
    }
    // All longer words, which count alike: those that are used most cannot be asked for, only the
    // first of the alphabet. Added to what the word itself counts, so that it stays before them.
    return some(List.of(best, constant(prefix("words", word.folded()), Weights.BEGINNING)), 1);
  }

  private static ObjectNode term(String field, String value, float boost) {
    ObjectNode term = object();
    term.putObject("term").putObject(field).put("value", value).put("boost", boost);
    return term;
  }

  private static ObjectNode prefix(String field, String value) {
    ObjectNode prefix = object();
    prefix.putObject("prefix").put(field, value);
    return prefix;
  }

  private static ObjectNode constant(ObjectNode filter, float boost) {
    ObjectNode constant = object();
    constant.putObject("constant_score").put("boost", boost).set("filter", filter);
    return constant;
  }

  private static ObjectNode name(String name) {
    ObjectNode best = object();
    ArrayNode forms = best.putObject("dis_max").putArray("queries");
    forms.add(constant(term("names", name, 1), Weights.NAME));
    forms.add(constant(prefix("names", name), Weights.NAME_BEGINNING));
    int slips = Weights.slips(name);
    if (slips > 0) {
      ObjectNode nearly = object();
      nearly
          .putObject("fuzzy")
          .putObject("names")
          .put("value", name)
          .put("fuzziness", slips)
          // Two letters in the wrong order are one slip; before version 7 they are two if not told.
          .put("transpositions", true)
          .put("prefix_length", 1);
      forms.add(constant(nearly, Weights.NAME_NEARLY));
    }
    return best;
  }
}
