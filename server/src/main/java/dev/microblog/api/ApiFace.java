package dev.microblog.api;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.BareAnswers;
import dev.microblog.platform.http.Face;
import dev.microblog.platform.http.JsonObject;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.http.Origins;
import dev.microblog.platform.http.RefusalLog;
import dev.microblog.platform.http.Revalidated;
import dev.microblog.platform.http.Routes;
import dev.microblog.token.ApiTokens;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The API: its operations, their addresses, and what is answered where there is none.
public final class ApiFace implements Face {
  private static final String ROOT = "/api/";
  private static final String DOCUMENT = ROOT + "openapi.json";

  private final Entrance entrance;
  private final List<Operation> operations;

  /// Read when it is first asked for: most servers start more often than anybody does.
  private static final class Document {
    static final byte[] BYTES = document();
  }

  /// @param operations of all resources
  public ApiFace(
      Database database,
      ApiTokens tokens,
      Limits limits,
      Origins origins,
      RefusalLog refusals,
      List<Operation> operations) {
    this.entrance = new Entrance(database, tokens, limits, origins, refusals);
    this.operations = List.copyOf(operations);
  }

  /// All that programs can ask for, which is what the document tells of.
  public List<Operation> operations() {
    return operations;
  }

  @Override
  public void routes(RoutesConfig config) {
    Routes routes = new Routes(config);
    for (Operation operation : operations) {
      Handler handler = entrance.handler(operation);
      String path = operation.path();
      switch (operation.method()) {
        case "GET" -> routes.get(path, handler);
        case "POST" -> routes.post(path, handler);
        case "PUT" -> routes.put(path, handler);
        case "PATCH" -> routes.patch(path, handler);
        case "DELETE" -> routes.delete(path, handler);
        default -> throw new IllegalStateException(operation.method());
      }
    }
    routes.get(DOCUMENT, entrance.everybodys(this::document));
    routes.answerOptions(Entrance::preflight);
  }

  /// The OpenAPI document, which a test makes from the operations.
  private void document(Context context) {
    context.contentType(JsonObject.TYPE);
    Revalidated.answer(context, Document.BYTES, "public, no-cache");
  }

  private static byte[] document() {
    try (InputStream in = ApiFace.class.getResourceAsStream("/openapi.json")) {
      return Json.bytes(Json.mapper().readTree(Objects.requireNonNull(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean has(Context context) {
    return context.path().startsWith(ROOT);
  }

  /// What is told where nothing of ours answers, see [BareAnswers].
  public static BareAnswers.@Nullable Words bare(String path, int status, String id) {
    if (!path.startsWith(ROOT)) {
      return null;
    }
    Code code = Code.of(status);
    boolean tutorials = Operation.tutorials(path);
    Object told =
        tutorials ? TutorialError.of(code, "", List.of()) : Problem.of(code, "", List.of(), id);
    String json = new String(Json.bytes(told), StandardCharsets.UTF_8);
    return new BareAnswers.Words(tutorials ? JsonObject.TYPE : Problem.TYPE, json);
  }

  @Override
  public void handle(Exception e, Context context) {
    entrance.handle(e, context);
  }
}
