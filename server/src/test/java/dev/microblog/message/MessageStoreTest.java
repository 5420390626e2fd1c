package dev.microblog.message;

import static dev.microblog.schema.Tables.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.account.People;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.OnEachEngine;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.time.Together;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the stores of messages and of the sides of conversations promise.
@OnEachEngine
class MessageStoreTest {
  private static final long CONVERSATION = 7;

  private final MessageStore messages = new MessageStore();
  private final TalkStore talks = new TalkStore();
  private final Database database;
  private final Viewer amina;
  private final Viewer ben;

  MessageStoreTest(TestDatabase on) {
    database = on.database();
    on.clear();
    amina = People.join(database, "amina");
    ben = People.join(database, "ben");
    database.write(
        t -> {
          talks.open(t.sql(), 1, amina.id(), ben.id(), CONVERSATION);
          talks.open(t.sql(), 2, ben.id(), amina.id(), CONVERSATION);
          return true;
        });
  }

  private boolean write(long id, Viewer from, Viewer to, String body, @Nullable String form) {
    Message message = new Message(id, from.id(), to.id(), body, 5);
    return database.write(t -> messages.insert(t.sql(), message, CONVERSATION, form));
  }

  private Talk side(Viewer viewer, Viewer other) {
    return Objects.requireNonNull(
        database.<@Nullable Talk>read(sql -> talks.with(sql, viewer.id(), other.id())));
  }

  private List<Long> read(Talk talk, Range range) {
    return database.read(
        sql -> messages.messages(sql, talk, range).stream().map(Message::id).toList());
  }

  private void drop(Viewer viewer, Long... ids) {
    database.write(
        t -> {
          messages.drop(t.sql(), viewer.id(), List.of(ids));
          return true;
        });
  }

  @Test
  void aMessageIsKeptAsItWasWritten() {
    String body = "Ünïcode 😀 and 😁, 字 " + "👨‍👩‍👧".repeat(2_000);
    write(10, amina, ben, body, null);

    Message kept =
        database.<@Nullable Message>read(sql -> messages.message(sql, side(ben, amina), 10));

    assertThat(kept).isEqualTo(new Message(10, amina.id(), ben.id(), body, 5));
  }

  @Test
  void aFormMakesOneMessageOfASenderHoweverOftenItIsSent() throws Exception {
    assertThat(Together.call(8, i -> write(10 + i, amina, ben, "Once", "form")))
        .containsOnlyOnce(true);
    assertThat(write(30, ben, amina, "Once", "form")).isTrue();
    assertThat(write(31, amina, ben, "No name", null)).isTrue();
    assertThat(write(32, amina, ben, "No name", null)).isTrue();

    assertThat(read(side(amina, ben), Range.first(9))).hasSize(4).startsWith(32L, 31L, 30L);
  }

  @Test
  void messagesAreReadByRangesTheNewestFirst() {
    for (long id = 11; id <= 15; id++) {
      write(id, id % 2 == 0 ? amina : ben, id % 2 == 0 ? ben : amina, "Words", null);
    }
    Talk talk = side(amina, ben);

    assertThat(read(talk, Range.first(2))).containsExactly(15L, 14L);
    assertThat(read(talk, Range.before(14, 2))).containsExactly(13L, 12L);
    assertThat(read(talk, Range.after(12, 2))).containsExactly(13L, 14L);
    assertThat(read(talk.clearedUpTo(13), Range.first(9))).containsExactly(15L, 14L);
    assertThat(database.<Integer>read(sql -> messages.countAfter(sql, talk, 11))).isEqualTo(2);
    assertThat(database.<List<Long>>read(sql -> messages.oldest(sql, talk, 11, 14, 2)))
        .containsExactly(12L, 13L);
  }

  @Test
  void whatOneDeletesTheOtherKeepsAndWhatNeitherKeepsIsGone() {
    write(11, amina, ben, "From amina", null);
    write(12, ben, amina, "From ben", null);

    drop(amina, 11L, 12L);
    drop(amina, 11L, 12L);
    assertThat(read(side(amina, ben), Range.first(9))).isEmpty();
    assertThat(read(side(ben, amina), Range.first(9))).containsExactly(12L, 11L);
    assertThat(
            database.<List<Message>>read(sql -> messages.byIds(sql, amina.id(), List.of(11L, 12L))))
        .isEmpty();

    drop(ben, 12L);
    assertThat(read(side(ben, amina), Range.first(9))).containsExactly(11L);
    assertThat(
            database.<List<Long>>read(
                sql -> messages.oldest(sql, side(ben, amina), 0, Long.MAX_VALUE, 9)))
        .as("the rows that are left")
        .containsExactly(11L);
  }

