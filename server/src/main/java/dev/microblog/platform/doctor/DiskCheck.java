package dev.microblog.platform.doctor;

import dev.microblog.platform.config.Config;
import dev.microblog.platform.db.DataFolder;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Whether the place where the SQLite file is can hold it: kind of file system, room, rights.
final class DiskCheck implements Check {
  private static final String SUBJECT = "disk";
  private static final long MIB = 1024 * 1024;
  private static final long ROOMY = 1024 * MIB;
  private static final long TIGHT = 200 * MIB;

  /// How many files of the folder are looked at; it has but a few of ours.
  private static final int MOST_FILES = 100;

  /// Beginnings of the names of file systems that are on another machine.
  private static final List<String> NETWORK =
      List.of(
          "nfs",
          "cifs",
          "smb",
          "9p",
          "glusterfs",
          "ceph",
          "afs",
          "lustre",
          "beegfs",
          "gpfs",
          "ocfs2",
          "gfs2",
          "sshfs",
          "s3fs",
          "rclone",
          "davfs",
          "ncpfs",
          "vboxsf");

  private static final Set<String> PASSING = Set.of("overlay", "aufs", "tmpfs", "ramfs");

  private final Config config;

  DiskCheck(Config config) {
    this.config = config;
  }

  @Override
  public String subject() {
    return SUBJECT;
  }

  @Override
  public List<Finding> look() throws IOException {
    Path file = config.database().file();
    if (file == null) {
      return List.of(
          Finding.good(
              SUBJECT,
              config.search().on() && config.search().servers().isEmpty()
                  ? "disk.index"
                  : "disk.nothing"));
    }
    List<Finding> findings = new ArrayList<>();
    Set<Path> folders = new LinkedHashSet<>();
    folders.add(config.dataDir());
    Path parent = file.toAbsolutePath().getParent();
    folders.add(parent == null ? config.dataDir() : parent.normalize());
    for (Path folder : folders) {
      look(folder, findings);
    }
    return findings;
  }

  private static void look(Path folder, List<Finding> findings) throws IOException {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      findings.add(Finding.bad(SUBJECT, "disk.noFolder", there));
      return;
    }
    if (!Files.isWritable(there)) {
      findings.add(Finding.bad(SUBJECT, "disk.unwritable", there));
    } else if (!there.equals(folder.toAbsolutePath())) {
      findings.add(Finding.good(SUBJECT, "disk.notYet", folder));
    }
    FileStore store = Files.getFileStore(there);
    findings.add(fileSystem(folder, store.type()));
    findings.add(room(folder, store.getUsableSpace()));
    rights(there, findings);
  }

  /// @param type as the system names it
  static Finding fileSystem(Path folder, String type) {
    String name = type.toLowerCase(Locale.ROOT).replaceFirst("^fuse\\.", "");
    if (NETWORK.stream().anyMatch(name::startsWith)) {
      return Finding.bad(SUBJECT, "disk.network", folder, type);
    }
    if (PASSING.contains(name)) {
      return Finding.warning(SUBJECT, "disk.passing", folder, type);
    }
    return Finding.good(SUBJECT, "disk.local", folder, type);
  }

  static Finding room(Path folder, long bytes) {
    if (bytes < TIGHT) {
      return Finding.bad(SUBJECT, "disk.full", bytes / MIB, folder);
    }
    return bytes < ROOMY
        ? Finding.warning(SUBJECT, "disk.tight", bytes / MIB, folder)
        : Finding.good(SUBJECT, "disk.free", bytes / MIB, folder);
  }

  private static void rights(Path folder, List<Finding> findings) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        || !Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)
        || !Files.isReadable(folder)) {
      return;
    }
    List<String> open = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.limit(MOST_FILES).toList()) {
        String name = file.getFileName().toString();
        boolean ours =
            name.endsWith(".db") || name.contains(".db-") || name.equals(DataFolder.SECRET_KEY);
        if (ours
            && Files.isRegularFile(file)
            && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
          open.add(name);
        }
      }
    }
    if (!open.isEmpty()) {
      findings.add(
          Finding.warning(
              SUBJECT, "disk.open", String.join(", ", open.stream().sorted().toList()), folder));
    }
  }
}
