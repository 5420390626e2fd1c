package dev.microblog.imports;

import dev.microblog.imports.Import.State;
import dev.microblog.platform.db.Database;
import dev.microblog.post.OldPosts.OldPost;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Keeps the posts of a file as they are read, some in each row of the database: any process can go
/// on from there.
final class Incoming implements PostReader.Sink {
  /// The import was ended while its file was read.
  static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /// As many are made in one transaction: other writers wait no longer than that takes.
  private static final int MOST_POSTS = 50;

  /// Characters of a row, for posts may be long.
  private static final int MOST_CHARACTERS = 80_000;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Database database;
  private final ImportStore store;
  private final long importId;
  private final List<OldPost> gathered = new ArrayList<>();
  private final Map<LeftOut, Long> leftOut = new EnumMap<>(LeftOut.class);
  private int characters;
  private int parts;
  private long posts;

  Incoming(Database database, ImportStore store, long importId) {
    this.database = database;
    this.store = store;
    this.importId = importId;
  }

  /// The posts of a row.
  static List<OldPost> posts(byte[] part) {
    return List.of(JSON.readValue(part, OldPost[].class));
  }

  @Override
  public void post(OldPost post) {
    posts++;
    gathered.add(post);
    characters += post.body().length();
    if (gathered.size() == MOST_POSTS || characters > MOST_CHARACTERS) {
      keep();
    }
  }

  @Override
  public void leftOut(LeftOut why) {
    posts++;
    leftOut.merge(why, 1L, Long::sum);
  }

  /// Keeps what was gathered.
  void keep() {
    if (gathered.isEmpty()) {
      return;
    }
    byte[] bytes = JSON.writeValueAsBytes(gathered);
    int number = parts;
    boolean kept =
        database.write(
            transaction -> {
              Import known = store.locked(transaction.sql(), importId);
              boolean reading = known != null && known.state() == State.READING;
              if (reading) {
                store.add(transaction.sql(), importId, number, bytes);
              }
              return reading;
            });
    if (!kept) {
      throw new Ended();
    }
    parts++;
    gathered.clear();
    characters = 0;
  }

  int parts() {
    return parts;
  }

  /// How many the file has, whether they are to be made or not.
  long posts() {
    return posts;
  }

  Map<LeftOut, Long> leftOut() {
    return leftOut;
  }
}
