package dev.microblog.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.account.People;
import dev.microblog.account.Viewer;
import dev.microblog.follow.FollowStore.End;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.OnEachEngine;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.time.Together;
import java.util.List;
import java.util.Set;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.junit.jupiter.api.Test;

@OnEachEngine
class FollowStoreTest {
  private final FollowStore store = new FollowStore();
  private final Database database;
  private final Viewer amina;
  private final Viewer ben;
  private final Viewer chen;

  FollowStoreTest(TestDatabase on) {
    database = on.database();
    on.clear();
    amina = People.join(database, "amina");
    ben = People.join(database, "ben");
    chen = People.join(database, "chen");
  }

  private boolean follow(long id, Viewer follower, Viewer followee) {
    return database.write(
        transaction -> store.insert(transaction.sql(), id, follower.id(), followee.id(), false, 5));
  }

  private boolean unfollow(Viewer follower, Viewer followee) {
    return database.write(
        transaction -> store.delete(transaction.sql(), follower.id(), followee.id()));
  }

  private boolean follows(Viewer follower, Viewer followee) {
    return database.read(sql -> store.exists(sql, follower.id(), followee.id()));
  }

  @Test
  void aFollowIsThereOnceAndInOneDirection() {
    assertThat(follow(1, amina, ben)).isTrue();
    assertThat(follow(2, amina, ben)).isFalse();

    assertThat(follows(amina, ben)).isTrue();
    assertThat(follows(ben, amina)).isFalse();
    assertThat(follow(2, ben, amina)).isTrue();
  }

  @Test
  void ofEightFollowsAtOnceOneIsNew() throws Exception {
    assertThat(Together.call(8, i -> follow(i + 1L, amina, ben))).containsOnlyOnce(true);

    List<End> followers = database.read(sql -> store.followers(sql, ben.id(), Range.first(9)));
    assertThat(followers).hasSize(1);
  }

  @Test
  void anEndedFollowMayBeginAgain() {
    follow(1, amina, ben);

    assertThat(unfollow(amina, ben)).isTrue();
    assertThat(unfollow(amina, ben)).isFalse();
    assertThat(follows(amina, ben)).isFalse();
    assertThat(follow(2, amina, ben)).isTrue();
  }

  @Test
  void ofEightWhoEndAFollowAtOnceOneDoes() throws Exception {
    follow(1, amina, ben);

    assertThat(Together.call(8, _ -> unfollow(amina, ben))).containsOnlyOnce(true);
  }

  @Test
  void nobodyWithoutAnAccountIsFollowed() {
    assertThatExceptionOfType(IntegrityConstraintViolationException.class)
        .isThrownBy(() -> follow(1, amina, new Viewer(77, "nobody")));
  }

  @Test
  void theFollowedAreToldApart() {
    follow(1, amina, ben);
    follow(2, chen, amina);

    Set<Long> followed =
        database.read(
            sql ->
                store.followedAmong(sql, amina.id(), List.of(amina.id(), ben.id(), chen.id(), 7L)));
    Set<Long> none = database.read(sql -> store.followedAmong(sql, amina.id(), List.of()));

    assertThat(followed).containsExactly(ben.id());
    assertThat(none).isEmpty();
  }

  @Test
  void listsAreReadByRangesTheLatestFirst() {
    long greatest = (1L << 53) - 1;
    follow(10, amina, chen);
    follow(20, ben, chen);
    follow(15, amina, ben);
    follow(greatest, chen, ben);

    assertThat(followers(chen, Range.first(9)))
        .containsExactly(new End(20, ben.id()), new End(10, amina.id()));
    assertThat(followers(chen, Range.first(1))).containsExactly(new End(20, ben.id()));
    assertThat(followers(chen, Range.before(20, 9))).containsExactly(new End(10, amina.id()));
    assertThat(followers(chen, Range.before(10, 9))).isEmpty();
    assertThat(followers(chen, Range.after(10, 9))).containsExactly(new End(20, ben.id()));
    assertThat(followers(chen, Range.after(0, 9)))
        .containsExactly(new End(10, amina.id()), new End(20, ben.id()));
    assertThat(followers(ben, Range.first(1))).containsExactly(new End(greatest, chen.id()));
    assertThat(following(amina, Range.first(9)))
        .containsExactly(new End(15, ben.id()), new End(10, chen.id()));
    assertThat(following(amina, Range.before(15, 9))).containsExactly(new End(10, chen.id()));
    assertThat(following(amina, Range.after(10, 9))).containsExactly(new End(15, ben.id()));
  }

  private List<End> followers(Viewer viewer, Range range) {
    return database.read(sql -> store.followers(sql, viewer.id(), range));
  }

  private List<End> following(Viewer viewer, Range range) {
    return database.read(sql -> store.following(sql, viewer.id(), range));
  }
}
