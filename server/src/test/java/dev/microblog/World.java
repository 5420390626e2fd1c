package dev.microblog;

import dev.microblog.account.Viewer;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.config.Network;
import dev.microblog.platform.time.SettableClock;
import dev.microblog.post.Posts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
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

  /// Hashing takes its time on purpose: all people of all worlds share one hash.
  private static volatile @Nullable String passwordHash;

  /// The time.
  public final SettableClock clock = new SettableClock();

  /// The server.
  public final App app;

  /// Its rooms, to prepare what a test does not want to type into forms.
  public final App.Rooms rooms;

  /// Where its data is.
  public final Path folder;

  /// Where it is reached.
  public final URI uri;

  private final Map<String, Viewer> people = new ConcurrentHashMap<>();

  /// The settings of a world: at first the application's own, but without rate limits.
  public static final class Settings {
    private @Nullable URI publicUrl;
    private List<Network> trustedProxies = List.of();
    private int postMaxLength = 500;
    private boolean publicPages = true;
    private boolean rateLimit;

    private Settings() {}

    /// With rate limits.
    public Settings limited() {
      rateLimit = true;
      return this;
    }

    /// Reached by people under this address.
    public Settings publicUrl(String url) {
      publicUrl = URI.create(url);
      return this;
    }

    /// Behind proxies in these networks.
    public Settings behind(String... networks) {
      trustedProxies = Stream.of(networks).map(Network::parse).toList();
      return this;
    }

    /// With posts of at most so many characters.
    public Settings postMaxLength(int length) {
      postMaxLength = length;
      return this;
    }

    /// With nothing to see for those who are not signed in.
    public Settings closed() {
      publicPages = false;
      return this;
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
  public static Settings settings() {
    return new Settings();
  }

  private World(Settings settings) {
    folder = temporary();
    Config config =
        new Config(
            0,
            folder,
            null,
            settings.publicUrl,
            settings.trustedProxies,
            settings.postMaxLength,
            settings.publicPages,
            settings.rateLimit);
    app = new App(config, clock, false);
    rooms = app.rooms;
    CAST.forEach(this::add);
    uri = URI.create("http://127.0.0.1:" + app.start());
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
    // The writer works in order: behind this nothing is left that was to be written later.
    rooms.database().write(_ -> 0);
    rooms.consumers().forEach(rooms.outbox()::drain);
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

  /// Asks the database.
  public <T extends @Nullable Object> T read(Function<DSLContext, T> question) {
    return rooms.database().read(question);
  }

  @Override
  public void close() {
    app.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
