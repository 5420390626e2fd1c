package dev.microblog.platform.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.log.LogConfigurator;
import dev.microblog.platform.trace.Span;
import dev.microblog.platform.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/// The recurring jobs of the site. However many processes run, each job runs in one at a time; a
/// job of a killed process is taken over. Tests run [Job#work] themselves, step by step.
public final class Jobs implements AutoCloseable {
  /// A job that runs again and again.
  ///
  /// @param name kept in the database; never changes
  /// @param every pause between two runs
  /// @param work what to do; it may run twice
  public record Job(String name, Duration every, Runnable work) {}

  /// How often the database is asked for what is due.
  private static final Duration POLLING = Duration.ofSeconds(10);

  /// Their timestamps have no time zone unless one is agreed on.
  private static final Set<SQLDialect> MYSQL = Set.of(SQLDialect.MYSQL, SQLDialect.MARIADB);

  /// How long a job that runs may take to end. What is cut off then is done again by the next
  /// process; a container that ends slowly is killed.
  private static final Duration END = Duration.ofSeconds(1);

  private final Scheduler scheduler;
  private final Runnable endOfWords;

  /// Makes the scheduler; [#start()] begins.
  ///
  /// @param trace follows each run
  public Jobs(Database database, List<Job> jobs, Trace trace) {
    this(database, jobs, POLLING, trace);
  }

  Jobs(Database database, List<Job> jobs, Duration polling, Trace trace) {
    List<RecurringTask<?>> tasks = new ArrayList<>();
    for (Job job : jobs) {
      tasks.add(
          Tasks.recurring(job.name(), FixedDelay.of(job.every()))
              .execute((_, _) -> run(job, trace)));
    }
    var builder =
        Scheduler.create(database.dataSource())
            .startTasks(tasks)
            .threads(2)
            .pollingInterval(polling)
            .heartbeatInterval(Duration.ofMinutes(1))
            .shutdownMaxWait(END)
            .schedulerName(new SchedulerName.Fixed(java.util.UUID.randomUUID().toString()));
    if (MYSQL.contains(database.dialect())) {
      builder.alwaysPersistTimestampInUTC();
    }
    scheduler = builder.build();
    // It asks again by itself, and would say so with a stack for each time.
    endOfWords = LogConfigurator.inWords("com.github.kagkarlsson", database::passing);
  }

  private static void run(Job job, Trace trace) {
    if (trace instanceof Trace.None) {
      job.work().run();
      return;
    }
    Span span = trace.work("job " + job.name(), List.of());
    span.<@Nullable Void, RuntimeException>around(
        () -> {
          job.work().run();
          return null;
        });
  }

  /// Begins to run the jobs.
  public void start() {
    scheduler.start();
  }

  /// Ends the scheduler, after the jobs that run.
  @Override
  public void close() {
    scheduler.stop();
    endOfWords.run();
  }
}
