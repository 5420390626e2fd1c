package dev.microblog.bench.bare;

import dev.microblog.account.Account;
import dev.microblog.account.Role;
import dev.microblog.account.Viewer;
import dev.microblog.bench.load.Requests;
import dev.microblog.notification.News;
import dev.microblog.platform.text.Folding;
import dev.microblog.platform.text.Messages;
import dev.microblog.profile.Profile;
import dev.microblog.site.SiteSettings;
import dev.microblog.web.Assets;
import dev.microblog.web.Composer;
import dev.microblog.web.Frame;
import dev.microblog.web.Pager;
import dev.microblog.web.PostList;
import dev.microblog.web.Views;
import dev.microblog.web.account.SignInPages.SignInPage;
import dev.microblog.web.profile.ProfilePages;
import dev.microblog.web.profile.ProfilePages.ProfilePage;
import dev.microblog.web.timeline.TimelinePages;
import dev.microblog.web.timeline.TimelinePages.ExplorePage;
import dev.microblog.web.timeline.TimelinePages.HomePage;
import dev.microblog.web.timeline.TimelinePages.TagPage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// The same pages, and the same data for programs, without the server around them: the session or
/// token is found, the queries run, the templates are filled or records written as JSON. There are
/// no routes, limits, form tokens, security headers, languages, lanes, nor answers to anything that
/// goes wrong.
final class BareHandler extends Handler.Abstract {
  /// As long as a real one.
  private static final String TOKEN = "x".repeat(55);

  private static final Messages ENGLISH = Messages.in(Locale.ENGLISH);
  private static final String HTML = "text/html; charset=utf-8";
  private static final String JSON = "application/json; charset=utf-8";
  private static final int MOST_LENGTH = 500;
  private static final String SYSTEM_THEME = "";

  private final Views views = new Views();
  private final Assets assets = new Assets();
  private final ArrayBlockingQueue<Queries> pool;

  /// @param connections to the database, so many as the server has readers
  BareHandler(Path file, int connections) throws SQLException {
    pool = new ArrayBlockingQueue<>(connections);
    for (int i = 0; i < connections; i++) {
      pool.add(new Queries(file));
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = request.getHttpURI().getPath();
    boolean program = path.startsWith("/api/");
    byte[] page;
    Queries queries = pool.take();
    try {
      page =
          program
              ? BareApi.answer(path, base(request), bearer(request), queries)
              : page(request, queries);
    } finally {
      pool.add(queries);
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, program ? JSON : HTML);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, page.length);
    response.write(true, ByteBuffer.wrap(page), callback);
    return true;
  }

  private byte[] page(Request request, Queries queries) throws SQLException {
    String path = request.getHttpURI().getPath();
    long now = System.currentTimeMillis();
    if (path.equals("/auth/login")) {
      return views.render(
          "sign-in.jte", frame(null, path, now), new SignInPage(path, "", false, null, null));
    }
    Viewer viewer = Objects.requireNonNull(queries.viewer(hash(token(request)), now));
    Frame frame = frame(viewer, path, now);
    if (path.equals("/index")) {
      List<Long> ids = queries.home(viewer.id());
      Composer composer = new Composer(path, "", "", TOKEN.substring(0, 16), null, 0);
      HomePage page =
          new HomePage(composer, posts(queries, ids, viewer), pager(path, ids), List.of());
      return views.render("home.jte", frame, page);
    }
    if (path.equals("/explore")) {
      List<Long> ids = queries.explore();
      ExplorePage page =
          new ExplorePage(
              TimelinePages.exploreCard(ENGLISH), posts(queries, ids, viewer), pager(path, ids));
      return views.render("explore.jte", frame, page);
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (path.startsWith("/tag/")) {
      List<Long> ids = queries.byTag(Folding.key(name));
      TagPage page =
          new TagPage(
              TimelinePages.tagCard(ENGLISH, name),
              name,
              posts(queries, ids, viewer),
              pager(path, ids));
      return views.render("tag.jte", frame, page);
    }
    Account account = Objects.requireNonNull(queries.account(Folding.key(name)), path);
    boolean own = account.id() == viewer.id();
    boolean followed = !own && queries.follows(viewer.id(), account.id());
    Profile profile = new Profile(account, own, followed, false, false, false);
    List<Long> ids = queries.byAuthor(account.id());
    ProfilePage page =
        new ProfilePage(
            ProfilePages.card(ENGLISH, profile, SiteSettings.STANDARD_NAME),
            profile,
            posts(queries, ids, viewer).shown(),
            pager(path, ids));
    return views.render("profile.jte", frame, page);
  }

  private Frame frame(@Nullable Viewer viewer, String path, long now) {
    return new Frame(
        ENGLISH,
        viewer,
        Role.PERSON,
        SiteSettings.STANDARD,
        List::of,
        () -> News.none(Viewer.NOBODY.id()),
        () -> null,
        () -> TOKEN,
        null,
        path,
        now,
        assets,
        MOST_LENGTH,
        null,
        true,
        "",
        false,
        SYSTEM_THEME);
  }

  private static PostList posts(Queries queries, List<Long> ids, Viewer viewer)
      throws SQLException {
    return PostList.of(queries.posts(shown(ids)), viewer);
  }

  private static List<Long> shown(List<Long> ids) {
    return ids.subList(0, Math.min(ids.size(), Queries.PAGE - 1));
  }

  private static Pager pager(String path, List<Long> ids) {
    boolean more = ids.size() == Queries.PAGE;
    return new Pager(null, more ? path + "?before=" + shown(ids).getLast() : null);
  }

  private static String token(Request request) {
    for (HttpCookie cookie : Request.getCookies(request)) {
      if (cookie.getName().equals(Requests.COOKIE)) {
        return cookie.getValue();
      }
    }
    throw new IllegalStateException("no session");
  }

  private static String bearer(Request request) {
    String sent = Objects.requireNonNull(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    return hash(sent.substring(Requests.BEARER.length()));
  }

  private static String base(Request request) {
    return "http://" + request.getHeaders().get(HttpHeader.HOST);
  }

  private static String hash(String token) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    for (Queries queries : pool) {
      queries.close();
    }
  }
}
