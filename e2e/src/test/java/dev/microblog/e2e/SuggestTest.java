package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What is suggested while somebody types a search, which is whole without it.
class SuggestTest {
  private static final Pattern CHOSEN = Pattern.compile("^suggested-");

  @RegisterExtension static final Site SITE = new Site();

  private static Person amina;

  @BeforeAll
  static void write() throws IOException {
    amina = SITE.person("amina");
    Person lucia = SITE.person("lucia");
    Client ben = SITE.client(SITE.person("ben"));
    ben.write("#luck and #luck again, and #lucid #北岸");
    Wait.until(
        "the tags and people are suggested",
        () ->
            ben.page("/search/suggest?q=luc").select("[role=option]").size() == 3
                && ben.page("/search/suggest?q=" + lucia.name()).text().contains(lucia.name()));
  }

  private static Visitor typing(String beginning) throws IOException {
    Visitor visitor = SITE.visitor(Scripts.ON, amina).open("/explore");
    box(visitor).pressSequentially(beginning);
    return visitor;
  }

  private static Locator box(Visitor visitor) {
    return visitor.page().locator("#find");
  }

  private static Locator options(Visitor visitor) {
    return visitor.page().locator("[role=option]");
  }

  private static void isClosed(Visitor visitor) {
    assertThat(options(visitor)).hasCount(0);
    assertThat(box(visitor)).hasAttribute("aria-expanded", "false");
  }

  @Test
  void peopleAndTagsAreSuggestedAndKeepNobodyOut() throws IOException {
    Visitor visitor = typing("luc");
    assertThat(options(visitor)).hasText(new String[] {"lucia", "#luck", "#lucid"});
    assertThat(box(visitor)).hasAttribute("aria-expanded", "true");
    visitor.looksAround();
    visitor.page().keyboard().press("ArrowDown");
    visitor.looksAround();
    box(visitor).fill("北");
    assertThat(options(visitor)).hasText(new String[] {"#北岸"});
  }

  @Test
  void arrowsChooseAndEnterGoesThere() throws IOException {
    Visitor visitor = typing("luc");
    Keyboard keys = visitor.page().keyboard();
    Locator chosen = visitor.page().locator("[role=option][aria-selected=true]");
    assertThat(options(visitor)).hasCount(3);
    assertThat(chosen).hasCount(0);
    keys.press("ArrowUp");
    assertThat(chosen).hasText("#lucid");
    keys.press("ArrowDown");
    assertThat(chosen).hasCount(0);
    assertThat(box(visitor)).not().hasAttribute("aria-activedescendant", CHOSEN);
    keys.press("ArrowDown");
    keys.press("ArrowDown");
    assertThat(chosen).hasText("#luck");
    assertThat(box(visitor)).hasAttribute("aria-activedescendant", CHOSEN);
    assertThat(box(visitor)).isFocused();
    keys.press("Enter");
    visitor.isAt("/search?q=%23luck").reads("#luck and #luck again");
  }

  @Test
  void enterWithNothingChosenSearchesForWhatStandsThere() throws IOException {
    Visitor visitor = typing("luc");
    assertThat(options(visitor)).hasCount(3);
    visitor.page().keyboard().press("Enter");
    visitor.isAt("/search?q=luc");
  }

  @Test
  void aClickGoesThere() throws IOException {
    Visitor visitor = typing("luc");
    options(visitor).filter(new Locator.FilterOptions().setHasText("lucia")).click();
    visitor.isAt("/user/lucia").sees("User: lucia");
  }

  @Test
  void escapeAndLeavingCloseAndTheWordsStay() throws IOException {
    Visitor visitor = typing("luc");
    assertThat(options(visitor)).hasCount(3);
    visitor.page().keyboard().press("Escape");
    isClosed(visitor);
    assertThat(box(visitor)).hasValue("luc");

    visitor.page().keyboard().type("i");
    assertThat(options(visitor)).hasCount(2);
    visitor.page().keyboard().press("Tab");
    isClosed(visitor);
    assertThat(box(visitor)).hasValue("luci");

    box(visitor).fill("luc");
    assertThat(options(visitor)).hasCount(3);
    box(visitor).fill("");
    isClosed(visitor);
  }

  @Test
  void aSlowAnswerDoesNotTakeThePlaceOfALaterOne() throws IOException {
    Visitor visitor = SITE.visitor(Scripts.ON, amina).open("/explore");
    List<Route> held = new ArrayList<>();
    visitor.page().route("**/search/suggest?q=b", held::add);
    box(visitor).fill("b");
    Wait.until("the first question is asked", () -> waits(visitor) && !held.isEmpty());
    box(visitor).fill("luc");
    assertThat(options(visitor)).hasCount(3);
    held.forEach(Route::resume);
    visitor.page().waitForTimeout(300);
    assertThat(options(visitor)).hasText(new String[] {"lucia", "#luck", "#lucid"});
  }

  @Test
  void anAnswerAfterOneLeftOpensNothing() throws IOException {
    Visitor visitor = SITE.visitor(Scripts.ON, amina).open("/explore");
    List<Route> held = new ArrayList<>();
    visitor.page().route("**/search/suggest?q=luc", held::add);
    box(visitor).fill("luc");
    Wait.until("the question is asked", () -> waits(visitor) && !held.isEmpty());
    box(visitor).blur();
    held.forEach(Route::resume);
    visitor.page().waitForTimeout(300);
    isClosed(visitor);
  }

  /// Lets what the browser tells come in.
  private static boolean waits(Visitor visitor) {
    visitor.page().waitForTimeout(20);
    return true;
  }

  @Test
  void aServerThatDoesNotAnswerIsNotInTheWay() throws IOException {
    Visitor visitor = SITE.visitor(Scripts.ON, amina).open("/explore");
    visitor.page().route("**/search/suggest?**", Route::abort);
    box(visitor).fill("luck");
    visitor.page().waitForTimeout(300);
    isClosed(visitor);
    box(visitor).press("Enter");
    visitor.isAt("/search?q=luck").reads("#luck and #luck again");
  }
}
