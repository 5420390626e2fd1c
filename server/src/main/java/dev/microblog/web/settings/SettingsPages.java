package dev.microblog.web.settings;

import dev.microblog.account.Account;
import dev.microblog.account.Display;
import dev.microblog.mail.Mails;
import dev.microblog.message.Mailboxes;
import dev.microblog.message.Senders;
import dev.microblog.notification.Kind;
import dev.microblog.notification.NoticeChoices;
import dev.microblog.notification.Way;
import dev.microblog.profile.Profile;
import dev.microblog.profile.Profiles;
import dev.microblog.search.Findability;
import dev.microblog.security.Addresses;
import dev.microblog.session.Sessions;
import dev.microblog.web.Exchange;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The page of settings.
public final class SettingsPages {
  /// How somebody is told of a kind of thing.
  ///
  /// @param way that is chosen
  /// @param ways that could be
  public record NoticeChoice(Kind kind, Way way, List<Way> ways) {}

  /// What the page shows.
  ///
  /// @param unconfirmed the address that is still to be confirmed; empty if there is none, or if
  /// there is no mail by which to do so
  /// @param typed what was typed in its place
  /// @param errors keys of what is wrong, by the ids of fields
  /// @param senders who may write to this person
  /// @param findable whether searches find this person
  /// @param choices how this person is told of what
  public record SettingsPage(
      Display display,
      String unconfirmed,
      String typed,
      Map<String, String> errors,
      Senders senders,
      boolean findable,
      List<NoticeChoice> choices,
      List<DeviceView> devices) {
    /// The key of what is wrong with a field, null if nothing is.
    public @Nullable String error(String field) {
      return errors.get(field);
    }
  }

  /// What the page shows on which one deletes the account.
  ///
  /// @param posts that go with it
  /// @param followers who no longer have somebody to follow
  /// @param error key of what is wrong with the password, null if nothing is
  public record DeletePage(long posts, long followers, @Nullable String error) {}

  private final Profiles profiles;
  private final Addresses addresses;
  private final Mails mails;
  private final Sessions sessions;
  private final Mailboxes mailboxes;
  private final Findability findability;
  private final NoticeChoices choices;

  public SettingsPages(
      Profiles profiles,
      Addresses addresses,
      Mails mails,
      Sessions sessions,
      Mailboxes mailboxes,
      Findability findability,
      NoticeChoices choices) {
    this.choices = choices;
    this.mailboxes = mailboxes;
    this.findability = findability;
    this.profiles = profiles;
    this.addresses = addresses;
    this.mails = mails;
    this.sessions = sessions;
  }

  /// `GET /settings`.
  public void show(Exchange exchange) {
    show(exchange, null, Map.of());
  }

  /// `GET /settings/delete`.
  public void delete(Exchange exchange) {
    delete(exchange, null);
  }

  /// The page with a form that was sent already.
  ///
  /// @param error key of what is wrong with the password, null if nothing is
  void delete(Exchange exchange, @Nullable String error) {
    Profile own = profiles.of(exchange.viewer(), exchange.viewer().name());
    if (own == null) {
      exchange.notFound();
      return;
    }
    Account account = own.account();
    exchange.render(
        "settings-delete.jte", new DeletePage(account.postCount(), account.followerCount(), error));
  }

  /// The page with a form that was sent already.
  ///
  /// @param typed the address that was typed, null if that form was not sent
  void show(Exchange exchange, @Nullable String typed, Map<String, String> errors) {
    boolean possible = mails.base(exchange.base()) != null;
    exchange.render(
        "settings.jte",
        new SettingsPage(
            exchange.display(),
            possible ? addresses.unconfirmed(exchange.viewer()) : "",
            typed == null ? addresses.email(exchange.viewer()) : typed,
            errors,
            mailboxes.senders(exchange.viewer()),
            findability.findable(exchange.viewer()),
            choices.of(exchange.viewer()).entrySet().stream()
                .map(c -> new NoticeChoice(c.getKey(), c.getValue(), choices.offered(c.getKey())))
                .toList(),
            sessions.devices(exchange.session()).stream()
                .map(device -> DeviceView.of(device, exchange.texts()))
                .toList()));
  }
}
