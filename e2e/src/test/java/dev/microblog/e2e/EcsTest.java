package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What ECS is told: that it fits the image and the server, and that Terraform tells it the same.
class EcsTest {
  private static final String FOLDER = "deploy/ecs/";
  private static final List<String> DOCUMENTS =
      List.of(
          "task-definition",
          "target-group",
          "service",
          "migrate",
          "scalable-target",
          "scaling-policy");
  private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z_]+)}");

  private static Manifest document(String name) {
    return Manifest.all(KnownSettings.read(FOLDER + name + ".json")).getFirst();
  }

  private static Manifest container() {
    return document("task-definition").parts("containerDefinitions").getFirst();
  }

  @Test
  void theContainerIsHeldAsTightAsElsewhere() {
    Manifest container = container();
    String dockerfile = KnownSettings.read("Dockerfile");
    assertThat(dockerfile).contains("USER " + container.text("user") + "\n");
    assertThat(container.at("readonlyRootFilesystem")).isEqualTo(true);
    assertThat(container.texts("linuxParameters.capabilities.drop")).containsExactly("ALL");
    assertThat(container.has("privileged")).isFalse();
    assertThat(container.parts("mountPoints"))
        .singleElement()
        .matches(mount -> dockerfile.contains("VOLUME " + mount.text("containerPath") + "\n"));
    // ECS kills when this is over; the server takes less than ten seconds to end.
    assertThat(container.number("stopTimeout")).isGreaterThanOrEqualTo(15);
  }

  @Test
  void itsHealthCheckIsThatOfTheImage() {
    Matcher check =
        Pattern.compile(
                "HEALTHCHECK --interval=(\\d+)s --timeout=(\\d+)s --start-period=(\\d+)s"
                    + " --retries=(\\d+) \\\\\\s+CMD (\\[.*])")
            .matcher(KnownSettings.read("Dockerfile"));
    assertThat(check.find()).isTrue();
    Manifest asked = container().part("healthCheck");
    assertThat(List.of("interval", "timeout", "startPeriod", "retries").stream().map(asked::text))
        .containsExactly(check.group(1), check.group(2), check.group(3), check.group(4));
    List<String> command =
        Pattern.compile("\"([^\"]+)\"")
            .matcher(check.group(5))
            .results()
            .map(r -> r.group(1))
            .toList();
    assertThat(asked.texts("command"))
        .isEqualTo(Stream.concat(Stream.of("CMD"), command.stream()).toList());
  }

  @Test
  void portsAreThoseOfTheImageAndOfTheServer() {
    Manifest container = container();
    List<String> ports =
        container.parts("portMappings").stream().map(port -> port.text("containerPort")).toList();
    assertThat(KnownSettings.read("Dockerfile")).contains("EXPOSE " + String.join(" ", ports));
    Manifest group = document("target-group");
    assertThat(List.of(group.text("Port"), group.text("HealthCheckPort"))).isEqualTo(ports);
    // Requests go to who can answer them; who is alive but not ready is not ended for it.
    assertThat(group.text("HealthCheckPath")).isEqualTo("/health/ready");
    assertThat(
            KnownSettings.read("server/src/main/java/dev/microblog/platform/http/Management.java"))
        .contains("case \"" + group.text("HealthCheckPath") + "\" ->");
    assertThat(container.texts("healthCheck.command")).endsWith("live");
    Manifest balanced = document("service").parts("loadBalancers").getFirst();
    assertThat(balanced.text("containerName")).isEqualTo(container.text("name"));
    assertThat(balanced.text("containerPort")).isEqualTo(group.text("Port"));
  }

  @Test
  void everySettingIsKnownAndSecretsAreReferences() {
    Manifest container = container();
    for (Manifest setting : container.parts("environment")) {
      assertThat(setting.text("name")).matches(KnownSettings::isKnown);
      assertThat(setting.text("name")).matches(name -> !KnownSettings.isSecret(name));
    }
    assertThat(container.parts("secrets"))
        .allMatch(secret -> KnownSettings.isSecret(secret.text("name")))
        .allMatch(secret -> secret.text("valueFrom").matches("\\$\\{[a-z_]+_arn}"))
        .hasSize(2);
    assertThat(container.text("image")).isEqualTo("${image}");
  }

  @Test
  void theMigrationIsACommandOfTheSameTask() {
    Manifest migrate = document("migrate");
    Manifest container = migrate.parts("overrides.containerOverrides").getFirst();
    assertThat(container.text("name")).isEqualTo(container().text("name"));
    assertThat(container.texts("command")).containsExactly("migrate");
    assertThat(container().parts("environment"))
        .anyMatch(
            setting ->
                setting.text("name").equals("MIGRATE") && setting.text("value").equals("off"));
    Manifest service = document("service");
    for (String same :
        List.of("cluster", "taskDefinition", "platformVersion", "networkConfiguration")) {
      assertThat(migrate.at(same)).isEqualTo(service.at(same));
    }
    // As long as a server waits for its schema.
    assertThat(service.number("healthCheckGracePeriodSeconds")).isGreaterThan(300);
    assertThat(service.at("deploymentConfiguration.deploymentCircuitBreaker.rollback"))
        .isEqualTo(true);
    // An upgrade takes nobody away before another is there.
    assertThat(service.number("deploymentConfiguration.minimumHealthyPercent")).isEqualTo(100);
    assertThat(service.number("deploymentConfiguration.maximumPercent")).isGreaterThan(100);
  }

  @Test
  void everyPlaceInTheDocumentsHasAValueInTerraform() {
    Set<String> places = new TreeSet<>();
    for (String name : DOCUMENTS) {
      PLACE
          .matcher(KnownSettings.read(FOLDER + name + ".json"))
          .results()
          .forEach(result -> places.add(result.group(1)));
    }
    String module = KnownSettings.read(FOLDER + "terraform/main.tf");
    String values = module.substring(module.indexOf("values = {"), module.indexOf("\n  }\n"));
    Set<String> given = new TreeSet<>();
    Pattern.compile("(?m)^    ([a-z_]+) +=")
        .matcher(values)
        .results()
        .forEach(result -> given.add(result.group(1)));
    assertThat(given).isEqualTo(places);
  }

  /// Terraform is no part of what CI brings, so where it is not there are no such tests, instead of
  /// skipped ones. No provider is fetched: of the resources the form is looked at, and what they
  /// are made from is worked out for real.
  @TestFactory
  Stream<DynamicTest> terraformReadsTheDocuments(@TempDir Path folder) {
    Tool terraform = Tool.find("TERRAFORM", "terraform");
    return terraform == null
        ? Stream.empty()
        : Stream.of(
            DynamicTest.dynamicTest(
                "its files have its form",
                () -> terraform.run("fmt", "-check", "-recursive", FOLDER + "terraform")),
            DynamicTest.dynamicTest(
                "what it makes of the documents", () -> work(terraform, folder)));
  }

  private static void work(Tool terraform, Path folder) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : DOCUMENTS) {
      String text = KnownSettings.read(FOLDER + name + ".json");
      Files.writeString(folder.resolve(name + ".json"), text);
      PLACE.matcher(text).results().forEach(place -> values.put(place.group(1), place.group(1)));
    }
    // What would end a string, or be read as something else.
    values.put("database_url", "mysql://me@db/x?a=\"b\\c\"&d=<e>");
    Path module = Files.createDirectories(folder.resolve("terraform/documents"));
    Files.writeString(
        module.resolve("main.tf"), KnownSettings.read(FOLDER + "terraform/documents/main.tf"));
    Files.writeString(module.resolve("terraform.tfvars.json"), "{\"values\":" + json(values) + "}");
    terraform.run("-chdir=" + module, "init", "-backend=false", "-input=false");
    terraform.run("-chdir=" + module, "apply", "-auto-approve", "-input=false");
    Manifest made = Manifest.all(terraform.run("-chdir=" + module, "output", "-json")).getFirst();
    for (String name : DOCUMENTS) {
      assertThat(made.part(name.replace('-', '_') + ".value").fields())
          .as(name)
          .isEqualTo(filled(document(name).fields(), values));
    }
  }

  private static String json(Map<String, String> values) {
    List<String> entries =
        values.entrySet().stream()
            .map(
                entry ->
                    "\"%s\":\"%s\""
                        .formatted(
                            entry.getKey(),
                            entry.getValue().replace("\\", "\\\\").replace("\"", "\\\"")))
            .toList();
    return "{" + String.join(",", entries) + "}";
  }

  private static Object filled(Object value, Map<String, String> values) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<Object, Object> filled = new LinkedHashMap<>();
        map.forEach((name, each) -> filled.put(name, filled(each, values)));
        yield filled;
      }
      case List<?> list -> list.stream().map(each -> filled(each, values)).toList();
      case String text ->
          PLACE
              .matcher(text)
              .replaceAll(
                  place -> Matcher.quoteReplacement(String.valueOf(values.get(place.group(1)))));
      default -> value;
    };
  }
}
