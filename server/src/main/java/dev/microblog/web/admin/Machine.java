package dev.microblog.web.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What the process that answers takes of its machine, in MB. What cannot be told is -1.
///
/// @param heap that is used
/// @param most that the heap may take
/// @param process memory of all of it, as the system counts it
/// @param used by the data folder
/// @param room on its disk
public record Machine(long heap, long most, long process, long used, long room) {
  private static final long MEGABYTE = 1024 * 1024;

  /// The folder has a few files of ours, and some dozens of the search index.
  private static final int MOST_FILES = 2_000;

  private static final int DEEPEST = 4;

  /// As it is now.
  ///
  /// @param folder of the data
  static Machine now(Path folder) {
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE,
        runtime.maxMemory() / MEGABYTE,
        process(Path.of("/proc/self/status")),
        used(folder),
        room(folder));
  }

  /// @param status as Linux writes it
  static long process(Path status) {
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.matches("VmRSS:\\s+[0-9]{1,12} kB"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(-1);
    } catch (IOException | UncheckedIOException e) {
      // Another system than Linux.
      return -1;
    }
  }

  static long used(Path folder) {
    try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
      return files.limit(MOST_FILES).mapToLong(Machine::size).sum() / MEGABYTE;
    } catch (IOException | UncheckedIOException e) {
      // With a database server there may be no folder.
      return -1;
    }
  }

  /// A file that is gone by now takes no room.
  private static long size(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static long room(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace() / MEGABYTE;
    } catch (IOException e) {
      return -1;
    }
  }
}
