package dev.microblog.api;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import dev.microblog.platform.config.Version;
import dev.microblog.token.Scope;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes the OpenAPI document of the operations. Their records become schemas, and what the
/// documentation comments of the records say becomes the descriptions.
final class OpenApiDocument {
  private static final String SCHEMAS = "components/schemas";
  private static final Pattern PART = Pattern.compile("\\{([a-z_]+)}");

  /// What may be wrong with every operation.
  private static final Set<Code> ALWAYS =
      EnumSet.of(
          Code.BAD_REQUEST,
          Code.INVALID_PARAMETER,
          Code.NOT_ACCEPTABLE,
          Code.TOO_MANY_REQUESTS,
          Code.INTERNAL,
          Code.BUSY);

  private final List<Operation> operations;
  private final Map<String, String> examples;
  private final ObjectNode document = Json.mapper().createObjectNode();
  private final SchemaBuilder schemas;

  /// @param examples bodies and answers as they really are, by `OPERATION.request` and
  /// `OPERATION.answer`
  OpenApiDocument(List<Operation> operations, RecordWords words, Map<String, String> examples) {
    this.operations = operations;
    this.examples = examples;
    this.schemas = generator(words).buildMultipleSchemaDefinitions();
  }

  private static SchemaGenerator generator(RecordWords words) {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(
                Json.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
            .with(Option.PLAIN_DEFINITION_KEYS)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    config
        .forFields()
        .withPropertyNameOverrideResolver(OpenApiDocument::member)
        .withRequiredCheck(field -> !sent(field) || !optional(field))
        .withNullableCheck(OpenApiDocument::optional)
        .withDescriptionResolver(
            field -> words.of(field.getRawMember().getDeclaringClass(), field.getDeclaredName()))
        .withStringFormatResolver(OpenApiDocument::format);
    config
        .forTypesInGeneral()
        .withDescriptionResolver(type -> words.of(type.getType().getErasedType()));
    return new SchemaGenerator(config.build());
  }

  private static @Nullable RecordComponent component(FieldScope field) {
    Field raw = field.getRawMember();
    RecordComponent[] components = raw.getDeclaringClass().getRecordComponents();
    return components == null
        ? null
        : Arrays.stream(components)
            .filter(c -> c.getName().equals(raw.getName()))
            .findFirst()
            .orElse(null);
  }

  private static @Nullable String member(FieldScope field) {
    RecordComponent component = component(field);
    if (component == null) {
      return null;
    }
    JsonProperty named = field.getRawMember().getAnnotation(JsonProperty.class);
    return named == null ? BodyReader.member(component) : named.value();
  }

  private static boolean optional(FieldScope field) {
    RecordComponent component = component(field);
    return component != null && BodyReader.optional(component);
  }

  /// Members of bodies may be left out; those of answers are always there.
  private static boolean sent(FieldScope field) {
    String type = field.getRawMember().getDeclaringClass().getSimpleName();
    return type.startsWith("New")
        || type.startsWith("Changed")
        || field.getRawMember().getDeclaringClass() == TutorialError.class;
  }

  private static @Nullable String format(FieldScope field) {
    ResolvedType type = field.getType();
    if (type == null || type.getErasedType() != String.class) {
      return null;
    }
    return switch (field.getDeclaredName()) {
      case "createdAt", "editedAt", "lastSeen", "lastUsed", "expiresAt", "availableUntil" ->
          "date-time";
      case "url", "avatar" -> "uri";
      default -> null;
    };
  }

  /// The document.
  ObjectNode make() {
    document.put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Microblog")
        .put("version", Version.NUMBER)
        .put("description", DESCRIPTION)
        .putObject("license")
        .put("name", "Apache-2.0")
        .put("identifier", "Apache-2.0");
    document.putArray("servers").addObject().put("url", "/");
    ObjectNode paths = document.putObject("paths");
    Map<String, ObjectNode> known = new TreeMap<>();
    operations.forEach(o -> known.computeIfAbsent(o.path(), _ -> Json.mapper().createObjectNode()));
    known.forEach(paths::set);
    for (Operation operation : operations) {
      Objects.requireNonNull(known.get(operation.path()))
          .set(method(operation), operation(operation));
    }
    ObjectNode components = document.putObject("components");
    components.set("schemas", schemas.collectDefinitions(SCHEMAS));
    ObjectNode schemes = components.putObject("securitySchemes");
    schemes
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "A token of the settings page, or of `POST /api/tokens`.");
    schemes.putObject("password").put("type", "http").put("scheme", "basic");
    return document;
  }

