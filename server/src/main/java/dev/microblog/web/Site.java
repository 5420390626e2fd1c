package dev.microblog.web;

import dev.microblog.account.Role;
import dev.microblog.account.Viewer;
import dev.microblog.export.Exports;
import dev.microblog.moderation.Rights;
import dev.microblog.notification.Attention;
import dev.microblog.notification.News;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.db.Busy;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.Bodies;
import dev.microblog.platform.http.ClientAddress;
import dev.microblog.platform.http.Form;
import dev.microblog.platform.http.JsonObject;
import dev.microblog.platform.http.Keys;
import dev.microblog.platform.http.Limit;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.http.Origins;
import dev.microblog.platform.http.Revalidated;
import dev.microblog.platform.http.Upload;
import dev.microblog.session.Session;
import dev.microblog.session.Sessions;
import dev.microblog.site.Announcement;
import dev.microblog.site.Announcements;
import dev.microblog.site.CurrentSite;
import dev.microblog.site.SiteRoom;
import dev.microblog.site.SiteSettings;
import dev.microblog.web.search.SearchPages;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What all pages share: admitting the request, finding the session, filling the frame.
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

  /// Where a request keeps its session.
  private static final String SESSION = "session";

  /// What may be chosen besides what the system has.
  public static final List<String> THEMES = List.of("light", "dark");

  private final Bodies bodies = new Bodies();
  private final Config config;
  private final Database database;
  private final Sessions sessions;
  private final Attention attention;
  private final Exports exports;
  private final Rights rights;
  private final CurrentSite current;
  private final Announcements announcements;
  private final Keys keys;
  private final Origins origins;
  private final BrowserMemory memory;
  private final FormGuard guard;
  private final Limits limits;
  private final InstantSource clock;
  private final Views views;
  private final Assets assets;
  private final Errors errors;
  private final DoctorPage doctor;

  public Site(
      Config config,
      Database database,
      Sessions sessions,
      Attention attention,
      Exports exports,
      Rights rights,
      SiteRoom room,
      Keys keys,
      Limits limits,
      InstantSource clock,
      Views views,
      Assets assets) {
    this.config = config;
    this.database = database;
    this.sessions = sessions;
    this.attention = attention;
    this.exports = exports;
    this.rights = rights;
    this.current = room.current();
    this.announcements = room.announcements();
    this.keys = keys;
    this.origins = new Origins(config);
    this.memory = new BrowserMemory(keys, origins);
    this.guard = new FormGuard(keys, memory);
    this.limits = limits;
    this.clock = clock;
    this.views = views;
    this.assets = assets;
    this.errors = new Errors(this, config.log().access(), clock);
    this.doctor = new DoctorPage(keys, origins, clock);
  }

  /// A route that everybody may use.
  public Handler open(Page page) {
    return context -> admitted(context, () -> page.answer(exchange(context)));
  }

  /// A route for the signed-in; others are sent to sign in, and come back after.
  public Handler signedIn(Page page) {
    return reading(context -> answerSignedIn(context, page));
  }

  /// A route for those who have this role, or one that allows more. For others there is nothing.
  public Handler staff(Role least, Page page) {
    return signedIn(
        exchange -> {
          if (rights.role(exchange.viewer()).atLeast(least)) {
            page.answer(exchange);
          } else {
            exchange.notFound();
          }
        });
  }

  /// A route for the signed-in that may wait for more than the database, and holds no place there
  /// meanwhile.
  public Handler signedInElsewhere(Page page) {
    return context -> admitted(context, () -> answerSignedIn(context, page));
  }

  /// As [#signedInElsewhere], for what is sent as JSON.
  public Handler json(Page page) {
    return context -> admitted(context, JsonObject.TYPE, () -> answerSignedIn(context, page));
  }

  /// As [#signedInElsewhere], for a form that may bring a file, see [Exchange#upload()].
  public Handler upload(Page page) {
    return context -> {
      if (!Form.isType(context.contentType(), Upload.TYPE)) {
        admitted(context, () -> answerSignedIn(context, page));
      } else if (admit(context)) {
        try (Bodies.Place _ = bodies.takeUpload()) {
          answerSignedIn(context, page);
        }
      }
    };
  }

  private void answerSignedIn(Context context, Page page) {
    Exchange exchange = exchange(context);
    if (exchange.signedIn()) {
      page.answer(exchange);
    } else {
      errors.signInFirst(exchange, context);
    }
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
      Runnable all = () -> work.accept(context);
      admitted(context, isForm(context) ? all : () -> database.turn(all));
    };
  }

  private void admitted(Context context, Runnable work) {
    admitted(context, Form.TYPE, work);
  }

  private void admitted(Context context, String type, Runnable work) {
    if (!admit(context)) {
      return;
    }
    if (isForm(context) && !Form.isType(context.contentType(), type) && hasBody(context)) {
      errors.notTaken(context, type);
    } else {
      try (Bodies.Place _ = bodies.take(context)) {
        work.run();
      }
    }
  }

  private static boolean isForm(Context context) {
    return context.method().equals(HandlerType.POST);
  }

  private static boolean hasBody(Context context) {
    return context.req().getContentLengthLong() > 0 || context.header("Transfer-Encoding") != null;
  }

  /// A route for everybody, whose answer is the same for all who are not signed in.
  public Handler everybodys(Page page) {
    return open(exchange -> page.answer(exchange.show()));
  }

  /// Counts the request, and refuses it if there are too many.
  private boolean admit(Context context) {
    Duration wait =
        limits.take(Limit.REQUEST_BY_ADDRESS, ClientAddress.bucket(origins.address(context)));
    if (!wait.isZero()) {
      // The session is looked for only where words could be lost without it.
      (isForm(context) ? exchange(context) : again(context)).refuse(wait);
      return false;
    }
    return true;
  }

  private static String sought(Context context, Exchange exchange) {
    String typed = context.path().equals(SearchPages.PATH) ? exchange.query("q") : null;
    return typed == null ? "" : typed;
  }

  Exchange exchange(Context context) {
    String token = memory.heldSession(context);
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

  DoctorPage doctor() {
    return doctor;
  }

  Origins origins() {
    return origins;
  }

  BrowserMemory memory() {
    return memory;
  }

  FormGuard guard() {
    return guard;
  }

  Keys keys() {
    return keys;
  }

  long now() {
    return clock.millis();
  }

  /// What is to be read. A page that tells of trouble does not ask where the trouble
  /// may be, and no page fails for the number's sake.
  private News news(Context context, @Nullable Session session) {
    News news = asked(context, session, viewer -> attention.of(viewer));
    return news == null ? News.none(Viewer.NOBODY.id()) : news;
  }

  /// What the page offers to those who look after the site.
  private Role role(Context context, @Nullable Session session) {
    Role role = asked(context, session, rights::shown);
    return role == null ? Role.PERSON : role;
  }

  private static <T> @Nullable T asked(
      Context context,
      @Nullable Session session,
      Function<Viewer, ? extends @Nullable T> question) {
    if (session == null || context.statusCode() >= 500) {
      return null;
    }
    try {
      return question.apply(session.viewer());
    } catch (Busy e) {
      return null;
    }
  }

  /// What the operator says of the site. A page that tells of trouble does not ask.
  SiteSettings settings(Context context) {
    return context.statusCode() >= 500 ? current.remembered() : current.settings();
  }

  /// What the operator tells the viewer.
  private List<Announcement> announced(Context context, @Nullable Session session) {
    List<Announcement> announced = asked(context, session, announcements::shown);
    return announced == null ? List.of() : announced;
  }

  void render(
      Context context,
      Exchange exchange,
      @Nullable Session session,
      @Nullable Flash told,
      String template,
      Object page) {
    Flash kept = memory.takeFlash(context);
    Frame frame =
        new Frame(
            exchange.texts(),
            session == null ? null : session.viewer(),
            role(context, session),
            settings(context),
            () -> announced(context, session),
            () -> news(context, session),
            () -> asked(context, session, exports::shown),
            guard.forms(context, session),
            told == null ? kept : told,
            context.path(),
            clock.millis(),
            assets,
            config.postMaxLength(),
            config.publicUrl(),
            config.search().on(),
            sought(context, exchange),
            config.translator() != null,
            BrowserMemory.display(context).theme());
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
}
