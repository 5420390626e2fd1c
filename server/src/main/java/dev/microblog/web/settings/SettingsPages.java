package dev.microblog.web.settings;

import dev.microblog.account.Display;
import dev.microblog.session.Credentials;
import dev.microblog.session.Sessions;
import dev.microblog.web.Exchange;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The page of settings.
public final class SettingsPages {
  /// What the page shows.
  ///
  /// @param email the address that holds
  /// @param typed what was typed in its place
  /// @param errors keys of what is wrong, by the ids of fields
  public record SettingsPage(
      Display display,
      String email,
      String typed,
      Map<String, String> errors,
      List<DeviceView> devices) {
    /// The key of what is wrong with a field, null if nothing is.
    public @Nullable String error(String field) {
      return errors.get(field);
    }
  }

  private final Credentials credentials;
  private final Sessions sessions;

  public SettingsPages(Credentials credentials, Sessions sessions) {
    this.credentials = credentials;
    this.sessions = sessions;
  }

  /// `GET /settings`.
  public void show(Exchange exchange) {
    show(exchange, null, Map.of());
  }

  /// The page with a form that was sent already.
  ///
  /// @param typed the address that was typed, null if that form was not sent
  void show(Exchange exchange, @Nullable String typed, Map<String, String> errors) {
    String email = credentials.email(exchange.viewer());
    exchange.render(
        "settings.jte",
        new SettingsPage(
            exchange.display(),
            email,
            typed == null ? email : typed,
            errors,
            sessions.devices(exchange.session()).stream()
                .map(device -> DeviceView.of(device, exchange.texts()))
                .toList()));
  }
}
