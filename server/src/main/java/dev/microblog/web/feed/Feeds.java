package dev.microblog.web.feed;

import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.http.Form;
import dev.microblog.platform.text.CleanText;
import dev.microblog.platform.text.Graphemes;
import dev.microblog.post.Post;
import dev.microblog.post.PostText;
import dev.microblog.post.PostText.Part;
import dev.microblog.profile.Profile;
import dev.microblog.profile.Profiles;
import dev.microblog.timeline.TimelinePost;
import dev.microblog.timeline.Timelines;
import dev.microblog.web.Exchange;
import dev.microblog.web.PostView;
import java.time.Instant;
import java.util.List;

/// Atom feeds (RFC 4287) of a person and of a tag, with what everybody may see.
public final class Feeds {
  /// What is added to the path of a page for the path of its feed.
  public static final String FILE = "/feed.atom";

  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String XHTML = "http://www.w3.org/1999/xhtml";
  private static final String TYPE = "application/atom+xml; charset=utf-8";

  /// Length of an entry's title, in grapheme clusters. Posts have none of their own.
  private static final int TITLE = 80;

  private final Profiles profiles;
  private final Timelines timelines;

  public Feeds(Profiles profiles, Timelines timelines) {
    this.profiles = profiles;
    this.timelines = timelines;
  }

  /// `GET /user/{name}/feed.atom`.
  public void ofPerson(Exchange exchange) {
    Profile profile = profiles.of(Viewer.NOBODY, exchange.path("name"));
    if (profile == null) {
      exchange.notFound();
      return;
    }
    String name = profile.account().name();
    var page = timelines.byAuthor(Viewer.NOBODY, profile.account().id(), Cursor.first());
    send(exchange, name, "/user/" + Form.encode(name), page.items());
  }

  /// `GET /tag/{tag}/feed.atom`.
  public void ofTag(Exchange exchange) {
    String tag = exchange.path("tag");
    if (!PostText.isTag(tag)) {
      exchange.notFound();
      return;
    }
    var page = timelines.byTag(Viewer.NOBODY, tag, Cursor.first());
    send(exchange, '#' + tag, PostView.tagPath(tag), page.items());
  }

  private static void send(Exchange exchange, String title, String path, List<TimelinePost> posts) {
    String base = exchange.base();
    Xml xml =
        new Xml("feed", ATOM)
            .element("id", base + path)
            .element("title", title + " - " + exchange.settings().name())
            .empty(
                "link", "rel", "self", "type", "application/atom+xml", "href", base + path + FILE)
            .empty("link", "rel", "alternate", "type", "text/html", "href", base + path)
            .element("updated", time(posts.stream().mapToLong(Feeds::updated).max().orElse(0)))
            .element("generator", "Microblog");
    posts.forEach(post -> entry(xml, base, post));
    exchange.file(TYPE, xml.end());
  }

  private static void entry(Xml xml, String base, TimelinePost entry) {
    Post post = entry.post();
    String address = base + "/post/" + post.id();
    xml.open("entry")
        .element("id", address)
        .element("title", Graphemes.shortened(CleanText.line(post.body()), TITLE))
        .empty("link", "rel", "alternate", "type", "text/html", "href", address)
        .element("published", time(post.createdAt()))
        .element("updated", time(updated(entry)))
        .open("author")
        .element("name", post.authorName())
        .element("uri", base + "/user/" + Form.encode(post.authorName()))
        .close();
    if (post.language().isEmpty()) {
      xml.open("content", "type", "xhtml");
    } else {
      xml.open("content", "type", "xhtml", "xml:lang", post.language());
    }
    xml.openIn(XHTML, "div");
    PostView view = new PostView(entry, Viewer.NOBODY);
    for (List<Part> paragraph : view.paragraphs()) {
      xml.open("p");
      paragraph.forEach(part -> part(xml, base, view, part));
      xml.close();
    }
    xml.close().close().close();
  }

  private static void part(Xml xml, String base, PostView post, Part part) {
    switch (part) {
      case Part.Words(String text) -> xml.text(text);
      case Part.Break() -> xml.empty("br");
      case Part.Link(String url, String shown) -> link(xml, url, shown);
      case Part.Tag(String tag) -> link(xml, base + PostView.tagPath(tag), '#' + tag);
      case Part.Mention(String name) -> {
        String mentioned = post.mentioned(name);
        if (mentioned == null) {
          xml.text('@' + name);
        } else {
          link(xml, base + "/user/" + Form.encode(mentioned), '@' + name);
        }
      }
    }
  }

  private static void link(Xml xml, String address, String text) {
    xml.open("a", "href", address).text(text).close();
  }

  private static long updated(TimelinePost entry) {
    Long edited = entry.post().editedAt();
    return edited == null ? entry.post().createdAt() : edited;
  }

  private static String time(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).toString();
  }
}
