package dev.microblog.bench.data;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/// What a made site tells the load driver: whose sessions there are, and which pages to ask for. It
/// lies beside the database as `bench.properties`.
///
/// @param plan the name of the plan
/// @param people in the site
/// @param posts when it was made
/// @param follows in the site
/// @param few who follows 50
/// @param many who follows as many as the plan allows
/// @param average who is followed by, and has written, about as many as the mean
/// @param followers tokens of those who follow the average reader
/// @param tag of the tag's page
/// @param post id of the average reader's latest
public record Handout(
    String plan,
    int people,
    int posts,
    int follows,
    Reading few,
    Reading many,
    Reading average,
    List<String> followers,
    String tag,
    long post) {
  /// Somebody who is signed in.
  ///
  /// @param token of the session's cookie, which is a program's token as well
  /// @param follows how many people they follow
  public record Reading(String name, String token, int follows) {}

  /// Its name in the data folder.
  public static final String FILE = "bench.properties";

  void write(Path folder) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("plan", plan);
    properties.setProperty("people", String.valueOf(people));
    properties.setProperty("posts", String.valueOf(posts));
    properties.setProperty("follows", String.valueOf(follows));
    put(properties, "few", few);
    put(properties, "many", many);
    put(properties, "average", average);
    properties.setProperty("followers", String.join(",", followers));
    properties.setProperty("tag", tag);
    properties.setProperty("post", String.valueOf(post));
    try (Writer out = Files.newBufferedWriter(folder.resolve(FILE), StandardCharsets.UTF_8)) {
      properties.store(out, "Sessions and pages for bench/run and bench/load");
    }
  }

  private static void put(Properties properties, String who, Reading reading) {
    properties.setProperty(who + ".name", reading.name());
    properties.setProperty(who + ".token", reading.token());
    properties.setProperty(who + ".follows", String.valueOf(reading.follows()));
  }

  /// Reads what was made into a folder.
  ///
  /// @throws IOException if there is none
  public static Handout read(Path folder) throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(folder.resolve(FILE), StandardCharsets.UTF_8)) {
      properties.load(in);
    }
    String followers = text(properties, "followers");
    return new Handout(
        text(properties, "plan"),
        number(properties, "people"),
        number(properties, "posts"),
        number(properties, "follows"),
        reading(properties, "few"),
        reading(properties, "many"),
        reading(properties, "average"),
        followers.isEmpty() ? List.of() : List.of(followers.split(",", -1)),
        text(properties, "tag"),
        Long.parseLong(text(properties, "post")));
  }

  private static Reading reading(Properties properties, String who) {
    return new Reading(
        text(properties, who + ".name"),
        text(properties, who + ".token"),
        number(properties, who + ".follows"));
  }

  private static String text(Properties properties, String key) {
    return Objects.requireNonNull(properties.getProperty(key), key);
  }

  private static int number(Properties properties, String key) {
    return Integer.parseInt(text(properties, key));
  }
}
