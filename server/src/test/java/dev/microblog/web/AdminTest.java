package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.Program;
import dev.microblog.World;
import dev.microblog.account.Role;
import dev.microblog.moderation.AccountCare;
import dev.microblog.moderation.Actor;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// The pages for those who look after the site.
class AdminTest {
  private static World world;
  private static Browser operator;
  private static Browser moderator;

  @BeforeAll
  static void open() {
    world = World.open();
    AccountCare care = world.rooms.moderation().care();
    care.changeRole(new Actor.CommandLine(), "amina", Role.OPERATOR);
    care.changeRole(new Actor.CommandLine(), "ben", Role.MODERATOR);
    operator = world.signedIn("amina");
    moderator = world.signedIn("ben");
    world.post("lucia", "Words");
    CrawlTest.giveUp(world);
    world.rooms.stats().count();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void othersFindNothing() {
    Browser person = world.signedIn("wei");
    String token = person.get("/index").token();
    for (RouteTable.Route route : RouteTable.all("GET")) {
      if (route.path().startsWith("/admin")) {
        String path = route.with("lucia", "sun", 1);
        assertThat(person.get(path).status()).as(path).isEqualTo(404);
        assertThat(world.browser().get(path).status()).as(path).isEqualTo(302);
      }
    }
    for (RouteTable.Route route : RouteTable.all("POST")) {
      if (route.path().startsWith("/admin")) {
        String path = route.with("lucia", "sun", 1);
        Answer answer = person.post(path, "csrf_token", token, "reason", "x", "sure", "y");
        assertThat(answer.status()).as(path).isEqualTo(404);
      }
    }
    assertThat(person.get("/index").page().select("a[href=/admin]")).isEmpty();
    assertThat(moderator.get("/index").page().select("a[href=/admin]")).hasSize(1);
  }

  @Test
  void moderatorsDoNotSeeWhatIsTheOperators() {
    assertThat(moderator.get("/admin").page().select(".tabs a").eachText())
        .contains("People")
        .doesNotContain("Jobs");
    assertThat(moderator.get("/admin/jobs").status()).isEqualTo(404);
    Answer page = moderator.get("/admin/people/lucia");
    assertThat(page.page().select("form[action$=/lock]")).hasSize(1);
    assertThat(page.page().select("form[action$=/delete], form[action$=/role]")).isEmpty();
    assertThat(moderator.get("/admin/people/amina").page().select("form[action$=/lock]")).isEmpty();
  }

  @Test
  void theOverviewHasNumbersForThoseWhoReadAndThoseWhoLook() {
    var page = operator.get("/admin").page();
    assertThat(page.select(".tiles dd").eachText()).startsWith("5", "1");
    assertThat(page.select("svg.plot")).hasSize(4);
    assertThat(page.select("section[aria-labelledby=written] rect")).hasSize(1);
    assertThat(page.select("section[aria-labelledby=written] td").eachText().getLast())
        .isEqualTo("1");
    assertThat(page.expectFirst("section[aria-labelledby=active] td").text()).isEqualTo("–");
  }

  @Test
  void theOverviewTellsOfErrorsSearchDiskAndMemory() {
    LoggerFactory.getLogger("dev.microblog.test.Kitchen").error("The bread {} burnt", "of lucia");
    world.rooms.digest().tell();
    world.post("lucia", "Not in the index yet");
    var page = operator.get("/admin").page();
    assertThat(page.select(".tiles dt").eachText())
        .contains(
            "Search has to take in",
            "Errors in 24 hours",
            "Memory of the process",
            "Data folder",
            "Room on the disk");
    assertThat(page.expectFirst(".tiles div:has(dt:contains(Search)) dd").text()).isNotEqualTo("0");
    assertThat(page.expectFirst("section[aria-labelledby=errors]").text())
        .contains("Kitchen: The bread {} burnt")
        .doesNotContain("lucia");
    var moderators = moderator.get("/admin").page();
    assertThat(moderators.select(".tiles dt").eachText()).contains("Errors in 24 hours");
    assertThat(moderators.select("section[aria-labelledby=errors]")).isEmpty();
  }

  @Test
  void somebodyIsFoundByTheStartOfTheNameOrTheAddress() {
    assertThat(names("/admin/people?q=LU")).containsExactly("lucia");
    assertThat(names("/admin/people?q=lucia@example.org")).containsExactly("lucia");
    assertThat(names("/admin/people?role=moderator")).containsExactly("ben");
    assertThat(names("/admin/people?restriction=SUSPENDED")).isEmpty();
    assertThat(names("/admin/people?role=nonsense&before=x")).hasSize(5);
  }

  private static List<String> names(String path) {
    return operator.get(path).page().select(".lines .name").eachText();
  }

  @Test
  void somebodyIsLockedWithAReasonThatStandsAmongTheDeeds() {
    String path = "/admin/people/dara";
    Answer tooLong = moderator.submit(path, path + "/lock", "reason", "x".repeat(1001));
    assertThat(tooLong.page().select("#reason-error").text()).contains("1000");
    Answer locked = moderator.submit(path, path + "/lock", "reason", "Sells <b>things</b>");
    assertThat(moderator.follow(locked).flash()).contains("dara is locked");
    Answer deeds = operator.get("/admin/audit");
    assertThat(deeds.page().expectFirst(".lines li").text())
        .contains("Account locked", "dara", "Sells <b>things</b>", "ben");
    Answer again = operator.submit(path, path + "/unlock", "reason", "");
    assertThat(operator.follow(again).flash()).contains("dara may sign in again");
  }

  @Test
  void anAccountIsDeletedByWhoSaysThatTheyAreSure() {
    world.add("goner");
    String path = "/admin/people/goner";
    Answer asked = operator.submit(path, path + "/delete");
    assertThat(asked.page().select("#sure-error").text()).contains("sure");
    Answer done = operator.submit(path, path + "/delete", "sure", "y");
    assertThat(done.location()).isEqualTo("/admin/people");
    assertThat(operator.get(path).status()).isEqualTo(404);
  }

  @Test
  void theOnlyOperatorCannotStepDown() {
    String path = "/admin/people/amina";
    Answer refused = operator.submit(path, path + "/role", "role", "PERSON");
    assertThat(refused.flash()).contains("only operator");
    assertThat(operator.get("/admin").status()).isEqualTo(200);
  }

  @Test
  void whatWasGivenUpIsTriedAgain() {
    assertThat(operator.get("/admin/jobs").page().text()).contains("Nobody there");
    Answer done = operator.submit("/admin/jobs", "/admin/jobs/1/retry");
    assertThat(operator.follow(done).flash()).contains("tried again");
    assertThat(operator.get("/admin/jobs").page().text()).contains("Nothing was given up");
  }

  @Test
  void directoriesOfServersAreToldHowManyThereAre() {
    JsonNode links = Program.json(world.browser().get("/.well-known/nodeinfo")).path("links");
    assertThat(links).hasSize(2);
    for (JsonNode link : links) {
      String path = URI.create(link.path("href").asString()).getPath();
      Answer answer = world.browser().get(path);
      assertThat(answer.header("Content-Type")).contains("profile=\"http://nodeinfo.dia");
      JsonNode info = Program.json(answer);
      assertThat(path).endsWith(info.path("version").asString());
      assertThat(info.path("software").path("name").asString()).isEqualTo("microblog");
      assertThat(info.path("usage").path("users").path("total").asInt()).isEqualTo(5);
      assertThat(info.path("usage").path("localPosts").asInt()).isEqualTo(1);
    }
    assertThat(world.browser().get("/nodeinfo/1.0").status()).isEqualTo(404);
  }
}
