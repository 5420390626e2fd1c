package dev.microblog.api;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// How records are written as JSON, and bodies are read: strictly, and with bounds.
public final class Json {
  private static final int DEEPEST = 16;
  private static final int LONGEST_NUMBER = 40;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  private Json() {}

  /// What reads and writes.
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /// A record in one line.
  public static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /// A record, map or list as UTF-8.
  static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }
}
