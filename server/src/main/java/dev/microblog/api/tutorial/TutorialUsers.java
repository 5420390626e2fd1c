package dev.microblog.api.tutorial;

import dev.microblog.account.Account;
import dev.microblog.account.AccountPolicy;
import dev.microblog.account.AccountProblem;
import dev.microblog.account.Accounts;
import dev.microblog.account.Viewer;
import dev.microblog.api.Answer;
import dev.microblog.api.Call;
import dev.microblog.api.Code;
import dev.microblog.api.Operation;
import dev.microblog.api.Parameter;
import dev.microblog.api.Problems;
import dev.microblog.mail.Mails;
import dev.microblog.platform.text.Messages;
import dev.microblog.profile.Directory;
import dev.microblog.registration.SignUps;
import dev.microblog.security.Addresses;
import dev.microblog.token.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// People, as programs for the tutorial's application ask for them.
public final class TutorialUsers {
  static final String ALL = "/api/users";

  private static final String GROUP = "tutorial";
  private static final String ONE = ALL + "/{id}";
  private static final int PER_PAGE = 10;
  private static final int MOST_PER_PAGE = 100;

  /// Somebody who signs up.
  ///
  /// @param note for who lets people in, where somebody does
  /// @param invite code of an invitation, where one is needed
  public record NewUser(
      @Nullable String username,
      @Nullable String email,
      @Nullable String password,
      @Nullable String aboutMe,
      @Nullable String note,
      @Nullable String invite) {}

  /// What is to be changed of oneself.
  ///
  /// @param password one's own, which a new address needs
  public record ChangedUser(
      @Nullable String username,
      @Nullable String email,
      @Nullable String password,
      @Nullable String aboutMe) {}

  private final Directory directory;
  private final Accounts accounts;
  private final SignUps signUps;
  private final Addresses addresses;
  private final Mails mails;

  public TutorialUsers(
      Directory directory, Accounts accounts, SignUps signUps, Addresses addresses, Mails mails) {
    this.signUps = signUps;
    this.directory = directory;
    this.accounts = accounts;
    this.addresses = addresses;
    this.mails = mails;
  }

  /// What can be asked for.
  public List<Operation> operations() {
    Parameter page = Parameter.number("page", "The number of the page, from 1.");
    Parameter size = Parameter.number("per_page", "People on a page, 100 at most.");
    return List.of(
        Operation.get(ALL, "listUsers")
            .of(GROUP, "Everybody, in the order in which they came")
            .needs(Scope.READ)
            .takes(page, size)
            .answers(200, TutorialCollection.class)
            .by(this::all),
        Operation.post(ALL, "registerUser")
            .of(GROUP, "Sign somebody up")
            .sent(NewUser.class)
            .answers(201, TutorialUser.class)
            .fails(Code.FORBIDDEN)
            .by(this::register),
        Operation.get(ONE, "readUser")
            .of(GROUP, "Read who somebody is, by their id")
            .needs(Scope.READ)
            .answers(200, TutorialUser.class)
            .fails(Code.NOT_FOUND)
            .by(call -> user(call, call.id("id"))),
        Operation.put(ONE, "updateUser")
            .of(GROUP, "Change your own name, address or description")
            .needs(Scope.ACCOUNT)
            .sent(ChangedUser.class)
            .answers(200, TutorialUser.class)
            .fails(Code.NOT_FOUND, Code.FORBIDDEN)
            .by(this::update),
        Operation.get(ONE + "/followers", "listFollowers")
            .of(GROUP, "Who follows somebody")
            .needs(Scope.READ)
            .takes(page, size)
            .answers(200, TutorialCollection.class)
            .fails(Code.NOT_FOUND)
            .by(this::followers),
        Operation.get(ONE + "/following", "listFollowing")
            .of(GROUP, "Whom somebody follows")
            .needs(Scope.READ)
            .takes(page, size)
            .answers(200, TutorialCollection.class)
            .fails(Code.NOT_FOUND)
            .by(this::following));
  }

  private Answer all(Call call) {
    return collection(call, ALL, directory.all(page(call), size(call)));
  }

  private Answer followers(Call call) {
    long id = call.id("id");
    Directory.Part part = directory.followers(id, page(call), size(call));
    return collection(call, ALL + "/" + id + "/followers", part);
  }

  private Answer following(Call call) {
    long id = call.id("id");
    Directory.Part part = directory.following(id, page(call), size(call));
    return collection(call, ALL + "/" + id + "/following", part);
  }

  private static Answer collection(Call call, String path, Directory.@Nullable Part part) {
    if (part == null) {
      return Answer.wrong(Code.NOT_FOUND);
    }
    String base = call.base();
    return Answer.ok(
        TutorialCollection.of(
            path,
            page(call),
            size(call),
            part.total(),
            part.people().stream().map(person -> TutorialUser.of(person, base)).toList()));
  }

  /// What is no number counts as not given, as in the tutorial's application.
  private static int page(Call call) {
    return number(call.query("page"), 1, Integer.MAX_VALUE);
  }

