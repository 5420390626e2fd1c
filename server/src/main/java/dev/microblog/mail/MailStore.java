package dev.microblog.mail;

import static dev.microblog.schema.Tables.MAIL;

import dev.microblog.platform.db.Upsert;
import dev.microblog.platform.smtp.Letter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// All SQL of mail.
final class MailStore {
  /// Where a mail is on its way.
  enum State {
    WAITS(0),
    SENT(1),
    REFUSED(2),
    TOO_LATE(3),
    NOBODY(4);

    final int code;

    State(int code) {
      this.code = code;
    }
  }

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LONGEST_NOTE = 300;

  /// Adds a mail.
  ///
  /// @param link empty if it leads nowhere
  /// @return false if there was one with this cause
  boolean insert(DSLContext sql, long id, Mail mail, String link, long now) {
    Map<Field<?>, Object> row = new HashMap<>();
    row.put(MAIL.ID, id);
    switch (mail.to()) {
      case Mail.To.Person(long accountId) -> row.put(MAIL.ACCOUNT_ID, accountId);
      case Mail.To.At(long accountId, String address) -> {
        row.put(MAIL.ACCOUNT_ID, accountId);
        row.put(MAIL.ADDRESS, address);
      }
      case Mail.To.Outsider(String address, String language) -> {
        row.put(MAIL.ADDRESS, address);
        row.put(MAIL.LANGUAGE, language);
      }
    }
    row.put(MAIL.KIND, mail.kind());
    row.put(MAIL.CAUSE, mail.cause());
    row.put(MAIL.DETAILS, JSON.writeValueAsString(mail.values()));
    row.put(MAIL.LINK, link);
    row.put(MAIL.EXPIRES_AT, now + mail.good().toMillis());
    Letter.File file = mail.file();
    if (file != null) {
      row.put(MAIL.ATTACHMENT_NAME, file.name());
      row.put(MAIL.ATTACHMENT_TYPE, file.type());
      row.put(MAIL.ATTACHMENT, file.base64());
    }
    return Upsert.insertIfAbsent(sql, MAIL, row);
  }

  /// Claims a mail that waits, so that nobody else sends it meanwhile.
  ///
  /// @param until when the claim ends by itself
  /// @return null if it does not wait, or somebody else has it
  @Nullable Waiting claim(DSLContext sql, long id, long now, long until) {
    boolean claimed =
        sql.update(MAIL)
                .set(MAIL.CLAIMED_UNTIL, until)
                .where(MAIL.ID.eq(id))
                .and(MAIL.STATE.eq(State.WAITS.code))
                .and(MAIL.CLAIMED_UNTIL.le(now))
                .execute()
            == 1;
    return claimed ? sql.selectFrom(MAIL).where(MAIL.ID.eq(id)).fetchOne(MailStore::waiting) : null;
  }

  private static Waiting waiting(Record row) {
    return new Waiting(
        row.get(MAIL.ID),
        row.get(MAIL.ACCOUNT_ID),
        row.get(MAIL.ADDRESS),
        row.get(MAIL.LANGUAGE),
        row.get(MAIL.KIND),
        List.of(JSON.readValue(row.get(MAIL.DETAILS), String[].class)),
        row.get(MAIL.LINK),
        row.get(MAIL.EXPIRES_AT),
        row.get(MAIL.ATTACHMENT) == null
            ? null
            : new Letter.File(
                row.get(MAIL.ATTACHMENT_NAME),
                row.get(MAIL.ATTACHMENT_TYPE),
                row.get(MAIL.ATTACHMENT)));
  }

  /// Whether a mail is still to be sent.
  boolean waits(DSLContext sql, long id) {
    return sql.fetchExists(MAIL, MAIL.ID.eq(id).and(MAIL.STATE.eq(State.WAITS.code)));
  }

  /// Gives a claimed mail back as it was.
  void release(DSLContext sql, long id) {
    sql.update(MAIL).set(MAIL.CLAIMED_UNTIL, 0L).where(MAIL.ID.eq(id)).execute();
  }

  /// Keeps what became of a mail, and nothing else of it.
  ///
  /// @param note for the operator
  void settle(DSLContext sql, long id, State state, String note) {
    sql.update(MAIL)
        .set(MAIL.STATE, state.code)
        .set(MAIL.NOTE, note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note)
        .set(MAIL.ADDRESS, "")
        .set(MAIL.LINK, "")
        .setNull(MAIL.DETAILS)
        .setNull(MAIL.ATTACHMENT)
        .where(MAIL.ID.eq(id))
        .execute();
  }

  /// Settles all that it is too late to send.
  void expire(DSLContext sql, long now) {
    sql.update(MAIL)
        .set(MAIL.STATE, State.TOO_LATE.code)
        .set(MAIL.ADDRESS, "")
        .set(MAIL.LINK, "")
        .setNull(MAIL.DETAILS)
        .setNull(MAIL.ATTACHMENT)
        .where(MAIL.STATE.eq(State.WAITS.code))
        .and(MAIL.EXPIRES_AT.le(now))
        .and(MAIL.CLAIMED_UNTIL.le(now))
        .execute();
  }

  /// Deletes some of what was settled and would be too late since then.
  ///
  /// @return how many
  int deleteSettled(DSLContext sql, long before, int most) {
    List<Long> old =
        sql.select(MAIL.ID)
            .from(MAIL)
            .where(MAIL.STATE.gt(State.WAITS.code))
            .and(MAIL.EXPIRES_AT.lt(before))
            .limit(most)
            .fetch(MAIL.ID);
    return old.isEmpty() ? 0 : sql.deleteFrom(MAIL).where(MAIL.ID.in(old)).execute();
  }
}
