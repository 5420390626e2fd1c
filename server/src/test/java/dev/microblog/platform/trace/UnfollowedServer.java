package dev.microblog.platform.trace;

import dev.microblog.App;
import dev.microblog.platform.config.Settings;
import java.io.InputStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;

/// A whole server that nobody follows, for a test that loads it where the library is missing.
public final class UnfollowedServer implements Callable<String> {
  private final String folder;

  public UnfollowedServer(String folder) {
    this.folder = folder;
  }

  @Override
  public String call() throws Exception {
    Map<String, String> settings =
        Map.of("PORT", "0", "MANAGEMENT_PORT", "0", "DATA_DIR", folder, "ACCESS_LOG", "off");
    try (App app = new App(Settings.read(settings), InstantSource.system(), false);
        InputStream page =
            URI.create("http://127.0.0.1:" + app.start() + "/explore").toURL().openStream()) {
      return new String(page.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
