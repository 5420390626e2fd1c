package dev.microblog.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What commands print for programs.
final class JsonText {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private JsonText() {}

  /// An object with these fields, in their order.
  static String object(Map<String, ? extends @Nullable Object> fields) {
    return MAPPER.writeValueAsString(fields);
  }
}
