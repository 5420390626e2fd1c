package dev.microblog.cli;

import dev.microblog.platform.config.Config;
import dev.microblog.platform.db.BackupFile;
import dev.microblog.platform.db.FileErrors;
import dev.microblog.platform.db.SiteBackup;
import dev.microblog.platform.db.Unusable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;

/// Writes a backup to a file or to standard output, and reads one from there.
public final class Backup {
  private static final String STANDARD = "-";

  private Backup() {}

  /// Writes one.
  ///
  /// @param file that is not there yet, or `-` for `standard`
  public static void write(Config config, InstantSource clock, String file, OutputStream standard) {
    if (file.equals(STANDARD)) {
      SiteBackup.write(config, clock, new BufferedOutputStream(standard));
      return;
    }
    Path path = path(file);
    Path part = Path.of(file + "." + ProcessHandle.current().pid() + ".part");
    BackupFile.write(path, part, out -> SiteBackup.write(config, clock, out));
  }

  /// Puts one back.
  ///
  /// @param file that [#write] made, or `-` for `standard`
  public static void restore(Config config, String file, InputStream standard) {
    if (file.equals(STANDARD)) {
      SiteBackup.restore(config, standard);
      return;
    }
    Path path = path(file);
    try (InputStream in = Files.newInputStream(path)) {
      SiteBackup.restore(config, in);
    } catch (IOException e) {
      throw new Unusable("The backup cannot be read: " + FileErrors.words(e));
    }
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new Unusable(file + " is not a path.");
    }
  }
}
