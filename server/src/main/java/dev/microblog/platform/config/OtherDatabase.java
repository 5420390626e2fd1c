package dev.microblog.platform.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A second database, which one command needs beside the site's own. Its address may be given as a
/// variable, or in a file, because what stands in a command line can be read by everybody on the
/// machine.
public enum OtherDatabase {
  /// The one that is taken over by `import-tutorial`.
  TAKEN_OVER("IMPORT_DATABASE", "SOURCE", "Say which database is to be taken over"),

  /// The one to which `move-database` moves everything.
  MOVED_TO("MOVE_DATABASE", "TARGET", "Say to which database the data is to be moved");

  private final String variable;
  private final String word;
  private final String question;

  /// @param variable how the names of its variables begin
  /// @param word how the command calls it
  /// @param question what is told who gave none
  OtherDatabase(String variable, String word, String question) {
    this.variable = variable;
    this.word = word;
    this.question = question;
  }

  private String url() {
    return variable + "_URL";
  }

  private String password() {
    return variable + "_PASSWORD";
  }

  /// Reads the variables of all, so that a slip in one is told at every start.
  static void look(Variables variables) {
    for (OtherDatabase each : values()) {
      variables.value(each.url());
      variables.value(each.password());
    }
  }

  /// Reads the address.
  ///
  /// @param given with the command; null to take the variable
  /// @param folder where the command is given: paths are relative to it, and `.env` may be there
  /// @throws InvalidSettings if there is none, or it cannot be one; without secret values
  public DatabaseUrl read(Map<String, String> environment, Path folder, @Nullable String given) {
    Variables variables = new Variables(environment, Settings.file(folder));
    String written = variables.value(url());
    String password = variables.value(password());
    if (!variables.problems().isEmpty()) {
      throw new InvalidSettings(variables.problems());
    }
    String address = given == null ? written : given;
    String called = given == null ? url() : word;
    if (address == null) {
      throw new InvalidSettings(List.of(question + ": as " + word + ", or by " + url() + "."));
    }
    try {
      DatabaseUrl read = DatabaseUrl.parse(address, folder.toAbsolutePath());
      return password == null || read.embedded() ? read : read.withPassword(password);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettings(
          List.of(String.valueOf(e.getMessage()).replace("DATABASE_URL", called)));
    }
  }
}