  @Test
  void twoWhoDeleteAtOnceLeaveNothing() throws Exception {
    for (long id = 11; id < 31; id++) {
      write(id, amina, ben, "Words", null);
    }
    Together.run(
        2,
        number -> {
          for (long id = 11; id < 31; id++) {
            drop(number == 0 ? amina : ben, id);
          }
        });

    assertThat(
            database.<List<Long>>read(
                sql -> messages.oldest(sql, side(ben, amina), 0, Long.MAX_VALUE, 99)))
        .isEmpty();
  }

  @Test
  void nothingOfAnotherConversationOrSideComesOut() {
    write(11, amina, ben, "Words", null);
    Viewer lucia = People.join(database, "lucia");
    Talk forged = new Talk(9, lucia.id(), ben.id(), CONVERSATION, 11, 0, 0, 0, 0);

    assertThat(read(forged, Range.first(9))).isEmpty();
    assertThat(database.<@Nullable Message>read(sql -> messages.message(sql, forged, 11))).isNull();
    Talk elsewhere = new Talk(1, amina.id(), ben.id(), 8, 11, 0, 0, 0, 0);
    assertThat(database.<@Nullable Message>read(sql -> messages.message(sql, elsewhere, 11)))
        .isNull();
  }

  @Test
  void theListOfConversationsIsReadByTheirNewestMessages() {
    for (int i = 1; i <= 3; i++) {
      int number = i;
      Viewer other = People.join(database, "other" + number);
      database.write(
          t -> {
            talks.open(t.sql(), 10 + number, amina.id(), other.id(), 100 + number);
            talks.add(t.sql(), amina.id(), other.id(), 50 - number, 1);
            return true;
          });
    }

    assertThat(list(Range.first(9))).containsExactly(49L, 48L, 47L);
    assertThat(list(Range.before(49, 1))).containsExactly(48L);
    assertThat(list(Range.after(47, 1))).containsExactly(48L);
  }

  private List<Long> list(Range range) {
    return database.read(
        sql -> talks.talks(sql, amina.id(), range).stream().map(Talk::lastId).toList());
  }

  @Test
  void ofWhatIsCountedAtOnceNothingIsLost() throws Exception {
    Together.call(
        20,
        i ->
            database.write(
                t -> {
                  talks.add(t.sql(), ben.id(), amina.id(), 100 + i, 1);
                  talks.countUnread(t.sql(), ben.id(), 1);
                  return true;
                }));

    assertThat(side(ben, amina).unread()).isEqualTo(20);
    assertThat(side(ben, amina).lastId()).isEqualTo(119);
    assertThat(unread(ben)).isEqualTo(20);
    database.write(
        t -> {
          talks.countUnread(t.sql(), ben.id(), -5);
          talks.countUnread(t.sql(), amina.id(), 0);
          return true;
        });
    assertThat(unread(ben)).isEqualTo(15);
    assertThat(unread(amina)).isZero();
  }

  private long unread(Viewer viewer) {
    return database.<Integer>read(
        sql ->
            sql.selectFrom(MAILBOX).where(MAILBOX.ACCOUNT_ID.eq(viewer.id())).stream()
                .mapToInt(row -> row.get(MAILBOX.UNREAD).intValue())
                .sum());
  }

  @Test
  void whoMayWriteIsAnyoneUntilItIsChosen() {
    assertThat(senders()).isEqualTo(Senders.ANYONE);
    for (Senders choice : Senders.values()) {
      database.write(
          t -> {
            talks.choose(t.sql(), amina.id(), choice);
            return true;
          });
      assertThat(senders()).isEqualTo(choice);
    }
    database.write(
        t -> {
          talks.closeMailbox(t.sql(), amina.id());
          return true;
        });
    assertThat(senders()).isEqualTo(Senders.ANYONE);
  }

  private Senders senders() {
    return database.read(sql -> talks.senders(sql, amina.id()));
  }
}
