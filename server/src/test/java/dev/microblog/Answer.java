package dev.microblog;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.jspecify.annotations.Nullable;

/// What the server answered to a [Browser].
public final class Answer {
  private final HttpResponse<byte[]> response;
  private @Nullable Document document;

  Answer(HttpResponse<byte[]> response) {
    this.response = response;
  }

  /// The status code.
  public int status() {
    return response.statusCode();
  }

  /// A header's first value; empty if it is missing.
  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /// All values of a header.
  public List<String> headers(String name) {
    return response.headers().allValues(name);
  }

  /// Where a redirect leads; empty if this is none.
  public String location() {
    return header("Location");
  }

  /// The `Set-Cookie` line of a cookie; empty if it was not set. The last counts, as in a browser.
  public String cookie(String name) {
    return headers("Set-Cookie").stream()
        .filter(line -> line.startsWith(name + '='))
        .reduce("", (_, later) -> later);
  }

  /// The body as text.
  public String body() {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /// The body as it came.
  public byte[] bytes() {
    return response.body();
  }

  /// The page, read as a browser reads it.
  public Document page() {
    Document page = document;
    if (page == null) {
      page = Jsoup.parse(body(), uri().toString());
      document = page;
    }
    return page;
  }

  /// The texts of all elements that match, in their order.
  public List<String> texts(String css) {
    return page().select(css).eachText();
  }

  /// The bodies of the posts on the page.
  public List<String> posts() {
    return texts(".post-body");
  }

  /// What the page says of what has just happened; empty if it says nothing.
  public String flash() {
    return page().select(".flash p").text();
  }

  /// What is said of a field that is wrong; empty if nothing is.
  public String error(String field) {
    Element error = page().getElementById(field + "-error");
    return error == null ? "" : error.text();
  }

  /// What stands in a field; empty if it is empty or missing.
  public String value(String field) {
    Element element = page().select("[name=" + field + "]").first();
    if (element == null) {
      return "";
    }
    return element.nameIs("textarea") ? element.wholeText() : element.val();
  }

  /// The form that is sent to a path, whatever its query.
  public FormElement form(String action) {
    return page().select("form[method=post]").stream()
        .filter(form -> URI.create(form.attr("action")).getPath().equals(action))
        .map(FormElement.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no form to " + action + " in " + this));
  }

  /// The token of the page's forms; empty if it has none.
  public String token() {
    return value("csrf_token");
  }

  /// What was asked for.
  public URI uri() {
    return response.uri();
  }

  @Override
  public String toString() {
    String body = body();
    return "%s %s -> %d %s%n%s"
        .formatted(
            response.request().method(),
            uri(),
            status(),
            response.headers().map(),
            body.substring(0, Math.min(body.length(), 4000)));
  }
}
