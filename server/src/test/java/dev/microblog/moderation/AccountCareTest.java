package dev.microblog.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.microblog.World;
import dev.microblog.account.Restriction;
import dev.microblog.account.Role;
import dev.microblog.account.Viewer;
import dev.microblog.audit.Audit;
import dev.microblog.audit.Deed;
import dev.microblog.audit.Entry;
import dev.microblog.moderation.AccountCare.Outcome;
import dev.microblog.platform.db.Part;
import dev.microblog.session.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountCareTest {
  private static final Actor COMMAND_LINE = new Actor.CommandLine();

  private World world;
  private AccountCare care;
  private Roster roster;

  @BeforeEach
  void open() {
    world = World.open();
    care = world.rooms.moderation().care();
    roster = world.rooms.moderation().roster();
    care.changeRole(COMMAND_LINE, "amina", Role.OPERATOR);
    care.changeRole(COMMAND_LINE, "ben", Role.MODERATOR);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Actor actor(String name) {
    return new Actor.Person(world.person(name));
  }

  private Roster.Member member(String name) {
    return Objects.requireNonNull(roster.find(name), name);
  }

  private List<Entry> deeds() {
    return world.rooms.moderation().audit().latest(null, 100);
  }

  /// Everything that can be done to an account, by who may do it to whom.
  @Test
  void everybodyMayWhatTheirRoleAllows() {
    Map<String, Function<Actor, Function<String, Outcome>>> moderators =
        Map.of(
            "lock", actor -> name -> care.lock(actor, name, "why"),
            "unlock", actor -> name -> care.unlock(actor, name, "why"));
    Map<String, Function<Actor, Function<String, Outcome>>> operators =
        Map.of(
            "role", actor -> name -> care.changeRole(actor, name, Role.PERSON),
            "reset",
                actor ->
                    name ->
                        care.resetPassword(actor, name)
                                instanceof AccountCare.ResetOutcome.NotAllowed
                            ? new Outcome.NotAllowed()
                            : new Outcome.Unknown(),
            "create",
                actor ->
                    name ->
                        care.create(actor, "new", "n@example.org", null, Role.PERSON)
                                instanceof AccountCare.CreateOutcome.NotAllowed
                            ? new Outcome.NotAllowed()
                            : new Outcome.Unknown(),
            "delete", actor -> name -> care.delete(actor, name, "why"));
    Actor nobody = new Actor.Person(Viewer.NOBODY);
    int before = deeds().size();
    for (String target : List.of("amina", "ben", "lucia")) {
      moderators.forEach(
          (deed, by) -> {
            refused(deed, nobody, by.apply(nobody).apply(target));
            refused(deed, actor("wei"), by.apply(actor("wei")).apply(target));
            if (!target.equals("lucia")) {
              refused(deed, actor("ben"), by.apply(actor("ben")).apply(target));
            }
          });
      operators.forEach(
          (deed, by) -> {
            for (Actor actor : List.of(nobody, actor("wei"), actor("ben"))) {
              refused(deed, actor, by.apply(actor).apply(target));
            }
          });
    }
    assertThat(deeds()).hasSize(before);
    assertThat(care.lock(actor("ben"), "lucia", "why")).isInstanceOf(Outcome.Done.class);
    assertThat(care.unlock(actor("amina"), "lucia", "why")).isInstanceOf(Outcome.Done.class);
    assertThat(care.lock(actor("amina"), "ben", "why")).isInstanceOf(Outcome.Done.class);
    assertThat(care.delete(actor("amina"), "ben", "why")).isInstanceOf(Outcome.Done.class);
  }

  private static void refused(String deed, Actor actor, Outcome outcome) {
    assertThat(outcome).as("%s by %s", deed, actor).isInstanceOf(Outcome.NotAllowed.class);
  }

  @Test
  void whoIsLockedIsOutAtOnceAndComesInAgain() {
    var browser = world.signedIn("lucia");
    var program = world.program("lucia");
    care.lock(actor("ben"), "lucia", "Spam");
    assertThat(browser.get("/index").status()).isEqualTo(302);
    assertThat(program.get("/api/me").status()).isEqualTo(401);
    var refused = world.browser().signIn("lucia", World.PASSWORD);
    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.page().text()).contains("Your account is locked");
    // Who does not know the password is not told.
    assertThat(world.browser().signIn("lucia", "something else").page().text())
        .contains("Invalid username or password")
        .doesNotContain("locked");
    assertThat(world.browser().get("/user/lucia").status()).isEqualTo(200);

    care.unlock(actor("ben"), "lucia", "It was a mistake");
    assertThat(world.signedIn("lucia").get("/index").status()).isEqualTo(200);
    assertThat(deeds().subList(0, 2))
        .extracting(Entry::deed, Entry::actorId, Entry::reason)
        .containsExactly(
            tuple(Deed.ACCOUNT_UNLOCKED, world.person("ben").id(), "It was a mistake"),
            tuple(Deed.ACCOUNT_LOCKED, world.person("ben").id(), "Spam"));
  }

  @Test
  void whatIsSoAlreadyIsNotNotedAgain() {
    care.lock(actor("ben"), "lucia", "Spam");
    int before = deeds().size();
    assertThat(care.lock(actor("amina"), "lucia", "Spam")).isInstanceOf(Outcome.Already.class);
    assertThat(care.changeRole(COMMAND_LINE, "ben", Role.MODERATOR))
        .isInstanceOf(Outcome.Already.class);
    assertThat(care.unlock(actor("amina"), "wei", "")).isInstanceOf(Outcome.Already.class);
    assertThat(deeds()).hasSize(before);
  }

  @Test
  void theLastOperatorStays() {
    assertThat(care.lock(COMMAND_LINE, "amina", "")).isInstanceOf(Outcome.LastOperator.class);
    assertThat(care.delete(actor("amina"), "amina", "")).isInstanceOf(Outcome.LastOperator.class);
    assertThat(care.changeRole(actor("amina"), "amina", Role.PERSON))
        .isInstanceOf(Outcome.LastOperator.class);
    care.changeRole(actor("amina"), "wei", Role.OPERATOR);
    care.lock(actor("amina"), "wei", "");
    // One who is locked out is no operator to rely on.
    assertThat(care.changeRole(actor("amina"), "amina", Role.PERSON))
        .isInstanceOf(Outcome.LastOperator.class);
    care.unlock(actor("amina"), "wei", "");
    assertThat(care.changeRole(actor("amina"), "amina", Role.PERSON))
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void ofTwoOperatorsWhoTakeEachOthersRoleOneStays() throws Exception {
    care.changeRole(COMMAND_LINE, "wei", Role.OPERATOR);
    List<Callable<Outcome>> both =
        List.of(
            () -> care.changeRole(actor("amina"), "wei", Role.PERSON),
            () -> care.changeRole(actor("wei"), "amina", Role.PERSON));
    List<Class<?>> outcomes = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Outcome> each : threads.invokeAll(both)) {
        outcomes.add(each.get().getClass());
      }
    }
    assertThat(outcomes).containsOnlyOnce(Outcome.Done.class);
    assertThat(List.of(member("amina").role(), member("wei").role()))
        .containsOnlyOnce(Role.OPERATOR);
  }

  @Test
  void aDeletedAccountIsGoneWithItsRoleAndWhatItWrote() {
    var browser = world.signedIn("ben");
    long post = world.post("ben", "Words");
    care.delete(actor("amina"), "ben", "Asked for");
    world.settle();
    assertThat(browser.get("/index").status()).isEqualTo(302);
    assertThat(world.browser().get("/post/" + post).status()).isEqualTo(404);
    assertThat(world.browser().get("/user/ben").status()).isEqualTo(404);
    assertThat(roster.find("ben")).isNull();
    assertThat(roster.list(new Roster.Wanted("", Role.MODERATOR, null), null, 10).items())
        .isEmpty();
    assertThat(deeds().getFirst())
        .extracting(Entry::deed, Entry::detail, Entry::reason)
        .containsExactly(Deed.ACCOUNT_DELETED, "ben", "Asked for");
    assertThat(care.delete(actor("amina"), "ben", "")).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void aNewPasswordSignsInAndTheOldOneDoesNot() {
    var browser = world.signedIn("lucia");
    if (!(care.resetPassword(COMMAND_LINE, "Lucia")
        instanceof AccountCare.ResetOutcome.Reset(Viewer account, String password))) {
      throw new AssertionError();
    }
    assertThat(account.name()).isEqualTo("lucia");
    assertThat(browser.get("/index").status()).isEqualTo(302);
    assertThat(world.browser().signIn("lucia", World.PASSWORD).status()).isEqualTo(200);
    assertThat(world.browser().signIn("lucia", password).status()).isEqualTo(302);
    assertThat(deeds().getFirst().actorId()).isEqualTo(Audit.COMMAND_LINE);
  }

  @Test
  void anAccountIsMadeWithARole() {
    var made = care.create(actor("amina"), "dora", " dora@example.org ", null, Role.MODERATOR);
    if (!(made instanceof AccountCare.CreateOutcome.Created(Viewer account, String password))) {
      throw new AssertionError(made.toString());
    }
    assertThat(account.name()).isEqualTo("dora");
    assertThat(world.browser().signIn("dora", password).status()).isEqualTo(302);
    assertThat(member("DORA@example.org").role()).isEqualTo(Role.MODERATOR);
    assertThat(care.create(COMMAND_LINE, "Dora", "dora@EXAMPLE.org", "short", Role.PERSON))
        .extracting("problems")
        .asInstanceOf(InstanceOfAssertFactories.COLLECTION)
        .hasSize(3);
  }

  @Test
  void whoSetsASiteUpLooksAfterIt() {
    world.close();
    world = World.settings().deserted().open();
    var browser = world.browser();
    browser.submit(
        "/auth/register",
        "/auth/register",
        "username",
        "first",
        "email",
        "first@example.org",
        "password",
        World.PASSWORD,
        "password2",
        World.PASSWORD);
    browser
        .copy()
        .submit(
            "/auth/register",
            "/auth/register",
            "username",
            "second",
            "email",
            "second@example.org",
            "password",
            World.PASSWORD,
            "password2",
            World.PASSWORD);
    roster = world.rooms.moderation().roster();
    assertThat(member("first").role()).isEqualTo(Role.OPERATOR);
    assertThat(member("second").role()).isEqualTo(Role.PERSON);
  }

  @Test
  void theRosterIsReadInParts() {
    for (int i = 0; i < 12; i++) {
      world.add("guest" + i);
    }
    care.lock(COMMAND_LINE, "guest3", "");
    Part<Roster.Member> first = roster.list(new Roster.Wanted("GUEST", null, null), null, 10);
    assertThat(first.items()).hasSize(10);
    assertThat(first.items().getFirst().account().name()).isEqualTo("guest11");
    Part<Roster.Member> last =
        roster.list(new Roster.Wanted("GUEST", null, null), first.next(), 10);
    assertThat(last.items())
        .extracting(m -> m.account().name())
        .containsExactly("guest1", "guest0");
    assertThat(last.next()).isNull();
    assertThat(roster.list(new Roster.Wanted("", null, Restriction.LOCKED), null, 10).items())
        .extracting(m -> m.account().name())
        .containsExactly("guest3");
    assertThat(member("guest3").restrictions()).isEqualTo(Set.of(Restriction.LOCKED));
    assertThat(roster.find("nobody")).isNull();
  }

  @Test
  void aSessionThatBeganWhileItWasLockedDoesNotHold() {
    Sessions sessions = world.rooms.sessions();
    var attempt =
        new Sessions.SignIn("lucia", World.PASSWORD, false, "192.0.2.1", "Browser", "en", Set.of());
    care.lock(COMMAND_LINE, "lucia", "");
    assertThat(sessions.signIn(attempt)).isInstanceOf(Sessions.SignInOutcome.KeptOut.class);
  }
}
