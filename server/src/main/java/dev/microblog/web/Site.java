package dev.microblog.web;

import dev.microblog.account.Display;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.Bodies;
import dev.microblog.platform.http.ClientAddress;
import dev.microblog.platform.http.Form;
import dev.microblog.platform.http.FormTokens;
import dev.microblog.platform.http.Keys;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.text.Messages;
import dev.microblog.session.Session;
import dev.microblog.session.Sessions;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all pages share: finding the session, guarding forms, keeping cookies, filling the frame.
public final class Site {
  /// A page or a form's target.
  public interface Page {
    /// Answers the request.
    void answer(Exchange exchange);
  }

  /// The path of the sign-in page, under the tutorial's address.
  public static final String SIGN_IN = "/auth/login";

  /// Longest path that `next` may hold, in characters: it must fit into a header.
  public static final int NEXT_MAX = 2000;

  private static final String SESSION = "session";
  private static final String VISITOR = "visitor";
  private static final String FLASH = "flash";
  static final String LANGUAGE = "language";
  private static final String THEME = "theme";
  private static final Duration DISPLAY_AGE = Duration.ofDays(365);

  /// What may be chosen besides what the system has.
  public static final List<String> THEMES = List.of("light", "dark");

  private static final Duration FLASH_AGE = Duration.ofMinutes(5);

  /// What a browser says of a request that our own page, or the person's own typing, caused.
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  private static final Logger log = LoggerFactory.getLogger(Site.class);

  private final Bodies bodies = new Bodies();
  private final AtomicBoolean warned = new AtomicBoolean();
  private final Config config;
  private final Database database;
  private final Sessions sessions;
  private final Keys keys;
  private final FormTokens tokens;
  private final ClientAddress addresses;
  private final Limits limits;
  private final InstantSource clock;
  private final Views views;
  private final Assets assets;
  private final Errors errors;

  public Site(
      Config config,
      Database database,
      Sessions sessions,
      Keys keys,
      Limits limits,
      InstantSource clock,
      Views views,
      Assets assets) {
    this.config = config;
    this.database = database;
    this.sessions = sessions;
    this.keys = keys;
    this.tokens = new FormTokens(keys);
    this.addresses = new ClientAddress(config.trustedProxies());
    this.limits = limits;
    this.clock = clock;
    this.views = views;
    this.assets = assets;
    this.errors = new Errors(this);
  }

  /// A route that everybody may use.
  public Handler open(Page page) {
    return context -> admitted(context, () -> page.answer(exchange(context)));
  }

  /// A route for the signed-in; others are sent to sign in, and come back after.
  public Handler signedIn(Page page) {
    return reading(
        context -> {
          Exchange exchange = exchange(context);
          if (exchange.signedIn()) {
            page.answer(exchange);
          } else {
            errors.signInFirst(exchange, context);
          }
        });
  }

  /// A route for everybody, unless the operator closed the site to those who are not signed in.
  public Handler shown(Page page) {
    return config.publicPages()
        ? reading(context -> page.answer(exchange(context).show()))
        : signedIn(page);
  }

  /// A route that reads the session and then more, all in one turn. A form takes its turns one by
  /// one: it may have a password to check, for which nobody else should wait.
  private Handler reading(Consumer<Context> work) {
    return context -> {
      boolean form = context.method().equals(HandlerType.POST);
      Runnable all = () -> work.accept(context);
      admitted(context, form ? all : () -> database.turn(all));
    };
  }

  private void admitted(Context context, Runnable work) {
    if (admit(context)) {
      try (Bodies.Place _ = bodies.take(context)) {
        work.run();
      }
    }
  }

  /// A route for everybody, whose answer is the same for all who are not signed in.
  public Handler everybodys(Page page) {
    return open(exchange -> page.answer(exchange.show()));
  }

  /// Where people reach the server: as the operator says, else as this request does.
  String base(Context context) {
    URI url = config.publicUrl();
    return url == null
        ? (secure(context) ? "https://" : "http://") + context.host()
        : url.resolve("/").toString().replaceFirst("/$", "");
  }

  /// Counts the request, and refuses it if there are too many.
  private boolean admit(Context context) {
    Duration wait = limits.take(Limit.REQUEST_BY_ADDRESS, ClientAddress.bucket(address(context)));
    if (!wait.isZero()) {
      // The session is looked for only where words could be lost without it.
      boolean sent = context.method().name().equals("POST");
      (sent ? exchange(context) : again(context)).refuse(wait);
      return false;
    }
    return true;
  }

  Exchange exchange(Context context) {
    String token = context.cookie(SESSION);
    Session session = token == null ? null : sessions.find(token);
    context.attribute(SESSION, session);
    return new Exchange(context, this, session);
  }

  /// The exchange of a request that went wrong, with the session if that had been found by then.
  Exchange again(Context context) {
    return new Exchange(context, this, context.attribute(SESSION));
  }

  /// The files that pages refer to.
  Assets assets() {
    return assets;
  }

  Errors errors() {
    return errors;
  }

