package dev.microblog.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.World;
import dev.microblog.account.Role;
import dev.microblog.moderation.Actor;
import java.time.Duration;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the doctor finds, for operators.
class HealthPageTest {
  private static final String PATH = "/admin/health";

  private static World world;
  private static Browser operator;

  @BeforeAll
  static void open() {
    // Somebody listens nowhere, so that something is wrong.
    world = World.settings().limited().with("LIBRETRANSLATE_URL", "http://127.0.0.1:9").open();
    var care = world.rooms.moderation().care();
    care.changeRole(new Actor.CommandLine(), "amina", Role.OPERATOR);
    care.changeRole(new Actor.CommandLine(), "ben", Role.MODERATOR);
    operator = world.signedIn("amina");
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static Document looked(String language) {
    operator.get(PATH);
    Answer again = operator.submit(PATH, PATH);
    assertThat(again.location()).isEqualTo(PATH);
    return operator.with("Accept-Language", language).get(PATH).page();
  }

  @Test
  void itIsForOperatorsAlone() {
    assertThat(world.signedIn("ben").get(PATH).status()).isEqualTo(404);
    assertThat(world.signedIn("wei").get(PATH).status()).isEqualTo(404);
    assertThat(operator.get("/admin").page().select(".tabs a[href=" + PATH + "]")).hasSize(1);
    assertThat(world.signedIn("ben").get("/admin").page().select("a[href=" + PATH + "]")).isEmpty();
  }

  @Test
  void eachFindingIsToldWithItsStateTheWorstFirst() {
    Document page = looked("en");

    assertThat(page.select(".findings .mark").getFirst().text()).isEqualTo("wrong");
    assertThat(page.expectFirst(".findings li:has(.bad)").text())
        .contains("Translation", "Nobody listens at 127.0.0.1:9", "See LIBRETRANSLATE_URL.");
    assertThat(page.select(".findings li:has(.warning)").text()).contains("PUBLIC_URL is not set");
    assertThat(page.select(".findings li:has(.good)").text()).contains("Memory", "SQLite 3.");
    assertThat(page.select("time")).isNotEmpty();
    assertThat(page.text()).contains("1 wrong");
  }

  @Test
  void itIsToldInTheLanguageOfWhoReads() {
    assertThat(looked("es").select(".findings").text())
        .contains("mal", "Traducción", "Nadie escucha en 127.0.0.1:9", "Revisa LIBRETRANSLATE_URL.")
        .doesNotContain("Nobody");
    assertThat(looked("zh").select(".findings").text()).contains("有错", "翻译", "127.0.0.1:9");
  }

  @Test
  void lookingAgainAtOnceFindsWhatIsKnownAndManyTimesIsTooMany() {
    looked("en");
    Answer soon = operator.submit(PATH, PATH);
    assertThat(operator.follow(soon).flash()).contains("a moment ago");
    Answer last = soon;
    for (int i = 0; i < 20 && last.status() == 302; i++) {
      last = operator.submit(PATH, PATH);
    }
    assertThat(last.status()).isEqualTo(429);
    assertThat(last.page().select(".findings li")).isNotEmpty();
    world.advance(Duration.ofMinutes(10));
  }
}
