package dev.microblog.takeover;

import dev.microblog.platform.db.ForeignDatabase;
import dev.microblog.platform.db.Unusable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// All SQL to the database of the tutorial's application, of any chapter: columns that came later
/// may be missing. Rows are streamed.
public final class TutorialStore {
  private static final String USER = "user";
  private static final String POST = "post";
  private static final String FOLLOWERS = "followers";
  private static final String MESSAGE = "message";

  /// Of each author, as it is asked for.
  private static final String FIRST = "first_post";

  /// What of somebody is needed of all people at once.
  record Name(long id, @Nullable String name, @Nullable String readTime) {}

  /// Somebody, with the date of their first post.
  record Person(
      long id,
      @Nullable String name,
      @Nullable String email,
      @Nullable String passwordHash,
      @Nullable String aboutMe,
      @Nullable String lastSeen,
      @Nullable String firstPost) {}

  record Post(
      long id,
      @Nullable Long authorId,
      @Nullable String body,
      @Nullable String time,
      @Nullable String language) {}

  record Follow(@Nullable Long followerId, @Nullable Long followedId) {}

  record Message(
      long id,
      @Nullable Long senderId,
      @Nullable Long recipientId,
      @Nullable String body,
      @Nullable String time) {}

  private final ForeignDatabase source;
  private final DSLContext sql;
  private final Map<String, Set<String>> columns = new HashMap<>();

  /// @throws Unusable if it is not the tutorial's
  public TutorialStore(ForeignDatabase source) {
    this.source = source;
    this.sql = source.sql();
    try {
      for (String table : List.of(USER, POST, FOLLOWERS, MESSAGE)) {
        columns.put(table, columnsOf(table));
      }
    } catch (DataAccessException e) {
      throw source.unusable(e);
    }
    if (!has(USER, "id") || !has(USER, "username")) {
      throw new Unusable(
          "The database to be read is none of the tutorial's application: it has no table user with"
              + " id and username.");
    }
  }

  private Set<String> columnsOf(String table) {
    if (sql.dialect() == SQLDialect.SQLITE) {
      return sql.fetch("select name from pragma_table_info(?)", table).intoSet(0, String.class);
    }
    String here = sql.dialect() == SQLDialect.POSTGRES ? "current_schema()" : "database()";
    return new HashSet<>(
        sql.select(DSL.field("column_name", String.class))
            .from("information_schema.columns")
            .where(DSL.field("table_name", String.class).eq(table))
            .and("table_schema = " + here)
            .fetchInto(String.class));
  }

  private boolean has(String table, String column) {
    return columns.getOrDefault(table, Set.of()).contains(column);
  }

  private static Table<Record> table(String name) {
    return DSL.table(DSL.quotedName(name));
  }

  private static Field<Long> id(String table, String column) {
    return DSL.field(DSL.quotedName(table, column), Long.class);
  }

  /// A text; null in all rows where there is no such column.
  private Field<String> text(String table, String column) {
    return has(table, column)
        ? DSL.field(DSL.quotedName(table, column), String.class)
        : DSL.castNull(SQLDataType.VARCHAR);
  }

  /// A date as text: drivers read dates that are none in ways of their own.
  private Field<String> time(String table, String column) {
    return has(table, column)
        ? DSL.field(DSL.quotedName(table, column)).cast(SQLDataType.VARCHAR)
        : DSL.castNull(SQLDataType.VARCHAR);
  }

  /// How many rows there are to be read in a stage.
  long count(Stage stage, long after) {
    return switch (stage) {
      case PEOPLE -> count(USER, id(USER, "id").gt(after));
      case POSTS -> has(POST, "id") ? count(POST, id(POST, "id").gt(after)) : 0;
      case FOLLOWS -> has(FOLLOWERS, "follower_id") ? count(FOLLOWERS, touching(after)) : 0;
      case MESSAGES -> has(MESSAGE, "id") ? count(MESSAGE, id(MESSAGE, "id").gt(after)) : 0;
    };
  }

  private long count(String table, Condition which) {
    try {
      return sql.fetchCount(table(table), which);
    } catch (DataAccessException e) {
      throw source.unusable(e);
    }
  }

