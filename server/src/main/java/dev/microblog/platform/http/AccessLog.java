package dev.microblog.platform.http;

import dev.microblog.platform.log.LogConfigurator;
import dev.microblog.platform.trace.Span;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Counts every answer, and writes a line about it: who asked for what, what came of it, and how
/// long it took. The query is left out, and so is what a browser says it is: people type secrets
/// into the one, and the other tells more of them than an operator needs.
final class AccessLog implements RequestLog {
  private static final Logger log = LoggerFactory.getLogger("access");

  private final ClientAddress addresses;
  private final Meters meters;
  private final boolean lines;
  private final boolean json;

  /// @param lines whether there is a line for each request
  /// @param json whether a line has its parts by name
  AccessLog(ClientAddress addresses, Meters meters, boolean lines, boolean json) {
    this.addresses = addresses;
    this.meters = meters;
    this.lines = lines;
    this.json = json;
  }

  @Override
  public void log(Request request, Response response) {
    if (Gate.MANAGEMENT.equals(request.getConnectionMetaData().getConnector().getName())) {
      return;
    }
    long nanos = System.nanoTime() - request.getBeginNanoTime();
    int status = response.getStatus();
    meters.answered(request.getMethod(), RequestTrace.route(request), status, nanos);
    Span span = RequestTrace.span(request);
    if (lines) {
      try (Span.Scope _ = span.enter()) {
        write(request, status, Response.getContentBytesWritten(response), nanos);
      }
    }
    if (span.recording()) {
      end(span, request, status);
    }
  }

  /// Who asked is left out, as the query is.
  private void end(Span span, Request request, int status) {
    String route = RequestTrace.route(request);
    if (route != null) {
      span.rename(request.getMethod() + ' ' + route);
      span.note("http.route", route);
    }
    span.note("url.path", RequestTrace.path(request));
    span.note("url.scheme", scheme(request));
    span.note("http.response.status_code", status);
    span.note("microblog.request", String.valueOf(RequestTrace.id(request)));
    if (status >= 500) {
      span.failed(Integer.toString(status));
    }
    span.end();
  }

  private String scheme(Request request) {
    String told = forwarded(request, "X-Forwarded-Proto");
    return addresses.secure(Request.getRemoteAddr(request), told) ? "https" : "http";
  }

  private void write(Request request, int status, long bytes, long nanos) {
    String id = RequestTrace.id(request);
    if (id != null) {
      MDC.put(LogConfigurator.REQUEST, id);
    }
    try {
      String client = client(request);
      String path = RequestTrace.path(request);
      double millis = nanos / 1e6;
      if (json) {
        log.atInfo()
            .addKeyValue("client", client)
            .addKeyValue("method", request.getMethod())
            .addKeyValue("path", path)
            .addKeyValue("status", status)
            .addKeyValue("bytes", bytes)
            .addKeyValue("ms", TimeUnit.NANOSECONDS.toMicros(nanos) / 1000.0)
            .log("{} {} {}", request.getMethod(), path, status);
      } else {
        log.info(
            "{} {} {} {} {} B {} ms",
            client,
            request.getMethod(),
            path,
            status,
            bytes,
            Math.round(millis * 10) / 10.0);
      }
    } finally {
      MDC.remove(LogConfigurator.REQUEST);
    }
  }

  private String client(Request request) {
    @Nullable String peer = Request.getRemoteAddr(request);
    if (peer == null) {
      return "-";
    }
    return addresses.of(peer, forwarded(request, "X-Forwarded-For"));
  }

  private static @Nullable String forwarded(Request request, String header) {
    return ClientAddress.whole(request.getHeaders().getValuesList(header));
  }
}
