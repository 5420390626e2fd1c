package dev.microblog;

import dev.microblog.account.Viewer;
import dev.microblog.api.Operation;
import dev.microblog.platform.config.Settings;
import dev.microblog.platform.db.Engine;
import dev.microblog.platform.db.TestDatabase;
import dev.microblog.platform.time.SettableClock;
import dev.microblog.post.Posts;
import dev.microblog.token.ApiTokens;
import dev.microblog.token.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// A whole server for a test: on a folder and a port of its own, with a cast of people, a clock
/// that stands still until it is moved, and jobs that run when they are stepped.
///
/// ```java
/// try (World world = World.open()) {
///   Browser amina = world.signedIn("amina");
///   amina.submit("/index", "/index", "post", "Good morning");
///   world.settle();
///   assertThat(world.signedIn("ben").get("/explore").body()).contains("Good morning");
/// }
/// ```
public final class World implements AutoCloseable {
  /// Who is there from the start, in the order in which they came.
  public static final List<String> CAST = List.of("amina", "ben", "lucia", "dara", "wei");

  /// Everybody's password.
  public static final String PASSWORD = "kites over the harbour";

  /// What keeps the data of every world, see CONTRIBUTING.md.
  private static final Engine ENGINE =
      Engine.valueOf(System.getenv().getOrDefault("MICROBLOG_TEST_ENGINE", "SQLITE"));

  /// Hashing takes its time on purpose: all people of all worlds share one hash.
  private static volatile @Nullable String passwordHash;

  /// The time.
  public final SettableClock clock = new SettableClock();

  /// The server.
  public final App app;

  /// Its rooms, to prepare what a test does not want to type into forms.
  public final Rooms rooms;

  /// Where its data is.
  public final Path folder;

  /// Where it is reached.
  public final URI uri;

  /// Where it is looked after, if the settings ask for such a port.
  public final URI management;

  /// The database of a server, where one was asked for; null with a file in the folder.
  private final @Nullable TestDatabase elsewhere;

  private final Map<String, String> variables;
  private final Map<String, Viewer> people = new ConcurrentHashMap<>();

  /// The settings of a world: at first the application's own, but without rate limits, and with a
  /// log that holds what went wrong alone.
  public static final class Given {
    private final Map<String, String> variables = new HashMap<>();
    private Engine engine = ENGINE;
    private List<String> cast = CAST;

    private Given() {
      variables.putAll(Map.of("PORT", "0", "RATE_LIMIT", "off", "ACCESS_LOG", "off"));
    }

    /// On this engine, whatever the run is on.
    public Given on(Engine other) {
      engine = other;
      return this;
    }

    /// With a variable as an operator sets it.
    public Given with(String name, String value) {
      variables.put(name, value);
      return this;
    }

    /// With nobody.
    public Given deserted() {
      cast = List.of();
      return this;
    }

    /// With rate limits.
    public Given limited() {
      return with("RATE_LIMIT", "on");
    }

    /// Reached by people under this address.
    public Given publicUrl(String url) {
      return with("PUBLIC_URL", url);
    }

    /// With mail that is taken there.
    public Given mailing(PostOffice office) {
      return with("MAIL_SERVER", "127.0.0.1")
          .with("MAIL_PORT", Integer.toString(office.port()))
          .with("MAIL_FROM", "Microblog <site@blog.example>");
    }

    /// Behind proxies in these networks.
    public Given behind(String... networks) {
      return with("TRUSTED_PROXIES", String.join(",", networks));
    }

    /// With posts of at most so many characters.
    public Given postMaxLength(int length) {
      return with("POST_MAX_LENGTH", Integer.toString(length));
    }

    /// With nothing to see for those who are not signed in.
    public Given closed() {
      return with("PUBLIC_PAGES", "off");
    }

    /// Starts the server.
    public World open() {
      return new World(this);
    }
  }

  /// Starts a server with the application's own settings, but without rate limits.
  public static World open() {
    return settings().open();
  }

  /// Settings to be changed and then opened.
  public static Given settings() {
    return new Given();
  }

