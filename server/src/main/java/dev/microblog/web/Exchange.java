package dev.microblog.web;

import dev.microblog.account.Display;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.http.Bodies;
import dev.microblog.platform.http.Download;
import dev.microblog.platform.http.EventStream;
import dev.microblog.platform.http.Form;
import dev.microblog.platform.http.JsonObject;
import dev.microblog.platform.http.Revalidated;
import dev.microblog.platform.http.Upload;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.text.Messages;
import dev.microblog.session.Session;
import dev.microblog.site.SiteSettings;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One request for a page and its answer: who asks, in which language, with which form.
public final class Exchange {
  /// How old a file may be that is everybody's.
  private static final Duration FILE_AGE = Duration.ofMinutes(5);

  private final Context context;
  private final Site site;
  private final Messages texts;
  private final @Nullable Session session;
  private @Nullable Form form;
  private @Nullable Flash told;
  private boolean shown;

  Exchange(Context context, Site site, @Nullable Session session) {
    this.context = context;
    this.site = site;
    this.session = session;
    Messages chosen = BrowserMemory.language(context);
    this.texts = chosen == null ? Messages.accepting(context.header("Accept-Language")) : chosen;
  }

  /// The texts in the reader's language.
  public Messages texts() {
    return texts;
  }

  /// Who asks.
  ///
  /// @throws IllegalStateException on a route that is open to all and nobody is signed in
  public Viewer viewer() {
    return session().viewer();
  }

  /// Who reads: [Viewer#NOBODY] before sign-in.
  public Viewer reader() {
    return session == null ? Viewer.NOBODY : session.viewer();
  }

  /// The session that asks.
  ///
  /// @throws IllegalStateException on a route that is open to all and nobody is signed in
  public Session session() {
    if (session == null) {
      throw new IllegalStateException("nobody is signed in");
    }
    return session;
  }

  /// Keeps in the browser how the pages are wanted.
  public void keepDisplay(Display display) {
    site.memory().keepDisplay(context, display);
  }

  /// How the pages are wanted in this browser.
  public Display display() {
    return BrowserMemory.display(context);
  }

  /// Whether somebody is signed in.
  public boolean signedIn() {
    return session != null;
  }

  /// A part of the path, as named in the route.
  public String path(String name) {
    return context.pathParam(name);
  }

  /// An id in the path; -1, which nothing has, if it is no number as we write it.
  public long id() {
    return Ids.parse(context.pathParam("id"));
  }

