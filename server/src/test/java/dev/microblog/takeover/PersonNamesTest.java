package dev.microblog.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.microblog.account.AccountPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonNamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "susan|susan",
        "mary-jane.w|mary-jane.w",
        ".hidden|.hidden",
        "José Pérez|Jose_Perez",
        "Straße|Strasse",
        "Øystein|Oystein",
        "Łukasz|Lukasz",
        "a/b|a_b",
        "'  blanks  '|blanks",
        "..|user_7",
        "...-|user_7",
        "___|___",
        "张伟|user_7",
        "😀|user_7",
        "😀smile😀|smile",
        "''|user_7"
      })
  void theNearestNameIsFound(String name, String nearest) {
    assertThat(PersonNames.nearest(7, name)).isEqualTo(nearest);
    assertThat(AccountPolicy.isBroughtName(nearest)).isTrue();
  }

  @Test
  void whoseNameCanStayHasItBeforeWhoseNameMustChange() {
    PersonNames names = new PersonNames();
    names.claim(1, "José");
    names.claim(2, "jose");
    names.claim(3, "JOSE");

    assertThat(names.give(1, "José")).isEqualTo("Jose_2");
    assertThat(names.give(2, "jose")).isEqualTo("jose");
    assertThat(names.give(3, "JOSE")).isEqualTo("JOSE_3");
    assertThat(names.give(3, "JOSE")).as("asked again").isNotEqualTo("jose");
  }

  @Test
  void aNumberThatSomebodyHasIsLeftOut() {
    PersonNames names = new PersonNames();
    names.claim(1, "susan");
    names.claim(2, "Susan_2");

    assertThat(names.give(3, "SUSAN")).isEqualTo("SUSAN_3");
  }

  @Test
  void theNumberOfALongNameIsNotCutOff() {
    PersonNames names = new PersonNames();
    String long300 = "n".repeat(300);

    assertThat(names.give(1, long300)).isEqualTo("n".repeat(64));
    assertThat(names.give(2, long300)).isEqualTo("n".repeat(62) + "_2");
  }

  @Test
  void aMegabyteOfMarksIsReadInBoundedTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertThat(PersonNames.nearest(1, "a" + "\u0301".repeat(1_000_000))).isEqualTo("a"));
  }
}
