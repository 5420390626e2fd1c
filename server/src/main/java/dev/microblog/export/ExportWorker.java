package dev.microblog.export;

import dev.microblog.account.Account;
import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.export.Export.State;
import dev.microblog.export.ExportStore.Work;
import dev.microblog.export.Section.Piece;
import dev.microblog.export.Section.Place;
import dev.microblog.platform.db.Busy;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.job.Outbox;
import dev.microblog.platform.text.Messages;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes exports and removes old ones, step by step. A step is one transaction: it reads some,
/// packs it, and keeps the packed bytes together with how far it came. Whoever is killed loses the
/// step that was not committed, and who goes on elsewhere begins right after the last one that was.
final class ExportWorker implements Outbox.Consumer {
  /// What is read in one step: other writers wait no longer than that takes.
  private static final int LONG_ENOUGH = 128 * 1024;

  /// Pieces that read and write next to nothing are still queries.
  private static final int MOST_PIECES = 20;

  /// Bytes of one row.
  private static final int PART = 256 * 1024;

  private static final int PARTS_REMOVED = 16;

  private static final String MAKE = "make";
  private static final String REMOVE = "remove";
  private static final Logger log = LoggerFactory.getLogger(ExportWorker.class);

  private final ExportStore store;
  private final AccountStore accounts;
  private final Contents contents;
  private final Outbox outbox;
  private final Events events;
  private final InstantSource clock;

  ExportWorker(
      ExportStore store,
      AccountStore accounts,
      Contents contents,
      Outbox outbox,
      Events events,
      InstantSource clock) {
    this.store = store;
    this.accounts = accounts;
    this.contents = contents;
    this.outbox = outbox;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "export";
  }

  /// Leaves making an export to the outbox.
  void make(Transaction transaction, long exportId) {
    outbox.add(transaction, this, MAKE, exportId);
  }

  /// Lets nobody have these exports any more, and leaves removing them to the outbox.
  void remove(Transaction transaction, List<Long> exportIds) {
    for (long id : exportIds) {
      store.end(transaction.sql(), id, State.REMOVED, false, clock.millis());
    }
    outbox.add(transaction, this, REMOVE, exportIds);
  }

  /// Removes the exports of somebody who is gone.
  void accountDeleted(Transaction transaction, AccountDeleted event) {
    remove(transaction, store.all(transaction.sql(), event.accountId()));
  }

  @Override
  public long step(Transaction transaction, Outbox.Item item) {
    DSLContext sql = transaction.sql();
    return switch (item.kind()) {
      case MAKE -> {
        Work work = store.locked(sql, item.subject());
        if (work == null || work.export().state() != State.RUNNING) {
          yield Outbox.DONE;
        }
        // A process that was thought dead is at it, too: it made this step.
        yield work.step() == item.progress() ? make(transaction, work) : work.step();
      }
      case REMOVE ->
          store.remove(sql, item.subject(), PARTS_REMOVED) ? Outbox.DONE : item.progress() + 1;
      default -> throw new IllegalStateException("a newer Microblog wrote " + item.kind());
    };
  }

  private long make(Transaction transaction, Work work) {
    Export export = work.export();
    try {
      List<Account> found = accounts.byIds(transaction.sql(), List.of(export.accountId()));
      return found.isEmpty() ? Outbox.DONE : make(transaction, work, found.getFirst());
    } catch (Zip.TooLarge e) {
      return fail(transaction, export, State.TOO_LARGE);
    } catch (DataAccessException | Busy e) {
      // Later it may go: the outbox tries again, from here.
      throw e;
    } catch (RuntimeException e) {
      // Trying again would end alike, and the person would wait for hours.
      log.error("Export {} failed", export.id(), e);
      return fail(transaction, export, State.FAILED);
    }
  }

  private long fail(Transaction transaction, Export export, State state) {
    store.end(transaction.sql(), export.id(), state, true, clock.millis());
    moved(transaction, export);
    return Outbox.DONE;
  }

  private void moved(Transaction transaction, Export export) {
    events.tell(transaction, new ExportMoved(export.accountId()));
  }

  private long make(Transaction transaction, Work work, Account account) {
    DSLContext sql = transaction.sql();
    Export export = work.export();
    Messages known = Messages.tagged(export.language());
    Messages texts = known == null ? Messages.in(Locale.ENGLISH) : known;
    List<Section> sections = contents.of(sql, account, texts, export.createdAt());
    Viewer viewer = new Viewer(account.id(), account.name());
    int section = work.section();
    Place place = work.place();
    long done = export.done();
    int written = 0;
    try (Zip zip = new Zip(work.entries(), export.size(), export.createdAt())) {
      for (int i = 0; i < MOST_PIECES && written < LONG_ENOUGH && section < sections.size(); i++) {
        Section current = sections.get(section);
        if (!zip.open()) {
          zip.open(current.file());
        }
        Piece piece = current.read(sql, viewer, export.id(), place);
        byte[] bytes = piece.text().getBytes(StandardCharsets.UTF_8);
        zip.add(bytes);
        written += bytes.length;
        done += piece.work();
        @Nullable Place next = piece.next();
        place = next == null ? Place.BEGIN : next;
        if (next == null) {
          section++;
          boolean last = section == sections.size();
          if (last || !sections.get(section).file().equals(current.file())) {
            zip.end();
          }
        }
      }
      if (section == sections.size()) {
        zip.finish();
      }
      byte[] bytes = zip.taken();
      int parts = keep(sql, export, bytes);
      Export after =
          new Export(
              export.id(),
              export.accountId(),
              export.state(),
              export.language(),
              export.createdAt(),
              null,
              done,
              export.total(),
              parts,
              export.size() + bytes.length);
      store.advance(
          sql, new Work(after, work.step() + 1, section, place, zip.kept()), clock.millis());
      if (after.percent() > export.percent()) {
        moved(transaction, export);
      }
    }
    return section == sections.size() ? complete(transaction, export) : work.step() + 1;
  }

  /// Adds bytes to the file.
  ///
  /// @return how many parts it has then
  private int keep(DSLContext sql, Export export, byte[] bytes) {
    int number = export.parts();
    for (int from = 0; from < bytes.length; from += PART) {
      int to = Math.min(bytes.length, from + PART);
      store.add(sql, export.id(), number, Arrays.copyOfRange(bytes, from, to));
      number++;
    }
    return number;
  }

  private long complete(Transaction transaction, Export export) {
    DSLContext sql = transaction.sql();
    // Of each person one finished export is kept.
    remove(transaction, store.ended(sql, export.accountId()));
    store.end(sql, export.id(), State.READY, false, clock.millis());
    moved(transaction, export);
    events.tell(transaction, new ExportReady(export.accountId(), export.id()));
    return Outbox.DONE;
  }
}
