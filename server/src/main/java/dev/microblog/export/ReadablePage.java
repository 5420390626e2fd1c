package dev.microblog.export;

import dev.microblog.account.Account;
import dev.microblog.message.Message;
import dev.microblog.mute.Filter;
import dev.microblog.platform.text.Messages;
import dev.microblog.post.Post;
import dev.microblog.post.PostText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The page for people, `index.html`: a file of its own that needs nothing else, no script and no
/// network, in the language of who asked for the export.
final class ReadablePage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --paper: light-dark(#f8f5f2, #181416); --ink: light-dark(#231a1f, #ece4e7);
        --soft: light-dark(#64575e, #b3a6ac); --line: light-dark(#e3dbd6, #382f33); --accent: light-dark(#8a2c58, #e69bbd); }
      * { box-sizing: border-box; }
      body { max-inline-size: 42rem; margin: 0 auto; padding: 2rem 1rem 4rem; background: var(--paper); color: var(--ink);
        font: 1.0625rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
      h1 { font-size: 1.75rem; margin: 0; } h1::after { content: ""; display: inline-block; inline-size: .3em;
        block-size: .3em; margin-inline-start: .1em; border-radius: 50%; background: var(--accent); }
      h2 { font-size: 1.25rem; margin: 3rem 0 .5rem; } h3 { font-size: 1.0625rem; margin: 2rem 0 .5rem; }
      p { margin: 0 0 .5rem; } a { color: var(--accent); } nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin-block: 1rem; }
      article { padding-block: .75rem; border-block-end: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 5rem; }
      .soft, time { color: var(--soft); font-size: .8125rem; } .names { columns: 12rem; padding-inline-start: 1.25rem; }
      .names:empty { display: none; } .none { color: var(--soft); } .who { font-weight: 600; }
      """;

  private static final List<String> PARTS =
      List.of("posts", "following", "followers", "blocked", "muted", "filters", "messages");

  private final Messages t;

  ReadablePage(Messages t) {
    this.t = t;
  }

  /// The beginning of the page, up to its first list.
  ///
  /// @param createdAt when the export was asked for
  String head(Account account, long createdAt) {
    String name = escaped(account.name());
    StringBuilder page = new StringBuilder();
    page.append("<!doctype html>\n<html lang=\"").append(t.tag()).append("\">\n<head>\n");
    page.append("<meta charset=\"utf-8\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<meta http-equiv=\"Content-Security-Policy\"");
    page.append(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    page.append("<title>").append(name).append(" - Microblog</title>\n<style>\n");
    page.append(STYLE).append("</style>\n</head>\n<body>\n<header>\n<h1>").append(name);
    page.append("</h1>\n");
    if (!account.aboutMe().isEmpty()) {
      page.append("<p dir=\"auto\">").append(escaped(account.aboutMe()).replace("\n", "<br>"));
      page.append("</p>\n");
    }
    page.append("<p class=\"soft\">");
    page.append(escaped(t.get("export.page.of", Messages.exact(createdAt)))).append("</p>\n<nav>");
    for (String part : PARTS) {
      page.append("<a href=\"#").append(part).append("\">").append(title(part)).append("</a>\n");
    }
    return page.append("</nav>\n</header>\n<main>\n").toString();
  }

  /// The end of the page.
  String foot() {
    return "</main>\n</body>\n</html>\n";
  }

  /// What stands around the posts, or around all conversations.
  ExportFrame list(String part) {
    return new ExportFrame(heading(part), "", "</section>\n", none());
  }

  /// What stands around the names of a list of people.
  ExportFrame names(String part) {
    String begin = heading(part) + "<ul class=\"names\">";
    return new ExportFrame(begin, "", "</ul>\n</section>\n", "</ul>\n" + none());
  }

  /// The words that the person filters.
  String filters(List<Filter> filters) {
    ExportFrame frame = names("filters");
    StringBuilder text = new StringBuilder(frame.begin());
    filters.forEach(
        filter -> text.append("<li>").append(escaped(filter.words())).append("</li>\n"));
    return text.append(frame.end(filters.size())).toString();
  }

  /// What stands around the messages of a conversation.
  ExportFrame talk(@Nullable String other) {
    String with = other == null ? t.get("messages.deleted") : other;
    return new ExportFrame("<section>\n<h3>" + escaped(with) + "</h3>\n", "", "</section>\n", "");
  }

  private String heading(String part) {
    return "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n"
        .formatted(part, part, title(part));
  }

  private String title(String part) {
    return escaped(t.get("export.page." + part));
  }

  private String none() {
    return "<p class=\"none\">" + escaped(t.get("export.page.none")) + "</p>\n</section>\n";
  }

  /// A post.
  String post(Post post) {
    String language = post.language();
    return "<article>\n%s\n<div dir=\"auto\"%s>%s</div>\n</article>\n"
        .formatted(
            time(post.createdAt()),
            language.isEmpty() ? "" : " lang=\"" + escaped(language) + "\"",
            text(post.body()));
  }

  /// A name in a list of people.
  String name(String name) {
    return "<li>" + escaped(name) + "</li>\n";
  }

  /// A message, by the name of who wrote it.
  String message(@Nullable String sender, Message message) {
    String who = sender == null ? t.get("messages.deleted") : sender;
    return "<article>\n<span class=\"who\">%s</span> %s\n<div dir=\"auto\">%s</div>\n</article>\n"
        .formatted(escaped(who), time(message.createdAt()), text(message.body()));
  }

  private static String time(long epochMillis) {
    return "<time datetime=\"%s\">%s</time>"
        .formatted(Instant.ofEpochMilli(epochMillis), escaped(Messages.exact(epochMillis)));
  }

  private static String text(String body) {
    StringBuilder html = new StringBuilder();
    for (var paragraph : PostText.paragraphs(body)) {
      html.append("<p>");
      for (PostText.Part part : paragraph) {
        html.append(
            switch (part) {
              case PostText.Part.Words(String words) -> escaped(words);
              case PostText.Part.Break() -> "<br>";
              case PostText.Part.Link(String url, String shown) ->
                  "<a href=\"" + escaped(url) + "\" rel=\"noreferrer\">" + escaped(shown) + "</a>";
              case PostText.Part.Mention(String name) -> '@' + escaped(name);
              case PostText.Part.Tag(String tag) -> '#' + escaped(tag);
            });
      }
      html.append("</p>");
    }
    return html.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
