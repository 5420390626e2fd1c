package dev.microblog.api;

import dev.microblog.platform.db.Busy;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.http.Accept;
import dev.microblog.platform.http.Bodies;
import dev.microblog.platform.http.ClientAddress;
import dev.microblog.platform.http.Form;
import dev.microblog.platform.http.JsonObject;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.http.Origins;
import dev.microblog.platform.http.RefusalLog;
import dev.microblog.platform.http.Remainder;
import dev.microblog.platform.http.RequestTrace;
import dev.microblog.platform.http.Revalidated;
import dev.microblog.platform.trace.Span;
import dev.microblog.token.Access;
import dev.microblog.token.ApiTokens;
import dev.microblog.token.Scope;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all operations share: admitting a call, knowing the token, writing the answer.
///
/// Cookies are never looked at. So pages of other sites may call with a token of their own, and
/// none can act for whoever is signed in to our pages.
final class Entrance {
  /// What the tutorial's application says.
  private static final String REALM = "realm=\"Authentication Required\"";

  private static final Logger log = LoggerFactory.getLogger(Entrance.class);

  private final Bodies bodies = new Bodies();
  private final Database database;
  private final ApiTokens tokens;
  private final Limits limits;
  private final Origins origins;
  private final RefusalLog refusals;

  Entrance(
      Database database, ApiTokens tokens, Limits limits, Origins origins, RefusalLog refusals) {
    this.database = database;
    this.tokens = tokens;
    this.limits = limits;
    this.origins = origins;
    this.refusals = refusals;
  }

  /// What answers the requests for an operation.
  Handler handler(Operation operation) {
    return context -> {
      share(context);
      if (!admitted(context)) {
        return;
      }
      boolean reads = operation.method().equals("GET") && !operation.elsewhere();
      if (reads) {
        database.turn(() -> answer(operation, context));
      } else {
        answer(operation, context);
      }
    };
  }

  /// What answers with something that is the same for everybody.
  Handler everybodys(Consumer<Context> work) {
    return context -> {
      share(context);
      if (admitted(context)) {
        work.accept(context);
      }
    };
  }

  /// Lets scripts of other sites read the answer.
  static void share(Context context) {
    context
        .header("Access-Control-Allow-Origin", "*")
        .header(
            "Access-Control-Expose-Headers",
            "ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate,"
                + " X-Request-Id");
  }

  /// Tells a browser what scripts of other sites may send.
  static void preflight(Context context, String methods) {
    share(context);
    context
        .header("Access-Control-Allow-Methods", methods)
        .header(
            "Access-Control-Allow-Headers",
            "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match,"
                + " Last-Event-ID")
        .header("Access-Control-Max-Age", "86400")
        .status(204);
  }

  private boolean admitted(Context context) {
    String who = ClientAddress.bucket(origins.address(context));
    return counted(context, Limit.REQUEST_BY_ADDRESS, "address", who);
  }

  private boolean counted(Context context, Limit limit, String policy, String who) {
    Limits.Allowance allowance = limits.count(limit, who);
    String name = '"' + policy + '"';
    context
        .header(
            "RateLimit-Policy",
            name + ";q=" + allowance.most() + ";w=" + allowance.period().toSeconds())
        .header("RateLimit", name + ";r=" + allowance.left() + ";t=" + seconds(allowance.whole()));
    if (!allowance.pause().isZero()) {
      Remainder.skip(context);
      write(context, new Answer.Wait(allowance.pause()));
      return false;
    }
    return true;
  }

  private static long seconds(Duration duration) {
    return Math.ceilDiv(duration.toMillis(), 1000L);
  }

  private void answer(Operation operation, Context context) {
    Access access = null;
    Set<Scope> scopes = operation.scopes();
    if (!scopes.isEmpty()) {
      access = access(context);
      if (access == null) {
        Remainder.skip(context);
        write(context, Answer.wrong(Code.UNAUTHORIZED));
        return;
      }
      if (Collections.disjoint(access.scopes(), scopes)) {
        Remainder.skip(context);
        String words = Scope.join(scopes);
        context.header(
            "WWW-Authenticate",
            "Bearer " + REALM + ", error=\"insufficient_scope\", scope=\"" + words + '"');
        write(context, Answer.wrong(Code.INSUFFICIENT_SCOPE, "The scope " + words + " is needed."));
        return;
      }
      String who = Long.toString(access.viewer().id());
      if (!counted(context, Limit.API_BY_ACCOUNT, "account", who)) {
        return;
      }
    }
    Answer refused = unfit(operation, context);
    if (refused != null) {
      Remainder.skip(context);
      write(context, refused);
      return;
    }
    try (Bodies.Place _ = bodies.take(context)) {
      write(context, work(operation, new Call(context, origins, access)));
    }
  }

