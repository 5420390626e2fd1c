package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// That what judges the manifests refuses what is wrong: a judge who takes everything is none.
class ManifestSchemaTest {
  private static final String FOLDER = "deploy/kubernetes/";

  private static Manifest read(String file) {
    return Manifest.all(KnownSettings.read(FOLDER + file)).getFirst();
  }

  private static Manifest deployment() {
    return read("base/deployment.yaml");
  }

  private static Manifest container(Manifest deployment) {
    return deployment.pod().parts("spec.containers").getFirst();
  }

  private static List<String> problems(Consumer<Manifest> breaks) {
    Manifest object = deployment();
    breaks.accept(object);
    return ManifestSchema.problems(object);
  }

  @Test
  void whatIsRightIsTaken() {
    assertThat(ManifestSchema.problems(deployment())).isEmpty();
    assertThat(ManifestSchema.problems(read("replicas/horizontalpodautoscaler.yaml"))).isEmpty();
  }

  @Test
  void aMisspeltFieldIsRefused() {
    assertThat(
            problems(
                object ->
                    container(object)
                        .part("securityContext")
                        .fields()
                        .put("readonlyRootFilesystem", true)))
        .singleElement()
        .asString()
        .contains("securityContext: there is no field readonlyRootFilesystem");
    assertThat(problems(object -> object.part("spec").fields().put("replica", 1))).hasSize(1);
  }

  @Test
  void aValueOfAnotherTypeIsRefused() {
    assertThat(problems(object -> object.part("spec").fields().put("replicas", "3"))).hasSize(1);
    assertThat(
            problems(
                object -> object.pod().part("spec").fields().put("enableServiceLinks", "false")))
        .hasSize(1);
    assertThat(
            problems(
                object ->
                    object.pod().part("metadata.annotations").fields().put("example.org/n", 1)))
        .hasSize(1);
    assertThat(
            problems(
                object ->
                    container(object).part("resources.limits").fields().put("memory", "512 MB")))
        .hasSize(1);
    assertThat(problems(object -> object.fields().put("spec", new ArrayList<>()))).hasSize(1);
  }

  @Test
  void aWordThatMeansNothingIsRefused() {
    assertThat(
            problems(
                object ->
                    object
                        .pod()
                        .part("spec.securityContext")
                        .fields()
                        .put("fsGroupChangePolicy", "OnMismatch")))
        .hasSize(1);
  }

  @Test
  void whatIsMissingIsTold() {
    assertThat(problems(object -> object.part("spec").fields().remove("selector")))
        .singleElement()
        .asString()
        .contains("selector is missing");
    assertThat(problems(object -> container(object).fields().remove("name"))).hasSize(1);
  }

  @Test
  void aKindOfAnotherVersionIsRefused() {
    assertThat(problems(object -> object.fields().put("apiVersion", "extensions/v1beta1")))
        .hasSize(1);
    assertThat(problems(object -> object.fields().put("kind", "Deploy"))).hasSize(1);
  }

  @Test
  void aPodThatAsksForMoreThanItNeedsIsNotRestricted() {
    List<Consumer<Manifest>> ways =
        List.of(
            pod -> pod.part("spec").fields().put("hostNetwork", true),
            pod -> pod.part("spec.securityContext").fields().remove("runAsNonRoot"),
            pod -> pod.part("spec.securityContext").fields().remove("seccompProfile"),
            pod -> pod.part("spec.securityContext").fields().put("runAsUser", 0),
            pod -> pod.part("spec").fields().put("volumes", hostPath()),
            pod -> context(pod).fields().put("privileged", true),
            pod -> context(pod).fields().remove("allowPrivilegeEscalation"),
            pod -> context(pod).fields().remove("capabilities"),
            pod -> context(pod).part("capabilities").fields().put("add", List.of("NET_ADMIN")),
            pod -> context(pod).fields().put("runAsNonRoot", false),
            pod -> first(pod).parts("ports").getFirst().fields().put("hostPort", 80),
            pod -> first(pod).part("livenessProbe.httpGet").fields().put("host", "192.0.2.1"),
            pod -> pod.part("spec").fields().put("initContainers", bareContainers()));
    for (int way = 0; way < ways.size(); way++) {
      Manifest pod = deployment().pod();
      assertThat(PodSecurity.problems(pod)).isEmpty();
      ways.get(way).accept(pod);
      assertThat(PodSecurity.problems(pod)).as("way %s", way).isNotEmpty();
    }
  }

  private static Manifest first(Manifest pod) {
    return pod.parts("spec.containers").getFirst();
  }

  private static Manifest context(Manifest pod) {
    return first(pod).part("securityContext");
  }

  private static List<Map<String, Object>> hostPath() {
    return List.of(Map.of("name", "data", "hostPath", Map.of("path", "/")));
  }

  private static List<Map<String, Object>> bareContainers() {
    return List.of(Map.of("name", "first", "image", "busybox:1"));
  }
}
