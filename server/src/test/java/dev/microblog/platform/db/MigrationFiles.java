package dev.microblog.platform.db;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The migrations of a dialect as they are packed: their texts by file name.
final class MigrationFiles {
  private MigrationFiles() {}

  static SortedMap<String, String> of(Engine engine) throws IOException, URISyntaxException {
    String folder = "/db/" + engine.folder();
    URI first =
        Objects.requireNonNull(Migrations.class.getResource(folder + "/V0001__schema_level.sql"))
            .toURI();
    if (!first.getScheme().equals("jar")) {
      return read(Objects.requireNonNull(Path.of(first).getParent()));
    }
    try (FileSystem jar = FileSystems.newFileSystem(first, Map.of())) {
      return read(jar.getPath(folder));
    }
  }

  private static SortedMap<String, String> read(Path folder) throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        texts.put(String.valueOf(file.getFileName()), Files.readString(file));
      }
    }
    return texts;
  }
}
