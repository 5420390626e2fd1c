package dev.microblog.platform.move;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A checksum over rows that does not ask for their order, which databases see differently: the sum
/// of the digests of all rows. Two tables have the same if they have the same rows, and the same
/// number of each.
final class Checksum {
  private static final byte NOTHING = 0;
  private static final byte NUMBER = 1;
  private static final byte TEXT = 2;
  private static final byte BYTES = 3;
  private static final byte OTHER = 4;

  private final MessageDigest digest;
  private final ByteBuffer number = ByteBuffer.allocate(1 + Long.BYTES);
  private long high;
  private long low;
  private long rows;

  Checksum() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }

  /// Adds a row.
  void add(Row row) {
    for (Object value : row.values()) {
      add(value);
    }
    ByteBuffer sum = ByteBuffer.wrap(digest.digest());
    high += sum.getLong();
    low += sum.getLong();
    rows++;
  }

  /// With its kind and length, so that nothing can pass for something else.
  private void add(@Nullable Object value) {
    switch (value) {
      case null -> digest.update(NOTHING);
      case Long whole -> head(NUMBER, whole);
      case String text -> add(TEXT, text.getBytes(StandardCharsets.UTF_8));
      case byte[] bytes -> add(BYTES, bytes);
      // No table of ours has such; it is refused before it is moved.
      case Object other -> add(OTHER, other.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private void add(byte kind, byte[] bytes) {
    head(kind, bytes.length);
    digest.update(bytes);
  }

  private void head(byte kind, long value) {
    digest.update(number.clear().put(kind).putLong(value).flip());
  }

  /// How many rows were added.
  long rows() {
    return rows;
  }

  /// The sum, as 32 hexadecimal digits.
  String value() {
    return String.format(Locale.ROOT, "%016x%016x", high, low);
  }
}
