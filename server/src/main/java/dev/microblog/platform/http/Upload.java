package dev.microblog.platform.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// A form that was sent with a file (`multipart/form-data`), read while it comes: the fields that
/// stand before the file first, then the file as a stream. No more than a piece of it is in memory,
/// and nothing is written to a disk.
public final class Upload implements AutoCloseable {
  /// The content type of such a form.
  public static final String TYPE = "multipart/form-data";

  /// Largest body, in bytes.
  public static final long MOST_BYTES = 100_000_000;

  /// In which time it must be here.
  private static final Duration MOST_TIME = Duration.ofMinutes(15);

  private static final int PIECE = 16 * 1024;
  private static final int MOST_PARTS = 20;
  private static final int LONGEST_HEADERS = 4 * 1024;

  /// A token, and little else.
  private static final int LONGEST_FIELDS = 16 * 1024;

  private static final Pattern NAME =
      Pattern.compile(";\\s*name=\"?([^\";]*)\"?", Pattern.CASE_INSENSITIVE);

  private final InputStream body;
  private final MultiPart.Parser parser;
  private final byte[] piece = new byte[PIECE];
  private final long deadline = System.nanoTime() + MOST_TIME.toNanos();
  private final Map<String, StringBuilder> fields = new HashMap<>();

  /// What came of the file and was not read.
  private final Deque<ByteBuffer> file = new ArrayDeque<>();

  private long read;
  private int inFields;
  private boolean inFile;
  private boolean fileOver;
  private boolean whole;
  private boolean ended;

  /// What is wrong with it: the parser lets no exception out of what it calls.
  private @Nullable String wrong;

  private String part = "";

  private Upload(InputStream body, String boundary) {
    this.body = body;
    this.parser = new MultiPart.Parser(boundary, new Parts());
    parser.setMaxParts(MOST_PARTS);
    parser.setPartHeadersMaxLength(LONGEST_HEADERS);
  }

  /// Reads a request up to its file.
  ///
  /// @throws HttpResponseException with 413 if it is too large
  /// @throws Form.Malformed if it is no such form
  public static Upload of(Context context) {
    String type = context.contentType();
    String boundary = type == null ? null : MultiPart.extractBoundary(type);
    if (boundary == null || boundary.isEmpty() || boundary.length() > 70) {
      throw new Form.Malformed("no boundary");
    }
    if (context.req().getContentLengthLong() > MOST_BYTES) {
      throw new HttpResponseException(413);
    }
    try {
      Upload upload = new Upload(context.req().getInputStream(), boundary);
      while (!upload.inFile && upload.more()) {
        // Goes on to the file.
      }
      return upload;
    } catch (IOException e) {
      throw new Form.Malformed("the body is cut off");
    }
  }

  /// The value of a field that stands before the file; empty if there is none.
  public String get(String name) {
    StringBuilder value = fields.get(name);
    return value == null ? "" : value.toString();
  }

  /// The file; empty if there is none.
  public InputStream file() {
    return new FileStream();
  }

  /// Reads more of the body.
  ///
  /// @return false if it ended
  private boolean more() {
    try {
      int count = ended ? -1 : body.read(piece);
      if (count < 0) {
        ended = true;
        return false;
      }
      read += count;
      if (read > MOST_BYTES) {
        throw new HttpResponseException(413);
      }
      if (System.nanoTime() > deadline) {
        throw new Form.Malformed("the body comes too slowly");
      }
      if (!whole) {
        parser.parse(Content.Chunk.from(ByteBuffer.wrap(piece, 0, count), false));
      }
      String problem = wrong;
      if (problem != null) {
        whole = true;
        throw new Form.Malformed(problem);
      }
      return true;
    } catch (IOException e) {
      ended = true;
      throw new Form.Malformed("the body is cut off");
    }
  }

  /// Reads what is left: a browser shows an answer once it has sent all.
  @Override
  public void close() {
    try {
      do {
        file.clear();
      } while (more());
    } catch (Form.Malformed | HttpResponseException e) {
      // Nobody waits for it, or nobody should.
      ended = true;
    }
  }

  private final class FileStream extends InputStream {
    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (length == 0) {
        return 0;
      }
      while (file.isEmpty()) {
        if (!inFile || fileOver) {
          return -1;
        }
        if (!more() && !fileOver) {
          throw new Form.Malformed("the file is cut off");
        }
      }
      ByteBuffer first = file.element();
      int count = Math.min(length, first.remaining());
      first.get(buffer, offset, count);
      if (!first.hasRemaining()) {
        file.remove();
      }
      return count;
    }
  }

  private final class Parts implements MultiPart.Parser.Listener {
    private boolean isFile;

    @Override
    public void onPartBegin() {
      part = "";
      isFile = false;
    }

    @Override
    public void onPartHeader(String name, String value) {
      if (name.equalsIgnoreCase("Content-Disposition")) {
        Matcher found = NAME.matcher(value);
        part = found.find() ? found.group(1) : "";
        isFile = value.contains("filename");
      }
    }

    @Override
    public void onPartHeaders() {
      inFile |= isFile;
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
      ByteBuffer bytes = chunk.getByteBuffer();
      if (isFile && !fileOver) {
        ByteBuffer kept = ByteBuffer.allocate(bytes.remaining());
        file.add(kept.put(bytes).flip());
      } else if (!isFile && !inFile) {
        inFields += bytes.remaining();
        if (inFields > LONGEST_FIELDS) {
          wrong = "too much before the file";
        } else {
          fields
              .computeIfAbsent(part, _ -> new StringBuilder())
              .append(StandardCharsets.ISO_8859_1.decode(bytes));
        }
      }
    }

    @Override
    public void onPartEnd() {
      fileOver |= isFile;
    }

    @Override
    public void onComplete() {
      whole = true;
    }

    @Override
    public void onFailure(@Nullable Throwable failure) {
      wrong = "no form with a file";
    }
  }
}
