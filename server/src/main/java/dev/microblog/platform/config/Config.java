package dev.microblog.platform.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The settings of one server process, checked. [Settings] reads them; docs/config.md describes
/// them.
///
/// @param port TCP port to listen on; 0 lets the system choose (for tests)
/// @param dataDir folder that holds everything the server keeps
/// @param secretKey the key given by the operator, or null when one is to be made and kept in the
/// data folder
/// @param publicUrl where people reach this server, or null when unknown
/// @param trustedProxies the networks whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed
/// @param postMaxLength longest post, in grapheme clusters
/// @param publicPages whether posts and profiles can be read without signing in
/// @param rateLimit whether the rate limits are enforced
public record Config(
    int port,
    Path dataDir,
    @Nullable String secretKey,
    @Nullable URI publicUrl,
    List<Network> trustedProxies,
    int postMaxLength,
    boolean publicPages,
    boolean rateLimit) {
  /// Without the secret key, for this may end up in a log.
  @Override
  public String toString() {
    return "Config[port=%d, dataDir=%s, publicUrl=%s]".formatted(port, dataDir, publicUrl);
  }
}
