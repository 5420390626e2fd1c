package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The objects and pods of every way to install on Kubernetes: that a cluster takes them, and what
/// is promised of them. No cluster is asked.
class KubernetesTest {
  static Stream<Rendered> ways() {
    return Rendered.all();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyObjectIsOneThatTheApiTakes(Rendered way) {
    assertThat(way.objects()).hasSizeGreaterThan(4);
    for (Manifest object : way.objects()) {
      // The monitor is no object of Kubernetes itself: see below.
      if (!object.kind().equals("ServiceMonitor")) {
        assertThat(ManifestSchema.problems(object)).as("%s of %s", object.kind(), way).isEmpty();
      }
    }
    assertThat(way.objects().stream().map(object -> object.kind() + " " + object.name()))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyPodIsRestricted(Rendered way) {
    assertThat(way.workloads()).isNotEmpty();
    for (Manifest workload : way.workloads()) {
      Manifest spec = workload.pod().part("spec");
      Manifest container = Rendered.container(workload);
      assertThat(PodSecurity.problems(workload.pod())).as("%s", way).isEmpty();
      assertThat(spec.at("automountServiceAccountToken")).isEqualTo(false);
      assertThat(spec.at("enableServiceLinks")).isEqualTo(false);
      assertThat(container.at("securityContext.readOnlyRootFilesystem")).isEqualTo(true);
      assertThat(
              spec.text("securityContext.runAsUser") + ":" + spec.text("securityContext.fsGroup"))
          .as("the user of the image, and a group that reads its secrets")
          .isEqualTo(imageUser());
      assertThat(paths(container)).contains("/data");
    }
    if (way.way().startsWith("kustomize")) {
      assertThat(way.one("Namespace").part("metadata.labels").fields())
          .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
      assertThat(way.objects())
          .filteredOn(object -> !object.kind().equals("Namespace"))
          .allMatch(object -> object.text("metadata.namespace").equals("microblog"));
    }
  }

  private static String imageUser() {
    return KnownSettings.read("Dockerfile")
        .lines()
        .filter(line -> line.startsWith("USER "))
        .map(line -> line.substring(5))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> paths(Manifest container) {
    return container.parts("volumeMounts").stream().map(mount -> mount.text("mountPath")).toList();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void probesAskWhatTheServerAnswers(Rendered way) {
    Manifest container = Rendered.container(way.one("Deployment"));
    String server =
        KnownSettings.read("server/src/main/java/dev/microblog/platform/http/Management.java");
    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      Manifest asked = container.part(probe).part("httpGet");
      assertThat(server).contains("case \"" + asked.text("path") + "\" ->");
      assertThat(Rendered.port(container, asked.text("port"))).isEqualTo(5001);
    }
    // A server that waits for its database or migrates is not started and not ready, but alive.
    assertThat(container.text("livenessProbe.httpGet.path")).isEqualTo("/health/live");
    assertThat(container.text("startupProbe.httpGet.path")).isEqualTo("/health/live");
    assertThat(container.text("readinessProbe.httpGet.path")).isEqualTo("/health/ready");
    Manifest annotations = way.one("Deployment").pod().part("metadata.annotations");
    Object scraped = annotations.fields().get("prometheus.io/path");
    assertThat(scraped == null || server.contains("case \"" + scraped + "\" ->")).isTrue();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void anUpdateLosesNoRequest(Rendered way) {
    Manifest server = way.one("Deployment");
    Manifest container = Rendered.container(server);
    // The server itself takes less than ten seconds to end.
    int sleep = container.number("lifecycle.preStop.sleep.seconds");
    assertThat(sleep).isGreaterThanOrEqualTo(5);
    assertThat(server.pod().number("spec.terminationGracePeriodSeconds"))
        .isGreaterThanOrEqualTo(sleep + 10);
    if (way.settings(server).containsKey("DATABASE_URL")) {
      assertThat(server.number("spec.strategy.rollingUpdate.maxUnavailable")).isZero();
      assertThat(server.number("spec.strategy.rollingUpdate.maxSurge")).isEqualTo(1);
    } else {
      assertThat(server.text("spec.strategy.type")).isEqualTo("Recreate");
      assertThat(server.number("spec.replicas")).isEqualTo(1);
      assertThat(way.of("HorizontalPodAutoscaler")).isEmpty();
      assertThat(way.of("PodDisruptionBudget")).as("it would keep a node for ever").isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void memoryFitsJavasHeap(Rendered way) {
    Manifest container = Rendered.container(way.one("Deployment"));
    int limit = mebibytes(container.text("resources.limits.memory"));
    String options =
        way.settings(way.one("Deployment"))
            .getOrDefault("_JAVA_OPTIONS", KnownSettings.read("server/src/main/jvm/jvm.options"));
    int heap = Integer.parseInt(options.replaceAll("(?s).*-Xmx([0-9]+)m.*", "$1"));
    // docs/benchmarks.md: 310 MB at most with a heap of 128, and there must be air.
    assertThat(limit).isGreaterThanOrEqualTo(heap + 256);
    assertThat(mebibytes(container.text("resources.requests.memory")))
        .isGreaterThanOrEqualTo(heap + 192)
        .isLessThanOrEqualTo(limit);
    assertThat(container.has("resources.limits.cpu")).isFalse();
  }

  private static int mebibytes(String quantity) {
    int number = Integer.parseInt(quantity.replaceAll("[^0-9]", ""));
    return quantity.endsWith("Gi") ? number * 1024 : number;
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everySettingIsKnownAndNoSecretIsInside(Rendered way) {
    assertThat(way.of("Secret")).isEmpty();
    for (Manifest workload : way.workloads()) {
      Map<String, String> settings = way.settings(workload);
      assertThat(settings.keySet()).as("%s", way).allMatch(KnownSettings::isKnown);
      assertThat(settings.keySet()).noneMatch(KnownSettings::isSecret);
      assertThat(settings.getOrDefault("DATABASE_URL", ""))
          .doesNotContainPattern("//[^/@]*:[^/]*@");
      List<String> secrets = secretFolders(workload);
      settings.forEach(
          (name, value) -> {
            if (name.endsWith("_FILE")) {
              assertThat(secrets).as(name).anyMatch(folder -> value.startsWith(folder + "/"));
            }
          });
    }
  }

  /// Where secrets are mounted, each of a volume that is there, for the group alone.
  private static List<String> secretFolders(Manifest workload) {
    List<Manifest> volumes = workload.pod().parts("spec.volumes");
    return Rendered.container(workload).parts("volumeMounts").stream()
        .filter(
            mount -> {
              Manifest volume =
                  volumes.stream()
                      .filter(candidate -> candidate.text("name").equals(mount.text("name")))
                      .findFirst()
                      .orElseThrow();
              assertThat(volume.number("secret.defaultMode")).isIn(-1, 0440);
              return volume.has("secret");
            })
        .map(mount -> mount.text("mountPath"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void imagesAreOfThisVersionOrHaveADigest(Rendered way) {
    for (Manifest workload : way.workloads()) {
      assertThat(Rendered.container(workload).text("image"))
          .matches(".+(:" + KnownSettings.version() + "|@sha256:[0-9a-f]{64})");
    }
  }
}
