package dev.microblog.platform.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Puts changes into the form of Elasticsearch's bulk requests, of a bounded size each.
final class ElasticsearchBulk {
  /// Size after which the next request begins, in characters.
  private static final int MOST = 2_000_000;

  private ElasticsearchBulk() {}

  /// The bodies of the requests, in the order of the changes.
  static List<String> of(List<Change> changes) {
    List<String> bodies = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    for (Iterator<Change> rest = changes.iterator(); rest.hasNext(); ) {
      write(lines, rest.next());
      if (lines.length() > MOST || !rest.hasNext()) {
        bodies.add(lines.toString());
        lines.setLength(0);
      }
    }
    return bodies;
  }

  private static void write(StringBuilder lines, Change change) {
    ObjectNode line = ElasticsearchQueries.object();
    line.putObject(change instanceof Change.Put ? "index" : "delete")
        .put("_id", change.key())
        .put("version", change.version())
        .put("version_type", "external_gte");
    lines.append(line).append('\n');
    if (change instanceof Change.Put(Entry entry, long _)) {
      lines.append(source(entry)).append('\n');
    }
  }

  private static ObjectNode source(Entry entry) {
    ObjectNode source = ElasticsearchQueries.object();
    ArrayNode audience = source.putArray("audience");
    entry.marks().forEach(audience::add);
    ArrayNode tags = source.putArray("tag");
    entry.tags().forEach(tags::add);
    source
        .put("author", Long.toString(entry.author()))
        .put("lang", entry.language())
        .put("id", entry.id())
        .put("at", entry.createdAt());
    words(source, "words", entry.words());
    words(source, "chars", entry.characters());
    words(source, "en", entry.english());
    words(source, "es", entry.spanish());
    words(source, "names", entry.names());
    return source;
  }

  private static void words(ObjectNode source, String field, Collection<String> words) {
    if (!words.isEmpty()) {
      source.put(field, String.join(" ", words));
    }
  }
}
