package dev.microblog.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;

/// Password hashes as the tutorial's application keeps them: `scrypt:N:r:p$salt$hex` and
/// `pbkdf2:sha256:rounds$salt$hex` (or sha512).
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
    String[] parts = hash.split("\\$", -1);
    if (parts.length != 3) {
      return false;
    }
    byte[] plain = password.getBytes(StandardCharsets.UTF_8);
    byte[] salt = parts[1].getBytes(StandardCharsets.UTF_8);
    try {
      byte[] expected = HexFormat.of().parseHex(parts[2]);
      List<String> method = List.of(parts[0].split(":", -1));
      byte[] actual =
          method.getFirst().equals("scrypt")
              ? scrypt(plain, salt, method)
              : pbkdf2(plain, salt, method);
      return MessageDigest.isEqual(expected, actual);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // A hash that nobody made: no password matches it.
      return false;
    }
  }

  private static byte[] scrypt(byte[] password, byte[] salt, List<String> method) {
    int n = Integer.parseInt(method.get(1));
    int r = Integer.parseInt(method.get(2));
    int p = Integer.parseInt(method.get(3));
    // By division: the product of hostile numbers wraps around to a small one.
    boolean fits = n > 1 && r > 0 && r <= Math.min(MOST_BLOCK, MOST_SCRYPT_MEMORY / 128 / n);
    if (!fits || p < 1 || p > MOST_SCRYPT_PASSES) {
      throw new IllegalArgumentException("too much memory or time, or none");
    }
    return SCrypt.generate(password, salt, n, r, p, SCRYPT_BYTES);
  }

  private static byte[] pbkdf2(byte[] password, byte[] salt, List<String> method) {
    boolean sha256 = method.get(1).equals("sha256");
    if (!sha256 && !method.get(1).equals("sha512")) {
      throw new IllegalArgumentException("unknown digest");
    }
    int rounds = Integer.parseInt(method.get(2));
    if (rounds < 1 || rounds > MOST_ROUNDS) {
      throw new IllegalArgumentException("too many rounds");
    }
    var generator =
        new PKCS5S2ParametersGenerator(sha256 ? new SHA256Digest() : new SHA512Digest());
    generator.init(password, salt, rounds);
    var key = (KeyParameter) generator.generateDerivedMacParameters(sha256 ? 256 : 512);
    return key.getKey();
  }
}
