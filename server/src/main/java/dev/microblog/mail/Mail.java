package dev.microblog.mail;

import dev.microblog.platform.smtp.Letter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A mail to be written and sent. Its words are texts of the bundles, `mail.KIND.subject`,
/// `mail.KIND.text` (paragraphs, parted by an empty line) and, if it leads somewhere,
/// `mail.KIND.link`; in them `{0}` is the reader's name and `{1}` and so on are the values.
///
/// @param kind of mail, small letters and `-`, at most 32
/// @param cause what it is about, at most 190 characters: there is one mail for one cause
/// @param values for its texts
/// @param path of this site to which it leads, null if it leads nowhere
/// @param base of the address before the path, as [Mails#base] gave it for the request that is the
/// cause; null if no request is
/// @param good how long it makes sense to send it
/// @param file that comes with it, null if none does
public record Mail(
    To to,
    String kind,
    String cause,
    List<String> values,
    @Nullable String path,
    @Nullable String base,
    Duration good,
    Letter.@Nullable File file) {
  /// Who gets it.
  public sealed interface To {
    /// A person, in the language and at the address that they have when it is sent.
    record Person(long accountId) implements To {}

    /// A person, at an address that is not theirs, not yet or no longer.
    record At(long accountId, String address) implements To {}

    /// Somebody who need not have an account.
    ///
    /// @param language tag of it
    record Outsider(String address, String language) implements To {}
  }

  /// Later than this most news are none. Mail servers give up after as long.
  public static final Duration GOOD = Duration.ofDays(5);

  /// Largest file that comes with a mail, in characters of Base64: it goes through the database.
  /// Larger mail is not taken everywhere, either.
  public static final int MOST_ENCODED = 1_000_000;

  /// A mail that leads nowhere.
  public static Mail of(To to, String kind, String cause, String... values) {
    return new Mail(to, kind, cause, List.of(values), null, null, GOOD, null);
  }

  /// The same mail, which leads to a path of this site.
  public Mail leadingTo(String newPath) {
    return new Mail(to, kind, cause, values, newPath, base, good, file);
  }

  /// The same mail, asked for by a request that reached the site at this base.
  public Mail askedAt(@Nullable String newBase) {
    return new Mail(to, kind, cause, values, path, newBase, good, file);
  }

  /// The same mail, which is not sent any more after a while.
  public Mail goodFor(Duration newGood) {
    return new Mail(to, kind, cause, values, path, base, newGood, file);
  }

  /// The same mail with a file.
  ///
  /// @throws IllegalArgumentException if it is larger than [#MOST_ENCODED]
  public Mail with(Letter.File newFile) {
    if (newFile.base64().length() > MOST_ENCODED) {
      throw new IllegalArgumentException("too large for a mail: " + newFile);
    }
    return new Mail(to, kind, cause, values, path, base, good, newFile);
  }

  /// Without what may be secret, for this may end up in a log.
  @Override
  public String toString() {
    return "Mail[kind=%s]".formatted(kind);
  }
}
