package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Everything by the keyboard alone.
class KeyboardTest {
  private static final int MOST_STEPS = 40;

  @RegisterExtension static final Site SITE = new Site();

  @Journey
  void signingInReadingAndPostingNeedNoMouse(Scripts scripts) {
    Person grace = SITE.person("grace");
    Visitor visitor = SITE.visitor(scripts).open("/auth/login");
    Keyboard keys = visitor.page().keyboard();

    // The field that is to be filled first has the focus: what comes before it lies backwards.
    assertThat(visitor.field("Username")).isFocused();
    Locator skip = visitor.link("Skip to content");
    tabTo(visitor, skip, "Shift+Tab");
    assertThat(skip).isInViewport();
    Object shown = skip.evaluate("link => link.getBoundingClientRect().width > 40");
    org.assertj.core.api.Assertions.assertThat(shown).as("seen when focused").isEqualTo(true);
    keys.press("Enter");
    assertThat(visitor.page().locator("main")).isFocused();

    tabTo(visitor, visitor.field("Username"), "Tab");
    keys.type(grace.name());
    keys.press("Tab");
    keys.type(grace.password());
    keys.press("Tab");
    keys.press("Space");
    assertThat(visitor.field("Remember Me")).isChecked();
    keys.press("Enter");
    visitor.isAt("/index");

    assertThat(visitor.field("Say something")).isFocused();
    keys.type("Typed and sent without a mouse");
    tabTo(visitor, visitor.button("Post"), "Tab");
    keys.press("Enter");
    visitor.isTold("Your post is now live!").reads("Typed and sent without a mouse");

    tabTo(visitor, visitor.post("Typed and sent").locator("summary"), "Tab");
    keys.press("Enter");
    tabTo(visitor, visitor.link("Edit"), "Tab");
    keys.press("Enter");
    visitor.sees("Edit your post");
    keys.press("Control+End");
    keys.type(", and changed");
    tabTo(visitor, visitor.button("Save"), "Tab");
    keys.press("Enter");
    visitor.reads("Typed and sent without a mouse, and changed");

    tabTo(visitor, visitor.page().locator(".me > summary"), "Tab");
    keys.press("Enter");
    tabTo(visitor, visitor.button("Sign out"), "Tab");
    keys.press("Enter");
    visitor.isTold("You are signed out.");
  }

  /// Steps on until something has the focus, and checks that the focus can be seen there.
  private static void tabTo(Visitor visitor, Locator wanted, String key) {
    for (int i = 0; i < MOST_STEPS; i++) {
      visitor.page().keyboard().press(key);
      if (Boolean.TRUE.equals(wanted.evaluate("element => element === document.activeElement"))) {
        Object ring =
            wanted.evaluate(
                "element => getComputedStyle(element).outlineStyle !== 'none'"
                    + " || getComputedStyle(element.closest('form') ?? element).boxShadow !== 'none'");
        org.assertj.core.api.Assertions.assertThat(ring)
            .as("a ring around the focus")
            .isEqualTo(true);
        return;
      }
    }
    throw new AssertionError("not reached by " + key + ": " + wanted);
  }
}
