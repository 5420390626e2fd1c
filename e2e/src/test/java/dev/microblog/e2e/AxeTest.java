package dev.microblog.e2e;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Every page as it opens, wide and light, narrow and dark. Axe itself is a script, so that here a
/// page without scripts is one whose own are not let through.
class AxeTest {
  private static final List<String> PUBLIC =
      List.of(
          "/",
          "/explore",
          "/tag/bread",
          "/search?q=bread",
          "/user/%s",
          "/user/%s/followers",
          "/user/%s/following");

  private static final List<String> STRANGERS =
      List.of("/auth/login", "/auth/register", "/api/docs", "/nothing");

  private static final List<String> OWN =
      List.of(
          "/index",
          "/edit_profile",
          "/messages",
          "/notifications",
          "/settings",
          "/settings/blocks",
          "/settings/delete",
          "/settings/filters",
          "/settings/mutes",
          "/settings/tokens",
          "/auth/logout",
          "/nothing");

  @RegisterExtension static final Site SITE = new Site();

  @Journey
  void noPageKeepsAnybodyOut(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    Person ben = SITE.person("ben");
    SITE.client(ben).follow(amina);
    Client writing = SITE.client(amina);
    writing.write("A word to @" + ben.name() + ", a link to https://bread.example and a #bread");
    Visitor stranger = SITE.visitor(Scripts.ON);
    Visitor member = SITE.visitor(Scripts.ON, amina);
    Visitor newcomer = SITE.visitor(Scripts.ON, SITE.person("hana"));
    for (Visitor visitor : List.of(stranger, member, newcomer)) {
      if (scripts == Scripts.OFF) {
        visitor.page().route("**/app.js", route -> route.fulfill());
      }
    }
    member.open("/explore").post(amina, "A word to").locator("time").click();
    String post = java.net.URI.create(member.page().url()).getPath();

    for (String path : PUBLIC) {
      check(stranger, path.formatted(amina.name()));
      check(member, path.formatted(amina.name()));
    }
    STRANGERS.forEach(path -> check(stranger, path));
    OWN.forEach(path -> check(member, path));
    for (String end : List.of("", "/edit", "/delete")) {
      check(member, post + end);
    }
    for (String path : List.of("/send_message/", "/messages/", "/block/")) {
      check(member, path + ben.name());
    }
    check(stranger, post);
    check(newcomer, "/index");
    check(newcomer, "/user/%s".formatted("hana"));
  }

  private static void check(Visitor visitor, String path) {
    Page page = visitor.open(path).page();
    // Both schemes, but not each on each screen: no colour depends on the width.
    for (Screen screen : Screen.values()) {
      page.setViewportSize(screen.width, screen.height);
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(screen.scheme));
      Axe.check(page, screen.width + " px, " + screen.scheme);
    }
  }
}
