package dev.microblog.web;

import dev.microblog.platform.http.FormTokens;
import dev.microblog.platform.http.Keys;
import dev.microblog.session.Session;
import io.javalin.http.Context;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tells forms of our own pages from those that other sites send in somebody's name.
final class FormGuard {
  /// What a browser says of a request that our own page, or the person's own typing, caused.
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  private final FormTokens tokens;
  private final BrowserMemory memory;

  FormGuard(Keys keys, BrowserMemory memory) {
    this.tokens = new FormTokens(keys);
    this.memory = memory;
  }

  /// Whether a form came from a page of ours, made for this session or visitor.
  ///
  /// @param token that the form brought
  boolean trusts(Context context, String token, @Nullable Session session) {
    String site = context.header("Sec-Fetch-Site");
    if (site != null && !OWN_SITE.contains(site)) {
      return false;
    }
    String holder = holder(context, session);
    return holder != null && tokens.accepts(token, holder);
  }

  /// What tokens are bound to: the session, or before sign-in the visitor's cookie; null without
  /// either.
  private @Nullable String holder(Context context, @Nullable Session session) {
    if (session != null) {
      return "session " + session.id();
    }
    String visitor = memory.visitor(context);
    return visitor == null ? null : "visitor " + visitor;
  }

  private String token(Context context, @Nullable Session session) {
    String holder = holder(context, session);
    if (holder == null) {
      holder = "visitor " + memory.nameVisitor(context);
    }
    return tokens.issue(holder);
  }

  /// The token for the forms of a page: made when the first asks, and then the same for all.
  Supplier<String> forms(Context context, @Nullable Session session) {
    return new FormToken(context, session);
  }

  private final class FormToken implements Supplier<String> {
    private final Context context;
    private final @Nullable Session session;
    private @Nullable String token;

    FormToken(Context context, @Nullable Session session) {
      this.context = context;
      this.session = session;
    }

    @Override
    public String get() {
      if (token == null) {
        token = token(context, session);
      }
      return token;
    }
  }
}
