package dev.microblog.imports;

import dev.microblog.imports.Unreadable.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Finds the posts in a file, whatever kind it is: JSON itself, or a ZIP or tar file in which it
/// lies, the latter perhaps packed by gzip. What kind it is is told by its bytes. It is read once,
/// from the beginning on, and nothing of it is kept: no name in it becomes a path anywhere.
final class ArchiveFile {
  /// Reads JSON.
  interface Reader {
    /// Reads all of it.
    void read(InputStream json) throws IOException, Unreadable;
  }

  /// The files that have posts: of a Microblog, of the tutorial's application, of Mastodon. The
  /// first that comes counts.
  private static final List<String> WITH_POSTS =
      List.of("archive.json", "posts.json", "outbox.json");

  /// Unpacked, all together.
  private static final long MOST_UNPACKED = 500_000_000;

  /// More files than somebody who posts pictures for years has.
  private static final int MOST_FILES = 100_000;

  private static final int BEGINNING = 2 * Tar.BLOCK;

  private final Reader reader;

  ArchiveFile(Reader reader) {
    this.reader = reader;
  }

  /// Reads a file.
  void read(InputStream file) throws Unreadable {
    Bounded packed = new Bounded(file, Long.MAX_VALUE);
    try {
      BufferedInputStream in = new BufferedInputStream(packed);
      byte[] beginning = beginning(in);
      if (beginning.length == 0) {
        throw new Unreadable(Reason.MISSING);
      }
      if (starts(beginning, 'P', 'K', 3, 4)) {
        zip(new ZipInputStream(in, StandardCharsets.ISO_8859_1), packed);
      } else if (starts(beginning, 0x1F, 0x8B)) {
        Bounded unpacked = new Bounded(new GZIPInputStream(in), MOST_UNPACKED, packed);
        BufferedInputStream within = new BufferedInputStream(unpacked);
        plain(within, beginning(within));
      } else {
        plain(new BufferedInputStream(new Bounded(in, MOST_UNPACKED)), beginning);
      }
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      throw new Unreadable(exceeded(e) ? Reason.TOO_LARGE : Reason.BROKEN);
    }
  }

  private static boolean exceeded(@Nullable Throwable e) {
    return e instanceof Bounded.Exceeded || (e != null && exceeded(e.getCause()));
  }

  private static byte[] beginning(BufferedInputStream in) throws IOException {
    in.mark(BEGINNING);
    byte[] beginning = in.readNBytes(Tar.BLOCK);
    in.reset();
    return beginning;
  }

  private static boolean starts(byte[] beginning, int... with) {
    boolean so = beginning.length >= with.length;
    for (int i = 0; so && i < with.length; i++) {
      so = (beginning[i] & 0xFF) == with[i];
    }
    return so;
  }

  private void zip(ZipInputStream zip, Bounded packed) throws IOException, Unreadable {
    Bounded unpacked = new Bounded(zip, MOST_UNPACKED, packed);
    int files = 0;
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      count(++files);
      boolean wanted = hasPosts(entry.getName());
      if (wanted) {
        reader.read(unpacked);
      }
      // What is not read here is read unseen, and without a bound, by the next step.
      unpacked.transferTo(java.io.OutputStream.nullOutputStream());
      if (wanted) {
        return;
      }
    }
    throw new Unreadable(Reason.UNKNOWN);
  }

  private void plain(BufferedInputStream in, byte[] beginning) throws IOException, Unreadable {
    if (Tar.isTar(beginning)) {
      tar(new Tar(in));
    } else if (isJson(beginning)) {
      reader.read(in);
    } else {
      throw new Unreadable(Reason.UNKNOWN);
    }
  }

  private void tar(Tar tar) throws IOException, Unreadable {
    int files = 0;
    for (String name = tar.next(); name != null; name = tar.next()) {
      count(++files);
      if (hasPosts(name)) {
        reader.read(tar.file());
        return;
      }
    }
    throw new Unreadable(Reason.UNKNOWN);
  }

  private static void count(int files) throws Unreadable {
    if (files > MOST_FILES) {
      throw new Unreadable(Reason.TOO_LARGE);
    }
  }

  /// In whatever folder it lies.
  private static boolean hasPosts(String path) {
    return WITH_POSTS.contains(path.substring(path.lastIndexOf('/') + 1));
  }

  /// An object, after blanks and the mark that some editors put before all text.
  private static boolean isJson(byte[] beginning) {
    int at = starts(beginning, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    while (at < beginning.length && beginning[at] >= 0 && beginning[at] <= ' ') {
      at++;
    }
    return at < beginning.length && beginning[at] == '{';
  }
}
