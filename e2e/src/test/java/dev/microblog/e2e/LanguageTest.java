package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The pages in the reader's language, as the browser asks for it.
class LanguageTest {
  @RegisterExtension static final Site SITE = new Site();

  /// What a page says in a language.
  private record Words(
      String asked, String tag, String signIn, String refused, String write, String nothing) {}

  private static final Words SPANISH =
      new Words(
          "es-MX",
          "es",
          "Ingresar",
          "Nombre de usuario o contraseña inválidos",
          "Publicar",
          "Aquí no hay nada");

  private static final Words CHINESE =
      new Words("zh-CN", "zh-Hans", "登录", "用户名或密码不正确", "发布", "这里什么也没有");

  private static final Words OTHER =
      new Words(
          "fr-CA",
          "en",
          "Sign In",
          "Invalid username or password",
          "Post",
          "There is nothing here");

  @Journey
  void spanishIsForWhoAsksForSpanishOfAnyCountry(Scripts scripts) throws IOException {
    walk(scripts, SPANISH);
  }

  @Journey
  void simplifiedChineseIsForWhoAsksForChinese(Scripts scripts) throws IOException {
    walk(scripts, CHINESE);
  }

  @Journey
  void englishIsForEverybodyElse(Scripts scripts) throws IOException {
    walk(scripts, OTHER);
  }

  private static void walk(Scripts scripts, Words words) throws IOException {
    Person amina = SITE.operator();
    Person mei = SITE.person("mei");
    Person ben = SITE.person("ben");
    SITE.client(ben).write("A post in English whoever reads it, I hope");
    Visitor visitor = SITE.visitor(scripts, scripts.screen, words.asked()).open("/");
    speaks(visitor, words);
    visitor.open("/auth/register");
    speaks(visitor, words);
    visitor.open("/auth/login").page().locator("#username").fill(mei.name());
    visitor.page().locator("#password").fill("not hers at all");
    submit(visitor, words.signIn());
    visitor.isTold(words.refused());
    visitor.page().locator("#password").fill(mei.password());
    submit(visitor, words.signIn());
    visitor.isAt("/index");
    speaks(visitor, words);
    visitor.page().locator("#post").fill("Good evening, good night");
    submit(visitor, words.write());
    visitor.isAt("/index").reads("Good evening, good night");

    for (String path :
        new String[] {
          "/explore",
          "/user/" + ben.name(),
          "/user/" + ben.name() + "/followers",
          "/user/" + ben.name() + "/report",
          "/edit_profile",
          "/settings/filters"
        }) {
      visitor.open(path);
      speaks(visitor, words);
    }
    assertThat(visitor.open("/user/" + ben.name()).page().locator(".post-body"))
        .hasAttribute("lang", "en");
    speaks(visitor.open("/user/nobody_at_all").sees(words.nothing()), words);
    Visitor staff = SITE.signIn(SITE.visitor(scripts, scripts.screen, words.asked()), amina);
    for (String page :
        new String[] {
          "",
          "/people",
          "/people/" + ben.name(),
          "/reports",
          "/registrations",
          "/settings",
          "/health"
        }) {
      speaks(staff.open("/admin" + page), words);
    }
  }

  private static void submit(Visitor visitor, String button) {
    visitor
        .page()
        .getByRole(AriaRole.MAIN)
        .getByRole(
            AriaRole.BUTTON,
            new com.microsoft.playwright.Locator.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  private static void speaks(Visitor visitor, Words words) {
    Page page = visitor.page();
    assertThat(page.locator("html")).hasAttribute("lang", words.tag());
    visitor.looksAround();
  }
}
