package dev.microblog.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The level "restricted" of Kubernetes' Pod Security Standards, as of 1.34: what a namespace that
/// enforces it lets in.
final class PodSecurity {
  private static final Set<String> VOLUMES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "persistentVolumeClaim",
          "projected",
          "secret");
  private static final Set<String> PROFILES = Set.of("RuntimeDefault", "Localhost");
  private static final Set<String> SE_LINUX_TYPES =
      Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");
  private static final Set<String> SYSCTLS =
      Set.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.ip_unprivileged_port_start",
          "net.ipv4.tcp_syncookies",
          "net.ipv4.ping_group_range",
          "net.ipv4.ip_local_reserved_ports",
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_fin_timeout",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes");

  private final List<String> problems = new ArrayList<>();
  private final Manifest pod;

  private PodSecurity(Manifest pod) {
    this.pod = pod;
  }

  /// Why a pod is not let in; nothing if it is.
  ///
  /// @param pod the template of a pod, with its spec
  static List<String> problems(Manifest pod) {
    PodSecurity security = new PodSecurity(pod.part("spec"));
    security.checkPod();
    Stream.of("initContainers", "containers", "ephemeralContainers")
        .flatMap(which -> security.pod.parts(which).stream())
        .forEach(security::checkContainer);
    return security.problems;
  }

  private void refuse(boolean wrong, String why) {
    if (wrong) {
      problems.add(why);
    }
  }

  private void checkPod() {
    for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
      refuse(is(pod, shared, true), shared);
    }
    for (Manifest volume : pod.parts("volumes")) {
      for (String kind : volume.fields().keySet()) {
        refuse(!kind.equals("name") && !VOLUMES.contains(kind), "a volume of kind " + kind);
      }
    }
    for (Manifest sysctl : pod.parts("securityContext.sysctls")) {
      refuse(!SYSCTLS.contains(sysctl.text("name")), "sysctl " + sysctl.text("name"));
    }
    checkContext("the pod", pod.part("securityContext"));
  }

  /// What may stand with the pod as well as with a container.
  private void checkContext(String whose, Manifest context) {
    String armor = context.text("appArmorProfile.type");
    refuse(!armor.isEmpty() && !PROFILES.contains(armor), whose + ": AppArmor " + armor);
    Manifest linux = context.part("seLinuxOptions");
    refuse(
        !SE_LINUX_TYPES.contains(linux.text("type")) || linux.has("user") || linux.has("role"),
        whose + ": SELinux");
    refuse(is(context, "windowsOptions.hostProcess", true), whose + ": hostProcess");
    refuse(context.number("runAsUser") == 0, whose + ": runAsUser 0");
    refuse(is(context, "runAsNonRoot", false), whose + ": runAsNonRoot false");
    String profile = context.text("seccompProfile.type");
    refuse(!profile.isEmpty() && !PROFILES.contains(profile), whose + ": seccomp " + profile);
  }

  private void checkContainer(Manifest container) {
    String whose = container.text("name");
    Manifest context = container.part("securityContext");
    Manifest shared = pod.part("securityContext");
    checkContext(whose, context);
    refuse(is(context, "privileged", true), whose + ": privileged");
    refuse(!is(context, "allowPrivilegeEscalation", false), whose + ": allowPrivilegeEscalation");
    refuse(
        !is(context, "runAsNonRoot", true) && !is(shared, "runAsNonRoot", true),
        whose + ": may run as root");
    refuse(
        !context.has("seccompProfile.type") && !shared.has("seccompProfile.type"),
        whose + ": no seccompProfile");
    refuse(!context.texts("capabilities.drop").contains("ALL"), whose + ": keeps capabilities");
    refuse(
        !Set.of("NET_BIND_SERVICE").containsAll(context.texts("capabilities.add")),
        whose + ": adds capabilities");
    refuse(
        context.has("procMount") && !context.text("procMount").equals("Default"),
        whose + ": procMount");
    for (Manifest port : container.parts("ports")) {
      refuse(port.number("hostPort") > 0, whose + ": hostPort");
    }
    for (String asks :
        List.of(
            "startupProbe",
            "livenessProbe",
            "readinessProbe",
            "lifecycle.preStop",
            "lifecycle.postStart")) {
      for (Map.Entry<String, Object> way : container.part(asks).fields().entrySet()) {
        refuse(Manifest.of(way.getValue()).has("host"), whose + ": " + asks + " asks another host");
      }
    }
  }

  private static boolean is(Manifest manifest, String path, boolean value) {
    return Boolean.valueOf(value).equals(manifest.at(path));
  }
}
