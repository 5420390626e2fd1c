package dev.microblog.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A stream that ends with an error where it is longer than it may be. Reading from it lets others
/// have the processor from time to time: unpacking takes much of it, and a virtual thread that does
/// nothing else would keep them waiting.
final class Bounded extends FilterInputStream {
  /// There was more than may be read.
  static final class Exceeded extends IOException {
    private static final long serialVersionUID = 1;

    Exceeded() {
      super("more than may be read");
    }
  }

  private static final int TURN = 256 * 1024;

  /// So much is never a bomb; beyond it, it is one where less than a two hundredth was packed.
  private static final long ALWAYS = 20_000_000;

  private static final long RATIO = 200;

  private final long most;
  private final @Nullable Bounded packed;
  private long read;
  private int turn = TURN;

  Bounded(InputStream in, long most) {
    super(in);
    this.most = most;
    this.packed = null;
  }

  /// What is unpacked.
  ///
  /// @param packed from what, so far
  Bounded(InputStream in, long most, Bounded packed) {
    super(in);
    this.most = most;
    this.packed = packed;
  }

  private boolean exceeded() {
    return read > most || (packed != null && read > ALWAYS && read / RATIO > packed.read);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  // Nothing depends on when others run: they only do so earlier.
  @SuppressWarnings("ThreadPriorityCheck")
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count > 0) {
      read += count;
      turn -= count;
      if (exceeded()) {
        throw new Exceeded();
      }
      if (turn < 0) {
        turn = TURN;
        Thread.yield();
      }
    }
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /// It is not ours to close.
  @Override
  public void close() {}
}
