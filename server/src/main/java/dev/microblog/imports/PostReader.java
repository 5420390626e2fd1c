package dev.microblog.imports;

import dev.microblog.imports.Unreadable.Reason;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.text.CleanText;
import dev.microblog.platform.text.Graphemes;
import dev.microblog.platform.text.Sha256;
import dev.microblog.post.LanguageDetector;
import dev.microblog.post.OldPosts.OldPost;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads posts of one of three forms: a Microblog's `archive.json`, the `posts.json` of the
/// tutorial's application, and Mastodon's `outbox.json`. They are told apart by what is in them.
final class PostReader {
  /// Takes what is found.
  interface Sink {
    /// A post that is to be made.
    void post(OldPost post);

    /// A post that is not.
    void leftOut(LeftOut why);
  }

  private static final int MOST_POSTS = 500_000;

  /// HTML that is longer has more words than any post may have.
  private static final int LONGEST_HTML = 200_000;

  private static final Set<String> OWN =
      Set.of("id", "author_id", "body", "timestamp", "edited", "language", "visibility");

  private static final Set<String> ACTIVITY =
      Set.of(
          "id",
          "type",
          "published",
          "to",
          "object.id",
          "object.type",
          "object.to",
          "object.inReplyTo",
          "object.published",
          "object.summary",
          "object.content");

  private static final Set<String> ACTIVITY_OBJECTS = Set.of("object", "object.contentMap.");

  /// As it is written in the list of those for whom something is.
  private static final Set<String> EVERYBODY =
      Set.of("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(50)
                  .maxStringLength(1_000_000)
                  .maxNumberLength(100)
                  .maxNameLength(2_000)
                  .build())
          .build();

  private final LanguageDetector detector;
  private final int maxLength;
  private final long now;
  private final Sink sink;
  private int posts;

  /// @param maxLength of a post here, in grapheme clusters
  /// @param now what is later was not written yet, in epoch milliseconds
  PostReader(LanguageDetector detector, int maxLength, long now, Sink sink) {
    this.detector = detector;
    this.maxLength = maxLength;
    this.now = now;
    this.sink = sink;
  }

  /// Reads all posts.
  void read(InputStream in) throws IOException, Unreadable {
    var utf8 =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    java.io.BufferedReader text = new java.io.BufferedReader(new InputStreamReader(in, utf8));
    text.mark(1);
    if (text.read() != '\uFEFF') {
      text.reset();
    }
    boolean found = false;
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new Unreadable(Reason.UNKNOWN);
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        JsonToken token = json.nextToken();
        boolean own = name.equals("posts");
        if (token == JsonToken.START_ARRAY && (own || name.equals("orderedItems"))) {
          found = true;
          items(json, own);
        } else {
          json.skipChildren();
        }
      }
      if (json.nextToken() != null) {
        throw new Unreadable(Reason.BROKEN);
      }
    }
    if (!found) {
      throw new Unreadable(Reason.UNKNOWN);
    }
  }

  private void items(JsonParser json, boolean own) throws Unreadable {
    for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY; t = json.nextToken()) {
      if (++posts > MOST_POSTS) {
        throw new Unreadable(Reason.TOO_LARGE);
      }
      if (t != JsonToken.START_OBJECT) {
        json.skipChildren();
        sink.leftOut(LeftOut.OTHER);
      } else if (own) {
        own(Picked.read(json, OWN, Set.of()));
      } else {
        activity(Picked.read(json, ACTIVITY, ACTIVITY_OBJECTS));
      }
    }
  }

  private void own(Picked post) {
    String visibility = post.first("visibility");
    if (!visibility.isEmpty() && !visibility.equals("public")) {
      sink.leftOut(LeftOut.NOT_PUBLIC);
      return;
    }
    String body = post.first("body");
    String timestamp = post.first("timestamp");
    long id = number(post.first("id"));
    String origin =
        id > 0
            ? "microblog " + post.first("author_id") + ' ' + id + ' ' + timestamp
            : "post " + timestamp + ' ' + body;
    take(id, origin, body, post.first("language"), timestamp, post.first("edited"));
  }

  private void activity(Picked activity) {
    String type = activity.first("type");
    LeftOut why =
        type.equals("Announce")
            ? LeftOut.BOOST
            : !type.equals("Create") || !activity.first("object.type").equals("Note")
                ? LeftOut.OTHER
                : !isPublic(activity)
                    ? LeftOut.NOT_PUBLIC
                    : activity.first("object.inReplyTo").isEmpty() ? null : LeftOut.REPLY;
    String warning = activity.first("object.summary");
    String html = activity.first("object.content");
    if (why == null && warning.length() + html.length() > LONGEST_HTML) {
      why = LeftOut.TOO_LONG;
    }
    if (why != null) {
      sink.leftOut(why);
      return;
    }
    List<String> languages = activity.names("object.contentMap");
    String published = first(activity, "object.published", "published");
    take(
        0,
        "activity " + first(activity, "object.id", "id"),
        warning + "\n\n" + HtmlText.of(html),
        languages.size() == 1 ? languages.getFirst() : "",
        published,
        "");
  }

  private static boolean isPublic(Picked activity) {
    List<String> to = activity.all("object.to");
    return (to.isEmpty() ? activity.all("to") : to).stream().anyMatch(EVERYBODY::contains);
  }

  private static String first(Picked activity, String member, String other) {
    String value = activity.first(member);
    return value.isEmpty() ? activity.first(other) : value;
  }

  private void take(
      long id, String origin, String typed, String language, String timestamp, String edited) {
    Long createdAt = time(timestamp);
    String body = typed.length() > LONGEST_HTML ? typed : CleanText.lines(typed);
    LeftOut why =
        body.isEmpty()
            ? LeftOut.EMPTY
            : Graphemes.over(body, maxLength) > 0
                ? LeftOut.TOO_LONG
                : createdAt == null || createdAt < Ids.EPOCH || createdAt > now
                    ? LeftOut.UNDATED
                    : null;
    if (why != null || createdAt == null) {
      sink.leftOut(why == null ? LeftOut.UNDATED : why);
      return;
    }
    Long editedAt = time(edited);
    boolean changed = editedAt != null && editedAt > createdAt && editedAt <= now;
    sink.post(
        new OldPost(
            id,
            Sha256.hex(origin),
            body,
            language(language, body),
            createdAt,
            changed ? editedAt : null));
  }

  private String language(String tag, String body) {
    String main = tag.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
    return LanguageDetector.LANGUAGES.contains(main) ? main : detector.detect(body);
  }

  private static long number(String text) {
    return Math.max(0, Ids.parse(text));
  }

  /// The moment that is written as ISO 8601 has it; null if none is. Where no zone is named it is
  /// UTC. The tutorial's application adds a `Z` even where there is one.
  private static @Nullable Long time(String text) {
    String plain = text.replaceFirst("([+-][0-9]{2}:[0-9]{2})Z$", "$1");
    try {
      return OffsetDateTime.parse(plain).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      try {
        return LocalDateTime.parse(plain).toInstant(ZoneOffset.UTC).toEpochMilli();
      } catch (DateTimeException | ArithmeticException none) {
        return null;
      }
    }
  }
}