  long now() {
    return clock.millis();
  }

  String address(Context context) {
    String peer = context.req().getRemoteAddr();
    String forwarded = forwarded(context, "X-Forwarded-For");
    if (forwarded != null && !addresses.trusts(peer) && !warned.getAndSet(true)) {
      log.warn(
          "{} sends X-Forwarded-For and is not in TRUSTED_PROXIES. If it is your reverse proxy, all"
              + " its visitors share one rate limit until you add it.",
          peer);
    }
    return addresses.of(peer, forwarded);
  }

  /// Whether the browser came over https, as far as a trusted proxy or the settings say.
  private boolean secure(Context context) {
    if (config.publicUrl() != null && "https".equals(config.publicUrl().getScheme())) {
      return true;
    }
    String proto = forwarded(context, "X-Forwarded-Proto");
    // The last is what our own proxy said; what stands before it may be the client's.
    return proto != null
        && addresses.trusts(context.req().getRemoteAddr())
        && proto.substring(proto.lastIndexOf(',') + 1).strip().equalsIgnoreCase("https");
  }

  /// All lines of a header as one: some proxies add a line of their own below that of the client.
  private static @Nullable String forwarded(Context context, String header) {
    List<String> lines = Collections.list(context.req().getHeaders(header));
    return lines.isEmpty() ? null : String.join(",", lines);
  }

  /// A query parameter, strictly decoded; null if it is missing or no UTF-8.
  @Nullable String query(Context context, String name) {
    String query = context.queryString();
    if (query == null) {
      return null;
    }
    try {
      String value = Form.parse(query.getBytes(StandardCharsets.UTF_8)).get(name);
      return value.isEmpty() ? null : value;
    } catch (Form.Malformed e) {
      return null;
    }
  }

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
    String visitor = keys.open(VISITOR, context.cookie(VISITOR));
    return visitor == null ? null : "visitor " + visitor;
  }

  private String token(Context context, @Nullable Session session) {
    String holder = holder(context, session);
    if (holder == null) {
      String visitor = Keys.random(16);
      Cookies.set(context, VISITOR, keys.seal(VISITOR, visitor), null, secure(context));
      holder = "visitor " + visitor;
    }
    return tokens.issue(holder);
  }

  void keepSession(Context context, String token, Session session) {
    Duration age = session.remembered() ? Sessions.REMEMBERED : null;
    Cookies.set(context, SESSION, token, age, secure(context));
    Cookies.remove(context, VISITOR, secure(context));
  }

  @Nullable String heldSession(Context context) {
    return context.cookie(SESSION);
  }

  void dropSession(Context context) {
    Cookies.remove(context, SESSION, secure(context));
  }

  /// In cookies, for they are asked for on every page and are nobody's secret.
  void keepDisplay(Context context, Display display) {
    keepChoice(context, LANGUAGE, display.language());
    keepChoice(context, THEME, display.theme());
  }

  private void keepChoice(Context context, String name, String value) {
    if (value.isEmpty()) {
      Cookies.remove(context, name, secure(context));
    } else {
      Cookies.set(context, name, value, DISPLAY_AGE, secure(context));
    }
  }

  /// What the cookies say, as far as it is one of ours.
  static Display display(Context context) {
    Messages chosen = Messages.tagged(context.cookie(LANGUAGE));
    String theme = context.cookie(THEME);
    return new Display(
        chosen == null ? "" : chosen.tag(), theme == null || !THEMES.contains(theme) ? "" : theme);
  }

  void keepFlash(Context context, Flash flash) {
    Cookies.set(context, FLASH, keys.seal(FLASH, flash.encode()), FLASH_AGE, secure(context));
  }

  private @Nullable Flash takeFlash(Context context) {
    String sealed = context.cookie(FLASH);
    if (sealed == null) {
      return null;
    }
    Cookies.remove(context, FLASH, secure(context));
    return Flash.decode(keys.open(FLASH, sealed));
  }

  void render(
      Context context,
      Exchange exchange,
      @Nullable Session session,
      @Nullable Flash told,
      String template,
      Object page) {
    Flash kept = takeFlash(context);
    Frame frame =
        new Frame(
            exchange.texts(),
            session == null ? null : session.viewer(),
            new FormToken(context, session),
            told == null ? kept : told,
            context.path(),
            clock.millis(),
            assets,
            config.postMaxLength(),
            config.publicUrl(),
            display(context).theme());
    byte[] html = views.render(template, frame, page);
    context.header("Vary", "Accept-Language, Cookie");
    context.header("Content-Language", exchange.texts().tag());
    context.contentType("text/html; charset=utf-8");
    // What bears somebody's name, token or news is theirs alone.
    boolean everybodys = session == null && exchange.shown() && frame.flash() == null;
    if (everybodys && context.res().getHeader("Set-Cookie") == null) {
      Revalidated.answer(context, html, "no-cache");
    } else {
      context.header("Cache-Control", "no-store").result(html);
    }
  }

  /// Made when the first form of a page asks, and then the same for all of them.
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
