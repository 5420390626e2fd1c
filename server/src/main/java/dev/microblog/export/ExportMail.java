package dev.microblog.export;

import dev.microblog.export.ExportStore.Work;
import dev.microblog.mail.Mail;
import dev.microblog.mail.Mails;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.smtp.Letter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Writes to people that their export is ready: with a link, for which they sign in, and with their
/// posts where these are small.
final class ExportMail {
  /// Posts that come with the mail, as the tutorial's application sends them, in bytes: three
  /// quarters of what a mail takes in Base64.
  private static final int MOST_BYTES = Mail.MOST_ENCODED / 4 * 3;

  private final ExportStore store;
  private final Mails mails;

  ExportMail(ExportStore store, Mails mails) {
    this.store = store;
    this.mails = mails;
  }

  /// Adds the mail in the transaction that completes the export.
  void ready(Transaction transaction, ExportReady event) {
    if (!mails.possible()) {
      return;
    }
    Work work = store.locked(transaction.sql(), event.exportId());
    byte[] posts = work == null ? null : posts(transaction.sql(), work);
    Mail mail =
        Mail.of(
                new Mail.To.Person(event.accountId()),
                posts == null ? "export" : "export-posts",
                "export " + event.exportId())
            .leadingTo("/exports/" + event.exportId());
    mails.add(
        transaction,
        posts == null
            ? mail
            : mail.with(Letter.File.of(Contents.POSTS, "application/json", posts)));
  }

  /// The posts as they stand in the file; null if they are too many for a mail.
  private byte @Nullable [] posts(DSLContext sql, Work work) {
    if (Zip.unpacked(work.entries(), Contents.POSTS) > MOST_BYTES) {
      return null;
    }
    List<InputStream> parts = new ArrayList<>();
    for (int number = 0; number < work.export().parts(); number++) {
      byte[] part = store.part(sql, work.export().id(), number);
      if (part == null) {
        return null;
      }
      parts.add(new ByteArrayInputStream(part));
    }
    InputStream file = new SequenceInputStream(Collections.enumeration(parts));
    try (ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(Contents.POSTS)) {
          return zip.readAllBytes();
        }
      }
      return null;
    } catch (IOException e) {
      throw new IllegalStateException("the export that was just made cannot be read", e);
    }
  }
}
