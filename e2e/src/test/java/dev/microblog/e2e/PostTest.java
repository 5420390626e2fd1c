package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Writing, changing and deleting posts.
class PostTest {
  @RegisterExtension static final Site SITE = new Site();

  @Journey
  void aPostOfAnyLanguageIsSeenEverywhereItBelongs(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    Person ben = SITE.person("ben");
    String tag = "garden_" + amina.name();
    String english =
        "The tomatoes are ripe at last, says @" + ben.name() + ": https://garden.example/a?b=c. #";
    Visitor visitor = SITE.visitor(scripts, amina).open("/");
    assertThat(visitor.field("Say something")).isFocused();
    write(visitor, english + tag);
    visitor.isAt("/index");
    write(visitor, "Los tomates ya están maduros, por fin. #" + tag);
    write(visitor, "番茄终于熟了，今天晚上我们吃沙拉。#" + tag);

    for (String path :
        new String[] {"/index", "/explore", "/user/" + amina.name(), "/tag/" + tag}) {
      visitor.open(path).looksAround();
      assertThat(body(visitor, amina, "The tomatoes are ripe")).hasAttribute("lang", "en");
      assertThat(body(visitor, amina, "Los tomates ya")).hasAttribute("lang", "es");
      assertThat(body(visitor, amina, "番茄终于熟了")).hasAttribute("lang", "zh");
    }

    Locator link = visitor.link("garden.example/a?b=c");
    assertThat(link).hasAttribute("href", "https://garden.example/a?b=c");
    assertThat(link).hasAttribute("rel", "nofollow noopener ugc");
    visitor.follow("@" + ben.name()).isAt("/user/" + ben.name());
    visitor.sees("User: " + ben.name()).misses("The tomatoes are ripe").looksAround();
    visitor.open("/explore").post(amina, "番茄终于熟了").locator(".tag").click();
    visitor.isAt("/tag/" + tag).sees("#" + tag);
    assertThat(visitor.page().locator(".post")).hasCount(3);
  }

  @Journey
  void theAuthorMayCorrectTheLanguage(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    Visitor visitor = SITE.visitor(scripts, amina).open("/");
    visitor.field("Language of your post").selectOption("pt");
    write(visitor, "Bom dia");
    assertThat(body(visitor, amina, "Bom dia")).hasAttribute("lang", "pt");
  }

  @Journey
  void anEditedPostSaysSo(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    SITE.client(amina).write("The train leaves at nine");
    Visitor visitor = SITE.visitor(scripts, amina).open("/index");
    openMenu(visitor, "The train leaves at nine");
    visitor.looksAround();
    visitor.follow("Edit").sees("Edit your post").looksAround();
    assertThat(visitor.field("Say something")).hasValue("The train leaves at nine");
    visitor.type("Say something", "The train leaves at ten").press("Save");
    visitor.isTold("Your changes have been saved.").misses("at nine");
    assertThat(visitor.reads("The train leaves at ten").post("at ten").locator(".meta"))
        .containsText("edited");
    visitor.looksAround();
    visitor.open("/index").reads("The train leaves at ten").misses("at nine");
  }

  @Journey
  void deletingAsksFirst(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    SITE.client(amina).write("Nobody will miss this");
    Visitor visitor = SITE.visitor(scripts, amina).open("/index");
    openMenu(visitor, "Nobody will miss this");
    visitor.follow("Delete").sees("Delete this post?").reads("Nobody will miss this").looksAround();
    visitor.follow("Keep it").reads("Nobody will miss this");
    openMenu(visitor, "Nobody will miss this");
    visitor.follow("Delete").press("Delete the post").isTold("Your post is deleted.");
    visitor.isAt("/user/" + amina.name()).misses("Nobody will miss this");
    visitor.open("/index").misses("Nobody will miss this");
    visitor.open("/explore").misses("Nobody will miss this");
  }

