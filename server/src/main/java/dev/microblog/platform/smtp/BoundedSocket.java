package dev.microblog.platform.smtp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/// A connection on which little is heard at a time. What answers is read up to its end by the
/// library, and need not have one.
final class BoundedSocket extends Socket {
  /// What a mail server may say of one letter, in bytes, the certificates of TLS among them.
  private static final int MOST = 256 * 1024;

  private int left = MOST;
  private @Nullable InputStream in;

  /// From here on as much may be heard as at first.
  void again() {
    left = MOST;
  }

  @Override
  public synchronized InputStream getInputStream() throws IOException {
    InputStream bounded = in;
    if (bounded == null) {
      bounded = new Bounded(super.getInputStream());
      in = bounded;
    }
    return bounded;
  }

  private final class Bounded extends FilterInputStream {
    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      return took(super.read(), 1);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      return took(read, read);
    }

    private int took(int read, int bytes) throws IOException {
      left -= Math.max(0, bytes);
      if (left < 0) {
        throw new IOException("it says more than a mail server has to say");
      }
      return read;
    }
  }
}
