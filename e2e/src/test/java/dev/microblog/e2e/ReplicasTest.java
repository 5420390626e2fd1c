package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three processes on one MySQL and one Elasticsearch behind a proxy, as compose.replicas.yaml has
/// them, under all that may happen to them while people use the site. bench/replicas runs all of it
/// for longer, and keeps what it says; else the parts are left out that take long.
class ReplicasTest {
  private static final boolean ALL = Boolean.getBoolean("microblog.replicas.all");
  private static final int ACTORS = ALL ? 16 : 8;
  private static final Duration PAUSE = Duration.ofMillis(ALL ? 100 : 200);
  private static final Duration WATCH = Duration.ofSeconds(ALL ? 15 : 5);
  private static final Duration FROZEN = Duration.ofSeconds(30);

  /// With one of three the versions stand beside each other, too.
  private static final List<String> ROLLED = ALL ? Replicas.ALL : List.of("microblog-1");

  /// The proxy asks each second, waits two, and has others to ask.
  private static final Duration NOTICED = Duration.ofSeconds(4);

  private static final Path FAILURES = Path.of("target", "failures");

  @TempDir Path folder;

  @Test
  void whatWasTakenIsKeptWhateverHappensToOneOfThem() throws Exception {
    String next = NextImage.make(Files.createDirectory(folder.resolve("next")));
    try (Replicas replicas = Replicas.start(folder)) {
      try {
        go(replicas, next);
      } catch (Exception | AssertionError e) {
        Files.writeString(
            Files.createDirectories(FAILURES).resolve("replicas.log"), replicas.log());
        throw e;
      }
    }
  }

  private static void go(Replicas replicas, String next) throws Exception {
    whatOneKnowsAllKnow(replicas);
    Traffic traffic = Traffic.begin(replicas.address(), ACTORS, PAUSE);
    Trial trial = new Trial(traffic, WATCH);
    nobodyIsRefused(trial, trial.run("nothing", () -> ""));
    upgradeAndBack(trial, replicas, next);
    kill(trial, replicas);
    restartDatabase(trial, replicas);
    if (ALL) {
      freeze(trial, replicas);
      restartSearch(trial, replicas);
    }
    traffic.end();
    assertThat(traffic.wrongs()).as("what was wrong with pages").isEmpty();
    Duration waited = new Proof(replicas.address(), traffic.actors()).hold();
    report(trial, traffic, waited);
    // What hangs or is ended in the middle of its work may say so; what is wrong here may not.
    assertThat(replicas.log()).doesNotContain("Something went wrong that should not");
  }

  /// Sessions, the tokens of forms, what is to be read, and what the operator sets.
  private static void whatOneKnowsAllKnow(Replicas replicas) throws IOException {
    Person amina = Person.of("amina");
    Person ben = Person.of("ben");
    Client first = new Client(replicas.address("microblog-1"));
    first.signUp(amina);
    first.signUp(ben);
    first.signIn(amina);
    Client second = first.at(replicas.address("microblog-2"));
    second.write("Written by the second");
    second.post(
        "/send_message/ben", Map.of("message", "Only for you", "submission", "from-the-second"));
    Client third = new Client(replicas.address("microblog-3")).signIn(ben);
    assertThat(third.page("/index").select("#message_count").text()).isEqualTo("1");

    replicas.command("microblog-1", "settings", "set", "name", "Kites");
    for (String each : Replicas.ALL) {
      Client anybody = new Client(replicas.address(each));
      Wait.until(each + " has the name", () -> anybody.page("/explore").title().contains("Kites"));
      assertThat(anybody.page("/user/amina").select(".post-body").eachText())
          .containsExactly("Written by the second");
    }

    Client elsewhere = first.at(replicas.address("microblog-3"));
    assertThat(elsewhere.post("/auth/logout", Map.of()).status()).isEqualTo(302);
    assertThat(first.get("/index").location()).as("signed out everywhere").contains("/auth/login");
  }

