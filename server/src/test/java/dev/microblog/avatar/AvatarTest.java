package dev.microblog.avatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AvatarTest {
  private static final Pattern DRAWING =
      Pattern.compile(
          "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\">"
              + "<path fill=\"#[0-9a-f]{6}\" d=\"M0 0h64v64H0z\"/>"
              + "<g fill=\"(#[0-9a-f]{6})\" stroke=\"\\1\" stroke-width=\".5\">"
              + "(<path transform=\"translate\\((0|32) (0|32)\\)( rotate\\((90|180|270) 16 16\\))?\""
              + " d=\"[MHVAZL0-9 ]+\"/>|<circle cx=\"(16|48)\" cy=\"(16|48)\" r=\"9\"/>){4}"
              + "</g></svg>");

  private static final String AMINA =
      """
          <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">\
          <path fill="#267c85" d="M0 0h64v64H0z"/>\
          <g fill="#d5efbe" stroke="#d5efbe" stroke-width=".5">\
          <path transform="translate(0 0) rotate(90 16 16)" d="M0 0A32 32 0 0 1 32 32A32 32 0 0 1 0 0Z"/>\
          <path transform="translate(32 0)" d="M0 32V16A16 16 0 0 1 32 16V32Z"/>\
          <path transform="translate(0 32) rotate(90 16 16)" d="M0 0H32V32A32 32 0 0 0 0 0Z"/>\
          <circle cx="48" cy="48" r="9"/>\
          </g>\
          </svg>""";

  private static final String WEI =
      """
          <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">\
          <path fill="#966b27" d="M0 0h64v64H0z"/>\
          <g fill="#f9efc9" stroke="#f9efc9" stroke-width=".5">\
          <path transform="translate(0 0) rotate(180 16 16)" d="M0 0H32V32A32 32 0 0 0 0 0Z"/>\
          <path transform="translate(32 0)" d="M0 32V16A16 16 0 0 1 32 16V32Z"/>\
          <circle cx="16" cy="48" r="9"/>\
          <path transform="translate(32 32) rotate(180 16 16)" d="M0 0A32 32 0 0 1 32 32A32 32 0 0 1 0 0Z"/>\
          </g>\
          </svg>""";

  private static final String GARDENER =
      """
          <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">\
          <path fill="#387f5c" d="M0 0h64v64H0z"/>\
          <g fill="#f4eaac" stroke="#f4eaac" stroke-width=".5">\
          <circle cx="16" cy="16" r="9"/>\
          <path transform="translate(32 0) rotate(180 16 16)" d="M0 0A32 32 0 0 1 32 32A32 32 0 0 1 0 0Z"/>\
          <path transform="translate(0 32) rotate(270 16 16)" d="M32 0A32 32 0 0 1 0 32V16A16 16 0 0 0 16 0Z"/>\
          <path transform="translate(32 32) rotate(90 16 16)" d="M32 0A32 32 0 0 1 0 32V16A16 16 0 0 0 16 0Z"/>\
          </g>\
          </svg>""";

  @Test
  void theDrawingsOfTheLookComeOut() {
    assertThat(Avatar.svg("amina")).isEqualTo(AMINA);
    assertThat(Avatar.svg("wei")).isEqualTo(WEI);
    assertThat(Avatar.svg("the_patient_gardener_of_the_north_side_allotments_number_forty_2"))
        .isEqualTo(GARDENER);
  }

  @Test
  void theCaseOfANameDoesNotMatter() {
    assertThat(Avatar.svg("AMINA")).isEqualTo(AMINA);
    assertThat(Avatar.svg("Amina")).isEqualTo(AMINA);
  }

  @Test
  void aNewNameGivesANewDrawing() {
    Set<String> drawings = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      drawings.add(Avatar.svg("person_" + i));
    }
    // Of 663,552 drawings, two of a thousand are the same about every other time.
    assertThat(drawings).hasSizeGreaterThan(990);
  }

  @Test
  void everyNameGivesThreePiecesAndOneFullStop() {
    List<String> names =
        new ArrayList<>(List.of("", " ", "你好", "😀", "\0", "\ud800", "<script>\"'&"));
    for (int i = 0; i < 2000; i++) {
      names.add("person_" + i);
    }
    for (String name : names) {
      String svg = Avatar.svg(name);

      assertThat(svg).as(name).matches(DRAWING).hasSizeLessThan(1000);
      assertThat(svg.split("<circle", -1)).as(name).hasSize(2);
    }
  }

  @Test
  void aMegabyteOfNameIsDrawnInBoundedTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> assertThat(Avatar.svg("a\u0301\u0316".repeat(350_000))).matches(DRAWING));
  }
}
