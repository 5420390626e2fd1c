package dev.microblog.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A ZIP file that was written in many steps is one that every program reads.
class ZipTest {
  private static final long TIME = 1_700_000_000_000L;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private String kept = "";

  private interface Work {
    void on(Zip zip);
  }

  /// Each step begins with nothing but what the one before it kept.
  private void step(Work work) {
    try (Zip zip = new Zip(kept, file.size(), TIME)) {
      work.on(zip);
      file.writeBytes(zip.taken());
      kept = zip.kept();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Map<String, String> read() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file.toByteArray()))) {
      for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        files.put(e.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  @Test
  void filesThatWereWrittenInManyStepsAreWhole(@TempDir Path folder) throws IOException {
    String line = "Ünïcode 😀 words, again and again; ";
    step(zip -> zip.open("first.json"));
    for (int i = 0; i < 50; i++) {
      step(zip -> zip.add(bytes(line.repeat(3_000))));
    }
    step(Zip::end);
    step(
        zip -> {
          zip.open("empty.json");
          zip.end();
          zip.open("last.html");
          zip.add(bytes("a"));
          zip.add(bytes("b"));
        });
    step(
        zip -> {
          assertThat(zip.open()).isTrue();
          zip.add(bytes("c"));
          zip.end();
        });
    step(Zip::finish);

    Map<String, String> files = read();
    assertThat(files.keySet()).containsExactly("first.json", "empty.json", "last.html");
    assertThat(files.get("first.json")).isEqualTo(line.repeat(150_000));
    assertThat(files).containsEntry("empty.json", "").containsEntry("last.html", "abc");
    Path written = Files.write(folder.resolve("export.zip"), file.toByteArray());
    try (ZipFile zip = new ZipFile(written.toFile())) {
      ZipEntry first = zip.getEntry("first.json");
      assertThat(new String(zip.getInputStream(first).readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(line.repeat(150_000));
      assertThat(first.getTimeLocal()).isEqualTo("2023-11-14T22:13:20");
    }
  }

  @Test
  void aFileThatWouldBeTooLargeIsNotWritten() {
    try (Zip zip = new Zip("", Zip.MOST_BYTES - 20, TIME)) {
      zip.open("more.json");

      assertThatThrownBy(zip::end).isInstanceOf(Zip.TooLarge.class);
    }
    try (Zip zip = new Zip("+long.json 0 0 900 4294967290", 1_000, TIME)) {
      assertThatThrownBy(() -> zip.add(bytes("words"))).isInstanceOf(Zip.TooLarge.class);
    }
  }
}
