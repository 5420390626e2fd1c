package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a browser-driven check written for the Flask Mega-Tutorial's application does: it knows the
/// addresses, the ids of the fields, the names in the forms and the texts, and nothing else. Such a
/// check must keep working.
class TutorialCheckTest {
  private static final Pattern POST_ID = Pattern.compile("post(\\d+)");

  @RegisterExtension
  static final Site SITE = new Site(launch -> launch.with("PUBLIC_PAGES", "off"));

  /// The texts that the check looks for.
  private record Texts(
      String language,
      String signInFirst,
      String wrong,
      String registered,
      String live,
      String following,
      String unfollowed,
      String saved,
      String required,
      String different,
      String older,
      String results,
      String next,
      String previous) {}

  private static final Texts ENGLISH =
      new Texts(
          "en-US",
          "Please log in to access this page.",
          "Invalid username or password",
          "Congratulations, you are now a registered user!",
          "Your post is now live!",
          "You are following %s!",
          "You are not following %s.",
          "Your changes have been saved.",
          "This field is required.",
          "Please use a different username.",
          "Older posts",
          "Results for",
          "Next results",
          "Previous results");

  private static final Texts SPANISH =
      new Texts(
          "es-ES",
          "Por favor ingrese para acceder a esta página.",
          "Nombre de usuario o contraseña inválidos",
          "¡Felicitaciones, ya eres un usuario registrado!",
          "¡Tu artículo ha sido publicado!",
          "¡Ahora estás siguiendo a %s!",
          "No estás siguiendo a %s.",
          "Tus cambios han sido salvados.",
          "Este campo es obligatorio.",
          "Por favor use un nombre de usuario diferente.",
          "Artículos previos",
          "Resultados de",
          "Resultados siguientes",
          "Resultados anteriores");

  @Journey
  void theEnglishCheckPasses(Scripts scripts) throws IOException {
    check(scripts, ENGLISH);
  }

  @Journey
  void theSpanishCheckPasses(Scripts scripts) throws IOException {
    check(scripts, SPANISH);
  }

  private static void check(Scripts scripts, Texts texts) throws IOException {
    Person john = SITE.person("john");
    Client writing = SITE.client(john);
    for (int i = 1; i <= 26; i++) {
      writing.write("Test post number " + i);
    }
    String susan = "susan_" + scripts + "_" + texts.language().substring(0, 2);
    Page page = SITE.visitor(scripts, scripts.screen, texts.language()).page();

    page.navigate("/index");
    Assertions.assertThat(page.url()).contains("/auth/login?next=");
    assertThat(page.locator(".alert")).hasText(texts.signInFirst());

    page.navigate("/auth/register");
    register(page, john.name(), "susan@example.com");
    assertThat(page.locator(".invalid-feedback")).hasText(texts.different());
    register(page, susan, susan.toLowerCase(Locale.ROOT) + "@example.com");
    assertThat(page.locator(".alert")).hasText(texts.registered());

    signIn(page, susan, "not the cat of it");
    assertThat(page.locator(".alert")).hasText(texts.wrong());
    signIn(page, susan, "the cat sat on it");
    Assertions.assertThat(page.url()).endsWith("/index");
    assertThat(page).hasTitle(Pattern.compile(" - Microblog$"));

    page.fill("#post", "This is my first post");
    page.click("#submit");
    assertThat(page.locator(".alert")).hasText(texts.live());
    Locator body = page.locator("[id^=post]").filter(containing("This is my first post")).last();
    Matcher id = POST_ID.matcher(String.valueOf(body.getAttribute("id")));
    Assertions.assertThat(id.matches()).as("the id of a post's text").isTrue();
    assertThat(page.locator("#post" + id.group(1))).hasText("This is my first post");

    page.navigate("/user/" + john.name() + "/popup");
    assertThat(page.locator("a[href='/user/" + john.name() + "']")).isVisible();
    page.locator("form[action='/follow/" + john.name() + "'] [type=submit], form button").click();
    assertThat(page.locator(".alert")).hasText(texts.following().formatted(john.name()));
    Assertions.assertThat(page.url()).endsWith("/user/" + john.name());
    page.navigate("/");
    assertThat(page.locator("#post" + id.group(1))).isVisible();
    assertThat(page.getByText("Test post number 26")).isVisible();
    page.navigate("/user/" + john.name());
    page.locator("form[action='/unfollow/" + john.name() + "'] button").click();
    assertThat(page.locator(".alert")).hasText(texts.unfollowed().formatted(john.name()));

    page.navigate("/user/" + john.name());
    page.getByText(texts.older()).click();
    assertThat(page.getByText("Test post number 1", new Page.GetByTextOptions().setExact(true)))
        .isVisible();
    page.navigate("/explore?page=1");
    assertThat(page.getByText("This is my first post").first()).isVisible();
    search(page, texts, john);

    page.navigate("/edit_profile");
    assertThat(page.locator("#username")).hasValue(susan);
    page.fill("#about_me", "I am Susan.");
    page.click("#submit");
    assertThat(page.locator(".alert")).hasText(texts.saved());
    Assertions.assertThat(page.url()).endsWith("/edit_profile");
    page.navigate("/user/" + susan.toUpperCase(Locale.ROOT));
    assertThat(page.getByText("I am Susan.")).isVisible();

    page.navigate("/auth/logout");
    page.locator("main #submit").click();
    page.navigate("/explore");
    Assertions.assertThat(page.url()).contains("/auth/login?next=%2Fexplore");
    page.locator("form").evaluateAll("forms => forms.forEach(form => form.noValidate = true)");
    page.click("#submit");
    assertThat(page.locator(".invalid-feedback"))
        .hasText(new String[] {texts.required(), texts.required()});
  }

  /// The tutorial's form of a search, its numbered pages and its two links.
  private static void search(Page page, Texts texts, Person john) {
    String found = "/search?q=number+from%3A" + john.name();
    Wait.until(
        "all posts are found",
        () -> {
          page.navigate(found + "&page=2");
          return page.locator("[id^=post]").count() == 1;
        });
    page.navigate("/explore");
    page.locator("input[name=q]").fill("number from:" + john.name());
    page.locator("input[name=q]").press("Enter");
    assertThat(page.locator("h1")).containsText(texts.results());
    assertThat(page.locator("[id^=post]")).hasCount(25);
    page.getByText(texts.next()).click();
    assertThat(page.locator("[id^=post]")).hasCount(1);
    page.getByText(texts.previous()).click();
    assertThat(page.locator("[id^=post]")).hasCount(25);
    page.navigate(found + "&page=1");
    assertThat(page.locator("[id^=post]")).hasCount(25);
  }

  private static Locator.FilterOptions containing(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static void register(Page page, String name, String email) {
    page.fill("#username", name);
    page.fill("#email", email);
    page.fill("#password", "the cat sat on it");
    page.fill("#password2", "the cat sat on it");
    page.click("#submit");
  }

  private static void signIn(Page page, String name, String password) {
    page.fill("#username", name);
    page.fill("#password", password);
    page.check("#remember_me");
    page.click("#submit");
  }
}
