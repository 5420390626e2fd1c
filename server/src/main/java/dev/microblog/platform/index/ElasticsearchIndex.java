package dev.microblog.platform.index;

import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Page;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.http.Keys;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Elasticsearch from version 6.1 on, or OpenSearch. Words come ready made, so that no analyzer of
/// the server is needed but the one that parts at spaces. Generations are indexes, of which an
/// alias names the one that is searched; all replicas of a site share them.
public final class ElasticsearchIndex implements SearchIndex {
  private static final Duration SHORT = Duration.ofSeconds(3);

  /// A server that is slow may get there; nobody waits for it but the indexer.
  private static final Duration LONG = Duration.ofSeconds(45);

  /// Versions before 7 want a type in addresses and mappings, later ones refuse it.
  private static final String TYPE = "post";

  private static final List<String> KEYWORDS = List.of("audience", "author", "tag", "lang");
  private static final List<String> NUMBERS = List.of("id", "at");
  private static final List<String> TEXTS = List.of("words", "chars", "en", "es", "names");

  /// What answers, read once.
  private record Server(String product, String version, boolean typed) {}

  private final String alias;
  private final Pattern generations;
  private final ElasticsearchCalls calls;
  private volatile @Nullable Server server;

  /// @param servers addresses of the servers of one cluster
  /// @param alias name in the cluster under which the site is searched
  /// @param user and password for all servers, null if none is needed or the addresses have them
  /// @param trust whose certificates are believed; null for those whom Java believes
  public ElasticsearchIndex(
      List<URI> servers,
      String alias,
      @Nullable String user,
      @Nullable String password,
      @Nullable SSLContext trust) {
    this.alias = alias;
    this.generations = Pattern.compile(Pattern.quote(alias) + "-v([0-9]{1,6})-[0-9a-z_-]+");
    this.calls = new ElasticsearchCalls(servers, user, password, trust);
  }

  @Override
  public String name() {
    return "elasticsearch-" + alias;
  }

  private Server server() {
    Server known = server;
    if (known == null) {
      known = ask();
      server = known;
    }
    return known;
  }

  private Server ask() {
    ElasticsearchCalls.Answer answer = calls.call("GET", "/", null, SHORT);
    JsonNode version = answer.body().path("version");
    String number = version.path("number").asString("");
    if (answer.status() == 405) {
      // Some answer no greeting, and tell it elsewhere.
      JsonNode nodes =
          calls
              .call("GET", "/_nodes/_local?filter_path=nodes.*.version", null, SHORT)
              .body()
              .path("nodes");
      number = nodes.isEmpty() ? "" : nodes.iterator().next().path("version").asString("");
    }
    if (number.isEmpty() || (!answer.ok() && answer.status() != 405)) {
      throw strange(answer, "its greeting");
    }
    boolean opensearch = version.path("distribution").asString("").equals("opensearch");
    boolean typed = !opensearch && number.startsWith("6.");
    return new Server(opensearch ? "OpenSearch" : "Elasticsearch", number, typed);
  }

  private static IndexUnavailable strange(ElasticsearchCalls.Answer answer, String what) {
    JsonNode error = answer.body().path("error");
    String type = error.path("type").asString(error.isString() ? error.asString() : "");
    return new IndexUnavailable(
        "The search server does not do what it should at "
            + what
            + ": status "
            + answer.status()
            + (type.matches("[a-z_]{1,60}") ? " (" + type + ")." : "."));
  }

  @Override
  public @Nullable Generation current() {
    ElasticsearchCalls.Answer answer = calls.call("GET", "/_alias/" + alias, null, SHORT);
    if (answer.status() == 404) {
      return null;
    }
    if (!answer.ok() || !answer.body().isObject()) {
      throw strange(answer, "the alias");
    }
    return answer.body().propertyNames().stream()
        .map(this::generation)
        .filter(each -> each.layout() > 0)
        .findFirst()
        .orElse(null);
  }

  private Generation generation(String name) {
    Matcher parts = generations.matcher(name);
    return new Generation(name, parts.matches() ? Integer.parseInt(parts.group(1)) : 0);
  }

  @Override
  public Generation begin() {
    String unique = Keys.random(12).toLowerCase(Locale.ROOT);
    Generation made = new Generation(alias + "-v" + LAYOUT + "-" + unique, LAYOUT);
    ObjectNode index = ElasticsearchQueries.object();
    index
        .putObject("settings")
        .putObject("index")
        .put("number_of_shards", 1)
        // One where there is a second node, none where there is not.
        .put("auto_expand_replicas", "0-1")
        // Said aloud, because servers do not refresh an index that is seldom searched.
        .put("refresh_interval", "500ms")
        // What was removed must not come back by a change that was on its way.
        .put("gc_deletes", "1h")
        // A page with a number is read with all before it, which is a little more than is usual.
        .put("max_result_window", Cursor.LAST_NUMBER * Page.SIZE + 1)
        .put("sort.field", "id")
        .put("sort.order", "desc");
    ObjectNode mapping = index.putObject("mappings");
    if (server().typed()) {
      mapping = mapping.putObject(TYPE);
    }
    mapping.put("dynamic", "strict");
    ObjectNode fields = mapping.putObject("properties");
    KEYWORDS.forEach(field -> fields.putObject(field).put("type", "keyword"));
    NUMBERS.forEach(field -> fields.putObject(field).put("type", "long"));
    TEXTS.forEach(
        field -> fields.putObject(field).put("type", "text").put("analyzer", "whitespace"));
    ElasticsearchCalls.Answer answer = calls.call("PUT", "/" + made.name(), index.toString(), LONG);
    if (!answer.ok()) {
      throw strange(answer, "a new index");
    }
    return made;
  }

