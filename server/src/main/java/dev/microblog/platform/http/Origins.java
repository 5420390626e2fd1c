package dev.microblog.platform.http;

import dev.microblog.platform.config.Config;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a request comes from and under which address it reached us, which is what a trusted proxy
/// says if there is one.
public final class Origins {
  /// By which the doctor says that it asks.
  public static final String DOCTOR = "X-Microblog-Doctor";

  private static final Logger log = LoggerFactory.getLogger(Origins.class);

  private final @Nullable URI publicUrl;
  private final @Nullable String base;
  private final ClientAddress addresses;
  private final AtomicBoolean warned = new AtomicBoolean();

  public Origins(Config config) {
    publicUrl = config.publicUrl();
    base = config.base();
    addresses = new ClientAddress(config.trustedProxies());
  }

  /// Where people reach the server: as the operator says, else as this request does.
  public String base(Context context) {
    return base == null ? (secure(context) ? "https://" : "http://") + context.host() : base;
  }

  /// The address of who asks.
  public String address(Context context) {
    String peer = context.req().getRemoteAddr();
    String forwarded = forwarded(context, "X-Forwarded-For");
    // The doctor writes that header on purpose, and tells by itself what comes of it.
    boolean strange =
        forwarded != null && !addresses.trusts(peer) && context.header(DOCTOR) == null;
    if (strange && !warned.getAndSet(true)) {
      log.warn(
          "{} sends X-Forwarded-For and is not in TRUSTED_PROXIES. If it is your reverse proxy, all"
              + " its visitors share one rate limit until you add it.",
          peer);
    }
    return addresses.of(peer, forwarded);
  }

  /// The address from which the connection came, whoever speaks through it.
  public String peer(Context context) {
    return addresses.of(context.req().getRemoteAddr(), null);
  }

  /// Whether what the peer says of others is believed.
  public boolean believes(Context context) {
    return addresses.trusts(context.req().getRemoteAddr());
  }

  /// Whether the browser came over https, as far as a trusted proxy or the settings say.
  public boolean secure(Context context) {
    if (publicUrl != null && "https".equals(publicUrl.getScheme())) {
      return true;
    }
    return addresses.secure(context.req().getRemoteAddr(), forwarded(context, "X-Forwarded-Proto"));
  }

  /// All lines of a header; null if it did not come.
  public static @Nullable String forwarded(Context context, String header) {
    return ClientAddress.whole(Collections.list(context.req().getHeaders(header)));
  }
}