  private static Answer work(Operation operation, Call call) {
    try {
      return operation.work().answer(call);
    } catch (Refusal e) {
      return e.answer();
    }
  }

  private @Nullable Access access(Context context) {
    String header = context.header("Authorization");
    return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
        ? tokens.find(header.substring(7).strip())
        : null;
  }

  /// What is wrong with the types that a call brings and accepts; null if nothing is.
  private static @Nullable Answer unfit(Operation operation, Context context) {
    String type = operation.type() == null ? JsonObject.TYPE : operation.type();
    String accept = context.header("Accept");
    boolean accepted = accept == null || accept.isBlank() || Accept.quality(accept, type) > 0;
    if (!accepted) {
      return Answer.wrong(Code.NOT_ACCEPTABLE);
    }
    if (operation.body() != null && !Form.isType(context.contentType(), JsonObject.TYPE)) {
      context.header("Accept", JsonObject.TYPE);
      return Answer.wrong(Code.UNSUPPORTED_MEDIA_TYPE);
    }
    return null;
  }

  void write(Context context, Answer answer) {
    switch (answer) {
      case Answer.Good(int status, Object body, var headers) -> {
        headers.forEach(context::header);
        context.status(status).contentType(JsonObject.TYPE);
        if (reads(context) && !headers.containsKey("ETag")) {
          Revalidated.answer(context, Json.bytes(body), "private, no-cache");
        } else {
          context.result(Json.bytes(body));
        }
      }
      case Answer.Known(String tag) ->
          context.status(304).header("ETag", tag).header("Cache-Control", "private, no-cache");
      case Answer.Empty() -> context.status(204);
      case Answer.Wrong(Code code, String detail, var errors) -> {
        if (code == Code.UNAUTHORIZED) {
          context.header("WWW-Authenticate", "Bearer " + REALM);
        }
        fail(context, code, detail, errors);
      }
      case Answer.Challenge() -> {
        context.header("WWW-Authenticate", "Basic " + REALM);
        fail(context, Code.UNAUTHORIZED, "", List.of());
      }
      case Answer.Wait(Duration wait) -> {
        context.header("Retry-After", Long.toString(Math.max(1, seconds(wait))));
        fail(context, Code.TOO_MANY_REQUESTS, "", List.of());
      }
      case Answer.Sent() -> {}
    }
  }

  private static boolean reads(Context context) {
    return context.method().equals(HandlerType.GET) || context.method().equals(HandlerType.HEAD);
  }

  private void fail(Context context, Code code, String detail, List<FieldError> errors) {
    String id = RequestTrace.id(context.req());
    refusals.tell(context, code.status(), id);
    context.status(code.status()).header("Cache-Control", "no-store");
    if (Operation.tutorials(context.path())) {
      context
          .contentType(JsonObject.TYPE)
          .result(Json.bytes(TutorialError.of(code, detail, errors)));
    } else {
      context.contentType(Problem.TYPE).result(Json.bytes(Problem.of(code, detail, errors, id)));
    }
  }

  /// Answers an exception that no operation handled.
  void handle(Exception e, Context context) {
    share(context);
    switch (e) {
      case Form.Malformed _ -> fail(context, Code.MALFORMED_BODY, "", List.of());
      case MethodNotAllowedResponse m -> {
        context.header("Allow", String.join(", ", m.getDetails().values()));
        fail(context, Code.METHOD_NOT_ALLOWED, "", List.of());
      }
      case HttpResponseException h -> {
        if (h.getStatus() == 413) {
          Remainder.skip(context);
        }
        fail(context, Code.of(h.getStatus()), "", List.of());
      }
      case Bodies.Full _, Busy _, Unusable _ -> {
        Remainder.skip(context);
        String id = RequestTrace.id(context.req());
        log.warn("{} refused, id {}: {}", RefusalLog.asked(context), id, e.getMessage());
        context.header("Retry-After", "2");
        fail(context, Code.BUSY, "", List.of());
      }
      default -> {
        String id = RequestTrace.id(context.req());
        Span.current().failed(e);
        log.error("{} failed, id {}", RefusalLog.asked(context), id, e);
        fail(context, Code.INTERNAL, "", List.of());
      }
    }
  }
}