  @Override
  public boolean has(String generation) {
    ElasticsearchCalls.Answer answer = calls.call("GET", "/" + generation + "/_alias", null, SHORT);
    if (answer.ok() || answer.status() == 404) {
      return answer.ok();
    }
    throw strange(answer, "an index");
  }

  @Override
  public Set<String> apply(String generation, List<Change> changes) {
    if (!has(generation)) {
      // The server would make one of its own.
      throw new IndexUnavailable("The search server has lost its index.");
    }
    Set<String> refused = new HashSet<>();
    for (String body : ElasticsearchBulk.of(changes)) {
      send(generation, body, refused);
    }
    return refused;
  }

  private void send(String generation, String body, Set<String> refused) {
    String path = "/" + generation + (server().typed() ? "/" + TYPE : "") + "/_bulk";
    ElasticsearchCalls.Answer answer = calls.bulk(path, body, LONG);
    JsonNode items = answer.body().path("items");
    if (!answer.ok() || !items.isArray()) {
      throw strange(answer, "changes");
    }
    for (JsonNode item : items) {
      JsonNode result = item.isEmpty() ? item : item.iterator().next();
      int status = result.path("status").asInt(0);
      boolean gone = status == 404 && !result.has("error");
      boolean older = status == 409;
      if (status / 100 == 2 || gone || older) {
        continue;
      }
      if (status == 400) {
        refused.add(result.path("_id").asString(""));
      } else {
        throw strange(new ElasticsearchCalls.Answer(status, result), "a change");
      }
    }
  }

  @Override
  public void use(String generation) {
    calls.call("POST", "/" + generation + "/_refresh", null, LONG);
    List<String> all = generations();
    if (!all.contains(generation)) {
      throw new IndexUnavailable("The search server has lost its index.");
    }
    ObjectNode change = ElasticsearchQueries.object();
    ArrayNode actions = change.putArray("actions");
    for (String each : all) {
      String action = each.equals(generation) ? "add" : "remove";
      actions.addObject().putObject(action).put("index", each).put("alias", alias);
    }
    ElasticsearchCalls.Answer answer = calls.call("POST", "/_aliases", change.toString(), LONG);
    if (!answer.ok()) {
      throw strange(answer, "the alias");
    }
    for (String each : all) {
      if (!each.equals(generation)) {
        calls.call("DELETE", "/" + each, null, LONG);
      }
    }
  }

  private List<String> generations() {
    ElasticsearchCalls.Answer answer = calls.call("GET", "/" + alias + "-v*/_alias", null, SHORT);
    if (!answer.ok() || !answer.body().isObject()) {
      throw strange(answer, "its indexes");
    }
    return answer.body().propertyNames().stream()
        .filter(name -> generations.matcher(name).matches())
        .toList();
  }

  @Override
  public List<Long> best(Wanted wanted, long now, long before, int most) {
    ObjectNode query = ElasticsearchQueries.of(wanted, 0, before - 1);
    ObjectNode search = search(ElasticsearchQueries.recent(query, now), most);
    ArrayNode sort = search.putArray("sort");
    sort.addObject().put("_score", "desc");
    sort.addObject().put("id", "desc");
    return ids(search);
  }

  @Override
  public List<Long> newest(Wanted wanted, Range range) {
    ObjectNode search =
        search(ElasticsearchQueries.of(wanted, range.least(), range.greatest()), range.count());
    search.putArray("sort").addObject().put("id", range.upwards() ? "asc" : "desc");
    return ids(search);
  }

  private static ObjectNode search(ObjectNode query, int most) {
    ObjectNode search = ElasticsearchQueries.object();
    search
        .put("size", most)
        .put("_source", false)
        .put("track_total_hits", false)
        .put("timeout", "1s")
        .set("query", query);
    return search;
  }

  /// The last thing by which every order sorts is the id.
  private List<Long> ids(ObjectNode search) {
    ElasticsearchCalls.Answer answer = answer(search);
    if (answer.status() == 503 || answer.status() == 404) {
      // The index gave way to another while it was searched.
      answer = answer(search);
    }
    JsonNode hits = answer.body().path("hits").path("hits");
    if (!answer.ok() || !hits.isArray()) {
      throw strange(answer, "a search");
    }
    List<Long> ids = new ArrayList<>();
    for (JsonNode hit : hits) {
      JsonNode sort = hit.path("sort");
      JsonNode id = sort.path(sort.size() - 1);
      if (!id.isIntegralNumber()) {
        throw strange(answer, "a search");
      }
      ids.add(id.asLong());
    }
    return ids;
  }

  private ElasticsearchCalls.Answer answer(ObjectNode search) {
    return calls.call("POST", "/" + alias + "/_search", search.toString(), SHORT);
  }

  @Override
  public State state() {
    ElasticsearchCalls.Answer answer =
        calls.call("GET", "/" + alias + "/_stats/docs,store", null, SHORT);
    JsonNode all = answer.body().path("_all").path("primaries");
    return new State(
        server().product(),
        server().version(),
        current(),
        all.path("docs").path("count").asLong(0),
        all.path("store").path("size_in_bytes").asLong(0));
  }

  @Override
  public void close() {
    calls.close();
  }
}
