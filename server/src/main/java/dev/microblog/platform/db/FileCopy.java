package dev.microblog.platform.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The copy of an SQLite file that is made before its schema changes: the way back from an upgrade.
final class FileCopy {
  private static final Logger log = LoggerFactory.getLogger(FileCopy.class);

  private static final String MARK = ".before-level-";

  /// The one before the last upgrade, and the one before that. Each is as large as the database.
  private static final int KEPT = 2;

  private FileCopy() {}

  /// Makes the copy beside the file, under its name only when it is whole. One that was made before
  /// this very upgrade began, and was interrupted, is kept.
  ///
  /// @param from the level of the schema now
  /// @param to the level that it will have
  /// @throws Unusable if that is not possible; then nothing must be changed
  static void make(DataSource database, Path file, int from, int to) {
    Path copy = file.resolveSibling(file.getFileName() + MARK + to);
    Path part = file.resolveSibling(file.getFileName() + MARK + to + ".part");
    if (level(copy) < from) {
      return;
    }
    try {
      Files.deleteIfExists(part);
      // SQLite writes into an empty file, which keeps the rights that it was made with.
      DataFolder.makeFile(part);
      try (Connection connection = database.getConnection();
          PreparedStatement vacuum = connection.prepareStatement("vacuum into ?")) {
        vacuum.setString(1, part.toString());
        vacuum.execute();
      }
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
      log.info("Copied the database to {} before its schema changes", copy);
      forgetOlder(file, copy);
    } catch (IOException | SQLException e) {
      delete(part);
      String reason = SqliteErrors.sentence(e);
      throw new Unusable(
          "The database was not migrated, because no copy of it could be made at "
              + copy
              + ": "
              + (reason == null ? e.getMessage() : reason),
          e);
    }
  }

  /// The level of a copy's schema; more than any where there is none, or it cannot be read.
  private static int level(Path copy) {
    if (!Files.exists(copy)) {
      return Integer.MAX_VALUE;
    }
    try (Connection connection = SqlitePlace.reading(copy);
        Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery("select max(version) from flyway_schema_history where success = 1")) {
      String version = row.next() ? row.getString(1) : null;
      return version == null ? Integer.MAX_VALUE : Integer.parseInt(version);
    } catch (SQLException | NumberFormatException e) {
      log.warn("{} cannot be read, and is made anew", copy, e);
      return Integer.MAX_VALUE;
    }
  }

  private static void forgetOlder(Path file, Path made) throws IOException {
    List<Path> others = new ArrayList<>(copies(file));
    others.remove(made);
    for (Path old : others.stream().skip(KEPT - 1).toList()) {
      Files.delete(old);
    }
  }

  /// The copies of a file, the newest first.
  static List<Path> copies(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      return List.of();
    }
    Pattern name = Pattern.compile(Pattern.quote(file.getFileName() + MARK) + "[0-9]{1,6}");
    record Copy(Path path, FileTime time) {}
    List<Copy> copies = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        if (name.matcher(String.valueOf(each.getFileName())).matches()) {
          copies.add(new Copy(each, Files.getLastModifiedTime(each)));
        }
      }
    }
    return copies.stream()
        .sorted(Comparator.comparing(Copy::time).reversed())
        .map(Copy::path)
        .toList();
  }

  private static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      log.warn("{} is left over and can be deleted", part, e);
    }
  }
}
