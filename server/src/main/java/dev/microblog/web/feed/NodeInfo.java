package dev.microblog.web.feed;

import dev.microblog.platform.config.Version;
import dev.microblog.site.CurrentSite;
import dev.microblog.site.RegistrationMode;
import dev.microblog.site.SiteSettings;
import dev.microblog.stats.Day;
import dev.microblog.stats.Stats;
import dev.microblog.web.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What directories of servers ask for: NodeInfo 2.0 and 2.1 (nodeinfo.diaspora.software). The
/// numbers are counted once an hour, so that asking costs nothing.
public final class NodeInfo {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String PATH = "/nodeinfo/";
  private static final List<String> VERSIONS = List.of("2.0", "2.1");
  private static final String SCHEMA = "http://nodeinfo.diaspora.software/ns/schema/";

  private final Stats stats;
  private final CurrentSite site;
  private final boolean publicPages;

  /// @param publicPages whether the site wants to be known
  public NodeInfo(Stats stats, CurrentSite site, boolean publicPages) {
    this.stats = stats;
    this.site = site;
    this.publicPages = publicPages;
  }

  /// `GET /.well-known/nodeinfo`.
  public void links(Exchange exchange) {
    if (!publicPages) {
      exchange.notFound();
      return;
    }
    String base = exchange.base();
    answer(
        exchange,
        "application/json",
        Map.of(
            "links",
            VERSIONS.stream()
                .map(version -> Map.of("rel", SCHEMA + version, "href", base + PATH + version))
                .toList()));
  }

  /// `GET /nodeinfo/{version}`.
  public void show(Exchange exchange) {
    String version = exchange.path("version");
    if (!publicPages || !VERSIONS.contains(version)) {
      exchange.notFound();
      return;
    }
    Day.Totals totals = stats.totals();
    Map<String, Object> software = new LinkedHashMap<>();
    software.put("name", "microblog");
    software.put("version", Version.NUMBER);
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("version", version);
    info.put("software", software);
    info.put("protocols", List.of());
    info.put("services", Map.of("inbound", List.of(), "outbound", List.of("atom1.0")));
    SiteSettings settings = site.settings();
    info.put("openRegistrations", settings.mode() == RegistrationMode.OPEN);
    info.put(
        "usage",
        Map.of(
            "users",
            Map.of(
                "total", totals.people(),
                "activeMonth", totals.activeMonth(),
                "activeHalfyear", totals.activeHalfYear()),
            "localPosts",
            totals.posts()));
    info.put(
        "metadata", Map.of("nodeName", settings.name(), "nodeDescription", settings.description()));
    answer(exchange, "application/json; profile=\"" + SCHEMA + version + "#\"", info);
  }

  private static void answer(Exchange exchange, String type, Map<String, ?> told) {
    exchange.file(type, JSON.writeValueAsString(told).getBytes(StandardCharsets.UTF_8));
  }
}
