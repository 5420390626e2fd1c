package dev.microblog.platform.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Apart;
import dev.microblog.Collector.Told;
import dev.microblog.Followed;
import dev.microblog.platform.db.Engine;
import dev.microblog.platform.db.OnEachEngine;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.job.Jobs.Job;
import dev.microblog.platform.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@Apart
@OnEachEngine
class JobsTest {
  private static final Duration PAUSE = Duration.ofMillis(150);
  private static final Duration POLLING = Duration.ofMillis(40);

  private final TestDatabase on;

  JobsTest(TestDatabase on) {
    this.on = on;
    on.clear();
  }

  /// @param beginning when it began, in milliseconds
  /// @param end when it ended, in milliseconds
  private record Run(long beginning, long end) {}

  @Test
  void ofTwoProcessesOneRunsAJobAtATime() throws Exception {
    CountDownLatch runs = new CountDownLatch(8);
    AtomicInteger running = new AtomicInteger();
    List<Run> done = Collections.synchronizedList(new ArrayList<>());
    Runnable work =
        () -> {
          long beginning = System.nanoTime();
          assertThat(running.incrementAndGet()).isEqualTo(1);
          running.decrementAndGet();
          done.add(
              new Run(
                  TimeUnit.NANOSECONDS.toMillis(beginning),
                  TimeUnit.NANOSECONDS.toMillis(System.nanoTime())));
          runs.countDown();
        };
    List<Job> jobs = List.of(new Job("count", PAUSE, work));

    try (Jobs one = new Jobs(on.database(), jobs, POLLING, Trace.NONE);
        Jobs two = new Jobs(on.another(), jobs, POLLING, Trace.NONE)) {
      one.start();
      two.start();
      assertThat(runs.await(60, TimeUnit.SECONDS)).as("eight runs").isTrue();
    }

    for (int i = 1; i < done.size(); i++) {
      // Had both processes run it, two runs would follow each other without the pause.
      assertThat(done.get(i).beginning() - done.get(i - 1).end())
          .as("pause before run %s", i)
          .isGreaterThanOrEqualTo(PAUSE.toMillis() - 20);
    }
  }

  @Test
  void aJobThatFailsRunsAgain() throws Exception {
    CountDownLatch runs = new CountDownLatch(3);
    Job failing =
        new Job(
            "fail",
            PAUSE,
            () -> {
              runs.countDown();
              throw new IllegalStateException("told to fail by the test");
            });

    try (Jobs jobs = new Jobs(on.database(), List.of(failing), POLLING, Trace.NONE)) {
      jobs.start();
      assertThat(runs.await(60, TimeUnit.SECONDS)).as("three runs").isTrue();
    }
  }

  @Test
  void theJobOfAKilledProcessIsTakenOver() throws Exception {
    CountDownLatch run = new CountDownLatch(1);
    Job job = new Job("orphan", PAUSE, run::countDown);
    insertAsIfAKilledProcessHadPickedIt(job);

    try (Jobs jobs = new Jobs(on.database(), List.of(job), POLLING, Trace.NONE)) {
      jobs.start();
      assertThat(run.await(60, TimeUnit.SECONDS)).as("taken over").isTrue();
    }
  }

  private void insertAsIfAKilledProcessHadPickedIt(Job job) {
    Instant longAgo = Instant.now().minus(1, ChronoUnit.DAYS);
    String then =
        on.engine() == Engine.SQLITE
            ? String.valueOf(longAgo.toEpochMilli())
            : "timestamp '" + longAgo.toString().substring(0, 19).replace('T', ' ') + "'";
    String yes = on.engine() == Engine.POSTGRESQL_15 ? "true" : "1";
    on.execute(
        "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by,"
            + " last_heartbeat, version) values ('%s', 'recurring', %s, %s, 'killed', %s, 1)"
                .formatted(job.name(), then, yes, then));
  }

  @Test
  void theWriterIsFreeWhileAJobRuns() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch wrote = new CountDownLatch(1);
    AtomicInteger seen = new AtomicInteger();
    Job waiting =
        new Job(
            "wait",
            Duration.ofHours(1),
            () -> {
              began.countDown();
              try {
                seen.set(wrote.await(30, TimeUnit.SECONDS) ? 1 : 2);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });

    try (Jobs jobs = new Jobs(on.database(), List.of(waiting), POLLING, Trace.NONE)) {
      jobs.start();
      assertThat(began.await(60, TimeUnit.SECONDS)).as("began").isTrue();
      on.database()
          .<@Nullable Void>write(
              transaction -> {
                transaction
                    .sql()
                    .execute("insert into rate_limit (bucket, arrival_at) values ('b', 1)");
                return null;
              });
      wrote.countDown();
    }
    assertThat(seen).hasValue(1);
  }

  @Test
  void eachRunIsFollowedByItselfAndAFailedOneIsTold() throws Exception {
    CountDownLatch runs = new CountDownLatch(2);
    Job well = new Job("well", PAUSE, runs::countDown);
    Job failing =
        new Job(
            "ill",
            PAUSE,
            () -> {
              throw new IllegalStateException("told to fail by the test");
            });

    try (Followed followed = new Followed();
        Jobs jobs = new Jobs(on.database(), List.of(well, failing), POLLING, followed.trace)) {
      jobs.start();
      assertThat(runs.await(60, TimeUnit.SECONDS)).as("two runs").isTrue();

      assertThat(followed.told("job well").kind()).isEqualTo("CONSUMER");
      assertThat(followed.told("job well").failed()).isFalse();
      Told ill = followed.told("job ill");
      assertThat(ill.failed()).isTrue();
      assertThat(ill.note("error.type")).isEqualTo(IllegalStateException.class.getName());
      assertThat(ill.trace()).isNotEqualTo(followed.told("job well").trace());
      assertThat(followed.everything()).doesNotContain("told to fail");
    }
  }
}
