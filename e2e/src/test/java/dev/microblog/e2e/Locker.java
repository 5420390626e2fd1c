package dev.microblog.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.Assertions;

/// Another program that locks the database: a process of its own, for within one process the first
/// file that is closed gives up all locks.
final class Locker implements AutoCloseable {
  private static final String HELD = "held";

  private final Process process;
  private final Program program;

  Locker(Path folder, String statements) throws IOException {
    List<String> command =
        List.of(
            Path.of(Launch.property("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            Launch.property("java.class.path"),
            Locker.class.getName(),
            folder.toString(),
            statements);
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    program = new Program(process);
    program.await(line -> line.equals(HELD));
  }

  /// Takes the locks of the statements, and holds them until its input ends.
  public static void main(String[] arguments) throws SQLException, IOException {
    try (Connection connection = Folder.open(Path.of(arguments[0]));
        Statement sql = connection.createStatement()) {
      for (String statement : arguments[1].split(";", -1)) {
        sql.execute(statement.strip());
      }
      System.out.println(HELD);
      System.in.transferTo(System.out);
    }
  }

  /// Checks that it still does.
  void holds() {
    Assertions.assertThat(process.isAlive()).isTrue();
  }

  @Override
  public void close() {
    try {
      process.outputWriter(StandardCharsets.UTF_8).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    program.end();
  }
}
