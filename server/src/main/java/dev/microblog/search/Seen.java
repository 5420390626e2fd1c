package dev.microblog.search;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What earlier pages of the best showed, as it stands in the address of the next page. What fits
/// best changes with every post that comes in, so a place in the order would not do: nothing that
/// was shown is shown again, and what came after the first page waits for the next search.
///
/// @param until ids from this one on came later
/// @param shown a short hash of each id on the pages before, in order
public record Seen(long until, List<Integer> shown) {
  /// Where the best begins.
  static final Seen NOTHING = new Seen(Long.MAX_VALUE, List.of());

  /// Longest address part that is read, in characters.
  private static final int LONGEST = 4 * (Searches.MOST_BEST + 10) * 4 / 3;

  /// Two of some hundreds of ids share one by chance in one of ten thousand searches.
  static int hash(long id) {
    return Long.hashCode(id * 0x9E3779B97F4A7C15L);
  }

  boolean has(long id) {
    return shown.contains(hash(id));
  }

  /// Whether nothing was shown yet.
  public boolean first() {
    return shown.isEmpty();
  }

  /// With those of one more page.
  Seen with(List<Long> ids) {
    List<Integer> all = new ArrayList<>(shown);
    ids.forEach(id -> all.add(hash(id)));
    return new Seen(until, List.copyOf(all));
  }

  /// Without the last page.
  Seen without(int count) {
    return new Seen(until, shown.subList(0, Math.max(0, shown.size() - count)));
  }

  /// As it stands in an address.
  @Override
  public String toString() {
    ByteBuffer bytes = ByteBuffer.allocate(8 + 4 * shown.size());
    bytes.putLong(until);
    shown.forEach(bytes::putInt);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /// Reads it; what makes no sense is the beginning.
  public static Seen of(@Nullable String text) {
    if (text == null || text.length() > LONGEST) {
      return NOTHING;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.remaining() < 8 || bytes.remaining() % 4 != 0) {
        return NOTHING;
      }
      long until = bytes.getLong();
      List<Integer> shown = new ArrayList<>();
      while (bytes.hasRemaining()) {
        shown.add(bytes.getInt());
      }
      return new Seen(Math.max(1, until), List.copyOf(shown));
    } catch (IllegalArgumentException e) {
      return NOTHING;
    }
  }
}
