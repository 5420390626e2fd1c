package dev.microblog.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes files as people send them to be imported.
final class Files {
  private Files() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Posts as the tutorial's application exports them.
  ///
  /// @param posts bodies and timestamps in turn
  static String tutorial(String... posts) {
    StringBuilder json = new StringBuilder("{\"posts\": [");
    for (int i = 0; i < posts.length; i += 2) {
      json.append(i == 0 ? "" : ", ")
          .append("{\"body\": \"%s\", \"timestamp\": \"%s\"}".formatted(posts[i], posts[i + 1]));
    }
    return json + "]}";
  }

  /// A public post as it stands in Mastodon's outbox.
  ///
  /// @param number of the post
  /// @param html of its words, with quotes escaped for JSON
  static String note(int number, String html) {
    return note(number, html, "Create", "Note", "https://www.w3.org/ns/activitystreams#Public", "");
  }

  static String note(
      int number, String html, String activity, String type, String to, String more) {
    String id = "https://social.example/users/amina/statuses/" + number;
    return """
        {"id":"%s/activity","type":"%s","actor":"https://social.example/users/amina",
         "published":"2022-11-0%dT10:00:00Z","to":["%s"],"cc":["https://social.example/users/amina/followers"],
         "object":{"id":"%s","type":"%s","summary":null,"inReplyTo":null,"published":"2022-11-0%dT10:00:00Z",
           "url":"%s","attributedTo":"https://social.example/users/amina","to":["%s"],"cc":[],
           "sensitive":false,"content":"%s","contentMap":{"es":"%s"},"attachment":[{"type":"Document","url":"/media/1.png"}],
           "tag":[]%s}}
        """
        .formatted(id, activity, number, to, id, type, number, id, to, html, html, more);
  }

  /// Mastodon's outbox.
  static String outbox(String... items) {
    return """
        {"@context":["https://www.w3.org/ns/activitystreams",{"ostatus":"http://ostatus.org#"}],
         "id":"outbox.json","type":"OrderedCollection","totalItems":%d,"orderedItems":[%s]}
        """
        .formatted(items.length, String.join(",", items));
  }

  /// A ZIP file.
  ///
  /// @param entries names and contents in turn: texts or bytes
  static byte[] zip(Object... entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < entries.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) entries[i]));
        zip.write(entries[i + 1] instanceof byte[] b ? b : bytes((String) entries[i + 1]));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// A tar file.
  ///
  /// @param entries names and contents in turn
  static byte[] tar(String... entries) {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    for (int i = 0; i < entries.length; i += 2) {
      byte[] content = bytes(entries[i + 1]);
      byte[] head = new byte[512];
      put(head, 0, entries[i]);
      put(head, 124, "%011o".formatted(content.length));
      put(head, 156, entries[i].endsWith("/") ? "5" : "0");
      put(head, 257, "ustar");
      tar.writeBytes(head);
      tar.writeBytes(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
    }
    tar.writeBytes(new byte[1024]);
    return tar.toByteArray();
  }

  private static void put(byte[] head, int at, String text) {
    System.arraycopy(bytes(text), 0, head, at, text.length());
  }
}
