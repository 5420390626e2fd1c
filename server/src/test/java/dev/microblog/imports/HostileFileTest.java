package dev.microblog.imports;

import static dev.microblog.imports.Files.bytes;
import static dev.microblog.imports.Files.gzip;
import static dev.microblog.imports.Files.tar;
import static dev.microblog.imports.Files.tutorial;
import static dev.microblog.imports.Files.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.microblog.imports.Unreadable.Reason;
import dev.microblog.post.LanguageDetector;
import dev.microblog.post.OldPosts.OldPost;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A file that is no export, or was made to do harm, is refused with a reason, and costs little.
class HostileFileTest {
  private static final long NOW = 1_750_000_000_000L;
  private static final String GOOD = tutorial("Words", "2020-01-01T00:00:00Z");

  private static final LanguageDetector detector = new LanguageDetector();

  private final List<OldPost> posts = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();

  @AfterAll
  static void close() {
    detector.close();
  }

  private @Nullable Reason read(byte[] file) {
    PostReader.Sink sink =
        new PostReader.Sink() {
          @Override
          public void post(OldPost post) {
            posts.add(post);
          }

          @Override
          public void leftOut(LeftOut why) {
            leftOut.add(why);
          }
        };
    try {
      new ArchiveFile(new PostReader(detector, 100, NOW, sink)::read)
          .read(new ByteArrayInputStream(file));
      return null;
    } catch (Unreadable e) {
      return e.reason();
    }
  }

  private static byte[] half(byte[] file) {
    return Arrays.copyOf(file, file.length / 2);
  }

  private static byte[] changed(byte[] file, int at) {
    byte[] copy = file.clone();
    copy[at] ^= 0x55;
    return copy;
  }

  /// More zeros than anybody writes, packed a thousand to one.
  private static byte[] bomb(String name, String before) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(bytes(before));
      byte[] blanks = new byte[1_000_000];
      Arrays.fill(blanks, (byte) ' ');
      for (int i = 0; i < 40; i++) {
        zip.write(blanks);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] manyFiles() {
    Object[] entries = new Object[2 * 100_001];
    for (int i = 0; i < entries.length; i += 2) {
      entries[i] = Integer.toString(i);
      entries[i + 1] = "";
    }
    return zip(entries);
  }

  static Stream<Arguments> files() {
    String long_ = "a".repeat(1_100_000);
    return Stream.of(
        arguments("nothing", new byte[0], Reason.MISSING),
        arguments("a picture", bytes("\u0089PNG\r\n\u001a\n"), Reason.UNKNOWN),
        arguments("a page", bytes("<!doctype html><p>posts"), Reason.UNKNOWN),
        arguments("a list", bytes("[{\"body\": \"a\"}]"), Reason.UNKNOWN),
        arguments("another object", bytes("{\"followers\": []}"), Reason.UNKNOWN),
        arguments("posts that are a text", bytes("{\"posts\": \"all\"}"), Reason.UNKNOWN),
        arguments("a ZIP file of other things", zip("a.txt", "a", "b/", ""), Reason.UNKNOWN),
        arguments("an empty ZIP file", zip(), Reason.UNKNOWN),
        arguments("a tar file of other things", tar("a.txt", "a"), Reason.UNKNOWN),
        arguments("packed words", gzip(bytes("words")), Reason.UNKNOWN),
        arguments("half of JSON", half(bytes(GOOD)), Reason.BROKEN),
        arguments("half a ZIP file", half(zip("posts.json", GOOD.repeat(1))), Reason.BROKEN),
        arguments("half a tar file", half(tar("a", "a".repeat(5000))), Reason.BROKEN),
        arguments("half of gzip", half(gzip(tar("posts.json", GOOD))), Reason.BROKEN),
        arguments("a changed byte", changed(zip("posts.json", GOOD), 50), Reason.BROKEN),
        arguments("more behind it", bytes(GOOD + "{}"), Reason.BROKEN),
        arguments("no UTF-8", changed(bytes(GOOD.replace("Words", "W\u00fc")), 22), Reason.BROKEN),
        arguments("words for a number", bytes("{\"posts\": [{\"id\": 1e}]}"), Reason.BROKEN),
        arguments("deep nesting", bytes("{\"posts\":" + "[".repeat(100_000)), Reason.BROKEN),
        arguments("deep objects", bytes("{\"a\":".repeat(100_000)), Reason.BROKEN),
        arguments("an endless text", bytes(tutorial(long_, "2020-01-01T00:00:00Z")), Reason.BROKEN),
        arguments("an endless number", bytes("{\"a\":" + "1".repeat(10_000)), Reason.BROKEN),
        arguments("an endless name", bytes("{\"" + long_), Reason.BROKEN),
        arguments("a size below zero", sized("-0000000001"), Reason.BROKEN),
        arguments("a size that is no number", sized("words"), Reason.BROKEN),
        arguments("a bomb", bomb("posts.json", "{\"posts\": ["), Reason.TOO_LARGE),
        arguments("a bomb beside", bomb("media/1.png", ""), Reason.TOO_LARGE),
        arguments("a gzip bomb", gzip(new byte[40_000_000]), Reason.UNKNOWN),
        arguments(
            "a gzip bomb of JSON", gzip(bytes("{" + " ".repeat(40_000_000))), Reason.TOO_LARGE),
        arguments("more files than there are", manyFiles(), Reason.TOO_LARGE));
  }

