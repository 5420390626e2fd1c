package dev.microblog.api.own;

import dev.microblog.account.Account;
import dev.microblog.account.AccountProblem;
import dev.microblog.account.Accounts;
import dev.microblog.account.Viewer;
import dev.microblog.api.Answer;
import dev.microblog.api.Call;
import dev.microblog.api.Code;
import dev.microblog.api.Operation;
import dev.microblog.api.Parameter;
import dev.microblog.api.Problems;
import dev.microblog.api.person.PersonJson;
import dev.microblog.mail.Mails;
import dev.microblog.platform.text.Sha256;
import dev.microblog.profile.Profile;
import dev.microblog.profile.Profiles;
import dev.microblog.security.Addresses;
import dev.microblog.session.Credentials;
import dev.microblog.session.Device;
import dev.microblog.session.Sessions;
import dev.microblog.token.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who one is here: profile, address, sessions, and leaving.
public final class MeResource {
  private static final String GROUP = "me";

  /// Yourself.
  ///
  /// @param person as everybody sees you
  /// @param email your address; null unless the token has the scope `account`
  public record MeJson(PersonJson person, @Nullable String email) {}

  /// What is to be changed of your profile. What is left out stays.
  ///
  /// @param username your new name
  /// @param aboutMe what you say of yourself
  public record ChangedProfile(@Nullable String username, @Nullable String aboutMe) {}

  /// A new address.
  ///
  /// @param password yours, once more
  /// @param email the new address
  public record NewEmail(String password, String email) {}

  /// What has become of a new address.
  ///
  /// @param email the address
  /// @param confirmed whether it holds; if not it will once the link is followed that was mailed
  public record EmailJson(String email, boolean confirmed) {}

  /// A new password.
  ///
  /// @param password the present one
  /// @param newPassword the new one
  /// @param endTokens whether all tokens end as well, the one that asks too
  public record NewPassword(String password, String newPassword, @Nullable Boolean endTokens) {}

  /// What proves that it is you.
  ///
  /// @param password yours, once more
  public record Proof(String password) {}

  /// A place where you are signed in.
  ///
  /// @param userAgent what the browser says it is
  /// @param address from which it signed in
  /// @param lastUsed when it was last used, to five minutes
  public record SessionJson(String id, String userAgent, String address, String lastUsed) {
    static SessionJson of(Device device) {
      return new SessionJson(
          Long.toString(device.id()),
          device.userAgent(),
          device.address(),
          dev.microblog.api.Times.iso(device.lastUsedAt()));
    }
  }

  /// Where you are signed in.
  public record SessionsJson(List<SessionJson> items) {}

  private final Accounts accounts;
  private final Profiles profiles;
  private final Addresses addresses;
  private final Mails mails;
  private final Credentials credentials;
  private final Sessions sessions;

  public MeResource(
      Accounts accounts,
      Profiles profiles,
      Addresses addresses,
      Mails mails,
      Credentials credentials,
      Sessions sessions) {
    this.accounts = accounts;
    this.profiles = profiles;
    this.addresses = addresses;
    this.mails = mails;
    this.credentials = credentials;
    this.sessions = sessions;
  }

  /// What can be asked for.
  public List<Operation> operations() {
    return List.of(
        Operation.get("/api/me", "readMe")
            .of(GROUP, "Read who you are")
            .needs(Scope.READ)
            .answers(200, MeJson.class)
            .by(call -> me(call, call.viewer().name())),
        Operation.patch("/api/me", "editProfile")
            .of(GROUP, "Change your profile")
            .needs(Scope.ACCOUNT)
            .takes(
                Parameter.header(
                    "If-Match",
                    "The ETag of your profile as you read it. It is changed only if it is still so."))
            .sent(ChangedProfile.class)
            .answers(200, MeJson.class)
            .fails(Code.PRECONDITION_FAILED)
            .by(this::edit),
        Operation.put("/api/me/email", "changeEmail")
            .of(GROUP, "Change your e-mail address")
            .needs(Scope.ACCOUNT)
            .sent(NewEmail.class)
            .answers(200, EmailJson.class)
            .fails(Code.WRONG_PASSWORD)
            .by(this::email),
        Operation.put("/api/me/password", "changePassword")
            .of(GROUP, "Change your password, which signs you out everywhere")
            .needs(Scope.ACCOUNT)
            .sent(NewPassword.class)
            .fails(Code.WRONG_PASSWORD)
            .by(this::password),
        Operation.post("/api/me/delete", "deleteAccount")
            .of(GROUP, "Delete your account for good")
            .needs(Scope.ACCOUNT)
            .sent(Proof.class)
            .fails(Code.WRONG_PASSWORD)
            .by(this::delete),
        Operation.get("/api/me/sessions", "readSessions")
            .of(GROUP, "Where you are signed in")
            .needs(Scope.ACCOUNT)
            .answers(200, SessionsJson.class)
            .by(this::sessions),
        Operation.delete("/api/me/sessions/{id}", "endSession")
            .of(GROUP, "Sign out somewhere")
            .needs(Scope.ACCOUNT)
            .fails(Code.NOT_FOUND)
            .by(
                call ->
                    sessions.end(call.viewer(), call.id("id"))
                        ? Answer.done()
                        : Answer.wrong(Code.NOT_FOUND)));
  }

