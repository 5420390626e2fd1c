package dev.microblog.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.platform.time.Together;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir private Path parent = Path.of("");

  private Path path() {
    return parent.resolve("some/where");
  }

  @Test
  void itIsMadeWhereItIsMissing() {
    try (DataFolder folder = DataFolder.open(path())) {
      assertThat(folder.path()).isDirectory();
      assertThat(folder.databaseFile()).isEqualTo(path().resolve("microblog.db"));
    }
  }

  @Test
  void itIsHeldByOneAtATime() throws Exception {
    List<@Nullable DataFolder> opened = Together.call(10, _ -> openOrNull());
    List<DataFolder> holders = opened.stream().filter(Objects::nonNull).toList();

    assertThat(holders).hasSize(1);
    holders.getFirst().close();
    DataFolder.open(path()).close();
  }

  private @Nullable DataFolder openOrNull() {
    try {
      return DataFolder.open(path());
    } catch (Unusable e) {
      assertThat(e)
          .hasMessage(
              "Another Microblog is using the data folder %s. End it, or set DATA_DIR.", path());
      return null;
    }
  }

  @Test
  void aFileInItsPlaceIsRefused() throws IOException {
    Path file = parent.resolve("file");
    Files.createFile(file);

    assertThatExceptionOfType(Unusable.class)
        .isThrownBy(() -> DataFolder.open(file))
        .withMessageContaining("it is a file, not a folder. Check DATA_DIR.");
  }

  @Test
  void aFolderThatCannotBeWrittenIsRefused() {
    try (Mount mount = Mount.readOnly(parent)) {
      assertThat(mount).isNotNull();

      assertThatExceptionOfType(Unusable.class)
          .isThrownBy(() -> DataFolder.open(path()))
          .withMessageEndingWith("cannot be written: Read-only file system. Check DATA_DIR.");
    }
  }
}
