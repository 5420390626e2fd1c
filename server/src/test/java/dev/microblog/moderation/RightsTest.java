package dev.microblog.moderation;

import static dev.microblog.schema.Tables.ACCOUNT;
import static dev.microblog.schema.Tables.ACCOUNT_RESTRICTION;
import static dev.microblog.schema.Tables.ACCOUNT_ROLE;
import static dev.microblog.schema.Tables.APPEAL;
import static dev.microblog.schema.Tables.AUDIT_ENTRY;
import static dev.microblog.schema.Tables.HIDDEN_POST;
import static dev.microblog.schema.Tables.NOTICE;
import static dev.microblog.schema.Tables.POST;
import static dev.microblog.schema.Tables.REPORT_CASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.World;
import dev.microblog.account.Role;
import dev.microblog.account.Viewer;
import dev.microblog.report.Reason;
import dev.microblog.report.ReportCase;
import dev.microblog.report.Reports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Everything that is done for the site, tried by everybody to everybody.
class RightsTest {
  private static final List<Table<?>> TABLES =
      List.of(
          ACCOUNT,
          ACCOUNT_RESTRICTION,
          ACCOUNT_ROLE,
          APPEAL,
          AUDIT_ENTRY,
          HIDDEN_POST,
          NOTICE,
          POST,
          REPORT_CASE);

  private static World world;
  private static ModerationRoom room;
  private static int number;

  /// Something that is done to somebody, and gives its outcome.
  private interface Use {
    Object by(Actor actor, Target target);
  }

  /// Somebody with a post, a hidden post, a case and an appeal.
  private record Target(String name, long post, long hidden, long reported, long appeal) {}

  /// In an order in which each finds what it needs.
  private static Map<String, Use> uses() {
    Map<String, Use> uses = new LinkedHashMap<>();
    uses.put("hide", (actor, to) -> room.posts().hide(actor, to.post(), "why"));
    uses.put("show", (actor, to) -> room.posts().show(actor, to.hidden(), "why"));
    uses.put("warn", (actor, to) -> room.sanctions().warn(actor, to.name(), "why"));
    uses.put("limit", (actor, to) -> room.sanctions().limit(actor, to.name(), "why"));
    uses.put("unlimit", (actor, to) -> room.sanctions().unlimit(actor, to.name(), "why"));
    uses.put("suspend", (actor, to) -> room.sanctions().suspend(actor, to.name(), "why"));
    uses.put("lift", (actor, to) -> room.sanctions().lift(actor, to.name(), "why"));
    uses.put("appeal", (actor, to) -> room.appeals().decide(actor, to.appeal(), true, "why"));
    uses.put(
        "decide",
        (actor, to) -> room.verdicts().decide(actor, to.reported(), Verdicts.Measure.LIMIT, "why"));
    uses.put("lock", (actor, to) -> room.care().lock(actor, to.name(), "why"));
    uses.put("unlock", (actor, to) -> room.care().unlock(actor, to.name(), "why"));
    return uses;
  }

