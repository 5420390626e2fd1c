package dev.microblog.platform.doctor;

import dev.microblog.platform.config.Config;
import dev.microblog.platform.config.DatabaseUrl;
import dev.microblog.platform.db.Busy;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Databases;
import dev.microblog.platform.db.Unreachable;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.job.Failures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.jooq.exception.DataAccessException;

/// Whether something was given up that followed a write: it waits for a person.
final class JobCheck implements Check {
  private static final String SUBJECT = "jobs";

  private final DatabaseUrl url;
  private final InstantSource clock;

  JobCheck(Config config, InstantSource clock) {
    this.url = config.database();
    this.clock = clock;
  }

  @Override
  public String subject() {
    return SUBJECT;
  }

  @Override
  public List<Finding> look() {
    Path file = url.file();
    try {
      if (file != null) {
        return Files.exists(file) ? List.of(told(new SqliteFile(file).failures())) : List.of();
      }
      try (Database database = Databases.open(url, 1)) {
        return List.of(told(new Failures(database, clock).count()));
      }
    } catch (SQLException | DataAccessException | Unreachable | Unusable | Busy e) {
      // What is wrong with the database its own check tells.
      return List.of();
    }
  }

  private static Finding told(int failures) {
    return failures == 0
        ? Finding.good(SUBJECT, "jobs.none")
        : Finding.warning(SUBJECT, "jobs.some", failures);
  }
}
