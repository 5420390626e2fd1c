package dev.microblog.platform.index;

import dev.microblog.platform.http.Keys;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.jspecify.annotations.Nullable;

/// The folder of Lucene's generations: each a folder, and beside them the file `current`, which
/// names the one that is searched, and the file `id`, which names this folder.
record LuceneFolder(Path path) {
  private static final String CURRENT = "current";
  private static final String ID = "id";
  private static final Pattern NAMED = Pattern.compile("lucene-[0-9A-Za-z_-]{1,40}");
  private static final Pattern NAME = Pattern.compile("v([0-9]{1,6})-[0-9A-Za-z_-]{1,40}");

  /// A new name of a generation.
  static String name(String unique) {
    return "v" + SearchIndex.LAYOUT + "-" + unique;
  }

  /// The layout that a generation's name bears.
  static int layout(String name) {
    Matcher parts = NAME.matcher(name);
    return parts.matches() ? Integer.parseInt(parts.group(1)) : 0;
  }

  /// The folder of a generation.
  Path of(String name) throws IOException {
    Files.createDirectories(path);
    return path.resolve(name);
  }

  /// The name of this folder, made when it is first asked for.
  String id() throws IOException {
    String known = read(ID);
    if (known != null && NAMED.matcher(known).matches()) {
      return known;
    }
    String id = "lucene-" + Keys.random(12);
    write(ID, id);
    return id;
  }

  /// The generation that is searched; null if there is none.
  @Nullable String current() throws IOException {
    String name = read(CURRENT);
    return name != null && NAME.matcher(name).matches() && Files.isDirectory(path.resolve(name))
        ? name
        : null;
  }

  void use(String generation) throws IOException {
    write(CURRENT, generation);
  }

  /// Nothing is searched any more.
  void forget() throws IOException {
    Files.deleteIfExists(path.resolve(CURRENT));
  }

  private @Nullable String read(String file) throws IOException {
    try {
      // What is no text is no name either, but no error.
      return new String(Files.readAllBytes(path.resolve(file)), StandardCharsets.UTF_8).strip();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /// All or nothing, whatever happens meanwhile.
  private void write(String file, String text) throws IOException {
    Files.createDirectories(path);
    Path half = path.resolve(file + ".new");
    Files.writeString(half, text + "\n", StandardCharsets.UTF_8);
    try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(half, path.resolve(file), StandardCopyOption.ATOMIC_MOVE);
  }

  /// Removes what a switch or a crash left over.
  ///
  /// @param generation which stays; null for none
  void removeOthers(@Nullable String generation) throws IOException {
    List<Path> others;
    try (Stream<Path> all = Files.list(path)) {
      others =
          all.filter(each -> NAME.matcher(each.getFileName().toString()).matches())
              .filter(each -> !each.getFileName().toString().equals(generation))
              .toList();
    }
    for (Path other : others) {
      try (Stream<Path> files = Files.walk(other)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /// What all generations take.
  long bytes() throws IOException {
    if (!Files.isDirectory(path)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files.mapToLong(LuceneFolder::size).sum();
    }
  }

  /// Lucene removes files whenever it likes.
  private static long size(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether an index cannot be read and never will be, so that it is to be built anew.
  static boolean isDamage(Exception e) {
    return e instanceof CorruptIndexException
        || e instanceof IndexFormatTooNewException
        || e instanceof IndexFormatTooOldException
        || e instanceof IndexNotFoundException
        || e instanceof NoSuchFileException
        || e instanceof FileNotFoundException
        || e instanceof java.io.EOFException
        || e instanceof IllegalArgumentException;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
