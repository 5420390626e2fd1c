package dev.microblog.export;

import dev.microblog.account.Account;
import dev.microblog.message.Message;
import dev.microblog.mute.Filter;
import dev.microblog.post.Post;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The forms of the files for programs: JSON with four blanks of indentation, as the tutorial's
/// application writes it. `posts.json` is its file; `archive.json` has all of a post, and is what
/// another Microblog imports.
final class JsonFiles {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String INDENT = "    ";

  private JsonFiles() {}

  /// A list in an object, the first or only one of it.
  static ExportFrame list(String name) {
    return list("{\n", name, "\n}\n");
  }

  /// The first list of an object that has more.
  static ExportFrame firstList(String name) {
    return list("{\n", name, ",\n");
  }

  /// A list of an object that has more.
  static ExportFrame nextList(String name) {
    return list("", name, ",\n");
  }

  /// The last list of an object that has more.
  static ExportFrame lastList(String name) {
    return list("", name, "\n}\n");
  }

  private static ExportFrame list(String before, String name, String after) {
    String begin = before + INDENT + JSON.writeValueAsString(name) + ": [\n";
    return new ExportFrame(begin, ",\n", "\n" + INDENT + "]" + after, INDENT + "]" + after);
  }

  /// What stands around the messages of a conversation.
  static ExportFrame talk(@Nullable String other) {
    String indent = INDENT.repeat(2);
    String begin =
        indent
            + "{\n"
            + INDENT.repeat(3)
            + "\"with\": "
            + JSON.writeValueAsString(other)
            + ",\n"
            + INDENT.repeat(3)
            + "\"messages\": [\n";
    String end = "\n" + INDENT.repeat(3) + "]\n" + indent + "}";
    return new ExportFrame(begin, ",\n", end, end);
  }

  /// A post as the tutorial's application has it.
  static String post(Post post) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("body", post.body());
    members.put("timestamp", time(post.createdAt()));
    return object(2, members);
  }

  /// All of a post.
  static String wholePost(Post post) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("id", post.id());
    members.put("author_id", post.authorId());
    members.put("body", post.body());
    members.put("timestamp", time(post.createdAt()));
    Long editedAt = post.editedAt();
    members.put("edited", editedAt == null ? null : time(editedAt));
    members.put("language", post.language());
    members.put(
        "visibility",
        switch (post.visibility()) {
          case PUBLIC -> "public";
        });
    return object(2, members);
  }

  /// A message, by the name of who wrote it.
  static String message(@Nullable String sender, Message message) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("from", sender);
    members.put("body", message.body());
    members.put("timestamp", time(message.createdAt()));
    return object(4, members);
  }

  /// A name in a list of people.
  static String name(String name) {
    return INDENT.repeat(2) + JSON.writeValueAsString(name);
  }

  /// What the account says of the person.
  static String account(Account account, String email) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("id", account.id());
    members.put("username", account.name());
    members.put("email", email);
    members.put("about_me", account.aboutMe());
    members.put("created", time(account.createdAt()));
    Long seen = account.lastSeenAt();
    members.put("last_seen", seen == null ? null : time(seen));
    members.put("post_count", account.postCount());
    members.put("follower_count", account.followerCount());
    members.put("following_count", account.followingCount());
    return object(0, members) + "\n";
  }

  /// The words that the person filters, which are few: a file of one piece.
  static String filters(List<Filter> filters) {
    ExportFrame frame = list("filters");
    StringBuilder text = new StringBuilder(frame.begin());
    long written = 0;
    for (Filter filter : filters) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      members.put("words", filter.words());
      members.put("action", filter.action().word());
      text.append(frame.before(written)).append(object(2, members));
      written++;
    }
    return text.append(frame.end(written)).toString();
  }

  private static String time(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).toString();
  }

  private static String object(int depth, Map<String, @Nullable Object> members) {
    String indent = INDENT.repeat(depth);
    List<String> lines =
        members.entrySet().stream()
            .map(
                member ->
                    indent
                        + INDENT
                        + JSON.writeValueAsString(member.getKey())
                        + ": "
                        + JSON.writeValueAsString(member.getValue()))
            .toList();
    return lines.stream().collect(Collectors.joining(",\n", indent + "{\n", "\n" + indent + "}"));
  }
}
