package dev.microblog.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.microblog.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Whether answers are as the document says.
final class ApiContract {
  private final JsonNode document;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<JsonNode, Schema> schemas = new HashMap<>();

  ApiContract() throws IOException {
    document = Json.mapper().readTree(Files.readString(Path.of("src/main/resources/openapi.json")));
  }

  /// Fails unless the operation may answer so.
  void holds(Operation operation, Answer answer, String asked) {
    JsonNode response =
        document
            .path("paths")
            .path(operation.path())
            .path(operation.method().toLowerCase(Locale.ROOT))
            .path("responses")
            .path(Integer.toString(answer.status()));
    assertThat(response.isMissingNode())
        .as("%s answers %s with %s, which is not documented", operation.id(), asked, answer)
        .isFalse();
    if (!response.has("content")) {
      assertThat(answer.bytes()).as("%s: %s", operation.id(), asked).isEmpty();
      return;
    }
    String type = answer.header("Content-Type");
    JsonNode content = response.path("content").path(type);
    assertThat(content.isMissingNode())
        .as("%s answers %s with the type %s", operation.id(), asked, type)
        .isFalse();
    assertThat(
            schemas
                .computeIfAbsent(content.path("schema"), this::schema)
                .validate(Json.mapper().readTree(answer.bytes())))
        .as("%s answers %s with %s", operation.id(), asked, answer.body())
        .isEmpty();
    headers(operation, answer, asked);
  }

  private static void headers(Operation operation, Answer answer, String asked) {
    switch (answer.status()) {
      case 401 -> assertThat(answer.headers("WWW-Authenticate")).as(asked).isNotEmpty();
      case 405 -> assertThat(answer.header("Allow")).as(asked).contains(operation.method());
      case 429, 503 -> assertThat(answer.headers("Retry-After")).as(asked).isNotEmpty();
      case 201 -> assertThat(answer.header("Location")).as(asked).startsWith("/api/");
      default -> {}
    }
  }

  private Schema schema(JsonNode schema) {
    ObjectNode whole = Json.mapper().createObjectNode();
    whole.setAll((ObjectNode) schema);
    whole.set("components", document.path("components"));
    return registry.getSchema(whole);
  }
}
