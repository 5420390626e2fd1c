package dev.microblog.notification;

import static dev.microblog.schema.Tables.ATTENTION;
import static dev.microblog.schema.Tables.NOTICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.PostOffice;
import dev.microblog.World;
import dev.microblog.account.ReaderStore;
import dev.microblog.message.SendMessage;
import dev.microblog.platform.db.Cursor;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.time.Together;
import dev.microblog.post.Post;
import dev.microblog.post.Posts;
import dev.microblog.post.Visibility;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who is told what: each thing once, nothing of those who keep apart, and never more than there is
/// room for; and what is counted is what is there.
class NoticeTest {
  private World world;

  @BeforeEach
  void open() {
    world = World.open();
  }

  @AfterEach
  void close() {
    assertCounted();
    world.close();
  }

  /// What is counted of each person is what a look at all their notices counts.
  private void assertCounted() {
    world.settle();
    List<String> counted =
        world.read(
            sql ->
                sql.selectFrom(ATTENTION).orderBy(ATTENTION.ACCOUNT_ID).stream()
                    .map(
                        row ->
                            row.get(ATTENTION.ACCOUNT_ID)
                                + " "
                                + row.get(ATTENTION.UNREAD)
                                + " "
                                + row.get(ATTENTION.KEPT))
                    .toList());
    List<String> there =
        world.read(
            sql ->
                sql
                    .select(ATTENTION.ACCOUNT_ID)
                    .from(ATTENTION)
                    .orderBy(ATTENTION.ACCOUNT_ID)
                    .fetch(ATTENTION.ACCOUNT_ID)
                    .stream()
                    .map(
                        id -> {
                          var own = NOTICE.ACCOUNT_ID.eq(id);
                          var news = NOTICE.STANDING.eq(1).and(NOTICE.UNREAD.eq(1));
                          return id
                              + " "
                              + sql.fetchCount(NOTICE, own.and(news))
                              + " "
                              + sql.fetchCount(NOTICE, own);
                        })
                    .toList());
    assertThat(counted).isEqualTo(there);
  }

  private List<String> told(String name) {
    world.settle();
    return world
        .rooms
        .notifications()
        .notices()
        .page(world.person(name), Cursor.first())
        .items()
        .stream()
        .map(notice -> notice.kind() + (notice.actor() == null ? "" : " " + notice.actor().name()))
        .toList();
  }

  private long unread(String name) {
    world.settle();
    return world.rooms.notifications().attention().of(world.person(name)).notices();
  }

  private void write(String from, String to) {
    var draft = new SendMessage.Draft("Words", "");
    world.rooms.messages().send().send(world.person(from), to, draft);
  }

  private void write(Consumer<Transaction> work) {
    world
        .rooms
        .database()
        .write(
            transaction -> {
              work.accept(transaction);
              return true;
            });
  }

  @Test
  void followingAgainAndAgainIsToldOnce() {
    for (int i = 0; i < 100; i++) {
      world.follow("ben", "amina");
      assertThat(unread("amina")).isEqualTo(1);
      world.rooms.follows().unfollow(world.person("ben"), "amina");
      assertThat(unread("amina")).isZero();
    }
    assertThat(told("amina")).isEmpty();
    world.follow("ben", "amina");
    world.rooms.notifications().notices().markRead(world.person("amina"), Long.MAX_VALUE);
    world.rooms.follows().unfollow(world.person("ben"), "amina");
    world.follow("ben", "amina");

    assertThat(told("amina")).containsExactly("FOLLOW ben");
    assertThat(unread("amina")).as("it is no news").isZero();
  }

  @Test
  void whoIsMentionedIsToldOncePerPostAndNotByThemselves() {
    world.post("ben", "@amina @AMINA and @lucia, and @ben, and @nobody_here");
    world.post("ben", "@amina again");

    assertThat(told("amina")).containsExactly("MENTION ben", "MENTION ben");
    assertThat(told("lucia")).containsExactly("MENTION ben");
    assertThat(told("ben")).isEmpty();
  }

