package dev.microblog.web.docs;

import dev.microblog.web.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What programs can do, as a page: read from the OpenAPI document, so that both say the same. What
/// it says of operations is in English, as programs are.
public final class DocsPages {
  /// The path of the page.
  public static final String PATH = "/api/docs";

  private static final String REFERENCE = "#/components/schemas/";

  /// Operations that belong together.
  public record Group(String name, List<OperationView> operations) {}

  /// One operation.
  ///
  /// @param scope that a token needs; empty if none is needed
  /// @param members of the body that is sent
  /// @param sent an example of that body; empty if nothing is sent
  /// @param answered an example of a good answer; empty if it has none
  /// @param errors codes, with their status
  public record OperationView(
      String id,
      String method,
      String path,
      String summary,
      String scope,
      List<Member> parameters,
      List<Member> members,
      String sent,
      String answered,
      List<String> errors) {}

  /// Something that is sent.
  public record Member(String name, boolean required, String description) {}

  /// An error.
  public record ErrorView(String code, int status, String sentence) {}

  /// What the page shows.
  public record DocsPage(List<Group> groups, List<ErrorView> errors) {}

  /// Read when it is first asked for.
  private static final class Document {
    static final DocsPage PAGE = read();
  }

  /// `GET /api/docs`.
  public void show(Exchange exchange) {
    exchange.render("docs.jte", Document.PAGE);
  }

  private static DocsPage read() {
    JsonNode document;
    try (InputStream in = DocsPages.class.getResourceAsStream("/openapi.json")) {
      document = JsonMapper.shared().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, List<OperationView>> groups = new LinkedHashMap<>();
    Map<String, ErrorView> errors = new TreeMap<>();
    document
        .path("paths")
        .propertyStream()
        .forEach(
            path ->
                path.getValue()
                    .propertyStream()
                    .forEach(
                        method -> {
                          JsonNode operation = method.getValue();
                          groups
                              .computeIfAbsent(
                                  operation.path("tags").path(0).asString(), _ -> new ArrayList<>())
                              .add(
                                  view(
                                      document, path.getKey(), method.getKey(), operation, errors));
                        }));
    return new DocsPage(
        groups.entrySet().stream().map(g -> new Group(g.getKey(), g.getValue())).toList(),
        errors.values().stream()
            .sorted((one, other) -> Integer.compare(one.status(), other.status()))
            .toList());
  }

  private static OperationView view(
      JsonNode document,
      String path,
      String method,
      JsonNode operation,
      Map<String, ErrorView> errors) {
    List<String> codes = new ArrayList<>();
    JsonNode answered = null;
    for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
      int status = Integer.parseInt(response.getKey());
      if (status < 300) {
        answered = content(response.getValue()).path("example");
        continue;
      }
      for (String line : response.getValue().path("description").asString().split("\n", -1)) {
        String[] parts = line.split("`: ", 2);
        String code = parts[0].substring(1);
        errors.putIfAbsent(code, new ErrorView(code, status, parts[1]));
        codes.add(code);
      }
    }
    JsonNode body = content(operation.path("requestBody"));
    return new OperationView(
        operation.path("operationId").asString(),
        method.toUpperCase(Locale.ROOT),
        path,
        operation.path("summary").asString(),
        scopes(operation.path("security")),
        parameters(operation.path("parameters")),
        members(document, body.path("schema")),
        pretty(body.path("example")),
        answered == null ? "" : pretty(answered),
        codes);
  }

  /// Of those behind each other one is enough.
  private static String scopes(JsonNode security) {
    return security
        .valueStream()
        .map(way -> way.path("token").path(0).asString(""))
        .filter(scope -> !scope.isEmpty())
        .collect(Collectors.joining(" / "));
  }

  private static JsonNode content(JsonNode holder) {
    return holder.path("content").path("application/json");
  }

  private static String pretty(JsonNode example) {
    return example.isMissingNode() ? "" : example.toPrettyString();
  }

  private static List<Member> parameters(JsonNode parameters) {
    return parameters
        .valueStream()
        .filter(parameter -> !parameter.path("in").asString().equals("path"))
        .map(
            parameter ->
                new Member(
                    parameter.path("name").asString(),
                    false,
                    parameter.path("description").asString("")))
        .toList();
  }

  private static List<Member> members(JsonNode document, JsonNode reference) {
    String name = reference.path("$ref").asString("").replace(REFERENCE, "");
    JsonNode schema = document.path("components").path("schemas").path(name);
    List<String> required = schema.path("required").valueStream().map(JsonNode::asString).toList();
    return schema
        .path("properties")
        .propertyStream()
        .map(
            member ->
                new Member(
                    member.getKey(),
                    required.contains(member.getKey()),
                    member.getValue().path("description").asString("")))
        .toList();
  }
}
