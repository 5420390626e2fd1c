package dev.microblog.platform.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Whether there is memory enough, and as many files may be open as there are people.
///
/// @param cgroups the folder in which a container finds its limits
/// @param machine bytes that the machine has; 0 if that is not known
/// @param files that this process may open; 0 if that is not known
record MemoryCheck(Path cgroups, long machine, long files) implements Check {
  private static final String SUBJECT = "memory";
  private static final long MIB = 1024 * 1024;

  /// The heap alone takes half of it.
  private static final long LEAST = 256 * MIB;

  /// A connection of a visitor is a file, too.
  private static final long FEWEST_FILES = 1024;

  static MemoryCheck ofThisMachine() {
    Path cgroups = Path.of("/sys/fs/cgroup");
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? new MemoryCheck(cgroups, unix.getTotalMemorySize(), unix.getMaxFileDescriptorCount())
        : new MemoryCheck(cgroups, 0, 0);
  }

  @Override
  public String subject() {
    return SUBJECT;
  }

  @Override
  public List<Finding> look() {
    List<Finding> findings = new ArrayList<>();
    long least = machine == 0 ? Long.MAX_VALUE : machine;
    // The second is of older systems.
    for (String file : List.of("memory.max", "memory/memory.limit_in_bytes")) {
      least = Math.min(least, limit(cgroups.resolve(file)));
    }
    if (least == Long.MAX_VALUE) {
      findings.add(Finding.good(SUBJECT, "memory.unknown"));
    } else if (least < LEAST) {
      findings.add(Finding.warning(SUBJECT, "memory.little", least / MIB, LEAST / MIB));
    } else {
      findings.add(Finding.good(SUBJECT, "memory.enough", least / MIB));
    }
    if (files > 0 && files < FEWEST_FILES) {
      findings.add(Finding.warning(SUBJECT, "memory.files", files, FEWEST_FILES));
    }
    return findings;
  }

  private static long limit(Path file) {
    try {
      String text = Files.exists(file) ? Files.readString(file).strip() : "max";
      return text.equals("max") ? Long.MAX_VALUE : Long.parseLong(text);
    } catch (IOException | NumberFormatException e) {
      // Then there is no limit that we could know of.
      return Long.MAX_VALUE;
    }
  }
}