  @Test
  void aMentionIsToldAsLongAsItStands() {
    long id = world.post("ben", "Hello @amina");
    assertThat(unread("amina")).isEqualTo(1);

    edit(id, "Hello @lucia");
    assertThat(unread("amina")).isZero();
    assertThat(told("amina")).isEmpty();
    assertThat(told("lucia")).containsExactly("MENTION ben");
    edit(id, "Hello both, @amina and @lucia");
    assertThat(told("amina")).containsExactly("MENTION ben");
    world.rooms.posts().delete(world.person("ben"), id);
    assertThat(world.rooms.notifications().notices().page(world.person("amina"), Cursor.first()))
        .extracting(page -> page.items().size())
        .as("before anything is settled")
        .isEqualTo(0);
    assertThat(unread("amina")).isZero();
    assertThat(unread("lucia")).isZero();
  }

  private void edit(long id, String text) {
    world.rooms.posts().edit(world.person("ben"), id, new Posts.Draft(text, "en", ""));
  }

  @Test
  void aPostOfLongAgoTellsNobody() {
    write(
        transaction ->
            world
                .rooms
                .posts()
                .restore(
                    transaction,
                    new Post(
                        99,
                        world.person("ben").id(),
                        "ben",
                        "Once, @amina",
                        "en",
                        Visibility.PUBLIC,
                        5,
                        null)));

    assertThat(told("amina")).isEmpty();
  }

  @Test
  void onePersonTakesNoMoreThanTheirRoom() {
    world.follow("lucia", "amina");
    for (int i = 0; i < Telling.MOST_BY_ONE + 10; i++) {
      world.post("ben", "@amina " + i);
    }
    world.settle();

    assertThat(unread("amina")).isEqualTo(Telling.MOST_BY_ONE + 1);
  }

  @Test
  void onlySoManyAreKept() {
    long amina = world.person("amina").id();
    Telling telling =
        new Telling(
            new NoticeStore(),
            new AttentionStore(),
            world.rooms.notifications().attention(),
            world.rooms.accountStore(),
            world.rooms.mails(),
            world.rooms.ids(),
            world.clock);
    List<Long> people = new ArrayList<>();
    for (int i = 0; i < Telling.MOST + 20; i++) {
      people.add(1_000L + i);
    }
    people.forEach(
        id -> {
          world.advance(Duration.ofMillis(1));
          // As if somebody else each time, though nobody is.
          write(t -> telling.tell(t, amina, new Cause(Kind.FOLLOW, id, 0), ""));
        });

    assertThat(unread("amina")).isEqualTo(Telling.MOST);
  }

  /// Every kind, for every viewer who could be told, where either has blocked the other, before and
  /// after: nothing of the one is with the other any more, nothing new comes, and others lose
  /// nothing.
  @Test
  void nothingIsToldOfThoseWhoAreApart() {
    for (boolean byReader : new boolean[] {true, false}) {
      String reader = byReader ? "amina" : "dara";
      world.follow("ben", reader, "lucia");
      world.follow(reader, "ben");
      world.post("ben", "@" + reader + " and @lucia");
      world.post(reader, "@ben");
      write("ben", reader);
      write(reader, "ben");
      write("ben", "lucia");
      assertThat(told(reader))
          .containsExactlyInAnyOrder("FOLLOW ben", "MENTION ben", "MESSAGE ben");

      if (byReader) {
        world.rooms.blocks().block(world.person(reader), "ben");
      } else {
        world.rooms.blocks().block(world.person("ben"), reader);
      }
      world.follow("ben", reader);
      world.post("ben", "Once more @" + reader);
      write("ben", reader);
      world.follow(reader, "ben");
      world.post(reader, "Once more @ben");

      assertThat(told(reader)).as("by " + (byReader ? "reader" : "ben")).isEmpty();
      assertThat(unread(reader)).isZero();
      assertThat(told("ben")).noneMatch(text -> text.endsWith(reader));
      assertThat(told("lucia")).contains("FOLLOW ben", "MENTION ben", "MESSAGE ben");
    }
  }

