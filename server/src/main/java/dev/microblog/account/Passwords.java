package dev.microblog.account;

import dev.microblog.platform.db.Lane;
import dev.microblog.platform.http.Meters;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/// Hashes passwords with Argon2id, a few at a time, and checks hashes of ours and of the tutorial's
/// application.
public final class Passwords implements AutoCloseable {
  /// OWASP's first choice for servers: 19 MiB, two passes, one lane.
  private static final int MEMORY_KIB = 19 * 1024;

  private static final int PASSES = 2;

  private final Argon2PasswordEncoder argon2 =
      new Argon2PasswordEncoder(16, 32, 1, MEMORY_KIB, PASSES);

  /// Each hash fills 19 MiB, or 32 for one of the tutorial's, and a core for tens of milliseconds:
  /// more at once would starve the pages, or not fit the heap, however many cores there are.
  private final Lane lane =
      new Lane(
          "password",
          Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 2),
          32,
          Duration.ofSeconds(10));

  /// Checked when there is no such account, so that the answer takes as long as for a wrong
  /// password. Random bytes in the form of a hash: no password is known to fit.
  private static final String NOBODY =
      "$argon2id$v=19$m=%d,t=%d,p=1$rBiYhRvz31hyirclnhuvUg".formatted(MEMORY_KIB, PASSES)
          + "$LWDVv/V05OXRQtWchg0vGimVYsXEkw6u4R4Y+ui/UHs";

  /// A hash to keep.
  ///
  /// @throws dev.microblog.platform.db.Busy if too many passwords are being hashed
  public String hash(String password) {
    return lane.run(() -> argon2.encode(password));
  }

  /// Whether the password is the hashed one. Takes its time without a hash, too.
  ///
  /// @param hash null where there is no account, or it has no password
  public boolean matches(String password, @Nullable String hash) {
    if (password.length() > AccountPolicy.PASSWORD_MAX) {
      return false;
    }
    return lane.run(
        () -> {
          if (hash == null) {
            argon2.matches(password, NOBODY);
            return false;
          }
          return WerkzeugHash.isOne(hash)
              ? WerkzeugHash.matches(password, hash)
              : argon2.matches(password, hash);
        });
  }

  /// Whether a hash that was made elsewhere can be checked here.
  public static boolean isKnown(String hash) {
    return WerkzeugHash.isOne(hash) && WerkzeugHash.isWhole(hash);
  }

  /// Whether the hash should be replaced at the next sign-in.
  public boolean isOutdated(String hash) {
    return WerkzeugHash.isOne(hash) || argon2.upgradeEncoding(hash);
  }

  /// Tells how much there is to do to whoever looks after the server.
  public void measure(Meters meters) {
    lane.measure(meters);
  }

  @Override
  public void close() {
    lane.close();
  }
}
