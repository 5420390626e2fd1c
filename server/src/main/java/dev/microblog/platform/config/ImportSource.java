package dev.microblog.platform.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the database is that is to be taken over. It may be given as a variable, or in a file,
/// because what stands in a command line can be read by everybody on the machine.
public final class ImportSource {
  static final String URL = "IMPORT_DATABASE_URL";
  static final String PASSWORD = "IMPORT_DATABASE_PASSWORD";

  private ImportSource() {}

  /// Reads the address.
  ///
  /// @param given with the command; null to take the variable
  /// @param folder where the command is given: paths are relative to it, and `.env` may be there
  /// @throws InvalidSettings if there is none, or it cannot be one; without secret values
  public static DatabaseUrl read(
      Map<String, String> environment, Path folder, @Nullable String given) {
    Variables variables = new Variables(environment, Settings.file(folder));
    String variable = variables.value(URL);
    String password = variables.value(PASSWORD);
    if (!variables.problems().isEmpty()) {
      throw new InvalidSettings(variables.problems());
    }
    String address = given == null ? variable : given;
    String called = given == null ? URL : "SOURCE";
    if (address == null) {
      throw new InvalidSettings(
          List.of("Say which database is to be taken over: as SOURCE, or by " + URL + "."));
    }
    try {
      DatabaseUrl url = DatabaseUrl.parse(address, folder.toAbsolutePath());
      return password == null || url.embedded() ? url : url.withPassword(password);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettings(
          List.of(String.valueOf(e.getMessage()).replace("DATABASE_URL", called)));
    }
  }
}
