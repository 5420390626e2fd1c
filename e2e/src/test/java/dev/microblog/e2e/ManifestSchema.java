package dev.microblog.e2e;

import com.google.gson.annotations.SerializedName;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.Quantity;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What Kubernetes' API takes, by the classes that its makers generate from it: every field must be
/// known, of its type, and there if it has to be. A cluster that is asked does the same, but drops
/// what it does not know unless it is asked to be strict.
final class ManifestSchema {
  /// The kinds that are used, each with the version in which the API has it.
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("ConfigMap", "v1"),
          Map.entry("Deployment", "apps/v1"),
          Map.entry("HorizontalPodAutoscaler", "autoscaling/v2"),
          Map.entry("Ingress", "networking.k8s.io/v1"),
          Map.entry("Job", "batch/v1"),
          Map.entry("Namespace", "v1"),
          Map.entry("NetworkPolicy", "networking.k8s.io/v1"),
          Map.entry("PersistentVolumeClaim", "v1"),
          Map.entry("PodDisruptionBudget", "policy/v1"),
          Map.entry("Service", "v1"),
          Map.entry("ServiceAccount", "v1"));

  /// Words that the API takes where its classes have any text.
  private static final Map<String, Set<String>> WORDS =
      Map.of(
          "fsGroupChangePolicy", Set.of("Always", "OnRootMismatch"),
          "imagePullPolicy", Set.of("Always", "IfNotPresent", "Never"),
          "pathType", Set.of("Exact", "Prefix", "ImplementationSpecific"),
          "protocol", Set.of("TCP", "UDP", "SCTP"),
          "restartPolicy", Set.of("Always", "OnFailure", "Never"),
          "unhealthyPodEvictionPolicy", Set.of("IfHealthyBudget", "AlwaysAllow"),
          "whenUnsatisfiable", Set.of("DoNotSchedule", "ScheduleAnyway"));

  private static final Pattern QUANTITY =
      Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([numkMGTPE]|[KMGTPE]i)?");
  private static final String MODELS = "io.kubernetes.client.openapi.models.";

  private final List<String> problems = new ArrayList<>();

  private ManifestSchema() {}

  /// What is wrong with an object; nothing if it will be taken.
  static List<String> problems(Manifest object) {
    String kind = object.kind();
    String version = KINDS.get(kind);
    if (version == null || !version.equals(object.text("apiVersion"))) {
      return List.of("There is no " + kind + " in " + object.text("apiVersion") + ".");
    }
    ManifestSchema schema = new ManifestSchema();
    String number = version.substring(version.lastIndexOf('/') + 1);
    try {
      schema.check(
          kind + " " + object.name(),
          object.fields(),
          Class.forName(MODELS + number.replace('v', 'V') + kind));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("The classes of the API are others than expected", e);
    }
    return schema.problems;
  }

  private void check(String path, @Nullable Object value, Type type)
      throws ReflectiveOperationException {
    if (value == null) {
      problems.add(path + ": is empty");
    } else if (type instanceof ParameterizedType many) {
      checkMany(path, value, many);
    } else if (type instanceof Class<?> one && one.getName().startsWith(MODELS)) {
      checkObject(path, value, one);
    } else if (!fits(value, type)) {
      problems.add(path + ": " + value + " is no " + type.getTypeName());
    } else {
      Set<String> words = WORDS.get(path.substring(path.lastIndexOf('.') + 1));
      if (words != null && !words.contains(value.toString())) {
        problems.add(path + ": " + value + " is none of " + words);
      }
    }
  }

  private void checkMany(String path, Object value, ParameterizedType type)
      throws ReflectiveOperationException {
    Type[] of = type.getActualTypeArguments();
    if (type.getRawType() == List.class && value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        check(path + "[" + i + "]", list.get(i), of[0]);
      }
    } else if (type.getRawType() == Map.class && value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        check(path + "[" + entry.getKey() + "]", entry.getValue(), of[1]);
      }
    } else {
      problems.add(path + ": is no " + type.getTypeName());
    }
  }

  private void checkObject(String path, Object value, Class<?> model)
      throws ReflectiveOperationException {
    if (!(value instanceof Map<?, ?> map)) {
      problems.add(path + ": is no object");
      return;
    }
    Map<String, Type> known = new HashMap<>();
    for (Field field : model.getDeclaredFields()) {
      SerializedName name = field.getAnnotation(SerializedName.class);
      if (name != null) {
        known.put(name.value(), field.getGenericType());
      }
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = String.valueOf(entry.getKey());
      Type type = known.get(name);
      if (type == null) {
        problems.add(path + ": there is no field " + name);
      } else {
        check(path + "." + name, entry.getValue(), type);
      }
    }
    for (Object name : (Set<?>) model.getField("openapiRequiredFields").get(null)) {
      if (!map.containsKey(name)) {
        problems.add(path + ": " + name + " is missing");
      }
    }
  }

  private static boolean fits(Object value, Type type) {
    if (type == String.class) {
      return value instanceof String;
    } else if (type == Integer.class || type == Long.class) {
      return value instanceof Integer || value instanceof Long;
    } else if (type == Boolean.class) {
      return value instanceof Boolean;
    } else if (type == IntOrString.class) {
      return value instanceof Integer || value instanceof String;
    } else if (type == Quantity.class) {
      return value instanceof Integer || QUANTITY.matcher(value.toString()).matches();
    }
    // Of the rest nothing is used, so whatever comes to use it is looked at first.
    return false;
  }
}
