package dev.microblog.platform.doctor;

import static dev.microblog.platform.doctor.Finding.Level.GOOD;
import static dev.microblog.platform.doctor.Finding.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryCheckTest {
  private static final long GIB = 1024L * 1024 * 1024;

  @TempDir Path cgroups;

  @Test
  void aMachineIsGoodOrSmall() {
    assertThat(Told.by(new MemoryCheck(cgroups, GIB, 4096).look(), GOOD, "memory"))
        .isEqualTo("There are 1024 MiB of memory.");
    assertThat(Told.by(new MemoryCheck(cgroups, GIB / 8, 4096).look(), WARNING, "memory"))
        .contains("128 MiB");
    assertThat(Told.by(new MemoryCheck(cgroups, 0, 0).look(), GOOD, "memory"))
        .contains("cannot be found out");
    assertThat(MemoryCheck.ofThisMachine().look()).isNotEmpty();
  }

  @Test
  void aContainerMayHaveLessThanItsMachine() throws IOException {
    Files.writeString(cgroups.resolve("memory.max"), "max\n");
    assertThat(Told.worst(new MemoryCheck(cgroups, GIB, 4096).look(), "memory")).isEqualTo(GOOD);

    Files.writeString(cgroups.resolve("memory.max"), "134217728\n");
    assertThat(Told.by(new MemoryCheck(cgroups, GIB, 4096).look(), WARNING, "memory"))
        .contains("128 MiB");
  }

  @Test
  void soDoesAContainerOfAnOlderSystem() throws IOException {
    Path file = Files.createDirectory(cgroups.resolve("memory")).resolve("memory.limit_in_bytes");
    Files.writeString(file, "9223372036854771712\n");
    assertThat(Told.worst(new MemoryCheck(cgroups, GIB, 4096).look(), "memory")).isEqualTo(GOOD);

    Files.writeString(file, "134217728\n");
    assertThat(Told.worst(new MemoryCheck(cgroups, GIB, 4096).look(), "memory")).isEqualTo(WARNING);
  }

  @Test
  void fewFilesAreTold() {
    assertThat(Told.by(new MemoryCheck(cgroups, GIB, 256).look(), WARNING, "memory"))
        .contains("Only 256 files");
  }
}
