package dev.microblog.api;

import dev.microblog.account.AccountPolicy;
import dev.microblog.account.AccountProblem;
import dev.microblog.registration.SignUps;
import java.util.Collection;
import java.util.List;

/// What can be wrong with the data of an account, as programs are told.
public final class Problems {
  private Problems() {}

  /// The members that are wrong.
  public static List<FieldError> fields(Collection<AccountProblem> problems) {
    return problems.stream().map(Problems::field).toList();
  }

  private static FieldError field(AccountProblem problem) {
    return switch (problem) {
      case NAME_REQUIRED -> FieldError.empty("username");
      case NAME_INVALID ->
          FieldError.wrong("username", "It may have letters from A to Z, digits and _ only.");
      case NAME_TOO_LONG -> longest("username", AccountPolicy.NAME_MAX);
      case NAME_TAKEN -> new FieldError("/username", "taken", "please use a different username");
      case NAME_RESERVED ->
          new FieldError("/username", "reserved", "Nobody may sign up with this name here.");
      case EMAIL_REQUIRED -> FieldError.empty("email");
      case EMAIL_INVALID -> FieldError.wrong("email", "It is no e-mail address.");
      case EMAIL_TAKEN -> new FieldError("/email", "taken", "please use a different email address");
      case EMAIL_BLOCKED ->
          new FieldError("/email", "blocked", "Addresses of this domain are not taken here.");
      case PASSWORD_REQUIRED -> FieldError.empty("password");
      case PASSWORD_TOO_SHORT ->
          new FieldError(
              "/password",
              "too_short",
              "It must have " + AccountPolicy.PASSWORD_MIN + " characters at least.");
      case PASSWORD_TOO_LONG -> longest("password", AccountPolicy.PASSWORD_MAX);
      case PASSWORD_COMMON ->
          new FieldError("/password", "common", "It is among the most common passwords.");
      case PASSWORDS_DIFFER -> FieldError.wrong("password", "The two differ.");
      case ABOUT_ME_TOO_LONG -> longest("about_me", AccountPolicy.ABOUT_ME_MAX);
      case NOTE_REQUIRED -> FieldError.empty("note");
      case NOTE_TOO_LONG -> longest("note", SignUps.NOTE_MAX);
    };
  }

  private static FieldError longest(String member, int most) {
    return new FieldError("/" + member, "too_long", "It may have " + most + " characters at most.");
  }
}
