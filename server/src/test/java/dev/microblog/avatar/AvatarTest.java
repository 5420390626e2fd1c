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
  private static final Pattern FIGURE =
      Pattern.compile("(M[0-9]+ [0-9]+([la]-?[0-9]+ -?[0-9]+( 0 0 [01] -?[0-9]+ -?[0-9]+)?)+z){4}");

  private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");

  /// Outlined as the example of the same name in the look, compared point by point in a browser.
  private static final Avatar AMINA =
      new Avatar(
          "#267c85",
          "#d5efbe",
          "M32 0a32 32 0 0 1 -32 32a32 32 0 0 1 32 -32z"
              + "M32 32l0 -16a16 16 0 0 1 32 0l0 16z"
              + "M32 32l0 32l-32 0a32 32 0 0 0 32 -32z"
              + "M39 48a9 9 0 0 1 18 0a9 9 0 0 1 -18 0z");

  private static final Avatar WEI =
      new Avatar(
          "#966b27",
          "#f9efc9",
          "M32 32l-32 0l0 -32a32 32 0 0 0 32 32z"
              + "M32 32l0 -16a16 16 0 0 1 32 0l0 16z"
              + "M7 48a9 9 0 0 1 18 0a9 9 0 0 1 -18 0z"
              + "M64 64a32 32 0 0 1 -32 -32a32 32 0 0 1 32 32z");

  private static final Avatar GARDENER =
      new Avatar(
          "#387f5c",
          "#f4eaac",
          "M7 16a9 9 0 0 1 18 0a9 9 0 0 1 -18 0z"
              + "M64 32a32 32 0 0 1 -32 -32a32 32 0 0 1 32 32z"
              + "M0 32a32 32 0 0 1 32 32l-16 0a16 16 0 0 0 -16 -16z"
              + "M64 64a32 32 0 0 1 -32 -32l16 0a16 16 0 0 0 16 16z");

  @Test
  void theDrawingsOfTheLookComeOut() {
    assertThat(Avatar.of("amina")).isEqualTo(AMINA);
    assertThat(Avatar.of("wei")).isEqualTo(WEI);
    assertThat(Avatar.of("the_patient_gardener_of_the_north_side_allotments_number_forty_2"))
        .isEqualTo(GARDENER);
  }

  @Test
  void aFileHoldsBothColoursAndTheFigure() {
    assertThat(AMINA.svg())
        .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\">")
        .contains("<path fill=\"" + AMINA.ground() + "\" d=\"M0 0h64v64H0z\"/>")
        .contains("<path fill=\"" + AMINA.figure() + "\" stroke=\"" + AMINA.figure() + "\"")
        .contains(" d=\"" + AMINA.path() + "\"/>")
        .endsWith("</svg>");
  }

  @Test
  void theCaseOfANameDoesNotMatter() {
    assertThat(Avatar.of("AMINA")).isEqualTo(AMINA);
    assertThat(Avatar.of("Amina")).isEqualTo(AMINA);
  }

  @Test
  void aNewNameGivesANewDrawing() {
    Set<Avatar> drawings = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      drawings.add(Avatar.of("person_" + i));
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
      Avatar avatar = Avatar.of(name);
      assertThat(avatar.path()).as(name).matches(FIGURE).hasSizeLessThan(250);
      assertThat(avatar.path().split("a9 9 0 0 1 18 0", -1)).as(name).hasSize(2);
      assertThat(List.of(avatar.ground(), avatar.figure()))
          .as(name)
          .allMatch(colour -> COLOUR.matcher(colour).matches());
    }
  }

  @Test
  void aMegabyteOfNameIsDrawnInBoundedTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> assertThat(Avatar.of("a\u0301\u0316".repeat(350_000)).path()).matches(FIGURE));
  }
}