  @Test
  void aBlockOfTheSameMomentLeavesNothing() throws Exception {
    for (int i = 0; i < 5; i++) {
      world.post("ben", "@amina " + i);
      world.follow("ben", "amina");
      Together.call(
          2,
          which -> {
            if (which == 0) {
              world.rooms.blocks().block(world.person("amina"), "ben");
            } else {
              world.rooms.workers().forEach(world.rooms.outbox()::drain);
            }
            return true;
          });
      assertThat(unread("amina")).isZero();
      world.rooms.blocks().unblock(world.person("amina"), "ben");
    }
  }

  @Test
  void nothingIsLeftOfAnAccountThatIsGone() {
    world.follow("ben", "amina");
    world.post("ben", "@amina @lucia");
    write("ben", "amina");
    world.follow("amina", "ben");
    world.settle();
    long ben = world.person("ben").id();
    world.rooms.credentials().deleteAccount(world.person("ben"), World.PASSWORD);

    assertThat(
            world
                .rooms
                .notifications()
                .notices()
                .page(world.person("amina"), Cursor.first())
                .items())
        .as("before anything is settled")
        .isEmpty();
    assertThat(unread("amina")).isZero();
    assertThat(unread("lucia")).isZero();
    assertThat(
            world.<Integer>read(
                sql ->
                    sql.fetchCount(NOTICE, NOTICE.ACTOR_ID.eq(ben).or(NOTICE.ACCOUNT_ID.eq(ben)))
                        + sql.fetchCount(ATTENTION, ATTENTION.ACCOUNT_ID.eq(ben))))
        .isZero();
  }

  @Test
  void whoChoseSoIsToldByMailInTheirWordsAndNotTooOften() {
    try (PostOffice office = PostOffice.open();
        World site = World.settings().mailing(office).publicUrl("https://blog.example").open()) {
      NoticeChoices choices = site.rooms.notifications().choices();
      Map<Kind, Way> all = Map.of(Kind.FOLLOW, Way.MAIL, Kind.MESSAGE, Way.MAIL);
      choices.choose(site.person("amina"), all);
      site.rooms
          .database()
          .write(
              t -> {
                new ReaderStore().remember(t.sql(), site.person("amina").id(), "es");
                return true;
              });
      site.follow("ben", "amina");
      site.follow("ben", "lucia");
      site.post("ben", "@amina");
      site.settle();
      site.rooms.follows().unfollow(site.person("ben"), "amina");
      site.follow("ben", "amina");
      for (int i = 0; i < 3; i++) {
        var draft = new SendMessage.Draft("Secret words", "");
        site.rooms.messages().send().send(site.person("dara"), "amina", draft);
      }
      site.settle();

      assertThat(office.letters)
          .extracting(PostOffice.Received::subject)
          .containsExactly("[Microblog] ben te sigue ahora", "[Microblog] dara te escribió");
      assertThat(office.letters)
          .allSatisfy(
              letter -> {
                assertThat(letter.link()).isEqualTo("https://blog.example/notifications");
                assertThat(letter.raw()).doesNotContain("Secret words");
                assertThat(letter.to()).isEqualTo("amina@example.org");
              });
      for (int i = 0; i < 10; i++) {
        site.add("another_" + i);
        site.follow("another_" + i, "amina");
      }
      site.settle();
      assertThat(office.letters).hasSize(AttentionStore.MOST_MAIL);
      site.advance(AttentionStore.MAIL_PERIOD);
      site.follow("wei", "amina");
      site.settle();
      assertThat(office.letters).hasSize(AttentionStore.MOST_MAIL + 1);
    }
  }

  @Test
  void mailIsOfferedWhereThereIsAny() {
    NoticeChoices choices = world.rooms.notifications().choices();
    choices.choose(world.person("amina"), Map.of(Kind.FOLLOW, Way.MAIL, Kind.MENTION, Way.NONE));

    assertThat(choices.of(world.person("amina")))
        .containsEntry(Kind.FOLLOW, Way.PAGE)
        .containsEntry(Kind.MENTION, Way.NONE);
    assertThat(choices.offered(Kind.FOLLOW)).containsExactly(Way.PAGE, Way.NONE);
  }
}
