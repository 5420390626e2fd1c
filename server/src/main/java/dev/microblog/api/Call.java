package dev.microblog.api;

import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Page;
import dev.microblog.platform.http.Bodies;
import dev.microblog.platform.http.Form;
import dev.microblog.platform.http.Origins;
import dev.microblog.platform.id.Ids;
import dev.microblog.token.Access;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One request of a program: who asks, for what, with which body.
public final class Call {
  /// A name and a password that came in a header.
  public record Basic(String name, String password) {}

  private final Context context;
  private final Origins origins;
  private final @Nullable Access access;
  private @Nullable Form query;

  Call(Context context, Origins origins, @Nullable Access access) {
    this.context = context;
    this.origins = origins;
    this.access = access;
  }

  /// For whom the program acts.
  ///
  /// @throws IllegalStateException for an operation that needs no token
  public Viewer viewer() {
    return access().viewer();
  }

  /// For whom the program acts, and what it may.
  ///
  /// @throws IllegalStateException for an operation that needs no token
  public Access access() {
    if (access == null) {
      throw new IllegalStateException("nobody is known");
    }
    return access;
  }

  /// A part of the path.
  public String path(String name) {
    return context.pathParam(name);
  }

  /// An id in the path; -1, which nothing has, if it is no number as we write it.
  public long id(String name) {
    return Ids.parse(context.pathParam(name));
  }

  /// A parameter of the query; null if it is missing.
  public @Nullable String query(String name) {
    Form query = query();
    return query.names().contains(name) ? query.get(name) : null;
  }

  private Form query() {
    Form known = query;
    if (known == null) {
      String typed = context.queryString();
      try {
        known = Form.parse((typed == null ? "" : typed).getBytes(StandardCharsets.UTF_8));
      } catch (Form.Malformed e) {
        throw new Refusal(
            Code.INVALID_PARAMETER, "The query is not encoded as it must be.", List.of());
      }
      query = known;
    }
    return known;
  }

  /// A parameter of the query that is one of a few words.
  public String choice(String name, String otherwise, List<String> words) {
    String text = query(name);
    if (text == null) {
      return otherwise;
    }
    if (!words.contains(text)) {
      throw wrongParameter(name, "one of " + String.join(", ", words));
    }
    return text;
  }

  private static Refusal wrongParameter(String name, String what) {
    return new Refusal(
        Code.INVALID_PARAMETER, "The parameter " + name + " must be " + what + '.', List.of());
  }

  /// Where a list begins.
  public Cursor cursor() {
    String before = query("before");
    String after = query("after");
    if (before != null && after != null) {
      throw new Refusal(
          Code.INVALID_PARAMETER, "Only one of before and after can be given.", List.of());
    }
    if (before != null) {
      return new Cursor.Before(cursor("before", before));
    }
    return after == null ? Cursor.first() : new Cursor.After(cursor("after", after));
  }

  private static long cursor(String name, String text) {
    long id = Ids.parse(text);
    if (id < 0) {
      throw wrongParameter(name, "an id");
    }
    return id;
  }

  /// A header; empty if it is missing.
  public String header(String name) {
    String value = context.header(name);
    return value == null ? "" : value;
  }

  /// The key under which a call that is sent again is done once; empty if it has none.
  public String idempotencyKey() {
    String key = header("Idempotency-Key");
    if (key.length() > 200) {
      throw new Refusal(
          Code.BAD_REQUEST, "The header Idempotency-Key is longer than 200 characters.", List.of());
    }
    return key;
  }

