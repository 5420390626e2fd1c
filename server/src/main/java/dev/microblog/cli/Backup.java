package dev.microblog.cli;

import dev.microblog.platform.config.Config;
import dev.microblog.platform.db.DataFolder;
import dev.microblog.platform.db.FileErrors;
import dev.microblog.platform.db.SiteBackup;
import dev.microblog.platform.db.Unusable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    if (Files.exists(path)) {
      throw new Unusable(path + " is there already. Name a file that is not.");
    }
    // Under its name only when it is whole, for a process may be killed.
    Path part = Path.of(file + "." + ProcessHandle.current().pid() + ".part");
    try {
      // Addresses and password hashes will be in it.
      DataFolder.createPrivately(part);
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        BufferedOutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
        SiteBackup.write(config, clock, out);
        out.flush();
        channel.force(true);
      }
      Files.move(part, path);
    } catch (FileAlreadyExistsException e) {
      throw new Unusable(e.getFile() + " is there already. Name a file that is not.", e);
    } catch (IOException e) {
      throw new Unusable("The backup cannot be written: " + FileErrors.words(e), e);
    } finally {
      delete(part);
    }
  }

  private static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new Unusable(part + " is no whole backup. Delete it.", e);
    }
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
