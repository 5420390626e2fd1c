package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The chart: that it is whole, says what it takes, and refuses the rest in words.
class HelmTest {
  private static final String CHART = "deploy/helm/microblog";

  /// Settings that the chart has values of its own for, or that are the image's or a command's.
  private static final Set<String> OWN =
      Set.of(
          "PORT",
          "MANAGEMENT_PORT",
          "MANAGEMENT_ADDRESS",
          "DATA_DIR",
          "DATABASE_URL",
          "MIGRATE",
          // What preStop does.
          "STOP_DELAY",
          "BACKUP_DIR",
          "PUBLIC_URL",
          "TRUSTED_PROXIES",
          "ELASTICSEARCH_URL",
          // For commands alone.
          "IMPORT_DATABASE_URL",
          "IMPORT_DATABASE_PASSWORD",
          "MOVE_DATABASE_URL",
          "MOVE_DATABASE_PASSWORD");

  private static Manifest file(String name) {
    return Manifest.all(KnownSettings.read(CHART + "/" + name)).getFirst();
  }

  @Test
  void itIsWithoutFaultWithEachFileOfValues() {
    Tool helm = Tool.need("HELM", "helm");
    List<String> words = new ArrayList<>(List.of("lint", "--strict", CHART));
    assertThat(helm.run(words.toArray(String[]::new))).contains("0 chart(s) failed");
    for (String values : Rendered.VALUES) {
      assertThat(helm.run("lint", "--strict", CHART, "--values", Rendered.values(values)))
          .contains("0 chart(s) failed");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # What the schema refuses.
          replicacount=2                                   | additional properties 'replicacount' not allowed
          image.tag=latest                                 | at '/image/tag'
          image.digest=sha256:abc                          | at '/image/digest'
          replicaCount=0                                   | at '/replicaCount': minimum
          replicaCount=40                                  | at '/replicaCount': maximum
          publicUrl=microblog.example.org                  | at '/publicUrl'
          publicUrl=https://example.org/blog               | at '/publicUrl'
          database.url=mysql://me:secret@mysql/microblog   | at '/database/url'
          database.url=sqlite:///app.db                    | at '/database/url'
          search.url=http://me:secret@search:9200          | at '/search/url'
          settings.DATABSE_POOL=5                          | DATABSE_POOL
          settings.SECRET_KEY=0123456789abcdef             | SECRET_KEY
          settings.MIGRATE=off                             | MIGRATE
          secretFiles.POST_MAX_LENGTH=length               | POST_MAX_LENGTH
          networkPolicy.dataPorts=null                     | dataPorts
          persistence.accessMode=ReadWriteMany             | at '/persistence/accessMode'
          # What no schema can say.
          replicaCount=2                                   | SQLite, which one pod alone can use
          autoscaling.enabled=true                         | SQLite, which one pod alone can use
          database.url=mysql://me@mysql/microblog          | all pods share a secret key
          secretFiles.MAIL_PASSWORD=mail                   | secretFiles needs existingSecret
          existingSecret=microblog                         | existingSecret needs secretFiles
          ingress.enabled=true                             | ingress.enabled needs publicUrl
          """)
  void wrongValuesAreRefusedInWords(String value, String words) {
    Docker.Result result = Tool.need("HELM", "helm").ask("template", "site", CHART, "--set", value);
    assertThat(result.status()).as(result.output()).isNotZero();
    assertThat(result.output()).contains(words);
  }

  @Test
  void severalPodsNeedASearchServerOrNone() {
    String[] words = {
      "template",
      "site",
      CHART,
      "--values",
      Rendered.values("replicas"),
      "--set",
      "search.url=",
      "--set"
    };
    Tool helm = Tool.need("HELM", "helm");
    assertThat(helm.ask(with(words, "replicaCount=3")).output()).contains("Several pods need");
    assertThat(helm.ask(with(words, "settings.SEARCH=off")).status()).isZero();
    assertThat(helm.ask(with(words, "settings.SEARCH=off,autoscaling.minReplicas=11")).output())
        .contains("minReplicas is more than");
  }

  private static String[] with(String[] words, String last) {
    return Stream.concat(Stream.of(words), Stream.of(last)).toArray(String[]::new);
  }

  @Test
  void itsVersionIsThatOfTheProgram() {
    assertThat(file("Chart.yaml").text("appVersion")).isEqualTo(KnownSettings.version());
  }

  @Test
  void itKnowsEverySettingInOnePlace() {
    Manifest schema = file("values.schema.json");
    List<String> plain = schema.texts("properties.settings.propertyNames.enum");
    List<String> secret = schema.texts("properties.secretFiles.propertyNames.enum");
    Set<String> left = new TreeSet<>(KnownSettings.all());
    assertThat(left).containsAll(plain).containsAll(secret);
    plain.forEach(left::remove);
    secret.forEach(left::remove);
    assertThat(OWN).as("settings that nobody can give to the chart").containsAll(left);
    assertThat(plain).noneMatch(KnownSettings::isSecret);
    assertThat(plain).doesNotContainAnyElementsOf(OWN);
  }

  @Test
  void everyValueIsDescribedAndNoOtherIsTaken() {
    assertDescribed("", file("values.schema.json"), file("values.yaml"));
  }

  private static void assertDescribed(String path, Manifest schema, Manifest values) {
    assertThat(schema.at("additionalProperties")).as(path).isEqualTo(false);
    values
        .fields()
        .forEach(
            (name, value) -> {
              Manifest described = schema.part("properties." + name);
              assertThat(described.text("description")).as(path + name).isNotBlank();
              if (described.has("properties") && !name.equals("resources")) {
                assertDescribed(path + name + ".", described, Manifest.of(value));
              }
            });
  }
}
