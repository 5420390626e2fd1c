package dev.microblog.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Some members of a JSON object, picked while it is read past: whatever else is in it, and however
/// much, takes no memory.
final class Picked {
  /// Values of one member, or members of one of the objects, that are kept.
  private static final int MOST = 100;

  private final Map<String, List<String>> values = new HashMap<>();
  private final Set<String> members;
  private final Set<String> objects;

  private Picked(Set<String> members, Set<String> objects) {
    this.members = members;
    this.objects = objects;
  }

  /// Reads an object to its end.
  ///
  /// @param json stands at its beginning
  /// @param members that are wanted, as paths with dots: texts, numbers, and lists of these
  /// @param objects that they lie in; of the objects whose path ends with a dot all members are
  /// wanted
  static Picked read(JsonParser json, Set<String> members, Set<String> objects) {
    Picked picked = new Picked(members, objects);
    picked.object(json, "");
    return picked;
  }

  private void object(JsonParser json, String prefix) {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String path = prefix + json.currentName();
      JsonToken token = json.nextToken();
      boolean wanted = members.contains(path) || objects.contains(prefix);
      if (token == JsonToken.START_OBJECT && objects.contains(path)) {
        object(json, path + '.');
      } else if (token == JsonToken.START_OBJECT && objects.contains(path + '.')) {
        object(json, path + '.');
      } else if (token == JsonToken.START_ARRAY && wanted) {
        list(json, path);
      } else if (token.isStructStart()) {
        json.skipChildren();
      } else if (wanted) {
        add(json, token, path);
      }
    }
  }

  private void list(JsonParser json, String path) {
    for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY; t = json.nextToken()) {
      if (t.isStructStart()) {
        json.skipChildren();
      } else {
        add(json, t, path);
      }
    }
  }

  private void add(JsonParser json, JsonToken token, String path) {
    if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
      if (values.size() < MOST || values.containsKey(path)) {
        List<String> list = values.computeIfAbsent(path, _ -> new ArrayList<>());
        if (list.size() < MOST) {
          list.add(json.getString());
        }
      }
    }
  }

  /// The first value of a member; empty if it is missing, or neither text nor number.
  String first(String path) {
    List<String> list = all(path);
    return list.isEmpty() ? "" : list.getFirst();
  }

  /// The values of a member.
  List<String> all(String path) {
    return values.getOrDefault(path, List.of());
  }

  /// The names of the members of an object of which all are wanted, that have a value.
  List<String> names(String object) {
    String prefix = object + '.';
    return values.keySet().stream()
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()))
        .toList();
  }
}