  private World(Given given) {
    folder = temporary();
    given.with("DATA_DIR", folder.toString());
    elsewhere = given.engine == Engine.SQLITE ? null : TestDatabase.migrated(given.engine);
    if (elsewhere == null) {
      TestDatabase.migrated(folder.resolve("microblog.db"));
    } else {
      given
          .with("DATABASE_URL", elsewhere.address())
          .with("SECRET_KEY", "the key of all worlds on servers");
    }
    variables = Map.copyOf(given.variables);
    app = new App(Settings.read(variables), clock, false);
    rooms = app.rooms;
    given.cast.forEach(this::add);
    uri = URI.create("http://127.0.0.1:" + app.start());
    management = URI.create("http://127.0.0.1:" + app.managementPort());
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("microblog-world-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Adds a person with the address `NAME@example.org` and the password of all.
  public Viewer add(String name) {
    String hash = passwordHash;
    if (hash == null) {
      hash = rooms.passwords().hash(PASSWORD);
      passwordHash = hash;
    }
    String known = hash;
    tick();
    long id =
        rooms
            .database()
            .write(
                transaction ->
                    rooms
                        .accounts()
                        .restore(
                            transaction, name, name + "@example.org", known, "", clock.millis()));
    Viewer viewer = new Viewer(id, name);
    people.put(name, viewer);
    return viewer;
  }

  /// Somebody of the cast, or who was added.
  public Viewer person(String name) {
    return Objects.requireNonNull(people.get(name), name);
  }

  /// A browser that nobody has used.
  public Browser browser() {
    return new Browser(uri);
  }

  /// A browser in which a person has signed in.
  public Browser signedIn(String name) {
    Browser browser = browser();
    Answer answer = browser.signIn(name, PASSWORD);
    if (answer.status() != 302) {
      throw new AssertionError(name + " cannot sign in: " + answer);
    }
    return browser;
  }

  /// What programs can ask for.
  public List<Operation> operations() {
    return app.api.operations();
  }

  /// A program with a token of a person, good for these things; for all if none are named.
  public Program program(String name, Scope... scopes) {
    return new Program(uri, token(name, scopes));
  }

  /// Such a token.
  public String token(String name, Scope... scopes) {
    Set<Scope> good = scopes.length == 0 ? Scope.all() : Set.of(scopes);
    if (rooms.tokens().make(person(name), "test", good, Scope.all(), null)
        instanceof ApiTokens.MakeOutcome.Made(var _, String secret)) {
      return secret;
    }
    throw new AssertionError("no token for " + name);
  }

  /// Publishes a post, and gives its id. The followers' lists get it with [#settle].
  public long post(String name, String text) {
    tick();
    if (rooms.posts().publish(person(name), new Posts.Draft(text, "en", ""))
        instanceof Posts.Outcome.Done(long id)) {
      return id;
    }
    throw new AssertionError("not published: " + text);
  }

  /// Publishes so many posts, `TEXT 1` first.
  public List<Long> posts(String name, String text, int count) {
    List<Long> ids = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      ids.add(post(name, text + ' ' + i));
    }
    return ids;
  }

  /// Lets one person follow others.
  public void follow(String name, String... others) {
    for (String other : others) {
      tick();
      rooms.follows().follow(person(name), other);
    }
  }

  /// Works everything that follows the writes so far.
  public void settle() {
    // They are written in order: behind this nothing is left that was to be written later.
    CountDownLatch written = new CountDownLatch(1);
    rooms.database().writeLater(_ -> written.countDown());
    try {
      if (!written.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("writes for later are not done");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    if (rooms.search().rebuild != null) {
      rooms.search().rebuild.look();
    }
    rooms.workers().forEach(rooms.outbox()::drain);
  }

  /// Tells open pages what they do not know, and ends those whose sessions have ended.
  public void look() {
    app.listeners.look();
  }

  /// Moves the clock forward, however far.
  public void advance(Duration by) {
    clock.advance(by);
    app.lease.renew();
  }

  /// Ids are made from the clock, a bounded number while it stands still.
  private void tick() {
    advance(Duration.ofMillis(1));
  }

  /// Another server on the same database, with jobs that run by themselves.
  public App another() {
    if (elsewhere == null) {
      throw new AssertionError("a file has one server");
    }
    Map<String, String> others = new HashMap<>(variables);
    others.put("DATA_DIR", folder.resolve("another").toString());
    return new App(Settings.read(others), clock, true);
  }

  /// The rooms as a command has them that runs beside this server.
  Beside beside() {
    return new Beside(Settings.read(variables), clock);
  }

  /// Asks the database.
  public <T extends @Nullable Object> T read(Function<DSLContext, T> question) {
    return rooms.database().read(question);
  }

  @Override
  public void close() {
    Browser.leave(uri);
    app.close();
    if (elsewhere != null) {
      elsewhere.close();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
