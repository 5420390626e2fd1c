package dev.microblog.platform.smtp;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A mail as it is sent, to one person.
///
/// @param id of the message, the same however often it is sent: what stands in `Message-ID` between
/// its angle brackets
/// @param from the sender, an address with a name or without
/// @param to the address of who gets it
/// @param sentAt epoch milliseconds
/// @param language BCP 47 tag of its words
/// @param subject one line
/// @param text for those who read no HTML
/// @param file that comes with it, null if none does
public record Letter(
    String id,
    String from,
    String to,
    long sentAt,
    String language,
    String subject,
    String text,
    String html,
    @Nullable File file) {
  /// What comes with a mail.
  ///
  /// @param name as the reader sees it
  /// @param type of the content
  /// @param base64 the content
  public record File(String name, String type, String base64) {
    /// A file with this content.
    public static File of(String name, String type, byte[] content) {
      return new File(name, type, Base64.getEncoder().encodeToString(content));
    }

    byte[] content() {
      return Base64.getDecoder().decode(base64);
    }

    /// Without the content, for this may end up in a log.
    @Override
    public String toString() {
      return "File[type=%s, size=%d]".formatted(type, base64.length());
    }
  }

  /// Without anything that is somebody's, for this may end up in a log.
  @Override
  public String toString() {
    return "Letter[id=%s]".formatted(id);
  }
}
