package dev.microblog.platform.db;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Writes a backup to a file, which has its name only when it is whole: a process may be killed,
/// and a disk may be full.
public final class BackupFile {
  /// What is written.
  public interface Content {
    /// Writes it.
    void write(OutputStream out) throws IOException;
  }

  private BackupFile() {}

  /// Writes one.
  ///
  /// @param file that is not there yet
  /// @param part its name until it is whole; it is gone afterwards
  /// @throws Unusable if that is not possible, with a sentence for the operator
  public static void write(Path file, Path part, Content content) {
    if (Files.exists(file)) {
      throw there(file.toString(), null);
    }
    try {
      // Addresses and password hashes will be in it.
      DataFolder.createPrivately(part);
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        BufferedOutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
        content.write(out);
        out.flush();
        channel.force(true);
      }
      Files.move(part, file);
    } catch (FileAlreadyExistsException e) {
      throw there(e.getFile(), e);
    } catch (IOException e) {
      throw new Unusable("The backup cannot be written: " + FileErrors.words(e), e);
    } finally {
      delete(part);
    }
  }

  private static Unusable there(String file, @Nullable Throwable cause) {
    return new Unusable(file + " is there already. Name a file that is not.", cause);
  }

  private static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new Unusable(part + " is no whole backup. Delete it.", e);
    }
  }
}
