package dev.microblog.account;

/// What can be wrong with the data of an account.
public enum AccountProblem {
  NAME_REQUIRED,
  NAME_INVALID,
  NAME_TOO_LONG,
  NAME_TAKEN,
  EMAIL_REQUIRED,
  EMAIL_INVALID,
  EMAIL_TAKEN,
  PASSWORD_REQUIRED,
  PASSWORD_TOO_SHORT,
  PASSWORD_TOO_LONG,
  PASSWORD_COMMON,
  PASSWORDS_DIFFER,
  ABOUT_ME_TOO_LONG
}