  private Answer me(Call call, String name) {
    Profile profile = profiles.of(call.viewer(), name);
    if (profile == null) {
      return Answer.wrong(Code.UNAUTHORIZED);
    }
    boolean told = call.access().scopes().contains(Scope.ACCOUNT);
    return Answer.ok(
            new MeJson(
                PersonJson.of(profile, call.base()), told ? addresses.email(call.viewer()) : null))
        .with("ETag", tag(profile.account()));
  }

  private Answer edit(Call call) {
    ChangedProfile sent = call.body(ChangedProfile.class);
    Profile own = profiles.of(call.viewer(), call.viewer().name());
    if (own == null) {
      return Answer.wrong(Code.UNAUTHORIZED);
    }
    String name = sent.username() == null ? own.account().name() : sent.username();
    String aboutMe = sent.aboutMe() == null ? own.account().aboutMe() : sent.aboutMe();
    return switch (accounts.edit(
        call.viewer(), name, aboutMe, account -> call.matches(tag(account)))) {
      case null -> Answer.wrong(Code.PRECONDITION_FAILED);
      case Accounts.EditOutcome.Edited(Viewer viewer) -> me(call, viewer.name());
      case Accounts.EditOutcome.Refused(Set<AccountProblem> problems) ->
          Answer.invalid(Problems.fields(problems));
      case Accounts.EditOutcome.TooMany(Duration wait) -> new Answer.Wait(wait);
    };
  }

  /// Of what one can change: counters grow by themselves.
  private static String tag(Account account) {
    String said = Sha256.hex(account.name() + '\n' + account.aboutMe());
    return "W/\"" + said.substring(0, 16) + '"';
  }

  private Answer email(Call call) {
    NewEmail sent = call.body(NewEmail.class);
    String base = mails.base(call.base());
    return switch (addresses.change(call.viewer(), sent.password(), sent.email(), base)) {
      case Addresses.ChangeOutcome.Changed() ->
          Answer.ok(new EmailJson(sent.email().strip(), true));
      case Addresses.ChangeOutcome.Asked(String email) -> Answer.ok(new EmailJson(email, false));
      case Addresses.ChangeOutcome.Wrong() -> Answer.wrong(Code.WRONG_PASSWORD);
      case Addresses.ChangeOutcome.Refused(Set<AccountProblem> problems) ->
          Answer.invalid(Problems.fields(problems));
      case Addresses.ChangeOutcome.TooMany(Duration wait) -> new Answer.Wait(wait);
    };
  }

  private Answer password(Call call) {
    NewPassword sent = call.body(NewPassword.class);
    boolean programs = Boolean.TRUE.equals(sent.endTokens());
    return switch (credentials.replacePassword(
        call.viewer(), sent.password(), sent.newPassword(), programs)) {
      case Credentials.ReplaceOutcome.Replaced() -> Answer.done();
      case Credentials.ReplaceOutcome.Wrong() -> Answer.wrong(Code.WRONG_PASSWORD);
      case Credentials.ReplaceOutcome.Refused(Set<AccountProblem> problems) ->
          Answer.invalid(
              Problems.fields(problems).stream().map(error -> error.at("new_password")).toList());
      case Credentials.ReplaceOutcome.TooMany(Duration wait) -> new Answer.Wait(wait);
    };
  }

  private Answer delete(Call call) {
    return switch (credentials.deleteAccount(call.viewer(), call.body(Proof.class).password())) {
      case Credentials.DeleteOutcome.Deleted() -> Answer.done();
      case Credentials.DeleteOutcome.Wrong() -> Answer.wrong(Code.WRONG_PASSWORD);
      case Credentials.DeleteOutcome.TooMany(Duration wait) -> new Answer.Wait(wait);
    };
  }

  private Answer sessions(Call call) {
    return Answer.ok(
        new SessionsJson(sessions.devices(call.viewer()).stream().map(SessionJson::of).toList()));
  }
}
