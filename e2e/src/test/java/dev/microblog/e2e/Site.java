package dev.microblog.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A server for the tests of one class, and the windows of those who visit it. The windows of a
/// test that failed leave a picture and their page in `target/failures`.
final class Site implements BeforeAllCallback, AfterAllCallback, AfterEachCallback {
  private static final Path FAILURES = Path.of("target", "failures");

  private final UnaryOperator<Launch> launch;
  private final Map<String, Integer> namesakes = new HashMap<>();
  private final List<Visitor> visitors = new ArrayList<>();
  private @Nullable Chromium chromium;
  private @Nullable Path folder;
  private @Nullable Server server;
  private @Nullable Person operator;

  Site() {
    this(launch -> launch);
  }

  /// @param launch changes how the server is started
  Site(UnaryOperator<Launch> launch) {
    this.launch = launch;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    // The store of the whole run closes the browser at its end.
    chromium =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(Chromium.class))
            .computeIfAbsent(Chromium.class, key -> Chromium.start(), Chromium.class);
    folder = Files.createTempDirectory("microblog-e2e");
    server = launch.apply(Launch.in(folder.resolve("data")).unlimited()).start();
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    if (context.getExecutionException().isPresent()) {
      Files.createDirectories(FAILURES);
      for (int i = 0; i < visitors.size(); i++) {
        String test =
            context.getRequiredTestClass().getSimpleName()
                + "-"
                + context.getRequiredTestMethod().getName()
                + "-"
                + context.getDisplayName().replaceAll("\\W+", "_")
                + "-"
                + i;
        visitors.get(i).leaveTraces(FAILURES.resolve(test));
      }
      Files.write(
          FAILURES.resolve(context.getRequiredTestClass().getSimpleName() + ".log"),
          server().lines());
    }
    visitors.forEach(visitor -> visitor.page().context().close());
    visitors.clear();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (server != null) {
      server.close();
    }
    if (folder != null) {
      Folder.delete(folder);
    }
  }

  /// The server.
  Server server() {
    if (server == null) {
      throw new IllegalStateException("the server is started before all tests");
    }
    return server;
  }

  /// Somebody of the cast with an account. The second amina of a class is amina_2.
  Person person(String name) {
    int number = namesakes.merge(name, 1, Integer::sum);
    Person person = Person.of(number == 1 ? name : name + "_" + number);
    try {
      server().client().signUp(person);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return person;
  }

  /// Who looks after the site: whoever signed up first, so to be asked for before all others.
  Person operator() {
    Person known = operator;
    if (known == null) {
      known = person("amina");
      operator = known;
    }
    return known;
  }

  /// A person's programs, signed in.
  Client client(Person person) throws IOException {
    return server().client().signIn(person);
  }

  /// The window of somebody whom the site does not know.
  Visitor visitor(Scripts scripts) {
    return visitor(scripts, scripts.screen, "en-US");
  }

  /// The window of somebody with another screen or language.
  Visitor visitor(Scripts scripts, Screen screen, String language) {
    if (chromium == null) {
      throw new IllegalStateException("the browser is started before all tests");
    }
    if (scripts == Scripts.ON) {
      Axe.need();
    }
    Visitor visitor =
        Visitor.open(chromium.browser(), server().address(), scripts, screen, language);
    visitors.add(visitor);
    return visitor;
  }

  /// The window of somebody who is signed in.
  Visitor visitor(Scripts scripts, Person person) throws IOException {
    return signIn(visitor(scripts), person);
  }

  /// Signs somebody in without the form, which has a journey of its own.
  Visitor signIn(Visitor visitor, Person person) throws IOException {
    String session = client(person).session();
    BrowserContext window = visitor.page().context();
    window.addCookies(
        List.of(
            new Cookie("session", session)
                .setUrl(server().address().toString())
                .setHttpOnly(true)));
    return visitor;
  }
}
