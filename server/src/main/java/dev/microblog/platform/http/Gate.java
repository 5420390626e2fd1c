package dev.microblog.platform.http;

import dev.microblog.platform.log.LogConfigurator;
import dev.microblog.platform.text.Messages;
import dev.microblog.platform.trace.Span;
import dev.microblog.platform.trace.Trace;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// Through which every request comes: it gets an id, its address must be one, and it goes to the
/// pages, or to the probes if it came to their port. Until there are pages it is told to come
// again.
final class Gate extends Handler.Abstract {
  /// The name of the connector that programs use to look after the server.
  static final String MANAGEMENT = "management";

  private static final int RETRY_SECONDS = 5;

  private final ClientAddress addresses;
  private final Management management;
  private final Trace trace;
  private final BareAnswers words;
  private volatile @Nullable Handler pages;
  private volatile boolean parting;

  Gate(ClientAddress addresses, Management management, Trace trace, BareAnswers words) {
    this.addresses = addresses;
    this.management = management;
    this.trace = trace;
    this.words = words;
  }

  /// From now on requests go here.
  void open(Handler started) {
    pages = started;
  }

  /// From now on every answer says that its connection ends.
  void part() {
    parting = true;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (MANAGEMENT.equals(request.getConnectionMetaData().getConnector().getName())) {
      return management.handle(request, response, callback);
    }
    boolean known = addresses.trusts(Request.getRemoteAddr(request));
    String given = known ? request.getHeaders().get(RequestTrace.HEADER) : null;
    String id = RequestTrace.begin(request, given);
    response.getHeaders().put(RequestTrace.HEADER, id);
    Span span = followed(request, known);
    if (parting) {
      response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
    }
    if (request.getHttpURI().hasViolations()) {
      Remainder.skip(request);
      Response.writeError(request, response, callback, 400);
      return true;
    }
    Handler handler = pages;
    if (handler == null) {
      return comeAgain(request, response, id, callback);
    }
    MDC.put(LogConfigurator.REQUEST, id);
    try (Span.Scope _ = span.enter()) {
      return handler.handle(request, response, callback);
    } finally {
      MDC.remove(LogConfigurator.REQUEST);
    }
  }

  /// Only a trusted proxy is believed that the request is a part of something: anybody else could
  /// have all of theirs followed, and put them among what somebody else does.
  private Span followed(Request request, boolean known) {
    if (trace instanceof Trace.None) {
      return Span.NONE;
    }
    Span span =
        trace.request(
            request.getMethod(),
            known ? request.getHeaders().get("traceparent") : null,
            known ? request.getHeaders().get("tracestate") : null);
    RequestTrace.follow(request, span);
    return span;
  }

  private boolean comeAgain(Request request, Response response, String id, Callback callback) {
    Messages texts = Messages.accepting(request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE));
    WebServer.HEADERS.forEach((name, value) -> response.getHeaders().put(name, value));
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.VARY, "Accept-Language");
    response.getHeaders().put(HttpHeader.CONTENT_LANGUAGE, texts.tag());
    response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
    if (HttpMethod.GET.is(request.getMethod())) {
      // Browsers come again by themselves. What was sent by a form they would not send again.
      response.getHeaders().put("Refresh", Integer.toString(RETRY_SECONDS));
    }
    BareAnswers.Words told =
        words.of(Request.getPathInContext(request), 503, id, texts.get("starting.text"));
    answer(response, 503, told.type(), told.text(), callback);
    return true;
  }

  static void answer(Response response, int status, String type, String text, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    Content.Sink.write(response, true, text, callback);
  }
}
