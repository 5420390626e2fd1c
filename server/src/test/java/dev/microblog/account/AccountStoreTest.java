package dev.microblog.account;

import static dev.microblog.schema.Tables.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.OnEachEngine;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.time.Together;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachEngine
class AccountStoreTest {
  /// Ten code points that a reader takes for one letter.
  private static final String KISS = "👩🏽‍❤️‍💋‍👨🏿";

  private final AccountStore store = new AccountStore();
  private final EmailStore emails = new EmailStore();
  private final Database database;

  AccountStoreTest(TestDatabase on) {
    database = on.database();
    on.clear();
  }

  private <T extends @Nullable Object> T ask(Function<DSLContext, T> question) {
    return database.read(question);
  }

  private void act(Consumer<DSLContext> act) {
    database.write(
        transaction -> {
          act.accept(transaction.sql());
          return null;
        });
  }

  private boolean insert(long id, String name, String email) {
    return database.write(
        transaction -> store.insert(transaction.sql(), id, name, email, "hash", 5_000));
  }

  private Account account(String name) {
    return Objects.requireNonNull(this.<@Nullable Account>ask(sql -> store.byName(sql, name)));
  }

  @Test
  void aNewAccountIsFoundWhateverTheCaseOfItsName() {
    assertThat(insert(1, "Amina", "Amina@example.org")).isTrue();

    assertThat(account("aMINA")).isEqualTo(new Account(1, "Amina", "", 5_000, null, 0, 0, 0));
    Account nobody = ask(sql -> store.byName(sql, "amin"));
    assertThat(nobody).isNull();
  }

  @Test
  void anIdKeepsAll53Bits() {
    long greatest = (1L << 53) - 1;
    insert(greatest, "amina", "amina@example.org");

    assertThat(account("amina").id()).isEqualTo(greatest);
  }

  @Test
  void aNameIsTakenWhateverItsCase() {
    insert(1, "amina", "amina@example.org");

    assertThat(insert(2, "AMINA", "other@example.org")).isFalse();

    boolean nameTaken = ask(sql -> store.nameTaken(sql, "Amina"));
    boolean emailTaken = ask(sql -> emails.taken(sql, "other@example.org"));
    assertThat(nameTaken).isTrue();
    assertThat(emailTaken).isFalse();
    assertThat(account("amina").id()).isEqualTo(1);
  }

  @Test
  void anAddressIsTakenWhateverItsCase() {
    insert(1, "amina", "amina@example.org");

    assertThat(insert(2, "ben", "AMINA@Example.org")).isFalse();

    boolean emailTaken = ask(sql -> emails.taken(sql, "aMina@example.org"));
    boolean nameTaken = ask(sql -> store.nameTaken(sql, "ben"));
    assertThat(emailTaken).isTrue();
    assertThat(nameTaken).isFalse();
  }

  @Test
  void ofEightWhoTakeANameAtOnceOneGetsIt() throws Exception {
    List<Boolean> got = Together.call(8, i -> insert(i + 1L, "amina", i + "@example.org"));

    assertThat(got).containsOnlyOnce(true);
    assertThat(account("amina").id()).isEqualTo(got.indexOf(true) + 1L);
  }

  @Test
  void ofEightWhoTakeAnAddressAtOnceOneGetsIt() throws Exception {
    List<Boolean> got = Together.call(8, i -> insert(i + 1L, "amina" + i, "amina@example.org"));

    assertThat(got).containsOnlyOnce(true);
    List<Account> all = ask(sql -> store.newest(sql, 10));
    assertThat(all).extracting(Account::id).containsExactly(got.indexOf(true) + 1L);
  }

  @Test
  void theLongestProfileIsKeptLetterByLetter() {
    String longest = "a".repeat(AccountPolicy.NAME_MAX);
    String about = KISS.repeat(AccountPolicy.ABOUT_ME_MAX);
    assertThat(AccountPolicy.aboutMe(about)).isEmpty();
    insert(1, "amina", "x".repeat(108) + "@example.org");

    act(sql -> store.updateProfile(sql, 1, longest, about));

    assertThat(account(longest).name()).isEqualTo(longest);
    assertThat(account(longest).aboutMe()).isEqualTo(about);
  }

  /// Folding may lengthen a text, so what is short enough to read may be too long for its column.
  @Test
  void everyAddressThatIsAllowedFitsItsColumn() {
    int id = 0;
    for (String letter : List.of("ﷺ", "ß", "ŉ", "ﬃ", "ü", "𝔘")) {
      for (int letters : new int[] {10, 50}) {
        String email = "amina@" + letter.repeat(letters) + ".example.org";
        id++;
        if (AccountPolicy.email(email).isEmpty()) {
          assertThat(insert(id, "amina" + id, email)).as(email).isTrue();
        }
      }
    }
    assertThat(AccountPolicy.email("amina@" + "ﷺ".repeat(50) + ".example.org")).isNotEmpty();
    assertThat(AccountPolicy.email("amina@" + "ü".repeat(50) + ".example.org")).isEmpty();
  }