  private static byte[] sized(String size) {
    byte[] tar = tar("a", "b");
    System.arraycopy(bytes(size + "\0"), 0, tar, 124, size.length() + 1);
    return tar;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aFileThatIsNoExportIsRefused(String what, byte[] file, Reason reason) {
    assertThat(read(file)).as(what).isEqualTo(reason);
  }

  static Stream<Arguments> goodFiles() {
    return Stream.of(
        arguments("bare", bytes(GOOD)),
        arguments("with a mark before it", bytes("\uFEFF \r\n" + GOOD)),
        arguments("in a ZIP file", zip("posts.json", GOOD)),
        arguments("in a folder", zip("my export/", "", "my export/posts.json", GOOD)),
        arguments("with a path that leads elsewhere", zip("../../../etc/posts.json", GOOD)),
        arguments(
            "in a tar file", tar("media/", "", "media/1", "x".repeat(700), "posts.json", GOOD)),
        arguments("in a packed tar file", gzip(tar("posts.json", GOOD))),
        arguments("packed alone", gzip(bytes(GOOD))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goodFiles")
  void whatIsInAnyOfTheKindsOfFilesIsFound(String what, byte[] file) {
    assertThat(read(file)).as(what).isNull();
    assertThat(posts).extracting(OldPost::body).containsExactly("Words");
  }

  @Test
  void aPostThatCannotBeMadeIsLeftOutAndTheOthersAreNot() {
    String wrong =
        tutorial(
            "Words",
            "2020-01-01T00:00:00Z",
            "No date",
            "",
            "Nonsense",
            "yesterday",
            "Before the web",
            "1970-01-01T00:00:00Z",
            "Year 99999",
            "+99999-01-01T00:00:00Z",
            "Tomorrow",
            "2025-06-30T00:00:00Z",
            " \u200b ",
            "2020-01-01T00:00:00Z",
            "x".repeat(101),
            "2020-01-01T00:00:00Z",
            "A naive date",
            "2020-01-02T00:00:00.123456",
            "A doubled zone",
            "2020-01-03T00:00:00+00:00Z",
            "Another zone",
            "2020-01-04T00:00:00+02:00");
    String others = wrong.replace("]}", ", 7, \"post\", null, [{}], {\"body\": {\"a\": [1]}}]}");

    assertThat(read(bytes(others))).isNull();

    assertThat(posts)
        .extracting(OldPost::body)
        .containsExactly("Words", "A naive date", "A doubled zone", "Another zone");
    assertThat(posts)
        .extracting(OldPost::createdAt)
        .containsExactly(
            1_577_836_800_000L, 1_577_923_200_123L, 1_578_009_600_000L, 1_578_088_800_000L);
    assertThat(leftOut)
        .containsExactlyInAnyOrder(
            LeftOut.UNDATED,
            LeftOut.UNDATED,
            LeftOut.UNDATED,
            LeftOut.UNDATED,
            LeftOut.UNDATED,
            LeftOut.EMPTY,
            LeftOut.TOO_LONG,
            LeftOut.OTHER,
            LeftOut.OTHER,
            LeftOut.OTHER,
            LeftOut.OTHER,
            LeftOut.EMPTY);
  }
}
