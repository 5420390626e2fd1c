package dev.microblog.platform.doctor;

import static dev.microblog.platform.doctor.Finding.Level.BAD;
import static dev.microblog.platform.doctor.Finding.Level.GOOD;
import static dev.microblog.platform.doctor.Finding.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.db.Engine;
import dev.microblog.platform.db.TestDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseCheckTest {
  private static DatabaseCheck check(InstantSource clock) {
    return new DatabaseCheck(Told.config(), clock);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
  void aServerTellsItsNameAndItsTime(Engine engine) {
    try (TestDatabase on = TestDatabase.migrated(engine)) {
      List<Finding> findings = check(InstantSource.system()).look(on.database(), "here");

      assertThat(Told.worst(findings, "database")).isNotEqualTo(BAD);
      assertThat(Told.by(findings, GOOD, "database"))
          .containsPattern("^(PostgreSQL|MySQL|MariaDB) [0-9.]+.* answers at here\\.")
          .contains("The clocks of this machine and of the database server agree", "at level");

      InstantSource ahead = () -> InstantSource.system().instant().plusSeconds(3600);
      assertThat(Told.by(check(ahead).look(on.database(), "here"), BAD, "database"))
          .contains("seconds ahead of that of the database server");
    }
  }

  @Test
  void aServerThatIsFarAwayIsTold() {
    assertThat(DatabaseCheck.speed(Duration.ofMillis(20)).level()).isEqualTo(GOOD);
    assertThat(DatabaseCheck.speed(Duration.ofMillis(25)).level()).isEqualTo(WARNING);
    assertThat(DatabaseCheck.speed(Duration.ofMillis(25)).sentence()).contains("25 ms");
  }
}
