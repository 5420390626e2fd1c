package dev.microblog.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
  @TempDir private Path folder;

  @Test
  void whatCannotBeToldIsNotGuessed() throws IOException {
    Path gone = folder.resolve("gone");
    Machine machine = Machine.now(gone);

    assertThat(machine.used()).isEqualTo(-1);
    assertThat(machine.room()).isEqualTo(-1);
    assertThat(machine.heap()).isBetween(1L, machine.most());
    assertThat(Machine.process(gone)).isEqualTo(-1);
    assertThat(Machine.process(Files.writeString(folder.resolve("odd"), "VmRSS:\tmuch kB\n")))
        .isEqualTo(-1);
    Path status = folder.resolve("status");
    Files.writeString(status, "Name:\tjava\nVmRSS:\t  204800 kB\nRssAnon:\t 1 kB\n");
    assertThat(Machine.process(status)).isEqualTo(200);
  }

  @Test
  void theFilesOfTheIndexAreOfTheDataFolder() throws IOException {
    Files.write(folder.resolve("microblog.db"), new byte[3 << 20]);
    Path index = Files.createDirectories(folder.resolve("search/1"));
    Files.write(index.resolve("_0.cfs"), new byte[2 << 20]);

    assertThat(Machine.used(folder)).isEqualTo(5);
    assertThat(Machine.now(folder).room()).isPositive();
  }
}
