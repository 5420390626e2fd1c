package dev.microblog.registration;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.MAIL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Browser;
import dev.microblog.PostOffice;
import dev.microblog.World;
import dev.microblog.account.AccountProblem;
import dev.microblog.account.Accounts;
import dev.microblog.account.Role;
import dev.microblog.audit.Deed;
import dev.microblog.audit.Entry;
import dev.microblog.moderation.Actor;
import dev.microblog.platform.time.Together;
import dev.microblog.session.Sessions;
import dev.microblog.site.SiteSetting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may sign up, by what the operator says.
class SignUpTest {
  private static final Actor OPERATOR = new Actor.CommandLine();
  private static final String BASE = "https://blog.example";

  private static PostOffice office;
  private static World world;
  private static RegistrationRoom room;
  private static int last;

  @BeforeAll
  static void open() {
    office = PostOffice.open();
    world = World.settings().publicUrl(BASE).mailing(office).open();
    room = world.rooms.registration();
    world.rooms.moderation().care().changeRole(OPERATOR, "amina", Role.OPERATOR);
    world.rooms.moderation().care().changeRole(OPERATOR, "lucia", Role.MODERATOR);
  }

  @AfterAll
  static void close() {
    world.close();
    office.close();
  }

  @AfterEach
  void openAgain() {
    for (SiteSetting setting : SiteSetting.values()) {
      set(setting, "");
    }
    office.letters.clear();
  }

  private static void set(SiteSetting setting, String text) {
    world.rooms.site().care().change(OPERATOR, Map.of(setting, text));
  }

  private static String fresh() {
    world.advance(Duration.ofMillis(1));
    return "person_" + ++last;
  }

  private static SignUps.Wish wish(String name, String email, String note, String invite) {
    return wish(name, email, "203.0.113.9", note, invite);
  }

  private static SignUps.Wish wish(
      String name, String email, String address, String note, String invite) {
    String password = "kites over the harbour";
    var registration =
        new Accounts.Registration(name, email, password, password, address, "es", BASE);
    return new SignUps.Wish(registration, note, invite);
  }

  private static SignUps.Outcome signUp(String name, String note, String invite) {
    return room.signUps().register(wish(name, name + "@mail.example", note, invite));
  }

  private static Invitation invitation(int most) {
    return ((Invitations.MakeOutcome.Made)
            room.invitations().make(OPERATOR, most, Duration.ofDays(7)))
        .invitation();
  }

  private static boolean signsIn(String name) {
    var attempt =
        new Sessions.SignIn(
            name, "kites over the harbour", false, "203.0.113.9", "", "es", Set.of());
    return world.rooms.sessions().signIn(attempt) instanceof Sessions.SignInOutcome.SignedIn;
  }

  /// Where others come across an account of this name.
  private static List<String> met(String name) {
    List<String> places = new ArrayList<>();
    Browser ben = world.signedIn("ben");
    if (ben.get("/user/" + name).status() == 200) {
      places.add("page");
    }
    if (ben.get("/search?type=people&q=" + name).body().contains("/user/" + name + '"')) {
      places.add("search");
    }
    if (world.program("ben").get("/api/users?per_page=100").body().contains('"' + name + '"')) {
      places.add("directory");
    }
    long post = world.post("ben", "Good evening @" + name);
    if (!ben.get("/post/" + post).page().select(".post-body a").isEmpty()) {
      places.add("mention");
    }
    return places;
  }

  @Test
  void whoeverSetsASiteUpIsAskedForNothing() throws Exception {
    try (World empty = World.open()) {
      empty.rooms.database().write(t -> t.sql().deleteFrom(ACCOUNT).execute());
      empty
          .rooms
          .site()
          .care()
          .change(
              OPERATOR,
              Map.of(
                  SiteSetting.REGISTRATION, "closed",
                  SiteSetting.BLOCKED_NETWORKS, "203.0.113.0/24",
                  SiteSetting.BLOCKED_MAIL_DOMAINS, "mail.example"));
      SignUps signUps = empty.rooms.registration().signUps();

      assertThat(signUps.terms("")).isEqualTo(SignUps.Terms.OPEN);
      List<SignUps.Outcome> outcomes =
          Together.call(
              2,
              number ->
                  signUps.register(
                      wish(number == 0 ? "admin" : "root", number + "@mail.example", "", "")));

      assertThat(outcomes)
          .filteredOn(each -> each instanceof SignUps.Outcome.Registered)
          .hasSize(1);
      assertThat(signUps.terms("")).isEqualTo(SignUps.Terms.CLOSED);
    }
  }

  @Test
  void nobodySignsUpWhereThatIsClosed() {
    set(SiteSetting.REGISTRATION, "closed");
    String code = invitation(5).code();

    assertThat(signUp(fresh(), "please", code))
        .isEqualTo(new SignUps.Outcome.Barred(SignUps.Terms.CLOSED));
  }

