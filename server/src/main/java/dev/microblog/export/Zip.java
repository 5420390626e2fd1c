package dev.microblog.export;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/// A ZIP file that is written in steps, between which the process may end: all that must be known
/// to go on is a short text. Each step ends its compressed data at a whole byte, so that the next
/// can begin with a compressor that knows nothing of it.
///
/// Sizes stand behind the data, as they are not known before, and fit 32 bits.
final class Zip implements AutoCloseable {
  /// The file, or something in it, would be larger than an export may be.
  static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /// Largest file. It lies in the database.
  static final long MOST_BYTES = 1L << 30;

  private static final long MOST_UNPACKED = (1L << 32) - 2;
  private static final int LEVEL = 6;

  /// Sizes behind the data; names in UTF-8.
  private static final short FLAGS = 0x0808;

  private static final short DEFLATED = 8;

  /// Deflate needs version 2.0.
  private static final short NEEDS = 20;

  /// Made on Unix: else some programs give the files no permissions.
  private static final short MADE_BY = 3 << 8 | NEEDS;

  private static final int PLAIN_FILE = 0100644 << 16;

  /// A file in the ZIP file.
  ///
  /// @param at where it begins
  /// @param packed bytes of it that were written
  private record Entry(String name, long at, int crc, long packed, long unpacked) {
    String line() {
      return String.join(
          " ",
          name,
          Long.toString(at),
          Integer.toString(crc),
          Long.toString(packed),
          Long.toString(unpacked));
    }

    static Entry of(String line) {
      String[] fields = line.split(" ", 5);
      return new Entry(
          fields[0],
          Long.parseLong(fields[1]),
          Integer.parseInt(fields[2]),
          Long.parseLong(fields[3]),
          Long.parseLong(fields[4]));
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Deflater deflater = new Deflater(LEVEL, true);
  private final byte[] buffer = new byte[16 * 1024];
  private final long begin;
  private final int time;
  private boolean open;

  /// Goes on with a file.
  ///
  /// @param kept what [#kept()] gave after the step before; empty at first
  /// @param size of the file so far
  /// @param createdAt the time of what is in it, in epoch milliseconds
  Zip(String kept, long size, long createdAt) {
    begin = size;
    time = dosTime(createdAt);
    kept.lines().forEach(line -> entries.add(Entry.of(line.replaceFirst("^\\+", ""))));
    open = kept.lines().anyMatch(line -> line.startsWith("+"));
  }

  /// How long a file in it is once it is unpacked; 0 if there is none of this name.
  ///
  /// @param kept what [#kept()] gave
  static long unpacked(String kept, String name) {
    return kept.lines()
        .map(Entry::of)
        .filter(entry -> entry.name().equals(name))
        .mapToLong(Entry::unpacked)
        .sum();
  }

  /// Whether a file in it is begun and not ended.
  boolean open() {
    return open;
  }

  /// Begins a file in it.
  void open(String name) {
    entries.add(new Entry(name, size(), 0, 0, 0));
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    write(
        record(30)
            .putInt(0x04034b50)
            .putShort(NEEDS)
            .putShort(FLAGS)
            .putShort(DEFLATED)
            .putInt(time)
            .putInt(0)
            .putInt(0)
            .putInt(0)
            .putShort((short) bytes.length)
            .putShort((short) 0));
    out.writeBytes(bytes);
    deflater.reset();
    open = true;
  }

  /// Adds to the file that was begun last.
  void add(byte[] bytes) {
    int crc = Crc.of(entries.getLast().crc(), bytes);
    deflater.setInput(bytes);
    count(crc, pack(Deflater.NO_FLUSH), bytes.length);
  }

  /// Ends the file that was begun last.
  void end() {
    deflater.finish();
    Entry entry = count(entries.getLast().crc(), pack(Deflater.NO_FLUSH), 0);
    write(sizes(record(16).putInt(0x08074b50), entry));
    open = false;
  }

  /// Ends the whole.
  void finish() {
    long at = size();
    for (Entry entry : entries) {
      byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
      ByteBuffer head = record(46).putInt(0x02014b50).putShort(MADE_BY).putShort(NEEDS);
      head.putShort(FLAGS).putShort(DEFLATED).putInt(time);
      sizes(head, entry).putShort((short) name.length);
      // No extra fields, no comment, on the one disk.
      head.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) 0);
      write(head.putInt(PLAIN_FILE).putInt((int) entry.at()));
      out.writeBytes(name);
    }
    long length = size() - at;
    ByteBuffer tail = record(22).putInt(0x06054b50).putInt(0);
    tail.putShort((short) entries.size()).putShort((short) entries.size());
    write(tail.putInt((int) length).putInt((int) at).putShort((short) 0));
  }

  /// What was written in this step, at a whole byte.
  byte[] taken() {
    if (open) {
      count(entries.getLast().crc(), pack(Deflater.SYNC_FLUSH), 0);
    }
    return out.toByteArray();
  }

  /// What the next step must know.
  String kept() {
    List<String> lines = new ArrayList<>(entries.stream().map(Entry::line).toList());
    if (open) {
      lines.add('+' + lines.removeLast());
    }
    return String.join("\n", lines);
  }

  private long size() {
    return begin + out.size();
  }

  private long pack(int flush) {
    long before = out.size();
    int count;
    do {
      count = deflater.deflate(buffer, 0, buffer.length, flush);
      out.write(buffer, 0, count);
    } while (count == buffer.length || (flush == Deflater.NO_FLUSH && count > 0));
    return out.size() - before;
  }

  private Entry count(int crc, long packed, long unpacked) {
    Entry last = entries.removeLast();
    Entry entry =
        new Entry(last.name(), last.at(), crc, last.packed() + packed, last.unpacked() + unpacked);
    entries.add(entry);
    if (size() > MOST_BYTES || entry.unpacked() > MOST_UNPACKED) {
      throw new TooLarge();
    }
    return entry;
  }

  private static ByteBuffer sizes(ByteBuffer record, Entry entry) {
    return record.putInt(entry.crc()).putInt((int) entry.packed()).putInt((int) entry.unpacked());
  }

  private static ByteBuffer record(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void write(ByteBuffer record) {
    byte[] bytes = new byte[record.flip().remaining()];
    record.get(bytes);
    out.writeBytes(bytes);
  }

  /// Two seconds are the least that this form of time tells apart.
  private static int dosTime(long epochMillis) {
    LocalDateTime at = LocalDateTime.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneOffset.UTC);
    int date = (at.getYear() - 1980) << 9 | at.getMonthValue() << 5 | at.getDayOfMonth();
    return date << 16 | at.getHour() << 11 | at.getMinute() << 5 | at.getSecond() / 2;
  }

  @Override
  public void close() {
    deflater.end();
  }

  /// CRC-32 that goes on from a value that is known, which that of the JDK cannot.
  private static final class Crc {
    private static final int[] TABLE = new int[256];

    static {
      for (int i = 0; i < 256; i++) {
        int value = i;
        for (int bit = 0; bit < 8; bit++) {
          value = (value & 1) == 0 ? value >>> 1 : value >>> 1 ^ 0xEDB88320;
        }
        TABLE[i] = value;
      }
    }

    static int of(int known, byte[] bytes) {
      int crc = ~known;
      for (byte b : bytes) {
        crc = crc >>> 8 ^ TABLE[(crc ^ b) & 0xFF];
      }
      return ~crc;
    }
  }
}
