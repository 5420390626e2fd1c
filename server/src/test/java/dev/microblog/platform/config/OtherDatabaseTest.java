package dev.microblog.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherDatabaseTest {
  @TempDir private Path folder;

  private DatabaseUrl read(Map<String, String> environment, @Nullable String given) {
    return OtherDatabase.TAKEN_OVER.read(environment, folder, given);
  }

  @Test
  void aPathBeginsWhereTheCommandIsGiven() {
    assertThat(read(Map.of(), "sqlite:///app.db").file()).isEqualTo(folder.resolve("app.db"));
    assertThat(read(Map.of(), "sqlite:////old/app.db").file()).isEqualTo(Path.of("/old/app.db"));
  }

  @Test
  void theAddressAndThePasswordMayStandApartFromTheCommand() throws IOException {
    Files.writeString(folder.resolve("address"), "mysql+pymysql://microblog@db/microblog\n");
    Files.writeString(folder.resolve("password"), "a/b@c\n");
    Map<String, String> environment =
        Map.of(
            "IMPORT_DATABASE_URL_FILE", folder.resolve("address").toString(),
            "IMPORT_DATABASE_PASSWORD_FILE", folder.resolve("password").toString());

    assertThat(read(environment, null).password()).isEqualTo("a/b@c");
    assertThat(read(environment, null).display()).isEqualTo("mysql://db:3306/microblog");
    assertThat(read(environment, "postgres://old@elsewhere/app"))
        .as("what is given with the command goes before")
        .satisfies(url -> assertThat(url.display()).isEqualTo("postgresql://elsewhere:5432/app"))
        .satisfies(url -> assertThat(url.password()).isEqualTo("a/b@c"));
  }

  @Test
  void whatIsWrongIsToldByTheNameUnderWhichItWasGiven() {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> read(Map.of(), null))
        .withMessageContaining("as SOURCE, or by IMPORT_DATABASE_URL");
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> read(Map.of(), "app.db"))
        .withMessageStartingWith("SOURCE must begin with sqlite:///");
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> read(Map.of("IMPORT_DATABASE_URL", "mysql://swordfish"), null))
        .withMessageStartingWith("IMPORT_DATABASE_URL ")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("swordfish"));
  }

  @Test
  void whereToMoveHasVariablesOfItsOwn() {
    Map<String, String> environment =
        Map.of("MOVE_DATABASE_URL", "mysql://microblog@db/new", "MOVE_DATABASE_PASSWORD", "a/b");

    assertThat(OtherDatabase.MOVED_TO.read(environment, folder, null))
        .satisfies(url -> assertThat(url.display()).isEqualTo("mysql://db:3306/new"))
        .satisfies(url -> assertThat(url.password()).isEqualTo("a/b"));
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> OtherDatabase.MOVED_TO.read(Map.of(), folder, null))
        .withMessageContaining("as TARGET, or by MOVE_DATABASE_URL");
  }
}
