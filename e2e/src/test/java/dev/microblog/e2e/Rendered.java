package dev.microblog.e2e;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The objects that one way of installing makes, as a cluster would get them.
///
/// @param way by which they were made, for who reads a failure
record Rendered(String way, List<Manifest> objects) {
  private static final String CHART = "deploy/helm/microblog";

  /// Files of values that the chart comes with.
  static final List<String> VALUES = List.of("single", "replicas", "full");

  private static List<Rendered> all = List.of();

  /// Each way to install that is in the project. Tools are asked once in a process.
  static synchronized Stream<Rendered> all() {
    if (all.isEmpty()) {
      List<Rendered> made =
          new ArrayList<>(List.of(kustomize("single"), kustomize("replicas"), helm()));
      VALUES.forEach(values -> made.add(helm("--values", values(values))));
      all = List.copyOf(made);
    }
    return all.stream();
  }

  static Rendered kustomize(String overlay) {
    return new Rendered(
        "kustomize " + overlay,
        Manifest.all(
            Tool.need("KUBECTL", "kubectl").run("kustomize", "deploy/kubernetes/" + overlay)));
  }

  /// What the chart makes of these options.
  static Rendered helm(String... options) {
    List<String> words = new ArrayList<>(List.of("template", "site", CHART, "-n", "social"));
    words.addAll(List.of(options));
    return new Rendered(
        "helm " + String.join(" ", options),
        Manifest.all(Tool.need("HELM", "helm").run(words.toArray(String[]::new))));
  }

  static String values(String name) {
    return CHART + "/ci/" + name + "-values.yaml";
  }

  List<Manifest> of(String kind) {
    return objects.stream().filter(object -> object.kind().equals(kind)).toList();
  }

  /// The one that there must be.
  Manifest one(String kind) {
    List<Manifest> found = of(kind);
    if (found.size() != 1) {
      throw new AssertionError(way + " has " + found.size() + " of kind " + kind);
    }
    return found.getFirst();
  }

  /// Deployment and Job.
  List<Manifest> workloads() {
    return objects.stream().filter(object -> !object.pod().fields().isEmpty()).toList();
  }

  /// The only container of a pod.
  static Manifest container(Manifest workload) {
    return workload.pod().parts("spec.containers").getFirst();
  }

  /// The number of a port of a container, by its name; 0 if it has none.
  static int port(Manifest container, String name) {
    return container.parts("ports").stream()
        .filter(port -> port.text("name").equals(name))
        .map(port -> port.number("containerPort"))
        .findFirst()
        .orElse(0);
  }

  /// The settings that the container of a workload gets, from its environment and its ConfigMap.
  Map<String, String> settings(Manifest workload) {
    Map<String, String> settings = new LinkedHashMap<>();
    Manifest container = container(workload);
    for (Manifest source : container.parts("envFrom")) {
      Manifest map =
          of("ConfigMap").stream()
              .filter(object -> object.name().equals(source.text("configMapRef.name")))
              .findFirst()
              .orElseThrow(() -> new AssertionError(way + " lacks a ConfigMap: " + source));
      map.part("data").fields().forEach((name, value) -> settings.put(name, value.toString()));
    }
    for (Manifest variable : container.parts("env")) {
      if (settings.put(variable.text("name"), variable.text("value")) != null) {
        throw new AssertionError(way + " gives " + variable + " twice");
      }
    }
    return settings;
  }

  @Override
  public String toString() {
    return way;
  }
}