  /// The names of all people, in the order of their ids.
  void names(Consumer<List<Name>> each) {
    source.stream(
        sql.select(id(USER, "id"), text(USER, "username"), time(USER, "last_message_read_time"))
            .from(table(USER))
            .orderBy(id(USER, "id")),
        row -> new Name(row.value1(), row.value2(), row.value3()),
        _ -> 0,
        each);
  }

  /// People whose ids are greater, in the order of their ids.
  void people(long after, Consumer<List<Person>> each) {
    boolean dated = has(POST, "user_id") && has(POST, "timestamp");
    Field<String> first =
        dated
            ? DSL.field(DSL.quotedName(FIRST, "at"), String.class)
            : DSL.castNull(SQLDataType.VARCHAR);
    source.stream(
        sql.select(
                id(USER, "id"),
                text(USER, "username"),
                text(USER, "email"),
                text(USER, "password_hash"),
                text(USER, "about_me"),
                time(USER, "last_seen"),
                first)
            .from(dated ? withFirstPosts() : table(USER))
            .where(id(USER, "id").gt(after))
            .orderBy(id(USER, "id")),
        row ->
            new Person(
                row.value1(),
                row.value2(),
                row.value3(),
                row.value4(),
                row.value5(),
                row.value6(),
                row.value7()),
        person -> length(person.aboutMe()) + length(person.name()),
        each);
  }

  /// Joined and not asked for one by one: early chapters have no index of a post's author.
  private static Table<?> withFirstPosts() {
    Field<Long> author = id(POST, "user_id");
    Field<String> date =
        DSL.min(DSL.field(DSL.quotedName(POST, "timestamp"))).cast(SQLDataType.VARCHAR);
    Table<?> first =
        DSL.select(author.as(DSL.quotedName("author")), date.as(DSL.quotedName("at")))
            .from(table(POST))
            .groupBy(author)
            .asTable(DSL.quotedName(FIRST));
    return table(USER).leftJoin(first).on(id(FIRST, "author").eq(id(USER, "id")));
  }

  /// Posts whose ids are greater, in the order of their ids.
  void posts(long after, Consumer<List<Post>> each) {
    if (count(Stage.POSTS, after) == 0) {
      return;
    }
    source.stream(
        sql.select(
                id(POST, "id"),
                id(POST, "user_id"),
                text(POST, "body"),
                time(POST, "timestamp"),
                text(POST, "language"))
            .from(table(POST))
            .where(id(POST, "id").gt(after))
            .orderBy(id(POST, "id")),
        row -> new Post(row.value1(), row.value2(), row.value3(), row.value4(), row.value5()),
        post -> length(post.body()),
        each);
  }

  /// Follows of which one end at least is somebody whose id is greater, each once.
  void follows(long after, Consumer<List<Follow>> each) {
    if (count(Stage.FOLLOWS, after) == 0) {
      return;
    }
    Field<Long> follower = id(FOLLOWERS, "follower_id");
    Field<Long> followed = id(FOLLOWERS, "followed_id");
    source.stream(
        sql.selectDistinct(follower, followed)
            .from(table(FOLLOWERS))
            .where(touching(after))
            .orderBy(follower, followed),
        row -> new Follow(row.value1(), row.value2()),
        _ -> 0,
        each);
  }

  private static Condition touching(long after) {
    Field<Long> follower = id(FOLLOWERS, "follower_id");
    Field<Long> followed = id(FOLLOWERS, "followed_id");
    return after == 0 ? DSL.noCondition() : follower.gt(after).or(followed.gt(after));
  }

  /// Messages whose ids are greater, in the order of their ids.
  void messages(long after, Consumer<List<Message>> each) {
    if (count(Stage.MESSAGES, after) == 0) {
      return;
    }
    source.stream(
        sql.select(
                id(MESSAGE, "id"),
                id(MESSAGE, "sender_id"),
                id(MESSAGE, "recipient_id"),
                text(MESSAGE, "body"),
                time(MESSAGE, "timestamp"))
            .from(table(MESSAGE))
            .where(id(MESSAGE, "id").gt(after))
            .orderBy(id(MESSAGE, "id")),
        row -> new Message(row.value1(), row.value2(), row.value3(), row.value4(), row.value5()),
        message -> length(message.body()),
        each);
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
