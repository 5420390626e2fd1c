package dev.microblog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.post.Posts;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What comes first. Each line is one that a plain comparison of words gets wrong.
class RelevanceTest {
  private static World world;
  private static Browser amina;

  @BeforeAll
  static void open() {
    world = World.open();
    // The oldest first. What is looked for stands between posts that only look like it.
    publish("en", "The lighthouse keeper writes a letter to the university");
    publish("en", "Our universe is mostly empty, says the book that I have here");
    publish("en", "universities everywhere, and university towns, and a university on a hill");
    publish("en", "the the the the the the the the");
    publish("en", "A long walk along the river, past the mill and the old bakery, then tea");
    publish("en", "Bakery!");
    publish("es", "Una canción nueva");
    publish("es", "Cancionero completo de la abuela");
    publish("es", "Corriendo por la playa");
    publish("zh", "北京今天的天气很好");
    publish("zh", "北方的京剧和天上的气球");
    publish("en", "Naïve café, déjà vu");
    publish("en", "Sourdough, day one");
    publish("en", "A recipe for sourdough bread: flour, water, salt, time, and more time");
    publish("en", "Bread from a shop, bread from a friend, bread from the freezer");
    publish("en", "We bake on Sundays");
    publish("de", "Die Straße zum Hafen");
    publish("ru", "Ёлка в лесу");
    publish("ko", "학교에서 만나요");
    publish("ja", "東京タワーの写真");
    world.advance(Duration.ofDays(400));
    publish("en", "Tide table for the harbour, old");
    publish("en", "harbour harbour harbour, all about the harbour");
    world.advance(Duration.ofDays(400));
    publish("en", "Tide table for the harbour, new");
    publish(
        "en", "Somebody mentioned among many other things that day the harbour in passing once");
    world.settle();
    amina = world.signedIn("amina");
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static void publish(String language, String text) {
    world.advance(Duration.ofSeconds(1));
    world.rooms.posts().publish(world.person("ben"), new Posts.Draft(text, language, ""));
  }

  private static Answer search(String typed) {
    return amina.get("/search?q=" + Browser.encode(typed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The word itself before words of the same stem, and those before nothing.
        "universe | Our universe is mostly empty, says the book that I have here",
        "university | universities everywhere, and university towns, and a university on a hill",
        // Short and to the point before long and in passing.
        "bakery | Bakery!",
        // The rare word says more than the common one, however often that stands there.
        "the OR lighthouse | The lighthouse keeper writes a letter to the university",
        // All words, in any form.
        "recipes breads | A recipe for sourdough bread: flour, water, salt, time, and more time",
        "baking sunday | We bake on Sundays",
        // A form before a word that only begins so.
        "canciones | Una canción nueva",
        "cancion | Una canción nueva",
        "corren | Corriendo por la playa",
        // Accents are not typed by everybody, nor are ß and ё.
        "naive deja | Naïve café, déjà vu",
        "STRASSE | Die Straße zum Hafen",
        "елка | Ёлка в лесу",
        // No spaces, and other words in between.
        "北京天气 | 北京今天的天气很好",
        "학교 | 학교에서 만나요",
        "ﾀﾜｰ | 東京タワーの写真",
        // Of two that fit alike the new one; but what is all about it stays before what only
        // mentions it.
        "tide table | Tide table for the harbour, new",
        "harbour -tide | harbour harbour harbour, all about the harbour",
      })
  void theBestComesFirst(String typed, String expected) {
    assertThat(search(typed).posts()).first().as(typed).isEqualTo(expected);
  }

  @Test
  void whatFitsNotAtAllIsNotThere() {
    assertThat(search("canciones").posts()).doesNotContain("Cancionero completo de la abuela");
    assertThat(search("北京天气").posts()).doesNotContain("北方的京剧和天上的气球");
    assertThat(search("bread sourdough").posts()).hasSize(1);
  }
}
