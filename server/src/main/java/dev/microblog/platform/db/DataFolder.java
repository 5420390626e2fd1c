package dev.microblog.platform.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder that holds everything the server keeps, held by one process at a time.
public final class DataFolder implements AutoCloseable {
  /// The file that holds the secret key, unless that is a setting.
  public static final String SECRET_KEY = "secret.key";

  private final Path path;
  private final FileChannel channel;

  /// Another process holds the folder.
  public static final class InUse extends Unusable {
    private static final long serialVersionUID = 1;

    InUse(String sentence) {
      super(sentence);
    }
  }

  private DataFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /// Makes the folder if it is missing, and holds it until [#close()] or the end of the process.
  ///
  /// @throws InUse if another process holds it
  /// @throws Unusable if it cannot be made or written
  public static DataFolder open(Path path) {
    try {
      makePrivately(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve("microblog.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new InUse(
            "Another Microblog is using the data folder " + path + ". End it, or set DATA_DIR.");
      }
      return new DataFolder(path, channel);
    } catch (IOException e) {
      throw new Unusable(
          "The data folder " + path + " cannot be written: " + reason(e) + ". Check DATA_DIR.", e);
    }
  }

  /// Addresses and password hashes are in here: a new folder is for its owner alone.
  private static void makePrivately(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (isPosix(path) && parent != null) {
      Files.createDirectories(parent);
      Files.createDirectories(path, permissions("rwx------"));
    } else {
      Files.createDirectories(path);
    }
  }

  /// Makes an SQLite file, and its folder, where it is missing.
  ///
  /// @throws Unusable if that is not possible
  static void makeFile(Path file) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null && !Files.isDirectory(parent)) {
        makePrivately(parent);
      }
      touchPrivately(file);
    } catch (IOException e) {
      throw new Unusable("The database file " + file + " cannot be made: " + reason(e) + ".", e);
    }
  }

  /// SQLite would make the file readable for everybody; the files beside it get the same rights.
  private static void touchPrivately(Path file) throws IOException {
    if (!Files.exists(file)) {
      createPrivately(file);
    }
  }

  /// Makes an empty file for the owner's eyes, where the system knows of such.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if it is there
  public static void createPrivately(Path file) throws IOException {
    if (isPosix(file)) {
      Files.createFile(file, permissions("rw-------"));
    } else {
      Files.createFile(file);
    }
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?> permissions(String rights) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights));
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /// What went wrong with a file, in words for the operator.
  public static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.AccessDeniedException _ -> "permission denied";
      case java.nio.file.FileAlreadyExistsException _ -> "it is a file, not a folder";
      case java.nio.file.FileSystemException f when f.getReason() != null -> f.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  /// Where it is.
  public Path path() {
    return path;
  }

  /// The SQLite file.
  public Path databaseFile() {
    return path.resolve("microblog.db");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock ends with the process in any case.
      throw new java.io.UncheckedIOException(e);
    }
  }
}