  private static void nobodyIsRefused(Trial trial, Trial.Part part) {
    allow(trial, part, "nothing", attempt -> false);
  }

  /// Everything that starts here takes its time of two cores from the search server, which then
  /// does not answer in time now and then.
  private static void allow(Trial trial, Trial.Part part, String what, Predicate<Attempt> allowed) {
    trial.allow(
        part,
        what + ", and searches that took too long",
        allowed.or(attempt -> attempt.kind().equals("search") && attempt.status() == 503));
  }

  private static void upgradeAndBack(Trial trial, Replicas replicas, String next) throws Exception {
    nobodyIsRefused(
        trial,
        trial.run(
            "rolling upgrade with a migration",
            () -> {
              replicas.roll(ROLLED, next);
              return "";
            }));
    String table =
        replicas.query(
            "select count(*) from information_schema.tables where table_name = '%s'"
                .formatted(NextImage.TABLE));
    assertThat(table).as("the table of the next version").isEqualTo("1");
    nobodyIsRefused(
        trial,
        trial.run(
            "rollback to the image before",
            () -> {
              replicas.roll(ROLLED, Docker.image());
              return "";
            }));
  }

  private static void kill(Trial trial, Replicas replicas) throws Exception {
    long[] killed = new long[1];
    Trial.Part part =
        trial.run(
            "one killed, later started",
            () -> {
              replicas.kill("microblog-1");
              killed[0] = System.nanoTime();
              Thread.sleep(WATCH);
              long begun = System.nanoTime();
              replicas.start("microblog-1");
              replicas.awaitReady("microblog-1");
              return "ready again after %.1f s".formatted((System.nanoTime() - begun) / 1e9);
            });
    allow(trial, part, "requests on their way", attempt -> attempt.begunAt() < killed[0]);
  }

  private static void freeze(Trial trial, Replicas replicas) throws Exception {
    long[] frozen = new long[1];
    Trial.Part part =
        trial.run(
            "one frozen for %d s".formatted(FROZEN.toSeconds()),
            () -> {
              replicas.freeze("microblog-2");
              frozen[0] = System.nanoTime();
              Thread.sleep(FROZEN);
              replicas.thaw("microblog-2");
              replicas.awaitReady("microblog-2");
              return "";
            });
    allow(
        trial,
        part,
        "requests that the frozen one had, or got before the proxy noticed",
        attempt -> attempt.begunAt() < frozen[0] + NOTICED.toNanos());
  }

  private static void restartDatabase(Trial trial, Replicas replicas) throws Exception {
    Trial.Part part =
        trial.run(
            "database restarted",
            () -> {
              replicas.restart("mysql");
              replicas.awaitReady();
              return "";
            });
    allow(trial, part, "a word to come again", attempt -> attempt.status() == 503);
  }

  private static void restartSearch(Trial trial, Replicas replicas) throws Exception {
    Trial.Part part =
        trial.run(
            "search away for %d s".formatted(FROZEN.toSeconds()),
            () -> {
              replicas.stop("elasticsearch");
              Thread.sleep(FROZEN);
              replicas.start("elasticsearch");
              return "";
            });
    trial.allow(
        part, "searches", attempt -> attempt.kind().equals("search") && attempt.status() == 503);
  }

  private static void report(Trial trial, Traffic traffic, Duration waited) throws IOException {
    List<Actor> actors = traffic.actors();
    String said =
        trial.table()
            + "%nAfterwards, of %d people: %d posts, %d messages and %d follows that were taken, each there once; "
                .formatted(
                    actors.size(),
                    actors.stream().mapToInt(actor -> actor.posts().size()).sum(),
                    actors.stream().mapToInt(actor -> actor.letters().size()).sum(),
                    actors.stream().mapToInt(actor -> actor.following().size()).sum())
            + "home lists and search had all of it when they were looked at, within %d s.%n"
                .formatted(waited.toSeconds());
    Files.writeString(Path.of("target", "replicas.md"), said);
    System.out.println(said);
  }
}
