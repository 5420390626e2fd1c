package dev.microblog.platform.http;

import dev.microblog.platform.trace.Span;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// What is noted of a request on its way: the id under which the log has it, and the route that it
/// took.
public final class RequestTrace {
  /// The header by which a proxy gives a request an id, and by which the answer tells it.
  public static final String HEADER = "X-Request-Id";

  private static final String ID = "microblog.id";
  private static final String ROUTE = "microblog.route";
  private static final String SPAN = "microblog.span";

  private static final Pattern GOOD = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int LONGEST_PATH = 200;

  private RequestTrace() {}

  /// Gives the request an id: the one that a trusted proxy gave it, or a new one.
  ///
  /// @param given by a trusted proxy, null if there is none
  static String begin(Request request, @Nullable String given) {
    String id = given != null && GOOD.matcher(given).matches() ? given : Keys.random(9);
    request.setAttribute(ID, id);
    return id;
  }

  /// Notes what follows the request.
  static void follow(Request request, Span span) {
    if (span.recording()) {
      request.setAttribute(SPAN, span);
    }
  }

  /// What follows the request.
  static Span span(Request request) {
    return request.getAttribute(SPAN) instanceof Span span ? span : Span.NONE;
  }

  /// The id of a request.
  public static String id(ServletRequest request) {
    return String.valueOf(request.getAttribute(ID));
  }

  static @Nullable String id(Request request) {
    return (String) request.getAttribute(ID);
  }

  /// Notes the route.
  ///
  /// @param template its path, with names for what varies
  public static void route(ServletRequest request, String template) {
    request.setAttribute(ROUTE, template);
  }

  /// The route's path with names for what varies; null where no route was found.
  static @Nullable String route(Request request) {
    return (String) request.getAttribute(ROUTE);
  }

  /// What was asked for, fit for the log: as it came over the wire, where what could break a line
  /// is written in other signs. Of a route that has a secret in its path, only the route.
  public static String path(HttpServletRequest request) {
    return shown((String) request.getAttribute(ROUTE), request.getRequestURI());
  }

  static String path(Request request) {
    HttpURI uri = request.getHttpURI();
    return shown(route(request), uri == null ? null : uri.getPath());
  }

  static String shown(@Nullable String route, @Nullable String path) {
    if (route != null && route.contains("{token}")) {
      return route;
    }
    if (path == null) {
      return "-";
    }
    return path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "…" : path;
  }
}
