package dev.microblog.platform.doctor;

import static dev.microblog.platform.doctor.Finding.Level.BAD;
import static dev.microblog.platform.doctor.Finding.Level.GOOD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.config.Config;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchCheckTest {
  private static final String ELASTIC =
      "{\"name\":\"a\",\"version\":{\"number\":\"8.1.0\"},\"tagline\":\"You Know, for Search\"}";

  private static List<Finding> look(String url) throws InterruptedException {
    return look(new Config.Search(true, List.of(URI.create(url)), "microblog", null, null, null));
  }

  private static List<Finding> look(Config.Search search) throws InterruptedException {
    return SearchCheck.of(search, Web.system()).getFirst().look();
  }

  @Test
  void withoutASearchServerNothingIsWrong() throws InterruptedException {
    assertThat(look(new Config.Search(true, List.of(), "microblog", null, null, null)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.level()).isEqualTo(GOOD));
  }

  @Test
  void aSearchServerTellsItsVersion() throws Exception {
    try (WebStandIn server = new WebStandIn(200, ELASTIC)) {
      assertThat(Told.by(look("http://" + server.place()), GOOD, "search"))
          .isEqualTo("A search server of version 8.1.0 answers at http://" + server.place() + ".");
    }
  }

  @Test
  void whoSignsInDoesSoAndIsNotNamed() throws Exception {
    try (WebStandIn server = new WebStandIn(401, "")) {
      String told = Told.by(look("http://amina:swordfish@" + server.place()), BAD, "search");

      assertThat(told).contains("does not take the user").doesNotContain("swordfish", "amina");
      assertThat(server.heard).containsEntry("Authorization", "Basic YW1pbmE6c3dvcmRmaXNo");
      assertThat(Told.by(look("http://" + server.place()), BAD, "search"))
          .contains("asks for a user and a password");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "405, GOOD, does not tell its version",
    "200, BAD, does not tell a version",
    "301, BAD, leads on to another address",
    "503, BAD, status 503"
  })
  void everyOtherAnswerHasWords(int status, Finding.Level level, String words) throws Exception {
    try (WebStandIn server = new WebStandIn(status, "{}")) {
      assertThat(Told.by(look("http://" + server.place()), level, "search")).contains(words);
    }
  }

  @Test
  void nobodyThereIsTold() throws Exception {
    String gone;
    try (WebStandIn server = new WebStandIn(200, "")) {
      gone = server.place();
    }
    assertThat(Told.by(look("http://amina:swordfish@" + gone), BAD, "search"))
        .contains("Nobody listens at " + gone, "ELASTICSEARCH_URL")
        .doesNotContain("swordfish");
  }
}