  private static final String DESCRIPTION =
      "Everything that the pages do, for programs. Bodies and answers are JSON, UTF-8. Ids are strings, and"
          + " numbers in the shapes of the tutorial. Times are ISO 8601, UTC. Lists are read by cursor: follow"
          + " `next`, or the header `Link`. Errors are problem details (RFC 9457) with a stable `code`; on the"
          + " paths of the tutorial they are as in its application. The header `RateLimit` tells how much of"
          + " an allowance is left.";

  private static String method(Operation operation) {
    return operation.method().toLowerCase(java.util.Locale.ROOT);
  }

  private ObjectNode operation(Operation operation) {
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("operationId", operation.id());
    node.putArray("tags").add(operation.group());
    node.put("summary", operation.summary());
    ArrayNode security = node.putArray("security");
    for (Scope scope : new TreeSet<>(operation.scopes())) {
      security.addObject().putArray("token").add(scope.word());
    }
    if (operation.basic()) {
      security.addObject().putArray("password");
    }
    parameters(operation, node.putArray("parameters"));
    if (operation.body() != null) {
      ObjectNode body = node.putObject("requestBody").put("required", true);
      ObjectNode json = body.putObject("content").putObject("application/json");
      json.set("schema", schemas.createSchemaReference(operation.body()));
      example(json, operation.id() + ".request");
    }
    responses(operation, node.putObject("responses"));
    return node;
  }

  private static void parameters(Operation operation, ArrayNode parameters) {
    Matcher part = PART.matcher(operation.path());
    while (part.find()) {
      parameters
          .addObject()
          .put("name", part.group(1))
          .put("in", "path")
          .put("required", true)
          .putObject("schema")
          .put("type", "string");
    }
    for (Parameter parameter : operation.parameters()) {
      ObjectNode schema =
          parameters
              .addObject()
              .put("name", parameter.name())
              .put("in", parameter.in())
              .put("description", parameter.description())
              .putObject("schema");
      schema.put("type", parameter.kind().equals("integer") ? "integer" : "string");
    }
  }

  private void responses(Operation operation, ObjectNode responses) {
    ObjectNode good = responses.putObject(Integer.toString(operation.status()));
    good.put("description", operation.status() == 204 ? "It is done." : "Here it is.");
    if (operation.type() != null) {
      ObjectNode content = good.putObject("content").putObject(operation.type());
      content.putObject("schema").put("type", "string").put("format", "binary");
    } else if (operation.answer() != null) {
      ObjectNode content = good.putObject("content").putObject("application/json");
      content.set(
          "schema",
          operation.list()
              ? schemas.createSchemaReference(new ListingOf(operation.answer()))
              : schemas.createSchemaReference(operation.answer()));
      example(content, operation.id() + ".answer");
    }
    Map<Integer, Set<Code>> byStatus = new TreeMap<>();
    codes(operation)
        .forEach(
            code ->
                byStatus.computeIfAbsent(status(operation, code), _ -> new TreeSet<>()).add(code));
    byStatus.forEach(
        (status, codes) -> {
          ObjectNode bad = responses.putObject(Integer.toString(status));
          StringBuilder text = new StringBuilder();
          codes.forEach(
              code ->
                  text.append(text.isEmpty() ? "" : "\n")
                      .append("`")
                      .append(code.word())
                      .append("`: ")
                      .append(code.sentence()));
          bad.put("description", text.toString());
          Class<?> type = operation.tutorials() ? TutorialError.class : Problem.class;
          bad.putObject("content")
              .putObject(operation.tutorials() ? "application/json" : Problem.TYPE)
              .set("schema", schemas.createSchemaReference(type));
        });
  }

  /// On the tutorial's paths what will not do is answered with 400, as there.
  static int status(Operation operation, Code code) {
    return operation.tutorials() && code == Code.INVALID ? 400 : code.status();
  }

  /// All that can be wrong with an operation.
  static Set<Code> codes(Operation operation) {
    Set<Code> codes = EnumSet.copyOf(ALWAYS);
    codes.addAll(operation.errors());
    if (!operation.scopes().isEmpty()) {
      codes.addAll(EnumSet.of(Code.UNAUTHORIZED, Code.INSUFFICIENT_SCOPE));
    }
    if (operation.body() != null) {
      codes.addAll(
          EnumSet.of(
              Code.MALFORMED_BODY, Code.INVALID, Code.TOO_LARGE, Code.UNSUPPORTED_MEDIA_TYPE));
    }
    return codes;
  }

  private void example(ObjectNode content, String name) {
    String example = examples.get(name);
    if (example != null) {
      content.set("example", Json.mapper().readTree(example));
    }
  }

  /// The type of a list of records.
  private record ListingOf(Class<?> item) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return new Type[] {item};
    }

    @Override
    public Type getRawType() {
      return Listing.class;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return null;
    }
  }

  /// The document as it is kept: two spaces, in the order in which it was made.
  static String write(JsonNode document) {
    return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
  }
}
