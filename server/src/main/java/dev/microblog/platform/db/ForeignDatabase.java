package dev.microblog.platform.db;

import dev.microblog.platform.config.DatabaseUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.RecordMapper;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// A database of another program, opened to be read: all of it as it is at one moment, however long
/// the reading takes. Nothing is ever written there, which the database itself is told to hold.
public final class ForeignDatabase implements AutoCloseable {
  /// Rows at a time. What is made of them is one transaction, behind which others wait.
  private static final int CHUNK = 500;

  /// Characters at a time, for servers bound the length of a statement.
  private static final int CHUNK_LENGTH = 256 * 1024;

  private final DatabaseUrl url;
  private final Connection connection;
  private final DSLContext sql;

  private ForeignDatabase(DatabaseUrl url, Connection connection, SQLDialect dialect) {
    this.url = url;
    this.connection = connection;
    this.sql =
        DSL.using(
            connection, dialect, new Settings().withExecuteLogging(false).withFetchWarnings(false));
  }

  /// Opens one.
  ///
  /// @throws Unusable if it cannot be read, with a sentence for the operator
  public static ForeignDatabase open(DatabaseUrl url) {
    try {
      Path file = url.file();
      return file == null ? server(url) : file(url, file);
    } catch (SQLException e) {
      throw unusable(url, e);
    }
  }

  private static ForeignDatabase file(DatabaseUrl url, Path file) throws SQLException {
    if (!Files.isRegularFile(file)) {
      throw new Unusable("There is no file " + file + ".");
    }
    Connection connection = SqlitePlace.reading(file);
    try {
      connection.setAutoCommit(false);
      return new ForeignDatabase(url, connection, SQLDialect.SQLITE);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static ForeignDatabase server(DatabaseUrl url) throws SQLException {
    SqlDriver driver = SqlDriver.of(url);
    Connection connection = driver.connect(false);
    try (Statement statement = connection.createStatement()) {
      boolean postgresql = url.kind() == DatabaseUrl.Kind.POSTGRESQL;
      List<String> session = new ArrayList<>(driver.session(false));
      session.addAll(postgresql ? postgresql() : mysql());
      for (String each : session) {
        statement.execute(each);
      }
      connection.setAutoCommit(false);
      return new ForeignDatabase(url, connection, driver.dialect(connection));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static List<String> postgresql() {
    return List.of(
        "set session characteristics as transaction isolation level repeatable read, read only",
        "set datestyle = 'ISO, YMD'",
        "set time zone 'UTC'");
  }

  private static List<String> mysql() {
    return List.of(
        "set session transaction isolation level repeatable read, read only",
        // What it sends waits here while what came before is written elsewhere.
        "set net_write_timeout = 600",
        "set time_zone = '+00:00'");
  }

  /// Queries. All of them see the same moment.
  public DSLContext sql() {
    return sql;
  }

  /// A query by plain JDBC, for whoever reads very many rows: they come some hundred at a time.
  public PreparedStatement prepare(String query) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(query);
    statement.setFetchSize(CHUNK);
    return statement;
  }

  /// Gives all rows, some hundred at a time, and keeps no more than these. Until it returns nothing
  /// else can be asked.
  ///
  /// @param length of a row, so that those that are given at a time are not too long together
  /// @throws Unusable if they cannot be read
  public <R extends Record, T> void stream(
      Select<R> query, RecordMapper<R, T> mapper, ToIntFunction<T> length, Consumer<List<T>> each) {
    try (Cursor<R> rows = begin(query)) {
      List<T> chunk = new ArrayList<>();
      long total = 0;
      for (R row = next(rows); row != null; row = next(rows)) {
        T item = mapper.map(row);
        chunk.add(item);
        total += length.applyAsInt(item);
        if (chunk.size() == CHUNK || total >= CHUNK_LENGTH) {
          each.accept(chunk);
          chunk = new ArrayList<>();
          total = 0;
        }
      }
      if (!chunk.isEmpty()) {
        each.accept(chunk);
      }
    }
  }

  private <R extends Record> Cursor<R> begin(Select<R> query) {
    try {
      return query.fetchSize(CHUNK).fetchLazy();
    } catch (DataAccessException e) {
      throw unusable(e);
    }
  }

  private <R extends Record> @Nullable R next(Cursor<R> rows) {
    try {
      return rows.fetchNext();
    } catch (DataAccessException e) {
      throw unusable(e);
    }
  }

  /// The error as a sentence for the operator.
  public Unusable unusable(Exception error) {
    return unusable(url, error);
  }

  private static Unusable unusable(DatabaseUrl url, Exception error) {
    String words =
        url.embedded()
            ? fileWords(url, error)
            : String.valueOf(new ServerErrors(url).unreachable(error).getMessage())
                .replace(" Check DATABASE_URL and DATABASE_PASSWORD.", "")
                .replace(" Check DATABASE_URL.", "")
                .replace("DATABASE_URL", "its address");
    return new Unusable("The database to be read: " + words, error);
  }

  private static String fileWords(DatabaseUrl url, Exception error) {
    String sentence = String.valueOf(SqliteErrors.sentence(error));
    return sentence.startsWith("The database file cannot be written")
            || sentence.startsWith("The database file cannot be opened")
        // What another program left half written must be put in order before it is read.
        ? "the file "
            + url.file()
            + " cannot be read. Check its rights; and if the program that wrote it was killed,"
            + " start and end it once more, for it left something to be put in order."
        : sentence;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw unusable(url, e);
    }
  }
}
