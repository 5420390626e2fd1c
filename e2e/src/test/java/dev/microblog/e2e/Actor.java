package dev.microblog.e2e;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jsoup.nodes.Document;

/// Somebody who posts, follows, writes messages, reads and searches, one after the other, as people
/// do: what is refused is sent again, by the same form, until it is taken. Remembers what was
/// taken, and looks on each page whether it is what they know it to be.
final class Actor {
  /// How long somebody tries to send the same form.
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration BEFORE_AGAIN = Duration.ofMillis(300);

  private final Person person;
  private final Client client;
  private final Random random;
  private final Consumer<Attempt> told;
  private final Consumer<String> wrong;
  private final List<String> posts = new ArrayList<>();
  private final HashSet<String> following = new HashSet<>();
  private final List<Letter> letters = new ArrayList<>();

  /// A message that was taken.
  record Letter(String to, String text) {}

  /// @param site where they are
  /// @param number of theirs, of which name and choices follow
  /// @param told hears of each request
  /// @param wrong hears what a page has that it should not, or lacks
  Actor(URI site, int number, Consumer<Attempt> told, Consumer<String> wrong) {
    // No name may be the beginning of another: the last word of a search is.
    this.person = Person.of("actor%02d".formatted(number));
    this.client = new Client(site);
    this.random = new Random(number);
    this.told = told;
    this.wrong = wrong;
  }

  String name() {
    return person.name();
  }

  Client client() {
    return client;
  }

  /// Signs up and in.
  void join() throws IOException {
    client.signUp(person);
    client.signIn(person);
  }

  /// The posts that were taken, oldest first.
  List<String> posts() {
    synchronized (posts) {
      return List.copyOf(posts);
    }
  }

  /// Whom they follow, by the last answer.
  synchronized List<String> following() {
    return List.copyOf(following);
  }

  synchronized List<Letter> letters() {
    return List.copyOf(letters);
  }

  /// Does one thing.
  void act(List<Actor> all) throws InterruptedException {
    Actor other = all.get(random.nextInt(all.size()));
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> write();
      case 3 -> follow(other);
      case 4 -> send(other);
      case 5 -> search(other);
      case 6, 7 -> home();
      case 8 -> visit(other);
      default -> visit(this);
    }
  }

  private void write() throws InterruptedException {
    String text = "Number %d of %s, a kite %s".formatted(posts.size() + 1, name(), mark());
    taken("post", "/index", Map.of("post", text, "submission", UUID.randomUUID().toString()));
    synchronized (posts) {
      posts.add(text);
    }
  }

  private void follow(Actor other) throws InterruptedException {
    if (other == this) {
      return;
    }
    boolean ends = following.contains(other.name());
    taken("follow", (ends ? "/unfollow/" : "/follow/") + other.name(), Map.of());
    synchronized (this) {
      if (ends) {
        following.remove(other.name());
      } else {
        following.add(other.name());
      }
    }
  }

  private void send(Actor other) throws InterruptedException {
    if (other == this) {
      return;
    }
    String text = "For %s alone %s".formatted(other.name(), mark());
    Map<String, String> fields =
        Map.of("message", text, "submission", UUID.randomUUID().toString());
    taken("message", "/send_message/" + other.name(), fields);
    synchronized (this) {
      letters.add(new Letter(other.name(), text));
    }
  }

  private void search(Actor other) {
    look("search", "/search?q=" + other.name(), page -> twice(page, "/search"));
  }

  private void home() {
    look("home", "/index", page -> twice(page, "/index"));
  }

  /// What was taken before the page was asked for must be on it, whoever answers.
  private void visit(Actor other) {
    List<String> known = other.posts();
    String path = "/user/" + other.name();
    look(
        "person",
        path,
        page -> {
          twice(page, path);
          List<String> shown = page.select(".post-body").eachText();
          if (!known.isEmpty() && !shown.contains(known.getLast())) {
            wrong.accept(path + " lacks what was taken before: " + known.getLast());
          }
        });
  }

  private void twice(Document page, String path) {
    List<String> ids = page.select(".post-head .meta a").eachAttr("href");
    if (new HashSet<>(ids).size() != ids.size()) {
      wrong.accept(path + " has a post twice");
    }
  }

  private void look(String kind, String path, Consumer<Document> check) {
    Client.Answer answer = attempt(kind, 200, () -> client.get(path));
    if (answer.status() == 200) {
      check.accept(answer.page());
    }
  }

  private void taken(String kind, String path, Map<String, String> fields)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (attempt(kind, 302, () -> client.post(path, fields)).status() != 302) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(path + " was not taken in " + PATIENCE.toSeconds() + " s");
      }
      Thread.sleep(BEFORE_AGAIN);
    }
  }

  private Client.Answer attempt(String kind, int expected, Callable<Client.Answer> request) {
    long begun = System.nanoTime();
    Client.Answer answer;
    try {
      answer = request.call();
    } catch (IOException e) {
      answer = new Client.Answer(Attempt.UNANSWERED, "", "");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    int status = answer.status();
    if (status == 302 && answer.location().contains("/auth/login")) {
      wrong.accept(name() + " was asked to sign in again at " + kind);
      status = Attempt.WRONG;
    } else if (status != expected && (status == 200 || status == 302)) {
      wrong.accept(kind + " of " + name() + " was answered " + status);
      status = Attempt.WRONG;
    }
    told.accept(new Attempt(kind, status, begun, Duration.ofNanos(System.nanoTime() - begun)));
    return status == answer.status() ? answer : new Client.Answer(status, "", "");
  }

  private String mark() {
    return Long.toString(random.nextLong() >>> 1, 36);
  }
}
