package dev.microblog.account;

import dev.microblog.platform.text.Folding;
import dev.microblog.platform.text.Graphemes;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/// The rules for names, addresses and passwords.
public final class AccountPolicy {
  /// Longest name, in letters.
  public static final int NAME_MAX = 64;

  /// Longest e-mail address, in characters.
  public static final int EMAIL_MAX = 120;

  /// Longest key of an address, as its column.
  private static final int EMAIL_KEY_MAX = 254;

  /// Longest text about oneself, in grapheme clusters.
  public static final int ABOUT_ME_MAX = 140;

  /// Shortest password, in code points.
  public static final int PASSWORD_MIN = 8;

  /// Longest password, in characters: hashing reads all of it.
  public static final int PASSWORD_MAX = 1000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");

  /// A name of dots alone would be a way up in an address.
  private static final Pattern BROUGHT_NAME = Pattern.compile("[.-]*[A-Za-z0-9_][A-Za-z0-9_.-]*");

  /// What mail servers take in practice; quoted local parts and bare hosts are left out.
  private static final Pattern EMAIL =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
              + "@([\\p{L}\\p{N}]([\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?\\.)+"
              + "\\p{L}[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}]");

  private AccountPolicy() {}

  /// Whether this could be the name of an account.
  public static boolean isName(String name) {
    return name.length() <= NAME_MAX && NAME.matcher(name).matches();
  }

  /// Whether this could be the name of an account that was taken over from elsewhere, where names
  /// had `.` and `-`, too.
  public static boolean isBroughtName(String name) {
    return name.length() <= NAME_MAX && BROUGHT_NAME.matcher(name).matches();
  }

  static Set<AccountProblem> name(String name) {
    if (name.isBlank()) {
      return EnumSet.of(AccountProblem.NAME_REQUIRED);
    }
    if (name.length() > NAME_MAX) {
      return EnumSet.of(AccountProblem.NAME_TOO_LONG);
    }
    return isName(name)
        ? EnumSet.noneOf(AccountProblem.class)
        : EnumSet.of(AccountProblem.NAME_INVALID);
  }

  /// What is wrong with an address.
  public static Set<AccountProblem> email(String email) {
    if (email.isBlank()) {
      return EnumSet.of(AccountProblem.EMAIL_REQUIRED);
    }
    boolean valid =
        email.length() <= EMAIL_MAX
            && email.indexOf('@') <= 64
            && EMAIL.matcher(email).matches()
            // Folding may lengthen a text: one Arabic letter becomes eighteen.
            && Folding.key(email).length() <= EMAIL_KEY_MAX;
    return valid ? EnumSet.noneOf(AccountProblem.class) : EnumSet.of(AccountProblem.EMAIL_INVALID);
  }

  /// What is wrong with a new password.
  public static Set<AccountProblem> password(String password, String repeated) {
    Set<AccountProblem> problems = EnumSet.noneOf(AccountProblem.class);
    if (password.isEmpty()) {
      problems.add(AccountProblem.PASSWORD_REQUIRED);
    } else if (password.length() > PASSWORD_MAX) {
      problems.add(AccountProblem.PASSWORD_TOO_LONG);
    } else if (password.codePointCount(0, password.length()) < PASSWORD_MIN) {
      problems.add(AccountProblem.PASSWORD_TOO_SHORT);
    } else if (CommonPasswords.contains(password)) {
      problems.add(AccountProblem.PASSWORD_COMMON);
    }
    if (!password.equals(repeated)) {
      problems.add(AccountProblem.PASSWORDS_DIFFER);
    }
    return problems;
  }

  /// What is wrong with what somebody says of themselves.
  public static Set<AccountProblem> aboutMe(String aboutMe) {
    return Graphemes.within(aboutMe, ABOUT_ME_MAX)
        ? EnumSet.noneOf(AccountProblem.class)
        : EnumSet.of(AccountProblem.ABOUT_ME_TOO_LONG);
  }
}
