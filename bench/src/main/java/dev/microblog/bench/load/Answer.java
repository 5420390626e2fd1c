package dev.microblog.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Reads one HTTP/1.1 answer after another from a connection, no further than to know its status
/// and where it ends.
final class Answer {
  /// What comes next.
  private enum Part {
    HEAD,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    TRAILER
  }

  private static final int LONGEST_LINE = 16 * 1024;

  private final byte[] line = new byte[LONGEST_LINE];
  private int length;
  private Part part = Part.HEAD;
  private int status;
  private long left;
  private boolean chunked;

  /// Takes bytes of the answer.
  ///
  /// @return whether it is whole; what is left in the buffer then belongs to no answer
  /// @throws IllegalStateException if it is no HTTP/1.1 answer
  boolean take(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      boolean whole =
          switch (part) {
            case HEAD -> line(bytes) && header();
            case CHUNK_SIZE -> line(bytes) && chunkSize();
            case TRAILER -> line(bytes) && trailer();
            case BODY, CHUNK -> skip(bytes);
          };
      if (whole) {
        return true;
      }
    }
    return false;
  }

  /// The status of the answer that was read last.
  int status() {
    return status;
  }

  /// Makes ready for the next answer.
  void reset() {
    part = Part.HEAD;
    length = 0;
    status = 0;
    left = 0;
    chunked = false;
  }

  private boolean line(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      byte b = bytes.get();
      if (b == '\n') {
        return true;
      }
      if (length == LONGEST_LINE) {
        throw new IllegalStateException("a line of " + length + " bytes");
      }
      line[length++] = b;
    }
    return false;
  }

  /// The line that was read, without its end.
  private String text() {
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    length = 0;
    return new String(line, 0, end, StandardCharsets.ISO_8859_1);
  }

  private boolean header() {
    String text = text();
    if (status == 0) {
      if (!text.startsWith("HTTP/1.1 ")) {
        throw new IllegalStateException("no HTTP answer: " + text);
      }
      status = Integer.parseInt(text, 9, 12, 10);
    } else if (text.isEmpty()) {
      part = chunked ? Part.CHUNK_SIZE : Part.BODY;
      return !chunked && left == 0;
    } else {
      char first = Character.toLowerCase(text.charAt(0));
      if (first == 'c' || first == 't') {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          left = Long.parseLong(lower.substring("content-length:".length()).strip());
        } else if (lower.equals("transfer-encoding: chunked")) {
          chunked = true;
        }
      }
    }
    return false;
  }

  private boolean chunkSize() {
    String text = text();
    // With the line end that follows the chunk.
    left = Long.parseLong(text, 16) + 2;
    part = left == 2 ? Part.TRAILER : Part.CHUNK;
    return false;
  }

  private boolean trailer() {
    return text().isEmpty();
  }

  private boolean skip(ByteBuffer bytes) {
    int skipped = (int) Math.min(left, bytes.remaining());
    bytes.position(bytes.position() + skipped);
    left -= skipped;
    if (left == 0 && part == Part.CHUNK) {
      part = Part.CHUNK_SIZE;
      return false;
    }
    return left == 0;
  }
}
