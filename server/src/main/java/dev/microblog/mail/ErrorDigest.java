package dev.microblog.mail;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Outbox;
import dev.microblog.platform.log.ErrorTally;
import dev.microblog.platform.text.Messages;
import dev.microblog.platform.text.Sha256;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts what went wrong, and mails it to those who run the site: alike errors as one, of all
/// processes together, in one mail an hour at most. Nothing of it is done by who met an error.
///
/// Each process adds what it counted to the database now and then; one job writes the mail. Errors
/// about mail itself are not counted: the mail about them would fail as well.
public final class ErrorDigest implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ErrorDigest.class);

  private static final String KIND = "errors";
  private static final Duration PAUSE = Duration.ofHours(1);

  /// Errors in one mail. More of them are one trouble.
  private static final int MOST = 50;

  /// How often a process tells the others.
  private static final Duration TELLS = Duration.ofSeconds(30);

  private final Database database;
  private final ErrorStore store = new ErrorStore();
  private final ErrorTally tally;
  private final Mails mails;
  private final List<String> admins;
  private final String site;
  private final InstantSource clock;
  private volatile @Nullable Thread teller;

  /// @param admins who is told; nobody if there are none, and then errors are counted alone
  /// @param site where this is, in words
  ErrorDigest(
      Database database, Mails mails, List<String> admins, String site, InstantSource clock) {
    this.database = database;
    this.mails = mails;
    this.admins = admins;
    this.site = site;
    this.clock = clock;
    this.tally =
        new ErrorTally(
            List.of(
                "dev.microblog.mail",
                "dev.microblog.platform.smtp",
                Outbox.logger(Delivery.MAIL).getName(),
                // Why a start is refused is told to who started it, and changes nothing.
                "dev.microblog.Main"));
  }

  /// Begins to tell the other processes, on a thread of its own.
  public void start() {
    teller =
        Thread.ofVirtual()
            .name("error-digest")
            .start(
                () -> {
                  try {
                    while (true) {
                      Thread.sleep(TELLS);
                      tell();
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
  }

  /// Adds what this process counted to what all did. Without a database it is forgotten, as the log
  /// has it.
  public void tell() {
    List<ErrorTally.Group> groups = tally.take();
    try {
      if (!groups.isEmpty()) {
        database.<@Nullable Void>write(
            transaction -> {
              groups.forEach(group -> add(transaction.sql(), group));
              return null;
            });
      }
    } catch (RuntimeException e) {
      log.warn("Errors could not be counted: {}", e.toString());
    }
  }

  private void add(DSLContext sql, ErrorTally.Group group) {
    String id = Sha256.hex(group.what());
    store.addToHour(sql, ErrorLog.hour(clock.millis()), id, group);
    if (mails()) {
      store.add(sql, id, group);
    }
  }

  /// Whether anybody is told by mail.
  public boolean mails() {
    return !admins.isEmpty();
  }

  /// Adds the mail, if there is something to tell and the last one is long enough ago.
  public void mail() {
    database.<@Nullable Void>write(
        transaction -> {
          mail(transaction);
          return null;
        });
  }

  private void mail(Transaction transaction) {
    List<ErrorStore.Counted> counted = store.list(transaction.sql(), MOST);
    if (counted.isEmpty()) {
      return;
    }
    long last = store.newest(transaction.sql(), KIND);
    if (last != 0 && clock.millis() - Ids.millis(last) < PAUSE.toMillis()) {
      return;
    }
    long times = counted.stream().mapToLong(c -> c.group().times()).sum();
    String lines = counted.stream().map(c -> line(c.group())).collect(Collectors.joining("\n\n"));
    for (String admin : admins) {
      // Two jobs that run at once see the same last one, and so have the same cause.
      mails.add(
          transaction,
          Mail.of(
              new Mail.To.Outsider(admin, Messages.LOCALES.getFirst().toLanguageTag()),
              KIND,
              "errors:" + last + ':' + Sha256.hex(admin),
              Long.toString(times),
              site,
              lines));
    }
    store.delete(transaction.sql(), counted.stream().map(ErrorStore.Counted::id).toList());
  }

  private static String line(ErrorTally.Group group) {
    String line =
        "%d × %s\n%s – %s"
            .formatted(
                group.times(),
                group.what(),
                Messages.exact(group.firstAt()),
                Messages.exact(group.lastAt()));
    return group.request().isEmpty() ? line : line + ", id " + group.request();
  }

  /// Counts no more, after what was counted is told.
  @Override
  public void close() {
    Thread running = teller;
    if (running != null) {
      running.interrupt();
    }
    tally.close();
    if (database.problem() == null) {
      tell();
    }
  }
}