  @Test
  void anInvitationIsNeededAndUsedUp() throws Exception {
    set(SiteSetting.REGISTRATION, "invitation");
    Invitation invitation = invitation(2);

    assertThat(signUp(fresh(), "", ""))
        .isEqualTo(new SignUps.Outcome.Barred(SignUps.Terms.NOT_INVITED));
    assertThat(signUp(fresh(), "", "x' or 1=1"))
        .isEqualTo(new SignUps.Outcome.Barred(SignUps.Terms.INVITATION_DEAD));
    assertThat(room.signUps().terms(invitation.code())).isEqualTo(SignUps.Terms.INVITED);
    List<String> names = List.of(fresh(), fresh(), fresh(), fresh());
    assertThat(Together.call(4, number -> signUp(names.get(number), "", invitation.code())))
        .filteredOn(each -> each instanceof SignUps.Outcome.Registered)
        .hasSize(2);
    assertThat(names)
        .as("of those who came too late nothing is kept")
        .filteredOn(SignUpTest::signsIn)
        .hasSize(2);
    assertThat(room.signUps().terms(invitation.code())).isEqualTo(SignUps.Terms.INVITATION_DEAD);
  }

  @Test
  void aNameThatIsTakenUsesNoInvitationUp() {
    set(SiteSetting.REGISTRATION, "invitation");
    String code = invitation(1).code();

    assertThat(signUp("ben", "", code))
        .isEqualTo(new SignUps.Outcome.Refused(Set.of(AccountProblem.NAME_TAKEN)));
    assertThat(room.signUps().terms(code)).isEqualTo(SignUps.Terms.INVITED);
  }

  @Test
  void anInvitationThatIsRevokedOrOverWorksNoMore() {
    set(SiteSetting.REGISTRATION, "invitation");
    Invitation revoked = invitation(5);
    Invitation over = invitation(5);
    room.invitations().revoke(OPERATOR, revoked.id());
    world.advance(Duration.ofDays(7));

    assertThat(room.invitations().works(revoked.code())).isFalse();
    assertThat(room.invitations().works(over.code())).isFalse();
  }