  private static int size(Call call) {
    return number(call.query("per_page"), PER_PAGE, MOST_PER_PAGE);
  }

  private static int number(@Nullable String text, int otherwise, int most) {
    return text == null || !text.matches("[1-9][0-9]{0,8}")
        ? otherwise
        : Math.min(most, Integer.parseInt(text));
  }

  private Answer user(Call call, long id) {
    Account account = directory.one(id);
    return account == null
        ? Answer.wrong(Code.NOT_FOUND)
        : Answer.ok(TutorialUser.of(account, call.base()));
  }

  private Answer register(Call call) {
    NewUser sent = call.looseBody(NewUser.class);
    String name = sent.username();
    String email = sent.email();
    String password = sent.password();
    if (name == null || email == null || password == null) {
      return bad("must include username, email and password fields");
    }
    String aboutMe = sent.aboutMe() == null ? "" : sent.aboutMe();
    Set<AccountProblem> wrong = AccountPolicy.aboutMe(aboutMe);
    if (!wrong.isEmpty()) {
      return bad(wrong);
    }
    var registration =
        new Accounts.Registration(
            name,
            email,
            password,
            password,
            call.address(),
            Messages.accepting(call.header("Accept-Language")).tag(),
            mails.base(call.base()));
    String note = sent.note() == null ? "" : sent.note();
    String invite = sent.invite() == null ? "" : sent.invite();
    return switch (signUps.register(new SignUps.Wish(registration, note, invite))) {
      case SignUps.Outcome.Registered(Viewer viewer, boolean _) -> {
        if (!aboutMe.isEmpty()) {
          accounts.edit(viewer, viewer.name(), aboutMe);
        }
        Account account = directory.one(viewer.id());
        yield account == null
            ? Answer.wrong(Code.NOT_FOUND)
            : Answer.created(TutorialUser.of(account, call.base()), ALL + "/" + account.id());
      }
      case SignUps.Outcome.Refused(Set<AccountProblem> problems) -> bad(problems);
      case SignUps.Outcome.Barred(SignUps.Terms terms) ->
          Answer.wrong(
              Code.FORBIDDEN,
              terms == SignUps.Terms.CLOSED
                  ? "nobody may sign up here"
                  : "must include an invite that works");
      case SignUps.Outcome.NetworkBlocked() ->
          Answer.wrong(Code.FORBIDDEN, "nobody may sign up from this network");
      case SignUps.Outcome.FullToday() ->
          Answer.wrong(Code.FORBIDDEN, "as many signed up today as may");
      case SignUps.Outcome.TooMany(Duration wait) -> new Answer.Wait(wait);
    };
  }

  private Answer update(Call call) {
    ChangedUser sent = call.looseBody(ChangedUser.class);
    Viewer viewer = call.viewer();
    Account own = directory.one(call.id("id"));
    if (own == null) {
      return Answer.wrong(Code.NOT_FOUND);
    }
    if (own.id() != viewer.id()) {
      return Answer.wrong(Code.FORBIDDEN);
    }
    Answer refused = email(call, sent);
    if (refused != null) {
      return refused;
    }
    String name = sent.username() == null ? own.name() : sent.username();
    String aboutMe = sent.aboutMe() == null ? own.aboutMe() : sent.aboutMe();
    return switch (accounts.edit(viewer, name, aboutMe)) {
      case Accounts.EditOutcome.Edited _ -> user(call, viewer.id());
      case Accounts.EditOutcome.Refused(Set<AccountProblem> problems) -> bad(problems);
      case Accounts.EditOutcome.TooMany(Duration wait) -> new Answer.Wait(wait);
    };
  }

  /// Changes the address. Unlike in the tutorial's application that needs the password: with the
  /// address comes the account.
  ///
  /// @return what is answered if that is refused; null if it was done, or there was nothing to do
  private @Nullable Answer email(Call call, ChangedUser sent) {
    Viewer viewer = call.viewer();
    String email = sent.email();
    if (email == null || email.strip().equals(addresses.email(viewer))) {
      return null;
    }
    String password = sent.password();
    if (password == null) {
      return bad("must include password to change the email address");
    }
    return switch (addresses.change(viewer, password, email, mails.base(call.base()))) {
      case Addresses.ChangeOutcome.Changed(), Addresses.ChangeOutcome.Asked _ -> null;
      case Addresses.ChangeOutcome.Wrong() ->
          Answer.wrong(Code.FORBIDDEN, "the password is another");
      case Addresses.ChangeOutcome.Refused(Set<AccountProblem> problems) -> bad(problems);
      case Addresses.ChangeOutcome.TooMany(Duration wait) -> new Answer.Wait(wait);
    };
  }

  private static Answer bad(String message) {
    return Answer.wrong(Code.BAD_REQUEST, message);
  }

  private static Answer bad(Set<AccountProblem> problems) {
    return new Answer.Wrong(Code.BAD_REQUEST, "", Problems.fields(problems));
  }
}
