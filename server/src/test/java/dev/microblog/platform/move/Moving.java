package dev.microblog.platform.move;

import dev.microblog.platform.config.DatabaseUrl;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.time.SettableClock;
import java.nio.file.Path;
import java.time.Duration;

/// Moves between two databases of a test.
final class Moving {
  static final SettableClock clock = new SettableClock();

  private Moving() {}

  /// A process that is killed.
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  static final MoveWatcher NOBODY = killing(Integer.MAX_VALUE);

  /// Kills the process when it tells for the last of so many times how much it has copied.
  static MoveWatcher killing(int times) {
    return new MoveWatcher() {
      private int told;

      @Override
      public void at(Stage stage, String table, long done, long total) {
        if (stage == Stage.COPYING && ++told == times) {
          throw new Killed();
        }
      }

      @Override
      public void waits(String sentence) {
        throw new AssertionError(sentence);
      }
    };
  }

  static MoveSide side(String name, TestDatabase on) {
    return new MoveSide(name, DatabaseUrl.parse(on.address(), Path.of("none")), on.database());
  }

  static DatabaseMove between(TestDatabase from, TestDatabase to) {
    return new DatabaseMove(side("The source", from), side("The target", to), Duration.ZERO, clock);
  }

  static MoveReport run(TestDatabase from, TestDatabase to) {
    return between(from, to).run(NOBODY);
  }
}
