package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jsoup.nodes.Document;

/// Holds afterwards that of what was taken nothing is missing, nothing is there twice, and nothing
/// is there that nobody sent.
final class Proof {
  private final URI site;
  private final List<Actor> actors;

  Proof(URI site, List<Actor> actors) {
    this.site = site;
    this.actors = actors;
  }

  /// Looks through everything.
  ///
  /// @return how long home lists and the search took to have everything
  Duration hold() throws IOException {
    long begun = System.nanoTime();
    for (Actor actor : actors) {
      posts(actor);
      following(actor);
      letters(actor);
    }
    for (Actor actor : actors) {
      home(actor);
      found(actor);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private void posts(Actor actor) throws IOException {
    assertThat(texts(new Client(site), "/user/" + actor.name(), ".post-body").reversed())
        .as("posts of " + actor.name())
        .containsExactlyElementsOf(actor.posts());
  }

  private void following(Actor actor) throws IOException {
    String path = "/user/" + actor.name();
    assertThat(texts(new Client(site), path + "/following", ".person .name"))
        .as("whom " + actor.name() + " follows")
        .containsExactlyInAnyOrderElementsOf(actor.following());
    List<String> followers =
        actors.stream()
            .filter(other -> other.following().contains(actor.name()))
            .map(Actor::name)
            .toList();
    assertThat(texts(new Client(site), path + "/followers", ".person .name"))
        .as("who follows " + actor.name())
        .containsExactlyInAnyOrderElementsOf(followers);
    assertThat(new Client(site).page(path).select(".counts strong").eachText())
        .as("the counts of " + actor.name())
        .containsExactly(
            Integer.toString(actor.posts().size()),
            Integer.toString(followers.size()),
            Integer.toString(actor.following().size()));
  }

  private void letters(Actor actor) throws IOException {
    for (Actor other : actors) {
      if (other != actor) {
        List<String> sent = sent(actor, other);
        if (!sent.isEmpty()) {
          assertThat(texts(actor.client(), "/messages/" + other.name(), ".bubble.mine div"))
              .as("what " + actor.name() + " wrote to " + other.name())
              .containsExactlyInAnyOrderElementsOf(sent);
          assertThat(texts(other.client(), "/messages/" + actor.name(), ".bubble:not(.mine) div"))
              .as("what " + other.name() + " got from " + actor.name())
              .containsExactlyInAnyOrderElementsOf(sent);
        }
      }
    }
  }

  private static List<String> sent(Actor from, Actor to) {
    return from.letters().stream()
        .filter(letter -> letter.to().equals(to.name()))
        .map(Actor.Letter::text)
        .toList();
  }

  private void home(Actor actor) {
    List<String> expected = new ArrayList<>(actor.posts());
    for (Actor other : actors) {
      if (actor.following().contains(other.name())) {
        expected.addAll(other.posts());
      }
    }
    eventually("the home list of " + actor.name(), expected, actor.client(), "/index");
  }

  private void found(Actor actor) {
    eventually(
        "what is found of " + actor.name(),
        actor.posts(),
        actor.client(),
        "/search?in=posts&sort=new&q=" + actor.name());
  }

  /// Until a claim of a process that was killed has run out, which takes a minute.
  private static void eventually(String what, List<String> expected, Client client, String path) {
    List<String> wanted = expected.stream().sorted(Comparator.naturalOrder()).toList();
    List<String> last = new ArrayList<>();
    try {
      Wait.until(
          what,
          Duration.ofMinutes(2),
          () -> {
            last.clear();
            last.addAll(texts(client, path, ".post-body"));
            return last.stream().sorted(Comparator.naturalOrder()).toList().equals(wanted);
          });
    } catch (AssertionError e) {
      assertThat(last)
          .as("%s (%s)", what, e.getMessage())
          .containsExactlyInAnyOrderElementsOf(wanted);
      throw e;
    }
    assertThat(new TreeSet<>(last)).as(what + ", none twice").hasSameSizeAs(last);
  }

  private static List<String> texts(Client client, String path, String selector)
      throws IOException {
    List<String> texts = new ArrayList<>();
    String next = path;
    while (!next.isEmpty()) {
      Document page = client.page(next);
      texts.addAll(page.select(selector).eachText());
      next = page.select("a[rel=next]").attr("href");
    }
    return texts;
  }
}
