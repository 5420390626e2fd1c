package dev.microblog.platform.config;

import java.util.List;

/// Settings with which the server cannot start. The message holds one sentence a problem, and no
/// secret.
public final class InvalidSettings extends RuntimeException {
  public InvalidSettings(List<String> problems) {
    super(String.join("\n", problems));
  }
}
