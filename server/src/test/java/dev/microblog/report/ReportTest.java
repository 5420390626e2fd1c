package dev.microblog.report;

import static dev.microblog.schema.Tables.HIDDEN_POST;
import static dev.microblog.schema.Tables.REPORT;
import static dev.microblog.schema.Tables.REPORT_CASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.World;
import dev.microblog.account.Role;
import dev.microblog.moderation.Actor;
import dev.microblog.platform.db.Cursor;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Reporting by the pages, and what moderators do about it there.
class ReportTest {
  private static World world;
  private static Browser ben;
  private static Browser amina;

  @BeforeAll
  static void open() {
    world = World.settings().limited().open();
    world.rooms.moderation().care().changeRole(new Actor.CommandLine(), "amina", Role.MODERATOR);
    ben = world.signedIn("ben");
    amina = world.signedIn("amina");
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static Answer report(Browser browser, String subject, String reason, String comment) {
    String path = subject + "/report";
    return browser.submit(path, path, "reason", reason, "message", comment);
  }

  private static int cases() {
    return world.<Integer>read(sql -> sql.fetchCount(REPORT_CASE, REPORT_CASE.CLOSED.eq(0L)));
  }

  private static String hide(long post) {
    Answer queue = amina.get("/admin/reports");
    String path =
        world.rooms.moderation().reports().open(Cursor.first()).items().stream()
            .filter(each -> each.postId() == post)
            .map(each -> "/admin/reports/" + each.id())
            .findFirst()
            .orElseThrow();
    assertThat(queue.page().select("a[href=" + path + "]")).isNotEmpty();
    return path;
  }

  @Test
  void aReportedPostIsHiddenAndItsAuthorIsToldWhy() {
    long post = world.post("lucia", "Buy my <kites>");
    assertThat(ben.get("/post/" + post).page().select(".menu a[href$=/report]")).isNotEmpty();
    assertThat(report(ben, "/post/" + post, "SPAM", "Every <day>").status()).isEqualTo(302);
    String path = hide(post);
    Answer about = amina.get(path);
    assertThat(about.page().text()).contains("Buy my <kites>", "Every <day>", "ben", "Spam");

    Answer without = amina.submit(about, path, "measure", "HIDE");
    assertThat(without.error("reason")).isEqualTo("Please say why.");
    Answer done = amina.submit(about, path, "measure", "HIDE", "reason", "No advertising");

    assertThat(amina.follow(done).flash()).isEqualTo("Decided.");
    assertThat(ben.get("/post/" + post).status()).isEqualTo(404);
    assertThat(world.browser().get("/post/" + post).status()).isEqualTo(404);
    assertThat(ben.get("/explore").body()).doesNotContain("Buy my");
    Browser lucia = world.signedIn("lucia");
    Answer told = lucia.get("/notifications");
    assertThat(told.page().text()).contains("hid a post of yours", "No advertising");
    assertThat(lucia.get("/post/" + post).page().text())
        .contains("Buy my <kites>", "No advertising");
    assertThat(amina.get("/post/" + post).page().text()).contains("Buy my <kites>");
    assertThat(amina.get("/admin/audit").body()).contains("Post hidden", "No advertising");
    // Whoever decides a moment later is told so.
    Answer late = amina.submit(about, path, "measure", "WARN", "reason", "No");
    assertThat(amina.follow(late).flash()).contains("Somebody has done that already");

    String again = "/admin/posts/" + post;
    amina.submit(again, again + "/show", "reason", "");

    assertThat(ben.get("/post/" + post).status()).isEqualTo(200);
    assertThat(lucia.get("/user/lucia").posts()).contains("Buy my <kites>");
  }

  @Test
  void theAuthorMayDeleteAHiddenPostForGood() {
    long post = world.post("wei", "To be gone");
    var care = world.rooms.moderation().posts();
    care.hide(new Actor.CommandLine(), post, "why");
    Browser wei = world.signedIn("wei");

    Answer gone = wei.submit("/post/" + post, "/post/" + post + "/delete");

    assertThat(wei.follow(gone).flash()).isNotEmpty();
    assertThat(wei.get("/post/" + post).status()).isEqualTo(404);
    assertThat(
            world.<Integer>read(sql -> sql.fetchCount(HIDDEN_POST, HIDDEN_POST.POST_ID.eq(post))))
        .isZero();
    assertThat(care.show(new Actor.CommandLine(), post, "")).hasToString("Unknown[]");
  }

  @Test
  void whoReportsTheSameTwiceIsCountedOnceAndNobodyReportsThemselves() {
    long post = world.post("dara", "Words");
    int before = cases();
    report(ben, "/post/" + post, "ABUSE", "One");
    report(ben, "/post/" + post, "SPAM", "Two");
    report(world.signedIn("lucia"), "/post/" + post, "OTHER", "");

    assertThat(cases()).isEqualTo(before + 1);
    assertThat(
            world.<List<Long>>read(
                sql ->
                    sql.select(REPORT_CASE.REPORT_COUNT)
                        .from(REPORT_CASE)
                        .where(REPORT_CASE.POST_ID.eq(post))
                        .fetch(REPORT_CASE.REPORT_COUNT)))
        .containsExactly(2L);
    assertThat(ben.get("/user/ben/report").status()).isEqualTo(404);
    assertThat(ben.get("/post/1/report").status()).isEqualTo(404);
    assertThat(
            world
                .rooms
                .moderation()
                .reports()
                .reportPerson(world.person("ben"), "BEN", new Reports.Words(Reason.SPAM, "")))
        .isInstanceOf(Reports.Outcome.Oneself.class);
  }

  @Test
  void withoutAReasonOrWithTooManyWordsTheFormComesAgain() {
    Answer without = report(ben, "/user/dara", "", "My words");
    assertThat(without.error("reason")).isEqualTo("Please choose what is wrong.");
    assertThat(without.body()).contains("My words");
    Answer tooLong = report(ben, "/user/dara", "SPAM", "x".repeat(1001));
    assertThat(tooLong.error("message")).isEqualTo("At most 1000 characters, please.");
  }

  @Test
  void aReportBombIsSlowedDownAndMakesNoMoreCases() {
    world.add("bomber");
    Browser bomber = world.signedIn("bomber");
    int reports = world.<Integer>read(sql -> sql.fetchCount(REPORT));
    for (int i = 0; i < 20; i++) {
      long post = world.post("dara", "Another " + i);
      assertThat(report(bomber, "/post/" + post, "SPAM", "").status()).isEqualTo(302);
    }

    Answer slowed = report(bomber, "/user/dara", "SPAM", "Kept words");

    assertThat(slowed.status()).isEqualTo(429);
    assertThat(slowed.flash()).contains("Please wait");
    assertThat(slowed.body()).contains("Kept words");
    assertThat(world.<Integer>read(sql -> sql.fetchCount(REPORT))).isEqualTo(reports + 20);
  }

  @Test
  void theQueueIsNothingForThoseWhoLookAfterNothing() {
    assertThat(ben.get("/admin/reports").status()).isEqualTo(404);
    assertThat(world.browser().get("/admin/reports").location()).startsWith("/auth/login");
  }
}