  @BeforeAll
  static void open() {
    world = World.open();
    room = world.rooms.moderation();
    for (Role role : Role.values()) {
      give(world.add("one_" + role).name(), role);
    }
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static void give(String name, Role role) {
    room.care().changeRole(new Actor.CommandLine(), name, role);
  }

  private static Target target(Role role) {
    String name = "target_" + ++number;
    Viewer person = world.add(name);
    long post = world.post(name, "Words");
    long hidden = world.post(name, "Other words");
    room.posts().hide(new Actor.CommandLine(), hidden, "why");
    room.reports().reportPerson(world.person("amina"), name, new Reports.Words(Reason.SPAM, ""));
    long reported =
        world
            .<List<Long>>read(
                sql ->
                    sql.select(REPORT_CASE.ID)
                        .from(REPORT_CASE)
                        .where(REPORT_CASE.ACCOUNT_ID.eq(person.id()))
                        .fetch(REPORT_CASE.ID))
            .getFirst();
    room.care().lock(new Actor.CommandLine(), name, "why");
    Appeals.Ban ban = room.appeals().ban(person.id());
    assertThat(ban).isNotNull();
    room.appeals().send(person.id(), ban.since(), "Please", "192.0.2.1");
    long appeal =
        world
            .<List<Long>>read(
                sql ->
                    sql.select(APPEAL.ID)
                        .from(APPEAL)
                        .where(APPEAL.ACCOUNT_ID.eq(person.id()))
                        .fetch(APPEAL.ID))
            .getFirst();
    give(name, role);
    return new Target(name, post, hidden, reported, appeal);
  }

  private static List<String> everything() {
    List<String> all = new ArrayList<>();
    for (Table<?> table : TABLES) {
      all.add(world.read(sql -> sql.selectFrom(table).fetch().formatCSV()));
    }
    return all;
  }

  /// Operators over all, moderators over those without a role.
  private static boolean may(Role role, Role over) {
    return role == Role.OPERATOR || (role == Role.MODERATOR && over == Role.PERSON);
  }

  @Test
  void nobodyDoesToAnybodyWhatTheirRoleDoesNotAllow() {
    for (Role over : Role.values()) {
      Target target = target(over);
      uses()
          .forEach(
              (use, does) -> {
                for (Role role : Role.values()) {
                  if (!may(role, over)) {
                    List<String> before = everything();
                    Object outcome = does.by(new Actor.Person(world.person("one_" + role)), target);
                    String tried = role + " tries to " + use + " " + over;
                    assertThat(outcome.toString()).as(tried).startsWith("NotAllowed");
                    assertThat(everything()).as(tried).isEqualTo(before);
                  }
                }
              });
    }
  }

  @Test
  void whoMayDoesItAndItIsNoted() {
    for (Role over : Role.values()) {
      for (Role role : Role.values()) {
        if (may(role, over)) {
          Target target = target(over);
          Actor actor = new Actor.Person(world.person("one_" + role));
          uses()
              .forEach(
                  (use, does) -> {
                    int before = noted();
                    Object outcome = does.by(actor, target);
                    String done = role + " does " + use + " to " + over;
                    assertThat(outcome.toString()).as(done).startsWith("Done");
                    assertThat(noted()).as(done).isEqualTo(before + 1);
                  });
        }
      }
    }
  }

  @Test
  void whatIsReportedOfSomebodyIsForThoseAloneWhoAreOverThem() {
    Target moderator = target(Role.MODERATOR);
    Target operator = target(Role.OPERATOR);
    List<Long> both =
        List.of(world.person(moderator.name()).id(), world.person(operator.name()).id());
    for (Verdicts.Measure measure : Verdicts.Measure.values()) {
      for (String name : List.of("one_MODERATOR", moderator.name())) {
        assertThat(decide(name, moderator, measure)).as(name).isEqualTo("NotAllowed[]");
      }
      assertThat(decide(operator.name(), operator, measure))
          .as("of themselves")
          .isEqualTo("NotAllowed[]");
    }
    assertThat(room.verdicts().decidable(world.person("one_MODERATOR"), both)).isEmpty();
    assertThat(room.verdicts().decidable(world.person(operator.name()), both))
        .containsExactly(both.getFirst());
    assertThat(room.verdicts().decidable(world.person("one_OPERATOR"), both)).hasSize(2);
    assertThat(decide("one_OPERATOR", moderator, Verdicts.Measure.DISMISS)).startsWith("Done");
  }

  private static String decide(String name, Target about, Verdicts.Measure measure) {
    Actor actor = new Actor.Person(world.person(name));
    return room.verdicts().decide(actor, about.reported(), measure, "why").toString();
  }

  @Test
  void anAppealEndsNothingButWhatItIsAgainst() {
    Target target = target(Role.PERSON);
    Actor operator = new Actor.CommandLine();
    room.care().unlock(operator, target.name(), "");
    world.advance(Duration.ofMinutes(1));
    room.care().lock(operator, target.name(), "Something else");

    assertThat(room.appeals().decide(operator, target.appeal(), true, ""))
        .isInstanceOf(Appeals.DecideOutcome.Decided.class);

    Appeals.Ban ban = room.appeals().ban(world.person(target.name()).id());
    assertThat(ban).isNotNull();
    assertThat(ban.reason()).isEqualTo("Something else");
    assertThat(room.appeals().oldest()).noneMatch(plea -> plea.appeal().id() == target.appeal());
  }

  private static int noted() {
    return world.read(sql -> sql.fetchCount(AUDIT_ENTRY));
  }

  @Test
  void theLastOperatorIsNotSuspended() {
    try (World alone = World.open()) {
      ModerationRoom its = alone.rooms.moderation();
      its.care().changeRole(new Actor.CommandLine(), "amina", Role.OPERATOR);
      Actor amina = new Actor.Person(alone.person("amina"));

      assertThat(its.sanctions().suspend(amina, "amina", "why"))
          .isInstanceOf(AccountCare.Outcome.LastOperator.class);
    }
  }

  @Test
  void ofTwoWhoDecideAtOnceOneDoesAndTheOtherIsToldSo() throws Exception {
    Target target = target(Role.PERSON);
    ReportCase open = room.reports().find(target.reported());
    assertThat(open).isNotNull();
    List<Role> two = List.of(Role.MODERATOR, Role.OPERATOR);

    List<Verdicts.Outcome> outcomes =
        dev.microblog.platform.time.Together.call(
            2,
            i ->
                room.verdicts()
                    .decide(
                        new Actor.Person(world.person("one_" + two.get(i))),
                        open.id(),
                        i == 0 ? Verdicts.Measure.WARN : Verdicts.Measure.SUSPEND,
                        "why"));

    assertThat(outcomes)
        .hasAtLeastOneElementOfType(Verdicts.Outcome.Done.class)
        .hasAtLeastOneElementOfType(Verdicts.Outcome.Decided.class);
  }
}
