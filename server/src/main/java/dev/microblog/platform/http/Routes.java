package dev.microblog.platform.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/// Adds routes such that HEAD asks the same handler as GET, and OPTIONS tells what a path takes, as
/// in the tutorial's application. Left to itself Javalin answers HEAD with 200 for whatever is
/// behind the path: for what is not there, and for what one may not see.
public final class Routes {
  private final RoutesConfig config;
  private final Map<String, Set<String>> methods = new TreeMap<>();

  public Routes(RoutesConfig config) {
    this.config = config;
  }

  /// Adds what GET and HEAD answer.
  public void get(String path, Handler handler) {
    config.get(path, traced(path, handler));
    config.head(path, traced(path, handler));
    methods(path).add("GET");
    methods(path).add("HEAD");
  }

  /// Adds what POST answers.
  public void post(String path, Handler handler) {
    config.post(path, traced(path, handler));
    methods(path).add("POST");
  }

  /// Adds what PUT answers.
  public void put(String path, Handler handler) {
    config.put(path, traced(path, handler));
    methods(path).add("PUT");
  }

  /// Adds what PATCH answers.
  public void patch(String path, Handler handler) {
    config.patch(path, traced(path, handler));
    methods(path).add("PATCH");
  }

  /// Adds what DELETE answers.
  public void delete(String path, Handler handler) {
    config.delete(path, traced(path, handler));
    methods(path).add("DELETE");
  }

  /// Notes the route, for the log and for what is counted.
  private static Handler traced(String path, Handler handler) {
    return context -> {
      RequestTrace.route(context.req(), path);
      handler.handle(context);
    };
  }

  private Set<String> methods(String path) {
    return methods.computeIfAbsent(path, _ -> new TreeSet<>());
  }

  /// Adds what OPTIONS answers. To be called last.
  ///
  /// @param more what is told besides
  public void answerOptions(BiConsumer<Context, String> more) {
    methods.forEach(
        (path, taken) -> {
          taken.add("OPTIONS");
          String allow = String.join(", ", taken);
          config.options(
              path,
              context -> {
                context.header("Allow", allow);
                more.accept(context, allow);
              });
        });
  }
}
