package dev.microblog.web;

import dev.microblog.platform.db.Busy;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.http.Accept;
import dev.microblog.platform.http.Bodies;
import dev.microblog.platform.http.Form;
import dev.microblog.platform.http.JsonObject;
import dev.microblog.platform.http.RefusalLog;
import dev.microblog.platform.http.Remainder;
import dev.microblog.platform.http.RequestTrace;
import dev.microblog.platform.text.Messages;
import dev.microblog.platform.trace.Span;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers that something went wrong: a safe sentence and an id to the person, the rest to the log.
public final class Errors {
  /// What the error page shows.
  ///
  /// @param status of the answer
  /// @param title key of the headline
  /// @param text key of the sentence below
  /// @param id by which it is found in the log
  public record ErrorPage(int status, String title, String text, String id) {}

  /// What is shown instead of an error page when somebody's words would be lost with it.
  ///
  /// @param title key of the headline
  /// @param text key of the sentence below
  /// @param action where the words are sent again
  /// @param field the name under which they are sent
  /// @param words that were typed
  /// @param rest what else the form held, by name
  /// @param token that the form brought and brings again, empty if it needs a new one: where the
  /// session could not be looked up, a new one would not be for it
  /// @param signIn whether signing in is what is needed
  /// @param id by which it is found in the log, empty if nothing failed
  public record UnsentPage(
      String title,
      String text,
      String action,
      String field,
      String words,
      Map<String, String> rest,
      String token,
      boolean signIn,
      String id) {
    /// The key of what the words are called.
    public String label() {
      return switch (field) {
        case "post" -> "composer.text";
        case "message" -> "messages.label";
        default -> "field.aboutMe";
      };
    }
  }

  /// The fields that hold words of some length.
  private static final List<String> WORDS = List.of("post", "about_me", "message");

  /// What goes with them; passwords and tokens are in no such form, or must not be shown again.
  private static final List<String> REST = List.of("language", "submission", "username", "until");

  private static final Logger log = LoggerFactory.getLogger(Errors.class);

  private final Site site;
  private final RefusalLog refusals;

  /// @param lines whether the log has each request anyway
  Errors(Site site, boolean lines, InstantSource clock) {
    this.site = site;
    this.refusals = new RefusalLog(lines, clock);
  }

  /// Answers with the page of a status, or with JSON for programs.
  void render(Exchange exchange, Context context, int status) {
    String id = RequestTrace.id(context.req());
    refusals.tell(context, status, id);
    render(exchange, context, status, id);
  }

  private void render(Exchange exchange, Context context, int status, String id) {
    context.status(status);
    String title =
        switch (status) {
          case 403, 404, 405, 413, 415, 429, 503 -> "error." + status;
          default -> status < 500 ? "error.400" : "error.500";
        };
    boolean mayWorkLater = status >= 500 || status == 429;
    UnsentPage unsent =
        mayWorkLater ? unsent(exchange, context, title, "unsent.text", false, id) : null;
    if (unsent != null) {
      exchange.render("unsent.jte", unsent);
      return;
    }
    if (wantsJson(context)) {
      context.header("Cache-Control", "no-store");
      // For programs, so in one language, as in the tutorial's application.
      String reason = Messages.in(Locale.ENGLISH).get(title + ".reason");
      // Reasons and ids are our own words: nothing in them needs escaping.
      context
          .contentType("application/json")
          .result("{\"error\":\"" + reason + "\",\"id\":\"" + id + "\"}");
      return;
    }
    exchange.render("error.jte", new ErrorPage(status, title, title + ".text", id));
  }

  /// The words of a form that could not be worked; null if there are none.
  private static @Nullable UnsentPage unsent(
      Exchange exchange, Context context, String title, String text, boolean signIn, String id) {
    if (!context.method().name().equals("POST")) {
      return null;
    }
    Form form;
    try {
      form = exchange.form();
    } catch (RuntimeException e) {
      // The form itself may be what could not be read.
      return null;
    }
    Map<String, String> rest = new LinkedHashMap<>();
    REST.stream().filter(f -> !form.get(f).isEmpty()).forEach(f -> rest.put(f, form.get(f)));
    String token = signIn || exchange.signedIn() ? "" : form.get("csrf_token");
    return WORDS.stream()
        .filter(field -> !form.get(field).isEmpty())
        .findFirst()
        .map(
            field ->
                new UnsentPage(
                    title, text, context.path(), field, form.get(field), rest, token, signIn, id))
        .orElse(null);
  }

  /// As in the tutorial's application: JSON if it is asked for at least as much as HTML, so for
  /// `*/*`, too. Who sends JSON reads it.
  static boolean wantsJson(Context context) {
    if (Form.isType(context.contentType(), JsonObject.TYPE)) {
      return true;
    }
    String accept = context.header("Accept");
    return accept == null
        || accept.isBlank()
        || Accept.quality(accept, JsonObject.TYPE) >= Accept.quality(accept, "text/html");
  }

  /// Sends somebody to sign in. A form that was sent is not lost: its text is shown, to be sent
  /// again.
  void signInFirst(Exchange exchange, Context context) {
    if (!context.method().name().equals("POST")) {
      String query = context.queryString();
      String wanted = context.path() + (query == null ? "" : "?" + query);
      String next = wanted.length() > Site.NEXT_MAX ? "" : "?next=" + Form.encode(wanted);
      if (!site.memory().hasFlash(context)) {
        exchange.tellNext(Flash.bad("flash.signInFirst"));
      }
      exchange.redirect(Site.SIGN_IN + next);
      return;
    }
    UnsentPage unsent = unsent(exchange, context, "signedOut.title", "signedOut.text", true, "");
    if (unsent == null) {
      exchange.tellNext(Flash.bad("flash.signInFirst"));
      exchange.redirect(Site.SIGN_IN);
    } else {
      boolean post = unsent.field().equals("post");
      exchange.tell(Flash.bad(post ? "flash.signedOut" : "flash.signInFirst"));
      exchange.render(401, "unsent.jte", unsent);
    }
  }

  /// Answers that what was sent is to be of another type, mostly a form. Its words cannot be kept:
  /// they cannot be read.
  void notTaken(Context context, String type) {
    Remainder.skip(context);
    context.header("Accept-Post", type);
    render(site.again(context), context, 415);
  }

  /// Answers an exception that no page handled.
  public void handle(Exception e, Context context) {
    Exchange exchange = site.again(context);
    switch (e) {
      case Form.Malformed _ -> render(exchange, context, 400);
      case MethodNotAllowedResponse m -> {
        // Its only detail, under a name that depends on what the client accepts.
        context.header("Allow", String.join(", ", m.getDetails().values()));
        render(exchange, context, 405);
      }
      case HttpResponseException h -> {
        if (h.getStatus() == 413) {
          Remainder.skip(context);
        }
        render(exchange, context, h.getStatus());
      }
      case Bodies.Full _, Busy _, Unusable _ -> {
        if (e instanceof Bodies.Full) {
          // Else its words would be read now, to be shown again.
          Remainder.skip(context);
        }
        String id = RequestTrace.id(context.req());
        log.warn("{} refused, id {}: {}", RefusalLog.asked(context), id, e.getMessage());
        context.header("Retry-After", "2");
        render(exchange, context, 503, id);
      }
      default -> {
        String id = RequestTrace.id(context.req());
        Span.current().failed(e);
        log.error("{} failed, id {}", RefusalLog.asked(context), id, e);
        render(exchange, context, 500, id);
      }
    }
  }
}
