package dev.microblog.imports;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads the files of a tar file one after another. Nothing but their names and bytes is looked at.
final class Tar {
  static final int BLOCK = 512;

  private static final int NAME = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int TYPE_AT = 156;
  private static final int MAGIC_AT = 257;
  private static final byte[] MAGIC = "ustar".getBytes(StandardCharsets.US_ASCII);

  private final InputStream in;
  private final byte[] block = new byte[BLOCK];
  private long left;
  private long padding;

  Tar(InputStream in) {
    this.in = in;
  }

  /// Whether a file that begins so is one of tar.
  static boolean isTar(byte[] beginning) {
    return beginning.length >= BLOCK
        && java.util.Arrays.equals(
            beginning, MAGIC_AT, MAGIC_AT + MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /// Goes to the next file.
  ///
  /// @return its name, empty for what is no plain file; null if there is none
  @Nullable String next() throws IOException {
    skip(left + padding);
    if (in.readNBytes(block, 0, BLOCK) < BLOCK) {
      throw new EOFException("the end is missing");
    }
    if (block[0] == 0) {
      return null;
    }
    left = size();
    padding = (BLOCK - left % BLOCK) % BLOCK;
    boolean plain = block[TYPE_AT] == '0' || block[TYPE_AT] == 0;
    return plain ? name() : "";
  }

  private String name() {
    int length = 0;
    while (length < NAME && block[length] != 0) {
      length++;
    }
    return new String(block, 0, length, StandardCharsets.ISO_8859_1);
  }

  /// Sizes of eight gigabytes and more are written in another way, and are more than we read.
  private long size() throws IOException {
    String digits =
        new String(block, SIZE_AT, SIZE_LENGTH, StandardCharsets.ISO_8859_1)
            .replace('\0', ' ')
            .strip();
    try {
      long size = digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
      if (size < 0) {
        throw new IOException("a size below zero");
      }
      return size;
    } catch (NumberFormatException e) {
      throw new IOException("no size", e);
    }
  }

  private void skip(long count) throws IOException {
    long rest = count;
    while (rest > 0) {
      int read = in.read(block, 0, (int) Math.min(BLOCK, rest));
      if (read < 0) {
        throw new EOFException("cut off");
      }
      rest -= read;
    }
  }

  /// The bytes of the file.
  InputStream file() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
          return -1;
        }
        int count = in.read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
          throw new EOFException("cut off");
        }
        left -= count;
        return count;
      }
    };
  }
}