  @Test
  void aRenamedAccountIsFoundByItsNewNameAlone() {
    insert(1, "amina", "amina@example.org");

    act(sql -> store.updateProfile(sql, 1, "AMINA", "one"));
    assertThat(account("amina").name()).isEqualTo("AMINA");
    act(sql -> store.updateProfile(sql, 1, "noor", "two"));

    Account old = ask(sql -> store.byName(sql, "amina"));
    assertThat(old).isNull();
    assertThat(account("noor").aboutMe()).isEqualTo("two");
  }

  @Test
  void aNameThatIsTakenIsRefusedInARename() {
    insert(1, "amina", "amina@example.org");
    insert(2, "ben", "ben@example.org");

    assertThatExceptionOfType(IntegrityConstraintViolationException.class)
        .isThrownBy(() -> act(sql -> store.updateProfile(sql, 2, "Amina", "mine")));

    assertThat(account("ben").aboutMe()).isEmpty();
  }

  @Test
  void ofTwoWhoRenameThemselvesAlikeOneDoes() throws Exception {
    insert(1, "amina", "amina@example.org");
    insert(2, "ben", "ben@example.org");

    List<Boolean> got =
        Together.call(
            2,
            i -> {
              try {
                act(sql -> store.updateProfile(sql, i + 1L, "noor", ""));
                return true;
              } catch (IntegrityConstraintViolationException e) {
                return false;
              }
            });

    assertThat(got).containsExactlyInAnyOrder(true, false);
    assertThat(account("noor").id()).isEqualTo(got.indexOf(true) + 1L);
  }

  @Test
  void accountsAreFoundByIdByAgeAndByKey() {
    insert(1, "amina", "amina@example.org");
    insert(2, "Ben", "ben@example.org");
    insert(3, "noor", "noor@example.org");

    List<Account> some = ask(sql -> store.byIds(sql, List.of(3L, 1L, 99L)));
    List<Account> none = ask(sql -> store.byIds(sql, List.of()));
    List<Account> newest = ask(sql -> store.newest(sql, 2));
    Map<String, Long> byKey = ask(sql -> store.idsByKey(sql, Set.of("ben", "noor", "zoe")));
    Map<String, Long> byNoKey = ask(sql -> store.idsByKey(sql, Set.of()));

    assertThat(some).extracting(Account::name).containsExactlyInAnyOrder("amina", "noor");
    assertThat(none).isEmpty();
    assertThat(newest).extracting(Account::name).containsExactly("noor", "Ben");
    assertThat(byKey).isEqualTo(Map.of("ben", 2L, "noor", 3L));
    assertThat(byNoKey).isEmpty();
  }

  @Test
  void credentialsAreFoundByNameAndMayBeHashedAnew() {
    insert(1, "Amina", "amina@example.org");

    act(sql -> store.changePassword(sql, 1, "hash", "better"));

    AccountStore.Credentials found = ask(sql -> store.credentials(sql, "amina"));
    AccountStore.Credentials nobody = ask(sql -> store.credentials(sql, "ben"));
    assertThat(found).isEqualTo(new AccountStore.Credentials(new Viewer(1, "Amina"), "better"));
    assertThat(nobody).isNull();
  }

  @Test
  void ofADeletedAccountOnlyTheNameStays() {
    insert(1, "Amina", "amina@example.org");
    insert(2, "ben", "ben@example.org");
    act(sql -> store.seen(sql, 1, 100));
    act(sql -> store.updateProfile(sql, 1, "Amina", "I bake"));

    boolean wrong = database.write(t -> store.delete(t.sql(), 1, "another hash", 9_000));
    assertThat(wrong).isFalse();
    assertThat(account("amina").aboutMe()).isEqualTo("I bake");
    boolean done = database.write(t -> store.delete(t.sql(), 1, "hash", 9_000));
    boolean again = database.write(t -> store.delete(t.sql(), 1, "hash", 9_001));

    assertThat(done).isTrue();
    assertThat(again).isFalse();
    Account gone = ask(sql -> store.byName(sql, "amina"));
    AccountStore.Credentials credentials = ask(sql -> store.credentials(sql, "amina"));
    assertThat(gone).isNull();
    assertThat(credentials).isNull();
    List<Account> some = ask(sql -> store.byIds(sql, List.of(1L, 2L)));
    List<Account> newest = ask(sql -> store.newest(sql, 9));
    List<String> names = ask(sql -> store.newestNames(sql, 9));
    Map<String, Long> byKey = ask(sql -> store.idsByKey(sql, Set.of("amina", "ben")));
    assertThat(some).isEqualTo(newest).hasSize(1);
    assertThat(names).containsExactly("ben");
    assertThat(byKey).containsOnlyKeys("ben");
    boolean taken = ask(sql -> store.nameTaken(sql, "AMINA"));
    assertThat(taken).isTrue();
    assertThat(insert(3, "aMina", "other@example.org")).isFalse();
    assertThat(insert(3, "amina_again", "amina@example.org")).as("the address is free").isTrue();
  }

