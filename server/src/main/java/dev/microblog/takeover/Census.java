package dev.microblog.takeover;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Everybody of the tutorial's database, in 32 bytes each: whose account is whose, and up to when
/// they have read their messages.
final class Census {
  private static final long NEVER = Long.MIN_VALUE;

  private long[] ids = new long[1024];
  private long[] accounts = new long[1024];
  private long[] readAt = new long[1024];
  private long[] marks = new long[1024];
  private int size;

  /// Adds somebody with a greater id than all before.
  ///
  /// @param readAt microseconds since 1970; null if they never read
  void add(long id, @Nullable String name, @Nullable Long readAt) {
    if (size == ids.length) {
      int more = size * 2;
      ids = Arrays.copyOf(ids, more);
      accounts = Arrays.copyOf(accounts, more);
      this.readAt = Arrays.copyOf(this.readAt, more);
      marks = Arrays.copyOf(marks, more);
    }
    ids[size] = id;
    accounts[size] = 0;
    this.readAt[size] = readAt == null ? NEVER : readAt;
    marks[size] = mark(name);
    size++;
  }

  private int index(long id) {
    return Arrays.binarySearch(ids, 0, size, id);
  }

  /// Notes whose account it is.
  void settle(long id, long accountId) {
    int index = index(id);
    if (index >= 0) {
      accounts[index] = accountId;
    }
  }

  /// The account of somebody; 0 if there is none.
  long account(@Nullable Long id) {
    int index = id == null ? -1 : index(id);
    return index < 0 ? 0 : accounts[index];
  }

  /// Whether somebody has read what was written at a moment.
  ///
  /// @param time microseconds since 1970; null, as in the tutorial's application, counts as read
  boolean hasRead(long id, @Nullable Long time) {
    int index = index(id);
    return time == null || (index >= 0 && time <= readAt[index]);
  }

  /// The mark of somebody; null if nobody has the id.
  @Nullable Long markOf(long id) {
    int index = index(id);
    return index < 0 ? null : marks[index];
  }

  /// The greatest id; 0 if there is nobody.
  long last() {
    return size == 0 ? 0 : ids[size - 1];
  }

  private static long mark(@Nullable String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(String.valueOf(name).getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong() >>> 11;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