  /// A parameter of the query, strictly decoded; null if it is missing or no UTF-8.
  public @Nullable String query(String name) {
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

  /// Where in a list the page begins.
  public Cursor cursor() {
    return Cursor.of(query("before"), query("after"), query("page"));
  }

  /// The id before which items are wanted, null if none is given.
  public @Nullable Long before() {
    return cursor() instanceof Cursor.Before(long id) ? Long.valueOf(id) : null;
  }

  /// The id after which items are wanted, null if none is given.
  public Cursor.@Nullable After after() {
    return Cursor.of(null, query("after"), null) instanceof Cursor.After after ? after : null;
  }

  /// The form that was sent.
  public Form form() {
    if (form == null) {
      form = Form.parse(Bodies.read(context));
    }
    return form;
  }

  /// The JSON object that was sent.
  ///
  /// @throws Form.Malformed if there was none
  public JsonObject json() {
    return JsonObject.parse(Bodies.read(context));
  }

  /// The form with a file that was sent; null if a plain form was. To be closed before the request
  /// is answered.
  public @Nullable Upload upload() {
    return Form.isType(context.contentType(), Upload.TYPE) ? Upload.of(context) : null;
  }

  /// Whether the form came from a page of ours, made for this session or visitor.
  public boolean trusted() {
    return trusted(form().get("csrf_token"));
  }

  /// As above, for what brings its token in another way.
  public boolean trusted(String token) {
    return site.guard().trusts(context, token, session);
  }

  /// A header; empty if it is missing.
  public String header(String name) {
    String value = context.header(name);
    return value == null ? "" : value;
  }

  /// Who asks, as an IP address.
  public String address() {
    return site.origins().address(context);
  }

  /// What the browser says it is.
  public String userAgent() {
    String agent = context.userAgent();
    return agent == null ? "" : agent;
  }

  /// What the operator says of the site.
  public SiteSettings settings() {
    return site.settings(context);
  }

  /// The time of the request, in epoch milliseconds.
  public long now() {
    return site.now();
  }

  /// Marks the page as one that is the same for everybody who is not signed in.
  Exchange show() {
    shown = true;
    return this;
  }

  boolean shown() {
    return shown;
  }

  /// Signs a text for one purpose, so that a form can bring it back.
  ///
  /// @param text without a dot
  public String seal(String purpose, String text) {
    return site.keys().seal(purpose, text);
  }

  /// The text that was sealed for a purpose; null if it was not by us.
  public @Nullable String unseal(String purpose, String sealed) {
    return site.keys().open(purpose, sealed);
  }

  /// Where people reach the server, without a slash at the end.
  public String base() {
    return site.origins().base(context);
  }

  /// Answers with a file for programs. Caches may keep it for a while if it is everybody's.
  ///
  /// @param type of the content, with its charset
  public void file(String type, byte[] bytes) {
    context.contentType(type);
    String how = shown ? "public, max-age=" + FILE_AGE.toSeconds() : "private, no-cache";
    Revalidated.answer(context, bytes, how);
  }

  /// Says something on this page.
  public void tell(Flash flash) {
    told = flash;
  }

  /// Says something on the next page.
  public void tellNext(Flash flash) {
    site.memory().keepFlash(context, flash);
  }

  /// Keeps the token of a new session in the browser.
  public void keepSession(String token, Session started) {
    site.memory().keepSession(context, token, started);
  }

  /// The accounts that signed in with this browser before.
  public Set<Long> knownAccounts() {
    return site.memory().known(context);
  }

  /// Keeps other pages from being told the address of this one, which holds a secret.
  public void secret() {
    context.header("Referrer-Policy", "no-referrer");
  }

  /// The session's token that the browser sent, null if it sent none. It need not be a good one.
  public @Nullable String heldSession() {
    return site.memory().heldSession(context);
  }

  /// Takes the session's token out of the browser.
  ///
  /// @return the token that was there, null if there was none
  public @Nullable String dropSession() {
    site.memory().dropSession(context);
    return heldSession();
  }

  /// Answers with a page.
  public void render(String template, Object page) {
    site.render(context, this, session, told, template, page);
  }

  /// Answers with a page under another status than 200.
  public void render(int status, String template, Object page) {
    context.status(status);
    render(template, page);
  }

  /// Answers a program, and nobody else.
  ///
  /// @param json as UTF-8
  public void json(byte[] json) {
    context.header("Cache-Control", "no-store").contentType(JsonObject.TYPE).result(json);
  }

  /// Whether JSON is wanted at least as much as a page.
  public boolean wantsJson() {
    return Errors.wantsJson(context);
  }

  /// Whether only the head of an answer is wanted.
  public boolean isHead() {
    return context.method().equals(HandlerType.HEAD);
  }

  /// Answers with events as they happen.
  ///
  /// @param retryMillis after which time a browser whose stream breaks comes again
  /// @param ended is run once when it is over, whoever ended it
  public EventStream stream(long retryMillis, Runnable ended) {
    return EventStream.open(context, retryMillis, ended);
  }

  /// Answers with a file to keep, piece by piece.
  ///
  /// @param name of the file, in plain letters
  /// @param length of all of it, in bytes
  /// @param pieces gives the next; null if it cannot be had
  public void download(String name, String type, long length, Supplier<byte @Nullable []> pieces) {
    Download.answer(context, name, type, length, pieces);
  }

  /// Lets a browser ask for the page again after a while, by itself.
  public void refreshIn(Duration wait) {
    context.header("Refresh", Long.toString(wait.toSeconds()));
  }

  /// Answers that there is nothing to show.
  public void nothing() {
    context.status(204);
  }

  /// Sends the browser on to a path of ours.
  public void redirect(String path) {
    context.status(302).header("Location", LocalPath.ascii(path));
  }

  /// Answers that there is no such page, or none that the viewer may know of.
  public void notFound() {
    fail(404);
  }

  /// Answers with the page, or the JSON, of an error.
  public void fail(int status) {
    site.errors().render(this, context, status);
  }

  /// Answers that the allowance is used up.
  public void tooMany(Duration retryAfter) {
    context.header("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds() + 1)));
    context.status(429);
  }

  /// Answers only that the allowance is used up, where nothing was typed that could be lost.
  public void refuse(Duration retryAfter) {
    tooMany(retryAfter);
    site.errors().render(this, context, 429);
  }
}
