package dev.microblog.platform.http;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields of a sent form (`application/x-www-form-urlencoded`), strictly UTF-8. The first of
/// equal names counts.
public final class Form {
  /// The content type of a form.
  public static final String TYPE = "application/x-www-form-urlencoded";

  /// No form of ours has nearly as many fields.
  private static final int MOST_FIELDS = 100;

  private final Map<String, String> fields;

  private Form(Map<String, String> fields) {
    this.fields = fields;
  }

  /// Whether a `Content-Type` header names a form. What it says of the charset does not matter:
  /// forms are UTF-8.
  public static boolean isType(@Nullable String header) {
    return isType(header, TYPE);
  }

  /// Whether a `Content-Type` header names this type.
  public static boolean isType(@Nullable String header, String type) {
    return header != null && header.split(";", 2)[0].strip().equalsIgnoreCase(type);
  }

  /// Reads a body.
  ///
  /// @throws Malformed if it is no form, or not UTF-8
  public static Form parse(byte[] body) {
    Map<String, String> fields = new LinkedHashMap<>();
    int start = 0;
    int count = 0;
    while (start < body.length) {
      if (++count > MOST_FIELDS) {
        throw new Malformed("too many fields");
      }
      int end = indexOf(body, '&', start, body.length);
      int equals = indexOf(body, '=', start, end);
      String name = decode(body, start, equals);
      String value = equals < end ? decode(body, equals + 1, end) : "";
      fields.putIfAbsent(name, value);
      start = end + 1;
    }
    return new Form(fields);
  }

  private static int indexOf(byte[] bytes, char wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return to;
  }

  private static String decode(byte[] bytes, int from, int to) {
    ByteBuffer plain = ByteBuffer.allocate(to - from);
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '+') {
        plain.put((byte) ' ');
      } else if (b == '%') {
        if (i + 2 >= to) {
          throw new Malformed("a percent sign without its two digits");
        }
        plain.put((byte) (digit(bytes[i + 1]) << 4 | digit(bytes[i + 2])));
        i += 2;
      } else {
        plain.put(b);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(plain.flip())
          .toString();
    } catch (CharacterCodingException e) {
      throw new Malformed("not UTF-8");
    }
  }

  private static int digit(byte b) {
    int digit = Character.digit(b, 16);
    if (digit < 0) {
      throw new Malformed("a percent sign without its two digits");
    }
    return digit;
  }

  /// A text as part of a path or query.
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// The names that were sent, in their order.
  public Set<String> names() {
    return Collections.unmodifiableSet(fields.keySet());
  }

  /// The field's value; empty if it was not sent.
  public String get(String name) {
    return fields.getOrDefault(name, "");
  }

  /// The number that was chosen among some.
  ///
  /// @param otherwise where none of them was
  public int choice(String name, List<Integer> choices, int otherwise) {
    String chosen = get(name);
    return choices.stream()
        .filter(each -> Integer.toString(each).equals(chosen))
        .findFirst()
        .orElse(otherwise);
  }

  /// A body that is no form.
  public static final class Malformed extends RuntimeException {
    Malformed(String message) {
      super(message);
    }
  }
}
