package dev.microblog.web.feed;

import dev.microblog.platform.http.Form;
import dev.microblog.platform.text.Messages;
import dev.microblog.profile.Profiles;
import dev.microblog.site.SiteSettings;
import dev.microblog.web.Assets;
import dev.microblog.web.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/// The files that search engines and browsers ask for by themselves.
public final class Crawling {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";

  /// People in the site map. The protocol allows 50,000 addresses; who is new is found by it, who
  /// is not has been.
  private static final int MOST_PEOPLE = 5_000;

  private final Profiles profiles;
  private final Assets assets;
  private final boolean publicPages;

  /// @param publicPages whether there is anything to be found
  public Crawling(Profiles profiles, Assets assets, boolean publicPages) {
    this.profiles = profiles;
    this.assets = assets;
    this.publicPages = publicPages;
  }

  /// `GET /robots.txt`.
  public void robots(Exchange exchange) {
    String rules =
        publicPages
            ? """
            User-agent: *
            Disallow: /auth/
            Disallow: /index
            Disallow: /edit_profile

            Sitemap: %s/sitemap.xml
            """
                .formatted(exchange.base())
            : """
            User-agent: *
            Disallow: /
            """;
    exchange.file("text/plain; charset=utf-8", utf8(rules));
  }

  /// `GET /sitemap.xml`: what is public, and who came last.
  public void sitemap(Exchange exchange) {
    if (!publicPages) {
      exchange.notFound();
      return;
    }
    String base = exchange.base();
    Xml xml = new Xml("urlset", SITEMAP);
    for (String path : List.of("/", "/explore")) {
      xml.open("url").element("loc", base + path).close();
    }
    for (String name : profiles.newestNames(MOST_PEOPLE)) {
      xml.open("url").element("loc", base + "/user/" + Form.encode(name)).close();
    }
    exchange.file("application/xml; charset=utf-8", xml.end());
  }

  /// `GET /manifest.webmanifest`: what a phone needs to put the site on its first screen.
  public void manifest(Exchange exchange) {
    SiteSettings settings = exchange.settings();
    String name = JSON.writeValueAsString(settings.name());
    String description =
        settings.description().isEmpty()
            ? Messages.in(Locale.ENGLISH).get("landing.text")
            : settings.description();
    // Every other value is our own: nothing in it needs escaping.
    String manifest =
        """
        {
          "name": %s,
          "short_name": %s,
          "description": %s,
          "id": "/",
          "start_url": "/",
          "scope": "/",
          "display": "standalone",
          "background_color": "#f8f5f2",
          "theme_color": "#f8f5f2",
          "icons": [{"src": "%s", "sizes": "any", "type": "image/svg+xml"}]
        }
        """
            .formatted(name, name, JSON.writeValueAsString(description), assets.url("favicon.svg"));
    exchange.file("application/manifest+json", utf8(manifest));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
