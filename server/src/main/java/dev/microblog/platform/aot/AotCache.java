package dev.microblog.platform.aot;

import dev.microblog.platform.db.Unusable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// Holds that a cache of classes is used with the jars that it was made from. Java itself looks at
/// length and time alone, and in an image all files have one time: behind a cache it runs the old
/// classes of a jar that was replaced by one of the same length, without a word.
///
/// An image names its cache, and the digest of the jars, in the file of its arguments. Where no
/// cache is named, nothing is checked.
public final class AotCache {
  /// The digest of the jars that the cache was made from.
  public static final String PROPERTY = "microblog.aot";

  /// Where the record at the end of a zip file is looked for: a comment may follow it, and those of
  /// real jars have a few dozen bytes.
  private static final int TAIL = 4_096;

  /// How that record begins, how long it is at least, and the places of what is read of it.
  private static final int END_SIGNATURE = 0x06054b50;

  private static final int END_LENGTH = 22;
  private static final int DIRECTORY_LENGTH = 12;
  private static final int DIRECTORY_PLACE = 16;

  private AotCache() {}

  /// Checks the jars of this process.
  ///
  /// @throws Unusable if they are not those of the cache
  public static void check() {
    String made = System.getProperty(PROPERTY);
    if (made != null && !made.equals(digest(Path.of(System.getProperty("java.class.path", ""))))) {
      throw new Unusable(
          "The jars of the program were changed, but its cache of classes is still that of the old"
              + " ones. Build the image anew; do not replace files in it.");
    }
  }

  /// What tells the jars of a program apart from those of any other: names, lengths and tables of
  /// contents, which have the checksum of every class. To read all their bytes would be to read 30
  /// MB at every start.
  ///
  /// @param program the jar that is started, with its libraries in the folder `lib` beside it
  /// @throws Unusable if they cannot be read
  public static String digest(Path program) {
    List<Path> jars = new ArrayList<>(List.of(program));
    try (Stream<Path> libraries = Files.list(program.resolveSibling("lib"))) {
      libraries.sorted().forEach(jars::add);
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path jar : jars) {
        digest.update(summary(jar).getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (IOException e) {
      throw new Unusable("The jars of the program cannot be read: " + e.getMessage() + ".", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String summary(Path jar) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(TAIL, file.length())];
      file.seek(file.length() - tail.length);
      file.readFully(tail);
      int end = tail.length - END_LENGTH;
      while (end >= 0 && number(tail, end) != END_SIGNATURE) {
        end--;
      }
      if (end < 0) {
        throw new IOException(jar + " is no jar");
      }
      byte[] directory = new byte[number(tail, end + DIRECTORY_LENGTH)];
      file.seek(Integer.toUnsignedLong(number(tail, end + DIRECTORY_PLACE)));
      file.readFully(directory);
      CRC32 sum = new CRC32();
      sum.update(directory);
      return jar.getFileName() + " " + file.length() + " " + sum.getValue() + "\n";
    }
  }

  private static int number(byte[] bytes, int place) {
    return (bytes[place] & 0xff)
        | (bytes[place + 1] & 0xff) << 8
        | (bytes[place + 2] & 0xff) << 16
        | (bytes[place + 3] & 0xff) << 24;
  }
}
