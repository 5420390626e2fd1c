package dev.microblog.web.admin;

import dev.microblog.moderation.Actor;
import dev.microblog.platform.http.Form;
import dev.microblog.site.SiteCare;
import dev.microblog.site.SiteProblem;
import dev.microblog.site.SiteSetting;
import dev.microblog.web.Exchange;
import dev.microblog.web.Flash;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the operator says of the site, in one form.
public final class SiteSettingsPages {
  static final String PATH = "/admin/settings";

  /// What the form shows.
  ///
  /// @param texts by setting, without those that are as they are by themselves
  /// @param problems by setting
  public record SiteSettingsPage(
      Map<SiteSetting, String> texts, Map<SiteSetting, SiteProblem> problems) {
    /// What stands in the field of a setting.
    public String text(SiteSetting setting) {
      return texts.getOrDefault(setting, "");
    }

    /// What is wrong with it; null if nothing is.
    public @Nullable SiteProblem problem(SiteSetting setting) {
      return problems.get(setting);
    }

    /// The name of the field of a setting, which is its id as well.
    public String field(SiteSetting setting) {
      return setting.word();
    }
  }

  private final SiteCare care;

  public SiteSettingsPages(SiteCare care) {
    this.care = care;
  }

  /// `GET /admin/settings`.
  public void show(Exchange exchange) {
    Map<SiteSetting, String> texts = care.texts(actor(exchange));
    if (texts == null) {
      exchange.notFound();
    } else {
      show(exchange, texts, Map.of());
    }
  }

  private static void show(
      Exchange exchange, Map<SiteSetting, String> texts, Map<SiteSetting, SiteProblem> problems) {
    exchange.render("admin-settings.jte", new SiteSettingsPage(texts, problems));
  }

  /// `POST /admin/settings`.
  public void change(Exchange exchange) {
    Form form = exchange.form();
    Map<SiteSetting, String> typed = new EnumMap<>(SiteSetting.class);
    for (SiteSetting setting : SiteSetting.values()) {
      typed.put(setting, form.get(setting.word()));
    }
    if (!exchange.trusted()) {
      exchange.tell(Flash.bad("flash.staleForm"));
      show(exchange, typed, Map.of());
      return;
    }
    switch (care.change(actor(exchange), typed)) {
      case SiteCare.Outcome.Done _ -> {
        exchange.tellNext(Flash.good("flash.saved"));
        exchange.redirect(PATH);
      }
      case SiteCare.Outcome.Refused(var problems) -> show(exchange, typed, problems);
      case SiteCare.Outcome.NotAllowed() -> exchange.notFound();
    }
  }

  static Actor actor(Exchange exchange) {
    return new Actor.Person(exchange.viewer());
  }
}
