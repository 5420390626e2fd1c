package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// That on Kubernetes what names or selects something else finds it, in every way to install.
class KubernetesWiringTest {
  static Stream<Rendered> ways() {
    return Rendered.all();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void theJobMigratesOrTheServerDoes(Rendered way) {
    Manifest server = way.one("Deployment");
    List<Manifest> jobs = way.of("Job");
    if (way.settings(server).getOrDefault("MIGRATE", "on").equals("off")) {
      Manifest job = way.one("Job");
      Manifest container = Rendered.container(job);
      assertThat(container.texts("args")).containsExactly("migrate");
      assertThat(KnownSettings.read("docs/operations.md")).contains("| `migrate` |");
      assertThat(container.text("image")).isEqualTo(Rendered.container(server).text("image"));
      assertThat(way.settings(job)).isEqualTo(way.settings(server));
      assertThat(job.has("spec.activeDeadlineSeconds")).as("killed while it migrates").isFalse();
      // What a Job is refused with otherwise, as soon as it says which failures count.
      assertThat(job.pod().text("spec.restartPolicy")).isEqualTo("Never");
    } else {
      assertThat(jobs).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whatSelectsFindsWhatItIsMeantFor(Rendered way) {
    Manifest server = way.one("Deployment");
    Manifest labels = server.pod().part("metadata.labels");
    assertThat(server.part("spec.selector.matchLabels").isPartOf(labels)).isTrue();
    for (Manifest job : way.of("Job")) {
      assertThat(
              server.part("spec.selector.matchLabels").isPartOf(job.pod().part("metadata.labels")))
          .as("a migration gets no requests and is not counted as a server")
          .isFalse();
    }
    for (Manifest service : way.of("Service")) {
      assertThat(service.part("spec.selector").isPartOf(labels)).isTrue();
      for (Manifest port : service.parts("spec.ports")) {
        assertThat(Rendered.port(Rendered.container(server), port.text("targetPort"))).isPositive();
      }
    }
    for (Manifest budget : way.of("PodDisruptionBudget")) {
      assertThat(budget.part("spec.selector.matchLabels"))
          .isEqualTo(server.part("spec.selector.matchLabels"));
      assertThat(budget.number("spec.maxUnavailable")).isEqualTo(1);
    }
    for (Manifest spread : server.pod().parts("spec.topologySpreadConstraints")) {
      assertThat(spread.part("labelSelector.matchLabels"))
          .isEqualTo(server.part("spec.selector.matchLabels"));
    }
    for (Manifest scaler : way.of("HorizontalPodAutoscaler")) {
      assertThat(scaler.text("spec.scaleTargetRef.kind")).isEqualTo(server.kind());
      assertThat(scaler.text("spec.scaleTargetRef.name")).isEqualTo(server.name());
      assertThat(server.has("spec.replicas")).as("two that decide how many").isFalse();
      assertThat(scaler.number("spec.maxReplicas")).as("of 32 node numbers").isBetween(3, 24);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void peopleReachThePagesAndNothingElse(Rendered way) {
    for (Manifest ingress : way.of("Ingress")) {
      Manifest rule = ingress.parts("spec.rules").getFirst();
      Manifest backend = rule.parts("http.paths").getFirst().part("backend.service");
      Manifest service =
          way.of("Service").stream()
              .filter(candidate -> candidate.name().equals(backend.text("name")))
              .findFirst()
              .orElseThrow();
      assertThat(service.parts("spec.ports"))
          .singleElement()
          .matches(port -> port.text("targetPort").equals("http"))
          .matches(port -> port.text("name").equals(backend.text("port.name")));
      assertThat(way.settings(way.one("Deployment")))
          .containsEntry("PUBLIC_URL", "https://" + rule.text("host"));
      for (Manifest tls : ingress.parts("spec.tls")) {
        assertThat(tls.texts("hosts")).containsExactly(rule.text("host"));
      }
    }
    Manifest labels = way.one("Deployment").pod().part("metadata.labels");
    List<Manifest> policies =
        way.of("NetworkPolicy").stream()
            .filter(policy -> policy.part("spec.podSelector.matchLabels").isPartOf(labels))
            .toList();
    assertThat(policies).isNotEmpty();
    for (Manifest policy : policies) {
      assertThat(policy.texts("spec.policyTypes")).contains("Ingress", "Egress");
      for (Manifest rule : policy.parts("spec.ingress")) {
        assertThat(rule.parts("from")).as("from everywhere, if it is not said").isNotEmpty();
        assertThat(rule.parts("ports")).as("to every port, if it is not said").isNotEmpty();
        for (Manifest port : rule.parts("ports")) {
          assertThat(Rendered.port(Rendered.container(way.one("Deployment")), port.text("port")))
              .isPositive();
        }
      }
      assertThat(policy.parts("spec.egress")).allMatch(rule -> !rule.parts("ports").isEmpty());
    }
    for (Manifest job : way.of("Job")) {
      assertThat(way.of("NetworkPolicy"))
          .anyMatch(
              policy ->
                  policy
                      .part("spec.podSelector.matchLabels")
                      .isPartOf(job.pod().part("metadata.labels")));
    }
  }

  /// A rule for everything outside must not hold for what is inside: the pods of others, and the
  /// metadata of a cloud, which gives its keys to whoever asks.
  @ParameterizedTest
  @MethodSource("ways")
  void outsideIsNotInside(Rendered way) {
    Map<String, List<String>> inside =
        Map.of(
            "0.0.0.0/0",
            List.of(
                "10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"),
            "::/0",
            List.of("fc00::/7", "fe80::/10"));
    for (Manifest policy : way.of("NetworkPolicy")) {
      for (Manifest rule : policy.parts("spec.egress")) {
        for (Manifest peer : rule.parts("to")) {
          assertThat(peer.texts("ipBlock.except"))
              .containsAll(inside.getOrDefault(peer.text("ipBlock.cidr"), List.of()));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void theLargestFileToImportIsLetThrough(Rendered way) {
    Matcher most =
        Pattern.compile("MOST_BYTES = (\\d+)_000_000;")
            .matcher(
                KnownSettings.read("server/src/main/java/dev/microblog/platform/http/Upload.java"));
    assertThat(most.find()).isTrue();
    for (Manifest ingress : way.of("Ingress")) {
      Manifest annotations = ingress.part("metadata.annotations");
      List<String> sizes =
          annotations.fields().keySet().stream()
              .filter(name -> name.endsWith("body-size"))
              .map(name -> String.valueOf(annotations.fields().get(name)))
              .toList();
      assertThat(sizes).hasSize(2).containsOnly(most.group(1) + "m");
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whatAPodNamesIsThereOrIsTheOperators(Rendered way) {
    Set<String> claims =
        Set.copyOf(way.of("PersistentVolumeClaim").stream().map(Manifest::name).toList());
    for (Manifest workload : way.workloads()) {
      String account = workload.pod().text("spec.serviceAccountName");
      // The migration of the chart comes before everything else of a release.
      if (workload.kind().equals("Deployment") || !account.isEmpty()) {
        assertThat(way.one("ServiceAccount").name()).isEqualTo(account);
      }
      for (Manifest volume : workload.pod().parts("spec.volumes")) {
        String claim = volume.text("persistentVolumeClaim.claimName");
        assertThat(claim.isEmpty() || claims.contains(claim) || claim.endsWith("-backups"))
            .isTrue();
      }
    }
    assertThat(way.one("ServiceAccount").at("automountServiceAccountToken")).isEqualTo(false);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aMonitorFindsTheManagementPort(Rendered way) {
    for (Manifest monitor : way.of("ServiceMonitor")) {
      assertThat(monitor.text("apiVersion")).isEqualTo("monitoring.coreos.com/v1");
      assertThat(monitor.part("spec").fields().keySet()).containsExactly("selector", "endpoints");
      Manifest endpoint = monitor.parts("spec.endpoints").getFirst();
      assertThat(endpoint.fields().keySet()).containsExactly("port", "path", "interval");
      List<Manifest> found =
          way.of("Service").stream()
              .filter(
                  service ->
                      monitor
                          .part("spec.selector.matchLabels")
                          .isPartOf(service.part("metadata.labels")))
              .toList();
      assertThat(found).hasSize(1);
      assertThat(found.getFirst().parts("spec.ports"))
          .anyMatch(port -> port.text("name").equals(endpoint.text("port")));
    }
  }
}