  @Journey
  void onlyTheAuthorIsOfferedToChangeAPost(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    SITE.client(amina).write("Mine alone");
    Visitor author = SITE.visitor(scripts, amina).open("/user/" + amina.name());
    openMenu(author, "Mine alone");
    String edit = author.link("Edit").getAttribute("href");
    String delete = author.link("Delete").getAttribute("href");

    Visitor ben = SITE.visitor(scripts, SITE.person("ben")).open("/user/" + amina.name());
    ben.post("Mine alone").locator("summary").click();
    assertThat(ben.link("Report this post")).isVisible();
    assertThat(ben.link("Edit")).hasCount(0);
    assertThat(ben.link("Delete")).hasCount(0);
    ben.open(edit).sees("There is nothing here").looksAround();
    ben.open(delete).sees("There is nothing here");
  }

  @Journey
  void whatIsRefusedIsKeptAndTold(Scripts scripts) throws IOException {
    Visitor visitor = SITE.visitor(scripts, SITE.person("amina")).open("/index");
    visitor.press("Post").isAt("/index");
    assertThat(visitor.error("post")).hasCount(0);
    visitor.pressWithoutChecks("Post").isRefused("post", "This field is required.");
    visitor.looksAround();

    String long502 = "ab ".repeat(167) + "c";
    visitor.type("Say something", long502).press("Post");
    visitor.isRefused(
        "post", "Field must be between 1 and 500 characters long. 2 characters are too many.");
    assertThat(visitor.field("Say something")).hasValue(long502);
    visitor.looksAround();
    write(visitor, long502.substring(2));
  }

  @Journey
  void pressingTwiceMakesOnePost(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    Visitor visitor = SITE.visitor(scripts, amina).open("/index");
    visitor.type("Say something", "Said in a hurry");
    visitor.button("Post").dblclick();
    visitor.isTold("Your post is now live!").reads("Said in a hurry");
    visitor.page().goBack();
    visitor.open("/user/" + amina.name()).reads("Said in a hurry");
  }

  @Journey
  void sendingTheSameFormAgainMakesOnePost(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    Visitor visitor = SITE.visitor(scripts, amina).open("/index");
    String submission = visitor.page().locator("input[name=submission]").inputValue();
    write(visitor, "Said once");
    visitor.page().locator("input[name=submission]").evaluate("(e, v) => e.value = v", submission);
    write(visitor, "Said once");
    visitor.reads("Said once");
    visitor.page().locator("input[name=submission]").evaluate("(e, v) => e.value = v", submission);
    write(visitor, "Said something else");
    visitor.reads("Said once").reads("Said something else");
  }

  @Journey
  void whatWasTypedSurvivesSigningOutInAnotherTab(Scripts scripts) throws IOException {
    Person amina = SITE.person("amina");
    String text = "Typed for half an hour\n\nand <b>not</b> to be lost";
    Visitor writing = SITE.visitor(scripts, amina).open("/index");
    writing.type("Say something", text);
    Visitor other = writing.besides().open("/auth/logout");
    other.page().locator("main #submit").click();
    other.isTold("You are signed out.");

    writing.press("Post").sees("You have been signed out");
    writing.isTold("Your post was not published, because you are not signed in.").looksAround();
    assertThat(writing.field("Say something")).hasValue(text);

    Page opened =
        writing.page().context().waitForPage(() -> writing.follow("Sign in in a new tab"));
    Visitor back = writing.at(opened);
    back.type("Username", amina.name()).type("Password", amina.password()).press("Sign In");
    back.isAt("/index").misses("Typed for half an hour");

    writing.press("Send again");
    assertThat(writing.field("Say something")).hasValue(text);
    writing.isTold(
        "The form was open for too long. Your text is still here; please send it again.");
    writing.press("Post").isTold("Your post is now live!").reads("and <b>not</b> to be lost");
  }

  private static void write(Visitor visitor, String text) {
    visitor.type("Say something", text).press("Post").isTold("Your post is now live!");
  }

  private static Locator body(Visitor visitor, Person author, String words) {
    return visitor.post(author, words).locator(".post-body");
  }

  private static void openMenu(Visitor visitor, String words) {
    Locator menu = visitor.post(words).locator("summary");
    Assertions.assertThat(menu.textContent()).contains("Change this post");
    menu.click();
  }
}
