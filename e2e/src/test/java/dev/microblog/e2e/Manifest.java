package dev.microblog.e2e;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// An object of Kubernetes, or any part of one, as it stands in a file. What is not there is empty.
record Manifest(Map<String, Object> fields) {
  /// All objects of a text in YAML, or one in JSON. A key that stands there twice is refused.
  static List<Manifest> all(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    List<Manifest> objects = new ArrayList<>();
    for (Object object : new Yaml(new SafeConstructor(options)).loadAll(text)) {
      if (object != null) {
        objects.add(of(object));
      }
    }
    return objects;
  }

  /// A changeable copy, for tests that break it.
  static Manifest of(@Nullable Object object) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (object instanceof Map<?, ?> map) {
      map.forEach((key, value) -> fields.put(String.valueOf(key), copy(value)));
    }
    return new Manifest(fields);
  }

  @SuppressWarnings("NullAway") // A key without a value is what the schema has to see.
  private static Object copy(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> _ -> of(value).fields;
      case List<?> list -> new ArrayList<>(list.stream().map(Manifest::copy).toList());
      case null, default -> value;
    };
  }

  String kind() {
    return text("kind");
  }

  String name() {
    return text("metadata.name");
  }

  /// What stands there; null if nothing does.
  ///
  /// @param path names of fields, with dots between them
  @Nullable Object at(String path) {
    Object found = fields;
    for (String name : path.split("\\.", -1)) {
      found = found instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return found;
  }

  Manifest part(String path) {
    Object part = at(path);
    if (part instanceof Map<?, ?>) {
      @SuppressWarnings("unchecked") // They were all made by copy.
      Map<String, Object> map = (Map<String, Object>) part;
      return new Manifest(map);
    }
    return new Manifest(new LinkedHashMap<>());
  }

  List<Manifest> parts(String path) {
    List<Manifest> parts = new ArrayList<>();
    if (at(path) instanceof List<?> list) {
      for (Object part : list) {
        @SuppressWarnings("unchecked") // As above.
        Map<String, Object> map = part instanceof Map<?, ?> ? (Map<String, Object>) part : Map.of();
        parts.add(new Manifest(map));
      }
    }
    return parts;
  }

  List<String> texts(String path) {
    return at(path) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /// Empty if there is nothing.
  String text(String path) {
    Object found = at(path);
    return found == null ? "" : String.valueOf(found);
  }

  /// -1 if there is none.
  int number(String path) {
    return at(path) instanceof Integer number ? number : -1;
  }

  boolean has(String path) {
    return at(path) != null;
  }

  /// Whether all of these labels, or the like, are among those of another.
  boolean isPartOf(Manifest other) {
    return !fields.isEmpty() && other.fields.entrySet().containsAll(fields.entrySet());
  }

  /// The pod that a Deployment or a Job makes; empty for everything else.
  Manifest pod() {
    return part("spec.template");
  }
}
