package dev.microblog.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/// Password hashes as the tutorial's application keeps them, whatever the age of its libraries:
/// `scrypt:N:r:p$salt$hex` and `pbkdf2:sha256:rounds$salt$hex` (or another SHA). What those of
/// before 2013 wrote, one round of a digest, is not taken, as their successors do not take it
/// either.
final class WerkzeugHash {
  private static final int SCRYPT_BYTES = 64;

  /// What the tutorial's application asks for, 32 MiB. A hostile import could ask for gigabytes or
  /// hours, and the heap is small.
  private static final int MOST_SCRYPT_MEMORY = 32 * 1024 * 1024;

  private static final int MOST_BLOCK = 64;
  private static final int MOST_SCRYPT_PASSES = 4;
  private static final int MOST_ROUNDS = 1_000_000;

  private WerkzeugHash() {}

  static boolean isOne(String hash) {
    return hash.startsWith("scrypt:") || hash.startsWith("pbkdf2:");
  }

  static boolean matches(String password, String hash) {
    Parts parts = parts(hash);
    return parts != null
        && MessageDigest.isEqual(
            parts.expected(),
            parts
                .method()
                .apply(
                    password.getBytes(StandardCharsets.UTF_8),
                    parts.salt().getBytes(StandardCharsets.UTF_8)));
  }

  /// Whether some password may match it: not where the method is not known, or asks for too much,
  /// or the hash was cut.
  static boolean isWhole(String hash) {
    Parts parts = parts(hash);
    return parts != null && parts.expected().length == parts.method().bytes();
  }

  /// A way to hash.
  private sealed interface Method {
    int bytes();

    byte[] apply(byte[] password, byte[] salt);
  }

  private record Scrypt(int n, int r, int p) implements Method {
    @Override
    public int bytes() {
      return SCRYPT_BYTES;
    }

    @Override
    public byte[] apply(byte[] password, byte[] salt) {
      return SCrypt.generate(password, salt, n, r, p, SCRYPT_BYTES);
    }
  }

  private record Pbkdf2(Digest digest, int rounds) implements Method {
    @Override
    public int bytes() {
      return digest.getDigestSize();
    }

    @Override
    public byte[] apply(byte[] password, byte[] salt) {
      var generator = new PKCS5S2ParametersGenerator(digest);
      generator.init(password, salt, rounds);
      return ((KeyParameter) generator.generateDerivedMacParameters(bytes() * 8)).getKey();
    }
  }

  /// @param hex digits that can be read
  private record Parts(Method method, String salt, String hex) {
    byte[] expected() {
      return HexFormat.of().parseHex(hex);
    }
  }

  private static @Nullable Parts parts(String hash) {
    String[] parts = hash.split("\\$", -1);
    if (parts.length != 3) {
      return null;
    }
    try {
      List<String> words = List.of(parts[0].split(":", -1));
      Method method = words.getFirst().equals("scrypt") ? scrypt(words) : pbkdf2(words);
      Parts read = new Parts(method, parts[1], parts[2]);
      return read.expected().length == 0 ? null : read;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // A hash that nobody made: no password matches it.
      return null;
    }
  }

  private static Method scrypt(List<String> method) {
    int n = Integer.parseInt(method.get(1));
    int r = Integer.parseInt(method.get(2));
    int p = Integer.parseInt(method.get(3));
    // By division: the product of hostile numbers wraps around to a small one.
    boolean fits = n > 1 && r > 0 && r <= Math.min(MOST_BLOCK, MOST_SCRYPT_MEMORY / 128 / n);
    boolean defined = Integer.bitCount(n) == 1 && (r > 1 || n < 1 << 16);
    if (!fits || !defined || p < 1 || p > MOST_SCRYPT_PASSES) {
      throw new IllegalArgumentException("too much memory or time, or none");
    }
    return new Scrypt(n, r, p);
  }

  private static Method pbkdf2(List<String> method) {
    Digest digest =
        switch (method.get(1)) {
          case "sha1" -> new SHA1Digest();
          case "sha224" -> new SHA224Digest();
          case "sha256" -> new SHA256Digest();
          case "sha384" -> new SHA384Digest();
          case "sha512" -> new SHA512Digest();
          default -> throw new IllegalArgumentException("unknown digest");
        };
    int rounds = Integer.parseInt(method.get(2));
    if (rounds < 1 || rounds > MOST_ROUNDS) {
      throw new IllegalArgumentException("too many rounds");
    }
    return new Pbkdf2(digest, rounds);
  }
}
