package dev.microblog.platform.http;

import dev.microblog.platform.db.DataFolder;
import dev.microblog.platform.db.Unusable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Signs short texts with the server's secret key, for one purpose each, so that a signature made
/// for one thing never passes for another.
public final class Keys {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final SecretKeySpec key;

  /// @param secret the secret key
  public Keys(String secret) {
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  /// The key that was configured, or the one kept in the data folder, made now if there is none.
  ///
  /// @throws Unusable if it can neither be read nor made
  public static Keys of(@Nullable String configured, @Nullable DataFolder folder) {
    if (configured != null) {
      return new Keys(configured);
    }
    if (folder == null) {
      throw new Unusable("There is no secret key. Set SECRET_KEY.");
    }
    Path file = folder.path().resolve(DataFolder.SECRET_KEY);
    try {
      if (!Files.exists(file)) {
        write(file, random(32));
      }
      return read(file);
    } catch (IOException e) {
      throw new Unusable("The secret key " + file + " cannot be read or made: " + e.getMessage());
    }
  }

  /// As [#of], for who looks beside a server: nothing is made, and the data folder is not held.
  ///
  /// @return null if there is no key yet
  /// @throws Unusable if it cannot be read
  public static @Nullable Keys known(@Nullable String configured, Path folder) {
    if (configured != null) {
      return new Keys(configured);
    }
    Path file = folder.resolve(DataFolder.SECRET_KEY);
    try {
      return read(file);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new Unusable("The secret key " + file + " cannot be read. Ask as the server's user.");
    }
  }

  private static Keys read(Path file) throws IOException {
    String kept = Files.readString(file).strip();
    if (kept.length() < 16) {
      throw new Unusable("The secret key in " + file + " is damaged. Restore it, or delete it.");
    }
    return new Keys(kept);
  }

  /// Written beside its place and moved there whole: a process killed now leaves no half key.
  private static void write(Path file, String secret) throws IOException {
    Path draft = file.resolveSibling(DataFolder.SECRET_KEY + ".new");
    Files.deleteIfExists(draft);
    if (draft.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(
        draft,
        secret,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Random bytes as URL-safe Base64.
  public static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return ENCODER.encodeToString(random);
  }

  /// The signature of a text, as 43 URL-safe characters.
  ///
  /// @param purpose what the signature is for
  public String sign(String purpose, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return ENCODER.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether the signature is the text's, compared in constant time.
  public boolean verify(String purpose, String text, String signature) {
    return MessageDigest.isEqual(
        sign(purpose, text).getBytes(StandardCharsets.UTF_8),
        signature.getBytes(StandardCharsets.UTF_8));
  }

  /// The text with its signature, as `text.signature`; the text must hold no dot.
  public String seal(String purpose, String text) {
    return text + '.' + sign(purpose, text);
  }

  /// The text of a sealed value; null if the seal is not ours.
  public @Nullable String open(String purpose, @Nullable String sealed) {
    int dot = sealed == null ? -1 : sealed.lastIndexOf('.');
    if (sealed == null || dot < 0) {
      return null;
    }
    String text = sealed.substring(0, dot);
    return verify(purpose, text, sealed.substring(dot + 1)) ? text : null;
  }
}
