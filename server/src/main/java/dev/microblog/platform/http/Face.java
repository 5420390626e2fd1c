package dev.microblog.platform.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.function.Consumer;

/// One way in: the pages, or the API. Each has addresses of its own.
public interface Face {
  /// Whether an address is this face's, if perhaps one that it does not have.
  boolean has(Context context);

  /// Adds its routes.
  void routes(RoutesConfig config);

  /// Answers an exception that none of its routes handled.
  void handle(Exception e, Context context);

  /// Faces side by side. The first that has an address answers what went wrong there.
  static Consumer<RoutesConfig> all(List<Face> faces) {
    return config -> {
      faces.forEach(face -> face.routes(config));
      // By name, for Javalin has answers of its own for these.
      config.exception(HttpResponseException.class, (e, context) -> failed(faces, e, context));
      config.exception(Exception.class, (e, context) -> failed(faces, e, context));
    };
  }

  private static void failed(List<Face> faces, Exception e, Context context) {
    for (Face face : faces) {
      if (face.has(context)) {
        face.handle(e, context);
        return;
      }
    }
    throw new IllegalStateException("no face has " + context.path(), e);
  }
}