  @Test
  void nothingWritesToADeletedAccount() {
    insert(1, "amina", "amina@example.org");
    insert(2, "ben", "ben@example.org");
    boolean standing = database.write(t -> store.lock(t.sql(), List.of(1L, 2L)));
    assertThat(standing).isTrue();
    act(sql -> store.delete(sql, 1, "hash", 9_000));

    act(sql -> store.seen(sql, 1, 9_500));
    act(sql -> store.updateProfile(sql, 1, "amina", "back again"));
    boolean email = database.write(t -> emails.changeEmail(t.sql(), 1, "back@example.org"));
    boolean password = database.write(t -> store.changePassword(t.sql(), 1, null, "new"));
    boolean both = database.write(t -> store.lock(t.sql(), List.of(1L, 2L)));
    boolean other = database.write(t -> store.lock(t.sql(), List.of(2L)));

    assertThat(List.of(email, password, both)).containsOnly(false);
    assertThat(other).isTrue();
    var row =
        Objects.requireNonNull(
            ask(sql -> sql.selectFrom(ACCOUNT).where(ACCOUNT.ID.eq(1L)).fetchOne()));
    assertThat(row.get(ACCOUNT.LAST_SEEN_AT)).isNull();
    assertThat(row.get(ACCOUNT.EMAIL)).isNull();
    assertThat(row.get(ACCOUNT.PASSWORD_HASH)).isNull();
    assertThat(row.get(ACCOUNT.ABOUT_ME)).isEmpty();
  }

  @Test
  void lastSeenNeverGoesBack() {
    insert(1, "amina", "amina@example.org");

    act(sql -> store.seen(sql, 1, 100));
    act(sql -> store.seen(sql, 1, 50));

    assertThat(account("amina").lastSeenAt()).isEqualTo(100);
  }

  @Test
  void countersLoseNothingWhenManyCountAtOnce() throws Exception {
    insert(1, "amina", "amina@example.org");
    insert(2, "ben", "ben@example.org");

    Together.run(
        8,
        i -> {
          for (int n = 0; n < 10; n++) {
            int id = 100 * i + n;
            act(sql -> store.countPost(sql, 1, id));
            act(sql -> store.countFollow(sql, 1 + i % 2, 2 - i % 2, 1));
          }
        });
    act(sql -> store.countDeletedPost(sql, 1));
    act(sql -> store.countFollow(sql, 2, 1, -1));

    assertThat(account("amina")).isEqualTo(new Account(1, "amina", "", 5_000, null, 79, 39, 40));
    assertThat(account("ben")).isEqualTo(new Account(2, "ben", "", 5_000, null, 0, 40, 39));
  }

  @Test
  void theLatestPostStaysTheOneWithTheGreatestId() {
    insert(1, "amina", "amina@example.org");

    // Two posts may be committed in the other order.
    act(sql -> store.countPost(sql, 1, 20));
    act(sql -> store.countPost(sql, 1, 10));

    Long last =
        ask(
            sql ->
                sql.select(ACCOUNT.LAST_POST_ID)
                    .from(ACCOUNT)
                    .where(ACCOUNT.ID.eq(1L))
                    .fetchOne(ACCOUNT.LAST_POST_ID));
    assertThat(last).isEqualTo(20);
  }

  @Test
  void nothingIsLeftOfATransactionThatFailed() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> database.write(this::insertAndFail))
        .withMessage("after the insert");

    boolean any = ask(store::any);
    assertThat(any).isFalse();
    assertThat(insert(1, "amina", "amina@example.org")).isTrue();
    any = ask(store::any);
    assertThat(any).isTrue();
  }

  private boolean insertAndFail(Transaction transaction) {
    store.insert(transaction.sql(), 1, "amina", "amina@example.org", "hash", 1);
    throw new IllegalStateException("after the insert");
  }
}
