package dev.microblog.web;

import dev.microblog.platform.http.RequestTrace;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Adds routes such that HEAD asks the same handler as GET, and OPTIONS tells what a path takes, as
/// in the tutorial's application. Left to itself Javalin answers HEAD with 200 for whatever is
/// behind the path: for what is not there, and for what one may not see.
final class Routes {
  private final RoutesConfig config;
  private final Map<String, Set<String>> methods = new TreeMap<>();

  Routes(RoutesConfig config) {
    this.config = config;
  }

  void get(String path, Handler handler) {
    config.get(path, traced(path, handler));
    config.head(path, traced(path, handler));
    methods(path).add("GET");
    methods(path).add("HEAD");
  }

  void post(String path, Handler handler) {
    config.post(path, traced(path, handler));
    methods(path).add("POST");
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

  /// To be called last.
  void answerOptions() {
    methods.forEach(
        (path, taken) -> {
          taken.add("OPTIONS");
          String allow = String.join(", ", taken);
          config.options(path, context -> context.header("Allow", allow));
        });
  }
}
