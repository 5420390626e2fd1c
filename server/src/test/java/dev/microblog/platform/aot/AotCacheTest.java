package dev.microblog.platform.aot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.microblog.platform.db.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {
  @TempDir Path folder;
  private Path program;

  @BeforeEach
  void aProgramWithALibrary() throws IOException {
    program = folder.resolve("program.jar");
    Files.createDirectory(folder.resolve("lib"));
    jar(program, "one", "");
    jar(folder.resolve("lib/library.jar"), "one", "with a comment");
  }

  @Test
  void theSameJarsHaveTheSameDigest() {
    assertThat(AotCache.digest(program)).isEqualTo(AotCache.digest(program)).hasSize(32);
  }

  @Test
  void aClassOfTheSameLengthInALibraryIsNoticed() throws IOException {
    String before = AotCache.digest(program);
    jar(folder.resolve("lib/library.jar"), "two", "with a comment");
    assertThat(AotCache.digest(program)).isNotEqualTo(before);
  }

  @Test
  void aLibraryMoreOrUnderAnotherNameIsNoticed() throws IOException {
    String before = AotCache.digest(program);
    Files.move(folder.resolve("lib/library.jar"), folder.resolve("lib/renamed.jar"));
    assertThat(AotCache.digest(program)).isNotEqualTo(before);
    Files.move(folder.resolve("lib/renamed.jar"), folder.resolve("lib/library.jar"));
    jar(folder.resolve("lib/more.jar"), "one", "");
    assertThat(AotCache.digest(program)).isNotEqualTo(before);
  }

  @Test
  void whatIsNoJarIsTold() throws IOException {
    Files.writeString(folder.resolve("lib/notes.txt"), "no jar");
    assertThatThrownBy(() -> AotCache.digest(program))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("notes.txt is no jar");
  }

  private static void jar(Path path, String content, String comment) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(path))) {
      ZipEntry entry = new ZipEntry("entry");
      entry.setTime(0);
      out.putNextEntry(entry);
      out.write(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      out.setComment(comment);
    }
  }
}
