package dev.microblog.platform.db;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A migration that ends after one of its steps as a killed process does: its connections are cut
/// without a word, and nothing follows. A step is a statement that changes something, or the commit
/// after such.
final class Mortal {
  /// A statement that changes nothing in the database.
  private static final Pattern READING =
      Pattern.compile("\\s*(select|show|set)\\b", Pattern.CASE_INSENSITIVE);

  private final int most;
  private final Runnable last;
  private final List<Connection> opened = new ArrayList<>();
  private int done;
  private boolean uncommitted;
  private boolean killed;

  private Mortal(int most, Runnable last) {
    this.most = most;
    this.last = last;
  }

  /// One that is killed after so many steps.
  static Mortal after(int most) {
    return after(most, () -> {});
  }

  /// One that is killed after so many steps.
  ///
  /// @param last is run just before
  static Mortal after(int most, Runnable last) {
    return new Mortal(most, last);
  }

  /// Migrates.
  ///
  /// @return whether it was killed before it was through
  boolean migrate(Database database) {
    try {
      Migrations.run(new Database(watched(database.place())));
      return false;
    } catch (Unusable | Unreachable | Killed e) {
      if (!killed) {
        throw e;
      }
      return true;
    }
  }

  private Place watched(Place place) {
    return proxy(
        Place.class,
        (_, method, arguments) -> {
          Object result = call(place, method, arguments);
          return result instanceof DataSource source && method.getName().equals("migrators")
              ? watched(source)
              : result;
        });
  }

  private DataSource watched(DataSource connections) {
    return proxy(
        DataSource.class,
        (_, method, arguments) -> {
          if (killed) {
            throw new SQLException("killed");
          }
          Object result = call(connections, method, arguments);
          return result instanceof Connection connection ? watched(connection) : result;
        });
  }

  private Connection watched(Connection connection) {
    opened.add(connection);
    return proxy(
        Connection.class,
        (_, method, arguments) -> {
          Object result = call(connection, method, arguments);
          if (method.getName().equals("commit") && uncommitted) {
            uncommitted = false;
            count();
          }
          return switch (result) {
            case PreparedStatement statement ->
                watched(PreparedStatement.class, statement, text(arguments));
            case Statement statement -> watched(Statement.class, statement, "");
            case null, default -> result;
          };
        });
  }

  /// @param prepared its text, if it is prepared
  private <T extends Statement> T watched(Class<T> type, T statement, String prepared) {
    return proxy(
        type,
        (_, method, arguments) -> {
          Object result = call(statement, method, arguments);
          if (method.getName().startsWith("execute")) {
            String text = arguments == null ? prepared : text(arguments);
            if (!READING.matcher(text).lookingAt()) {
              uncommitted = true;
              count();
            }
          }
          return result;
        });
  }

  private static String text(Object @Nullable [] arguments) {
    return String.valueOf(Objects.requireNonNull(arguments)[0]);
  }

  private void count() throws SQLException {
    done++;
    if (done < most) {
      return;
    }
    last.run();
    killed = true;
    for (Connection connection : opened) {
      if (!connection.isClosed()) {
        connection.abort(Runnable::run);
      }
    }
    throw new Killed();
  }

  private @Nullable Object call(Object on, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /// Where the process would have ended. No library catches it by the name of its own errors.
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Killed() {
      super("killed", null, false, false);
    }
  }
}
