package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Taking along what one has here, and bringing what one has elsewhere.
class ExportTest {
  @RegisterExtension static final Site SITE = new Site();

  private static final String UNKNOWN =
      "There are no posts in this file that could be imported. Choose an export of a Microblog, or"
          + " an archive of Mastodon.";

  @Journey
  void oneExportsAndAnotherImports(Scripts scripts, @TempDir Path folder) throws IOException {
    Person amina = SITE.person("amina");
    Person ben = SITE.person("ben");
    for (int i = 1; i <= 3; i++) {
      SITE.client(amina).write("Kept by " + amina.name() + " " + i);
    }
    Visitor visitor = SITE.visitor(scripts, amina).open("/user/" + amina.name());
    visitor.follow("Export your posts").sees("Export your posts").looksAround().press("Export");
    visitor.isAt("/user/" + amina.name());
    visitor.open("/export_posts");
    for (int i = 0; i < 60 && visitor.page().getByText("Your export is ready").count() == 0; i++) {
      visitor.page().waitForTimeout(250);
      visitor.open("/export_posts");
    }
    visitor.looksAround();
    Download download =
        visitor.page().waitForDownload(() -> visitor.page().locator("a[download]").click());
    assertThat(download.suggestedFilename()).matches("microblog-[0-9-]{10}\\.zip");
    Path file = folder.resolve("export.zip");
    download.saveAs(file);

    Visitor other = SITE.visitor(scripts, ben).open("/settings");
    other.follow("Import posts").sees("Import posts").looksAround();
    Path words = Files.writeString(folder.resolve("words.json"), "words");
    other.page().locator("#file").setInputFiles(words);
    other.press("Import").isRefused("file", UNKNOWN).looksAround();
    other.page().locator("#file").setInputFiles(file);
    other.press("Import").isAt("/settings/import");
    // Without scripts, too, the page asks again by itself until all is done.
    assertThat(other.page().locator("#latest")).hasText("Your posts are imported");
    assertThat(other.page().locator("#latest ~ ul li").first()).hasText("3 were imported.");
    other.looksAround().follow("See your posts").isAt("/user/" + ben.name());
    other.reads("Kept by " + amina.name() + " 1");
  }

  /// The banner while an export is made: it would be over before a browser could look at it.
  @Test
  void theBannerGoesOnByItself() throws IOException {
    Person amina = SITE.person("amina");
    Visitor visitor = SITE.visitor(Scripts.ON, amina);
    Page page = visitor.page();
    AtomicBoolean ready = new AtomicBoolean();
    page.route(
        "**/explore",
        route -> {
          APIResponse whole = route.fetch();
          String job = "<div data-job=\"/export_posts/progress\">" + job(0) + "</div>";
          String body = whole.text().replaceFirst("(<main [^>]*>)", "$1" + job);
          route.fulfill(new Route.FulfillOptions().setResponse(whole).setBody(body));
        });
    page.route(
        "**/notifications/stream",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("text/event-stream")
                    .setBody(
                        "data: {\"messages\":0,\"notifications\":0,\"said\":\"\","
                            + "\"tasks\":[{\"task_id\":\"7\",\"progress\":40}]}\n\n")));
    page.route(
        "**/export_posts/progress",
        route ->
            route.fulfill(
                ready.get()
                    ? new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<section class=job><p>Your export is ready</p></section>")
                    : new Route.FulfillOptions().setStatus(503)));
    visitor.open("/explore").looksAround();

    // As the stream tells it, which ends then.
    assertThat(page.locator(".job progress")).hasAttribute("value", "40");
    assertThat(page.locator(".job p").nth(1)).hasText("40%");
    ready.set(true);
    assertThat(page.locator("[data-job][role=status]")).hasText("Your export is ready");
    assertThat(page.locator(".job progress")).hasCount(0);
  }

  private static String job(int percent) {
    return "<section class=\"job\" aria-label=\"Export\"><p>Exporting</p><p>%d%%</p>"
            .formatted(percent)
        + "<progress id=\"7-progress\" max=\"100\" value=\"%d\" aria-label=\"Exporting\"></progress></section>"
            .formatted(percent);
  }
}
