package dev.microblog.imports;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/// The words of a post that was written as HTML, as Mastodon keeps them.
final class HtmlText {
  private static final Set<String> PARAGRAPHS =
      Set.of("p", "div", "blockquote", "ul", "ol", "pre", "h1", "h2", "h3", "h4", "h5", "h6");

  private static final Set<String> UNSEEN = Set.of("script", "style", "template", "noscript");

  private HtmlText() {}

  /// The words; paragraphs are parted by empty lines.
  static String of(String html) {
    Words words = new Words();
    Jsoup.parseBodyFragment(html).body().traverse(words);
    return words.text.toString();
  }

  private static final class Words implements NodeVisitor {
    final StringBuilder text = new StringBuilder();
    private @Nullable Node unseen;

    @Override
    public void head(Node node, int depth) {
      if (unseen != null) {
        return;
      }
      if (node instanceof TextNode words) {
        String handle = handle(words);
        text.append(handle == null ? words.text() : handle);
      } else if (node instanceof Element element) {
        String name = element.normalName();
        if (UNSEEN.contains(name)) {
          unseen = node;
        } else if (name.equals("br")) {
          text.append('\n');
        } else if (name.equals("li")) {
          text.append("\n• ");
        } else if (PARAGRAPHS.contains(name)) {
          text.append("\n\n");
        }
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node.equals(unseen)) {
        unseen = null;
      } else if (node instanceof Element element && PARAGRAPHS.contains(element.normalName())) {
        text.append("\n\n");
      }
    }

    /// A name within a link to a person of another server, with that server: without it, it would
    /// be the name of somebody here. Mastodon writes `<a class="mention">@<span>ben</span></a>`.
    private static @Nullable String handle(TextNode words) {
      Node parent = words.parent();
      Node link = parent instanceof Element e && e.nameIs("span") ? parent.parent() : parent;
      if (!(link instanceof Element a)
          || !a.nameIs("a")
          || !a.hasClass("mention")
          || a.hasClass("hashtag")
          || words.text().substring(Math.min(1, words.text().length())).contains("@")
          || words.text().strip().equals("@")) {
        return null;
      }
      try {
        String host = new URI(a.attr("href")).getHost();
        return host == null ? null : words.text() + '@' + host;
      } catch (URISyntaxException e) {
        return null;
      }
    }
  }
}
