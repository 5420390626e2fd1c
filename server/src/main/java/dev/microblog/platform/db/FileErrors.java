package dev.microblog.platform.db;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// What Java says of a file that cannot be used is often its name alone.
public final class FileErrors {
  private FileErrors() {}

  /// The error in a few words, with the name of the file.
  public static String words(IOException error) {
    return switch (error) {
      case AccessDeniedException e -> e.getFile() + ": the rights to it are missing";
      case NoSuchFileException e -> e.getFile() + ": there is no such file or folder";
      case FileAlreadyExistsException e -> e.getFile() + ": it is there already";
      case NotDirectoryException e -> e.getFile() + ": it is no folder";
      default -> String.valueOf(error.getMessage());
    };
  }
}
