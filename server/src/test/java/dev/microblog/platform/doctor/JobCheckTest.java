package dev.microblog.platform.doctor;

import static dev.microblog.platform.doctor.Finding.Level.GOOD;
import static dev.microblog.platform.doctor.Finding.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.db.Engine;
import dev.microblog.platform.db.TestDatabase;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobCheckTest {
  private static List<Finding> look(TestDatabase on) {
    return new JobCheck(
            Told.config("DATABASE_URL", on.address(), "SECRET_KEY", "a key of this test alone"),
            InstantSource.system())
        .look();
  }

  @ParameterizedTest
  @EnumSource(names = {"SQLITE", "POSTGRESQL_15"})
  void whatWasGivenUpIsTold(Engine engine) {
    try (TestDatabase on = TestDatabase.migrated(engine)) {
      on.database();
      assertThat(Told.by(look(on), GOOD, "jobs")).contains("Nothing");

      on.execute(
          "insert into outbox_failure (id, consumer, kind, subject_id, progress, attempts, failed_at,"
              + " reason) values (1, 'mail', 'mail', 2, 0, 16, 3, 'refused')");

      assertThat(Told.by(look(on), WARNING, "jobs")).contains("1 times", "microblog jobs retry");
    }
  }

  @Test
  void whereThereAreNoTablesYetNothingIsSaid() {
    try (TestDatabase on = TestDatabase.empty(Engine.SQLITE)) {
      assertThat(look(on)).isEmpty();
    }
  }
}
