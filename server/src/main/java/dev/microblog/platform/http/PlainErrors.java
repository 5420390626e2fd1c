package dev.microblog.platform.http;

import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Answers what Jetty itself refuses, such as an address that cannot be read: in one line, with our
/// headers, and without telling what the server is made of.
final class PlainErrors extends ErrorHandler {
  private static final Set<String> MORE = Set.of("PUT", "PATCH", "DELETE");

  private final BareAnswers words;

  PlainErrors(BareAnswers words) {
    this.words = words;
  }

  /// By itself Jetty would tell of GET and POST alone.
  @Override
  public boolean errorPageForMethod(String method) {
    return super.errorPageForMethod(method) || MORE.contains(method);
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    WebServer.HEADERS.forEach((name, value) -> response.getHeaders().put(name, value));
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    String path = path(request.getHttpURI());
    String id = RequestTrace.id(request);
    String line = code + " " + HttpStatus.getMessage(code);
    BareAnswers.Words told = words.of(path, code, id == null ? "" : id, line);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, told.type());
    Content.Sink.write(response, true, told.text(), callback);
  }

  /// As it was sent, if it could not be read.
  private static String path(HttpURI uri) {
    String path = uri.getPath();
    return path == null ? uri.toString() : path;
  }
}
