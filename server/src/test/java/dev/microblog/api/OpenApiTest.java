package dev.microblog.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Keeps the OpenAPI document and the operations the same, and the promises that the document made.
class OpenApiTest {
  private static final String UPDATE = "microblog.update";
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path DOCUMENT = Path.of("src/main/resources/openapi.json");

  /// The document as programs know it that are in use: brought up to date with a release alone.
  private static final Path PROMISED = Path.of("src/test/resources/openapi-promised.json");

  private static World world;
  private static Map<String, String> examples;

  @BeforeAll
  static void start() {
    world = World.settings().publicUrl(ApiExamples.SITE.toString()).open();
    examples = ApiExamples.of(world);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static JsonNode made() {
    return new OpenApiDocument(world.operations(), new RecordWords(SOURCES), examples).make();
  }

  @Test
  void theDocumentIsMadeFromTheOperationsAndSaysWhatTheServerSays() throws IOException {
    String made = OpenApiDocument.write(made());
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(DOCUMENT, made);
    }
    assertThat(Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "")
        .as(
            "%s is made from the operations. Write it anew with: ./mvnw -pl schema,server test"
                + " -Dtest=OpenApiTest -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
            DOCUMENT, UPDATE)
        .isEqualTo(made);
  }

  @Test
  void programsThatAreInUseGoOn() throws IOException {
    JsonNode promised = Json.mapper().readTree(Files.readString(PROMISED));
    assertThat(new Promises(promised, made()).broken())
        .as("a program that follows the document of the last release would break")
        .isEmpty();
  }

  @Test
  void everyOperationHasAnExample() {
    Set<String> without = new TreeSet<>();
    for (Operation operation : world.operations()) {
      if (operation.answer() != null
          && !examples.containsKey(operation.id() + ".answer")
          && !operation.id().equals("translatePost")) {
        without.add(operation.id());
      }
      if (operation.body() != null && !examples.containsKey(operation.id() + ".request")) {
        without.add(operation.id());
      }
    }
    assertThat(without).isEmpty();
  }

  @Test
  void everyOperationHasANameOfItsOwn() {
    List<String> ids = world.operations().stream().map(Operation::id).toList();
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
  }

  @Test
  void everyMemberIsExplained() {
    Set<String> silent = new TreeSet<>();
    made()
        .path("components")
        .path("schemas")
        .propertyStream()
        .forEach(
            schema ->
                schema
                    .getValue()
                    .path("properties")
                    .propertyStream()
                    .filter(member -> !member.getValue().has("$ref"))
                    .filter(member -> !member.getValue().has("description"))
                    .forEach(member -> silent.add(schema.getKey() + '.' + member.getKey())));
    silent.removeIf(name -> name.matches("(Tutorial|New|Changed)User.*|.*Links.*|.*\\.(id|items)"));
    assertThat(silent).isEmpty();
  }
}
