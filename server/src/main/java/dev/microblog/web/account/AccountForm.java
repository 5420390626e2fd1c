package dev.microblog.web.account;

import dev.microblog.account.AccountProblem;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the forms of an account show: what was typed, and what is wrong with it. Passwords are
/// never shown again.
///
/// @param username the name
/// @param email the address; empty where the form has none
/// @param aboutMe the text about oneself; empty where the form has none
/// @param problems what is wrong
public record AccountForm(
    String username, String email, String aboutMe, Set<AccountProblem> problems) {
  /// A form without problems.
  static AccountForm of(String username, String email, String aboutMe) {
    return new AccountForm(username, email, aboutMe, EnumSet.noneOf(AccountProblem.class));
  }

  AccountForm with(Set<AccountProblem> found) {
    return new AccountForm(username, email, aboutMe, found);
  }

  public @Nullable String usernameError() {
    return first("NAME_");
  }

  public @Nullable String emailError() {
    return first("EMAIL_");
  }

  public @Nullable String passwordError() {
    return first("PASSWORD_");
  }

  public @Nullable String repeatedError() {
    return first("PASSWORDS_");
  }

  public @Nullable String aboutMeError() {
    return first("ABOUT_ME_");
  }

  public @Nullable String noteError() {
    return first("NOTE_");
  }

  /// The text key of the first problem of a field.
  private @Nullable String first(String prefix) {
    return problems.stream()
        .map(AccountProblem::name)
        .filter(name -> name.startsWith(prefix))
        .sorted()
        .findFirst()
        .map(name -> "problem." + name)
        .orElse(null);
  }
}
