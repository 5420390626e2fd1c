package dev.microblog.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What an OpenAPI document took back of what an earlier one promised: operations and members of
/// answers that are gone or are something else, and what programs must send now that they need not
/// have sent before.
final class Promises {
  private final JsonNode before;
  private final JsonNode now;
  private final List<String> broken = new ArrayList<>();

  Promises(JsonNode before, JsonNode now) {
    this.before = before;
    this.now = now;
  }

  List<String> broken() {
    broken.clear();
    before
        .path("paths")
        .propertyStream()
        .forEach(
            path ->
                path.getValue()
                    .propertyStream()
                    .forEach(
                        method ->
                            operation(
                                path.getKey() + ' ' + method.getKey(),
                                method.getValue(),
                                now.path("paths").path(path.getKey()).path(method.getKey()))));
    return broken;
  }

  private void operation(String name, JsonNode old, JsonNode fresh) {
    if (fresh.isMissingNode()) {
      broken.add(name + " is gone");
      return;
    }
    // Each is a way in; one more takes none away.
    Set<JsonNode> before = old.path("security").valueStream().collect(Collectors.toSet());
    Set<JsonNode> ways = fresh.path("security").valueStream().collect(Collectors.toSet());
    if (!ways.isEmpty() && (before.isEmpty() || !ways.containsAll(before))) {
      broken.add(name + " needs another scope");
    }
    parameters(name, old.path("parameters"), fresh.path("parameters"));
    old.path("responses")
        .propertyStream()
        .filter(response -> response.getKey().startsWith("2"))
        .forEach(
            response ->
                answered(
                    name + " " + response.getKey(),
                    content(response.getValue()),
                    content(fresh.path("responses").path(response.getKey()))));
    old.path("responses")
        .propertyNames()
        .forEach(
            status -> {
              if (fresh.path("responses").path(status).isMissingNode()) {
                broken.add(name + " answers no longer with " + status);
              }
            });
    sent(name, content(old.path("requestBody")), content(fresh.path("requestBody")));
  }

  private void parameters(String name, JsonNode old, JsonNode fresh) {
    Set<String> known = new TreeSet<>();
    fresh.forEach(parameter -> known.add(parameter.path("name").asString()));
    old.forEach(
        parameter -> {
          if (!known.contains(parameter.path("name").asString())) {
            broken.add(name + " takes no longer " + parameter.path("name").asString());
          }
        });
  }

  private static JsonNode content(JsonNode holder) {
    return holder.path("content").path("application/json").path("schema");
  }

  private JsonNode resolved(JsonNode document, JsonNode schema) {
    JsonNode found = schema;
    if (schema.has("anyOf")) {
      // One of the two is null.
      found =
          schema.path("anyOf").valueStream().filter(s -> s.has("$ref")).findFirst().orElse(schema);
    }
    if (!found.has("$ref")) {
      return found;
    }
    return document.at(found.path("$ref").asString().substring(1));
  }

  private void answered(String name, JsonNode old, JsonNode fresh) {
    answered(name, old, fresh, new HashSet<>());
  }

  private void answered(String name, JsonNode old, JsonNode fresh, Set<JsonNode> seen) {
    if (!seen.add(old)) {
      return;
    }
    JsonNode promised = resolved(before, old);
    JsonNode given = resolved(now, fresh);
    if (!promised.path("type").equals(given.path("type"))) {
      broken.add(name + " is no longer " + promised.path("type"));
      return;
    }
    promised
        .path("properties")
        .propertyStream()
        .forEach(
            member -> {
              JsonNode same = given.path("properties").path(member.getKey());
              if (same.isMissingNode()) {
                broken.add(name + " has no longer " + member.getKey());
              } else {
                answered(name + '.' + member.getKey(), member.getValue(), same, seen);
              }
            });
    if (promised.has("items")) {
      answered(name + "[]", promised.path("items"), given.path("items"), seen);
    }
  }

  private void sent(String name, JsonNode old, JsonNode fresh) {
    JsonNode promised = resolved(before, old);
    JsonNode given = resolved(now, fresh);
    Set<String> needed = new TreeSet<>();
    given.path("required").forEach(member -> needed.add(member.asString()));
    promised.path("required").forEach(member -> needed.remove(member.asString()));
    needed.forEach(member -> broken.add(name + " needs " + member + " now"));
    promised
        .path("properties")
        .propertyStream()
        .forEach(
            member -> {
              JsonNode same = given.path("properties").path(member.getKey());
              if (!same.path("type").equals(member.getValue().path("type"))) {
                broken.add(name + " takes " + member.getKey() + " no longer as it was");
              }
            });
  }
}