  @Test
  void whoAsksWaitsUntilSomebodyLetsThemIn() {
    set(SiteSetting.REGISTRATION, "approval");
    set(SiteSetting.NAME, "Kites");
    String name = fresh();

    assertThat(signUp(name, " \n", ""))
        .isEqualTo(new SignUps.Outcome.Refused(Set.of(AccountProblem.NOTE_REQUIRED)));
    assertThat(signUp(name, "x".repeat(501), ""))
        .isEqualTo(new SignUps.Outcome.Refused(Set.of(AccountProblem.NOTE_TOO_LONG)));
    assertThat(signUp(name, "I fly <b>kites</b>", ""))
        .isInstanceOfSatisfying(
            SignUps.Outcome.Registered.class, done -> assertThat(done.waits()).isTrue());
    assertThat(signsIn(name)).isFalse();
    world.settle();
    assertThat(met(name)).as("nobody meets who waits").isEmpty();
    assertThat(room.admissions().waiting(OPERATOR, null, 10))
        .singleElement()
        .satisfies(
            waiting -> {
              assertThat(waiting.note()).isEqualTo("I fly <b>kites</b>");
              assertThat(waiting.email()).isEqualTo(name + "@mail.example");
            });

    assertThat(room.admissions().accept(OPERATOR, name.toUpperCase(java.util.Locale.ROOT), BASE))
        .isEqualTo(new Admissions.Outcome.Done(name));
    assertThat(room.admissions().accept(OPERATOR, name, BASE))
        .isEqualTo(new Admissions.Outcome.Unknown());
    assertThat(room.admissions().refuse(OPERATOR, name, ""))
        .isEqualTo(new Admissions.Outcome.Unknown());

    assertThat(signsIn(name)).isTrue();
    world.settle();
    assertThat(met(name)).containsExactly("page", "search", "directory", "mention");
    assertThat(office.letters)
        .filteredOn(letter -> letter.link().equals(BASE + "/auth/login"))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.to()).isEqualTo(name + "@mail.example");
              assertThat(letter.subject()).isEqualTo("[Kites] Ya puedes entrar");
            });
  }

  @Test
  void whoIsRefusedHearsOfItAndLeavesTheirNameToOthers() {
    set(SiteSetting.REGISTRATION, "approval");
    String name = fresh();
    signUp(name, "Buy pills", "");

    assertThat(room.admissions().refuse(OPERATOR, name, "No {0} <b>ads</b>"))
        .isEqualTo(new Admissions.Outcome.Done(name));

    world.settle();
    assertThat(office.letters)
        .filteredOn(letter -> letter.text().contains("No {0} <b>ads</b>"))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.to()).isEqualTo(name + "@mail.example");
              assertThat(letter.text()).contains("Pediste unirte a Microblog como " + name);
              assertThat(letter.html()).contains("&lt;b&gt;ads");
            });
    Entry noted = world.rooms.moderation().audit().latest(null, 1).getFirst();
    assertThat(noted.deed()).isEqualTo(Deed.SIGN_UP_REFUSED);
    assertThat(noted.detail()).isEqualTo(name);
    assertThat(signsIn(name)).isFalse();
    set(SiteSetting.REGISTRATION, "open");
    assertThat(signUp(name, "", "")).isInstanceOf(SignUps.Outcome.Registered.class);
    assertThat(signsIn(name)).isTrue();
  }

  @Test
  void whoIsInvitedNeedNotWait() {
    set(SiteSetting.REGISTRATION, "approval");
    String name = fresh();

    signUp(name, "", invitation(1).code());

    assertThat(signsIn(name)).isTrue();
  }

  @Test
  void whetherAnAddressIsTakenIsToldToNobodyInTheQueueEither() {
    set(SiteSetting.REGISTRATION, "approval");
    String name = fresh();

    var outcome = room.signUps().register(wish(name, "ben@example.org", "Hello", ""));

    assertThat(outcome).isInstanceOf(SignUps.Outcome.Registered.class);
    assertThat(room.admissions().waiting(OPERATOR, null, 10))
        .filteredOn(waiting -> waiting.name().equals(name))
        .extracting(Admissions.Waiting::email)
        .containsExactly("ben@example.org");
    room.admissions().refuse(OPERATOR, name, "");
    assertThat(world.<Integer>read(sql -> sql.fetchCount(MAIL, MAIL.KIND.eq("refused"))))
        .as("its owner asked for nothing")
        .isZero();
  }

  @Test
  void noMoreSignUpADayThanMay() throws Exception {
    world.advance(Duration.ofDays(1));
    set(SiteSetting.SIGN_UPS_A_DAY, "3");
    List<String> names = List.of(fresh(), fresh(), fresh(), fresh(), fresh());

    List<SignUps.Outcome> outcomes = Together.call(5, number -> signUp(names.get(number), "", ""));

    assertThat(outcomes).filteredOn(each -> each instanceof SignUps.Outcome.Registered).hasSize(3);
    assertThat(outcomes).filteredOn(each -> each instanceof SignUps.Outcome.FullToday).hasSize(2);
    assertThat(names).filteredOn(SignUpTest::signsIn).hasSize(3);
    world.advance(Duration.ofDays(1));
    assertThat(signUp(fresh(), "", "")).isInstanceOf(SignUps.Outcome.Registered.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Admin, a@good.example, NAME_RESERVED",
    "KITEmaster, a@good.example, NAME_RESERVED",
    "someone, a@spam.example, EMAIL_BLOCKED",
    "someone, a@mx.SPAM.example, EMAIL_BLOCKED",
    "someone, a@xn--bcher-kva.example, EMAIL_BLOCKED",
  })
  void reservedNamesAndBlockedDomainsAreRefused(String name, String email, AccountProblem problem) {
    set(SiteSetting.RESERVED_NAMES, "kitemaster, Other");
    set(SiteSetting.BLOCKED_MAIL_DOMAINS, "@spam.example\nbücher.example");

    assertThat(room.signUps().register(wish(name, email, "", "")))
        .isEqualTo(new SignUps.Outcome.Refused(Set.of(problem)));
  }

  @Test
  void aDomainThatOnlyEndsAlikeIsNotBlocked() {
    set(SiteSetting.BLOCKED_MAIL_DOMAINS, "spam.example");

    assertThat(room.signUps().register(wish(fresh(), "a@notspam.example", "", "")))
        .isInstanceOf(SignUps.Outcome.Registered.class);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, true",
    "192.0.2.8, false",
    "198.51.100.200, true",
    "2001:db8::1, true",
    "2001:db9::1, false",
    "::ffff:198.51.100.1, true",
  })
  void nobodySignsUpFromABlockedNetwork(String address, boolean blocked) {
    set(SiteSetting.BLOCKED_NETWORKS, "192.0.2.7 198.51.100.0/24, 2001:db8::/32");
    String name = fresh();

    SignUps.Outcome outcome =
        room.signUps().register(wish(name, name + "@mail.example", address, "", ""));

    assertThat(outcome instanceof SignUps.Outcome.NetworkBlocked).isEqualTo(blocked);
  }

  @ParameterizedTest
  @CsvSource({"ben, false", "lucia, true", "amina, true"})
  void onlyThoseWhoLookAfterTheSiteAnswerAndInvite(String who, boolean may) {
    Actor actor = new Actor.Person(world.person(who));
    Invitation invitation = invitation(1);

    assertThat(room.admissions().waiting(actor, null, 1) != null).isEqualTo(may);
    assertThat(room.invitations().latest(actor, null, 1) != null).isEqualTo(may);
    assertThat(room.admissions().accept(actor, "nobody_here", null))
        .isEqualTo(may ? new Admissions.Outcome.Unknown() : new Admissions.Outcome.NotAllowed());
    assertThat(room.admissions().refuse(actor, "nobody_here", ""))
        .isEqualTo(may ? new Admissions.Outcome.Unknown() : new Admissions.Outcome.NotAllowed());
    assertThat(room.invitations().make(actor, 0, null))
        .isEqualTo(
            may
                ? new Invitations.MakeOutcome.WrongCount()
                : new Invitations.MakeOutcome.NotAllowed());
    assertThat(room.invitations().revoke(actor, invitation.id()))
        .isEqualTo(
            may
                ? new Invitations.RevokeOutcome.Done()
                : new Invitations.RevokeOutcome.NotAllowed());
  }
}
