package dev.microblog.platform.db;

import dev.microblog.platform.config.Config;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// Everything that a site with SQLite keeps, as one ZIP file: the database as it was at one moment,
/// and the secret key if it is kept in the data folder. It is written beside a running server,
/// whose writer it does not keep waiting, and put back into an empty data folder.
public final class SiteBackup {
  private static final String DATABASE = "microblog.db";
  private static final String NOTE = "backup.txt";

  /// What the names of the files of a database end with. SQLite would write a log that is left over
  /// into whatever database it finds beside it.
  private static final List<String> PARTS = List.of("", "-wal", "-shm", "-journal");

  /// Longer keys are none of ours.
  private static final int LONGEST_KEY = 4096;

  /// What the server is to have left, in bytes, while the copy lies beside its database.
  private static final long LEFT = 200L << 20;

  private SiteBackup() {}

  /// Writes a backup.
  ///
  /// @throws Unusable if it cannot be made, with a sentence for the operator
  public static void write(Config config, InstantSource clock, OutputStream out) {
    Path database = file(config);
    if (!Files.isRegularFile(database)) {
      throw new Unusable("There is no database " + database + " to back up. Check DATA_DIR.");
    }
    if (!Files.isReadable(database)) {
      throw new Unusable(
          "The database "
              + database
              + " may not be read by this user. Run this as the user of the server.");
    }
    Path folder = folder(database);
    Path copy = folder.resolve("backup.part");
    // Of two at once one would delete the other's copy.
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("backup.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new Unusable("Another backup is being written.");
      }
      try {
        Files.deleteIfExists(copy);
        needRoom(database, folder);
        DataFolder.makeFile(copy);
        copyTo(database, copy);
        zip(config, clock, copy, out);
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      throw new Unusable("The backup could not be written: " + FileErrors.words(e), e);
    } catch (SQLException e) {
      String sentence = SqliteErrors.sentence(e);
      throw new Unusable(
          "The backup could not be written: " + (sentence == null ? e.getMessage() : sentence), e);
    }
  }

  /// Nothing is begun that would take the last room from the server, which writes meanwhile.
  private static void needRoom(Path database, Path folder) throws IOException {
    Path log = database.resolveSibling(database.getFileName() + "-wal");
    long size = Files.size(database) + (Files.exists(log) ? Files.size(log) : 0);
    long room = Files.getFileStore(folder).getUsableSpace();
    if (room < size + Math.min(size, LEFT)) {
      throw new Unusable(
          "The backup could not be written: a copy of the database (%,d KiB) lies beside it meanwhile, and only %,d KiB are free there. Make room."
              .formatted(size >> 10, room >> 10));
    }
  }

  private static void copyTo(Path database, Path copy) throws SQLException {
    try (Connection connection = SqlitePlace.reading(database);
        PreparedStatement vacuum = connection.prepareStatement("vacuum into ?")) {
      vacuum.setString(1, copy.toString());
      vacuum.execute();
    }
  }

  private static void zip(Config config, InstantSource clock, Path copy, OutputStream out)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    zip.setLevel(Deflater.BEST_SPEED);
    zip.putNextEntry(new ZipEntry(NOTE));
    String note =
        "A backup of Microblog, made %s at level %d.%nPut it back with: microblog restore FILE%n"
            .formatted(clock.instant(), Migrations.LEVEL);
    zip.write(note.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    Path key = config.dataDir().resolve(DataFolder.SECRET_KEY);
    if (config.secretKey() == null && Files.isRegularFile(key)) {
      add(zip, DataFolder.SECRET_KEY, key);
    }
    add(zip, DATABASE, copy);
    zip.finish();
    zip.flush();
  }

  private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    Files.copy(file, zip);
    zip.closeEntry();
  }

  /// Puts a backup into a data folder that holds no data. Nothing is changed unless all of it is
  /// good.
  ///
  /// @throws Unusable if that is not possible, with a sentence for the operator
  public static void restore(Config config, InputStream in) {
    Path database = file(config);
    try (DataFolder held = DataFolder.open(config.dataDir())) {
      for (String part : PARTS) {
        Path there = database.resolveSibling(database.getFileName() + part);
        if (Files.exists(there) && (!part.isEmpty() || Files.size(there) > 0)) {
          throw new Unusable(
              "There is data in "
                  + there
                  + " already. Set DATA_DIR to an empty folder, or move "
                  + database
                  + " and the files whose names begin with it to another place.");
        }
      }
      Path copy = folder(database).resolve("restore.part");
      Path key = held.path().resolve("restore.key");
      try {
        unzip(in, copy, key);
        check(copy);
        if (Files.exists(key)) {
          Files.move(
              key, held.path().resolve(DataFolder.SECRET_KEY), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(copy, database, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(copy);
        Files.deleteIfExists(key);
      }
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw new Unusable(
          "This is no backup of Microblog, or it is damaged or not whole: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new Unusable("The backup could not be put back: " + FileErrors.words(e), e);
    }
  }

  private static void unzip(InputStream in, Path copy, Path key) throws IOException {
    ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8);
    boolean whole = false;
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      // Names in an archive are anybody's: ours are known, and others have no place here.
      switch (entry.getName()) {
        case NOTE -> {}
        case DataFolder.SECRET_KEY -> {
          byte[] bytes = zip.readNBytes(LONGEST_KEY + 1);
          if (bytes.length > LONGEST_KEY) {
            throw new ZipException("its key is too long");
          }
          Files.deleteIfExists(key);
          DataFolder.makeFile(key);
          Files.write(key, bytes, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        }
        case DATABASE -> {
          Files.deleteIfExists(copy);
          DataFolder.makeFile(copy);
          try (OutputStream out = Files.newOutputStream(copy, StandardOpenOption.WRITE)) {
            zip.transferTo(out);
          }
          try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.force(true);
          }
          whole = true;
        }
        default -> throw new ZipException("it holds something else");
      }
      zip.closeEntry();
    }
    if (!whole) {
      throw new ZipException("it holds no database");
    }
  }

  private static void check(Path copy) throws ZipException {
    try (Connection connection = SqlitePlace.reading(copy);
        Statement sql = connection.createStatement()) {
      String state = first(sql, "pragma integrity_check");
      if (!"ok".equals(state)) {
        throw new ZipException("its database is damaged");
      }
      String level = first(sql, "select oldest_level from schema_level");
      if (level == null || Integer.parseInt(level) > Migrations.LEVEL) {
        throw new Unusable(
            "The backup is of a newer Microblog, and its data does not serve this one (level "
                + Migrations.LEVEL
                + "). Restore it with the newer version.");
      }
    } catch (SQLException e) {
      throw new ZipException("its database cannot be read");
    }
  }

  private static @Nullable String first(Statement sql, String query) throws SQLException {
    try (ResultSet rows = sql.executeQuery(query)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  private static Path file(Config config) {
    Path file = config.database().file();
    if (file == null) {
      throw new Unusable(
          "backup and restore are for SQLite. The data is on a database server: use its own tools,"
              + " as docs/operations.md shows.");
    }
    return file;
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }
}