  /// The name and password that came with it; null if none did.
  public @Nullable Basic basic() {
    String header = header("Authorization");
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return null;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(header.substring(6).strip());
      String[] parts = new String(bytes, StandardCharsets.UTF_8).split(":", 2);
      return parts.length == 2 ? new Basic(parts[0], parts[1]) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// The sent object.
  ///
  /// @throws Refusal if it will not do
  public <B extends Record> B body(Class<B> type) {
    return switch (BodyReader.read(Bodies.read(context), type)) {
      case BodyReader.Outcome.Read<B>(B body, var unknown) -> {
        if (!unknown.isEmpty()) {
          throw new Refusal(Code.INVALID, "", unknown);
        }
        yield body;
      }
      case BodyReader.Outcome.Malformed<B>(String detail) ->
          throw new Refusal(Code.MALFORMED_BODY, detail, List.of());
      case BodyReader.Outcome.Wrong<B>(var errors) -> throw new Refusal(Code.INVALID, "", errors);
    };
  }

  /// The sent object as the tutorial's application takes it: what it has besides is nobody's
  /// business.
  ///
  /// @throws Refusal if it will not do
  public <B extends Record> B looseBody(Class<B> type) {
    return switch (BodyReader.read(Bodies.read(context), type)) {
      case BodyReader.Outcome.Read<B>(B body, _) -> body;
      case BodyReader.Outcome.Malformed<B> _ -> throw new Refusal(Code.BAD_REQUEST, "", List.of());
      case BodyReader.Outcome.Wrong<B>(var errors) ->
          throw new Refusal(Code.BAD_REQUEST, "", errors);
    };
  }

  /// From which address it comes.
  public String address() {
    return origins.address(context);
  }

  /// What the program says it is.
  public String userAgent() {
    String agent = context.userAgent();
    return agent == null ? "" : agent;
  }

  /// Where the server is reached, without a slash at the end.
  public String base() {
    return origins.base(context);
  }

  /// Whether only the head of an answer is wanted.
  public boolean isHead() {
    return context.method().equals(HandlerType.HEAD);
  }

  /// What answers piece by piece.
  public Context context() {
    return context;
  }

  /// Answers with a record that has a tag, or with nothing to somebody who has it already.
  public Answer unlessKnown(Object body, String tag) {
    return has(header("If-None-Match"), tag)
        ? new Answer.Known(tag)
        : Answer.ok(body).with("ETag", tag);
  }

  /// Whether what is to be changed is as the program read it, or the program does not say how.
  public boolean matches(String tag) {
    String wanted = header("If-Match");
    return wanted.isEmpty() || has(wanted, tag);
  }

  private static boolean has(String tags, String tag) {
    return Arrays.stream(tags.split(",", 20))
        .map(String::strip)
        .anyMatch(each -> each.equals("*") || each.equals(tag));
  }

  /// Answers with a part of a list. The pages beside it are told in the body, and in the header
  /// `Link` for those who look there.
  public <T> Answer list(Page<T> page, Function<T, ?> item) {
    List<?> items = page.items().stream().map(item).toList();
    return listing(items, page(page.older()), page(page.newer()));
  }

  /// As above, where the places of the list are no ids.
  public Answer listing(List<?> items, @Nullable String next, @Nullable String prev) {
    List<String> links = new ArrayList<>();
    if (next != null) {
      links.add("<" + next + ">; rel=\"next\"");
    }
    if (prev != null) {
      links.add("<" + prev + ">; rel=\"prev\"");
    }
    Answer.Good answer = Answer.ok(new Listing<>(List.copyOf(items), next, prev));
    return links.isEmpty() ? answer : answer.with("Link", String.join(", ", links));
  }

  private @Nullable String page(@Nullable Cursor cursor) {
    return switch (cursor) {
      case null -> null;
      case Cursor.Before(long id) -> here(Map.of("before", Long.toString(id)));
      case Cursor.After(long id) -> here(Map.of("after", Long.toString(id)));
      case Cursor.Numbered _ -> here(Map.of());
    };
  }

  /// This address with other places in its list.
  public String here(Map<String, String> places) {
    Map<String, String> all = new LinkedHashMap<>();
    query().names().forEach(name -> all.put(name, query().get(name)));
    List.of("before", "after", "seen").forEach(all::remove);
    all.putAll(places);
    List<String> pairs = new ArrayList<>();
    all.forEach((name, value) -> pairs.add(Form.encode(name) + '=' + Form.encode(value)));
    String query = pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    return base() + context.path() + query;
  }
}
