package dev.microblog.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// The commands of the tutorial's chapter on containers, as they stand there, by `e2e/chapter19`,
/// and a journey in the browser against what they leave running.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChapterTest {
  private static final Path ROOT = Docker.root();
  private static final URI MICROBLOG = URI.create("http://localhost:8000");

  @BeforeAll
  static void need() {
    Docker.need();
    // Of the same parts, so that the chapter's own build finds them.
    Docker.image();
  }

  @AfterAll
  static void end() {
    chapter("down", Map.of());
  }

  /// Runs a step and answers what it printed.
  private static String chapter(String step, Map<String, String> environment) {
    Docker.Result result =
        Docker.ask(List.of("bash", ROOT.resolve("e2e/chapter19").toString(), step), environment);
    assertThat(result.status()).as("chapter19 " + step + ":\n" + result.output()).isZero();
    return result.output();
  }

  @Test
  @Order(1)
  void theImageIsBuiltAndListed() {
    assertThat(chapter("build", Map.of())).containsPattern("microblog +latest ");
  }

  @Test
  @Order(2)
  void theContainerAloneHasAllItNeeds() {
    chapter("sqlite", Map.of());
  }

  @Test
  @Order(3)
  void variablesForMailAreTaken() {
    chapter("mail", Map.of());
  }

  @Test
  @Order(4)
  void besideMysqlAndElasticsearchPeopleUseItInABrowser() throws IOException {
    String log = chapter("mysql", Map.of());
    assertThat(log).contains("Microblog is ready", "mysql://dbserver:3306/microblog");
    Client client = new Client(MICROBLOG);
    Person lucia = Person.of("lucia");
    client.signUp(lucia);
    client.signIn(lucia).write("The first post in MySQL 😀");
    try (Chromium chromium = Chromium.start()) {
      for (Scripts scripts : Scripts.values()) {
        Visitor visitor =
            Visitor.open(chromium.browser(), MICROBLOG, scripts, scripts.screen, "en-US");
        journey(
            visitor.page(),
            Person.of("amina_" + scripts.name().toLowerCase(java.util.Locale.ROOT)));
        visitor.page().context().close();
      }
    }
  }

  private static void journey(Page page, Person person) throws IOException {
    page.navigate("/auth/register");
    page.fill("#username", person.name());
    page.fill("#email", person.email());
    page.fill("#password", person.password());
    page.fill("#password2", person.password());
    page.click("#submit");
    page.fill("#username", person.name());
    page.fill("#password", person.password());
    page.click("#submit");
    assertThat(page).hasTitle(Pattern.compile(" - Microblog$"));
    page.fill("#post", "Hello from " + person.name() + " 😁");
    page.click("#submit");
    assertThat(page.locator(".post-body").first()).hasText("Hello from " + person.name() + " 😁");
    page.navigate("/user/lucia");
    page.locator("main form[action='/follow/lucia'] button").click();
    assertThat(page.locator("main form[action='/unfollow/lucia'] button")).isVisible();
    page.navigate("/index");
    assertThat(page.getByText("The first post in MySQL 😀")).isVisible();
    page.navigate("/explore");
    assertThat(page.getByText("Hello from " + person.name() + " 😁").first()).isVisible();
  }

  @Test
  @Order(5)
  void theImageIsPushedAndPulled() {
    String registry = System.getenv().getOrDefault("MICROBLOG_TEST_REGISTRY", "127.0.0.1:5056");
    Strict.need(
        Docker.answers(URI.create("http://" + registry + "/v2/")),
        "There is no registry at " + registry + " to push to.");
    String output =
        chapter(
            "push",
            Map.of("REGISTRY", registry, "REGISTRY_USER", "me", "REGISTRY_PASSWORD", "secret"));
    assertThat(output).contains("Login Succeeded", "latest: digest: sha256:");
  }
}
