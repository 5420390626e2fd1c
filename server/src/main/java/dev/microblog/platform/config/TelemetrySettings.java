package dev.microblog.platform.config;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the variables of OpenTelemetry. Those that most people set are checked here, so that a
/// wrong one has a sentence of ours, without its value; the others the library reads.
final class TelemetrySettings {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final Set<String> SAMPLERS =
      Set.of(
          "always_on",
          "always_off",
          "traceidratio",
          "parentbased_always_on",
          "parentbased_always_off",
          "parentbased_traceidratio");

  /// Java's library takes a unit, too.
  private static final Pattern TIME = Pattern.compile("[0-9]{1,9}(ms|s|m|h|d)?");

  private static final Pattern PAIRS =
      Pattern.compile("\\s*[^=,\\s]+\\s*=[^,]*(,\\s*[^=,\\s]+\\s*=[^,]*)*,?\\s*");

  private TelemetrySettings() {}

  static Config.@Nullable Telemetry read(Variables variables) {
    // Also where nothing is sent: whoever asks for the settings is shown what was given.
    Setting.ALL.stream()
        .map(Setting::name)
        .filter(name -> name.startsWith("OTEL_"))
        .forEach(variables::value);
    Map<String, String> given = variables.beginning("OTEL_");
    if (variables.flag("OTEL_SDK_DISABLED", false)) {
      // A platform may set the others for all programs, some in a way that is not for this one.
      return null;
    }
    boolean traces = wanted(variables, given, "TRACES");
    boolean metrics = wanted(variables, given, "METRICS");
    if (!traces && !metrics) {
      return null;
    }
    for (String signal : List.of("", "TRACES_", "METRICS_")) {
      checkExporter(variables, "OTEL_EXPORTER_OTLP_" + signal);
    }
    checkPairs(variables, "OTEL_RESOURCE_ATTRIBUTES");
    checkTime(variables, "OTEL_METRIC_EXPORT_INTERVAL");
    checkSampler(variables);
    Map<String, String> properties = new HashMap<>();
    properties.put("otel.exporter.otlp.protocol", "http/protobuf");
    if (!given.getOrDefault("OTEL_RESOURCE_ATTRIBUTES", "").contains("service.name=")) {
      properties.put("otel.service.name", "microblog");
    }
    given.forEach(
        (name, value) -> properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
    properties.put("otel.sdk.disabled", "false");
    properties.put("otel.traces.exporter", traces ? "otlp" : "none");
    properties.put("otel.metrics.exporter", metrics ? "otlp" : "none");
    // The log goes to standard output, for whoever runs the server to keep.
    properties.put("otel.logs.exporter", "none");
    properties.put("otel.propagators", "tracecontext");
    return new Config.Telemetry(traces, metrics, Map.copyOf(properties));
  }

  /// Left to itself the library would send wherever nothing is said, to a collector on this
  /// machine.
  private static boolean wanted(Variables variables, Map<String, String> given, String signal) {
    String name = "OTEL_" + signal + "_EXPORTER";
    String exporter = variables.value(name);
    if (exporter == null) {
      return given.containsKey(ENDPOINT)
          || given.containsKey("OTEL_EXPORTER_OTLP_" + signal + "_ENDPOINT");
    }
    if (!exporter.equals("otlp") && !exporter.equals("none")) {
      variables.problem(
          name
              + " must be otlp or none"
              + (exporter.equals("prometheus")
                  ? "; Prometheus fetches from MANAGEMENT_PORT."
                  : "."));
    }
    return exporter.equals("otlp");
  }

  private static void checkExporter(Variables variables, String prefix) {
    for (URI url : variables.webAddresses(prefix + "ENDPOINT", "http://collector:4318")) {
      if (url.getRawUserInfo() != null) {
        variables.problem(
            prefix
                + "ENDPOINT must be without user and password: these go into "
                + prefix
                + "HEADERS.");
      }
    }
    if (variables.list(prefix + "ENDPOINT").size() > 1) {
      variables.problem(prefix + "ENDPOINT must be one address.");
    }
    String protocol = variables.value(prefix + "PROTOCOL");
    if (protocol != null && !protocol.equals("http/protobuf")) {
      variables.problem(
          prefix + "PROTOCOL must be http/protobuf, which collectors take at port 4318.");
    }
    checkPairs(variables, prefix + "HEADERS");
    checkTime(variables, prefix + "TIMEOUT");
  }

  private static void checkPairs(Variables variables, String name) {
    String value = variables.value(name);
    if (value != null && !PAIRS.matcher(value).matches()) {
      variables.problem(name + " must be name=value, several separated by commas.");
    }
  }

  private static void checkTime(Variables variables, String name) {
    String value = variables.value(name);
    if (value != null && !TIME.matcher(value).matches()) {
      variables.problem(name + " must be a number of milliseconds.");
    }
  }

  private static void checkSampler(Variables variables) {
    String sampler = variables.value("OTEL_TRACES_SAMPLER");
    if (sampler != null && !SAMPLERS.contains(sampler)) {
      variables.problem(
          "OTEL_TRACES_SAMPLER must be always_on, always_off or traceidratio, or one of these with"
              + " parentbased_ before it.");
    }
    String part = variables.value("OTEL_TRACES_SAMPLER_ARG");
    if (part != null && (sampler == null || sampler.endsWith("traceidratio")) && !isPart(part)) {
      variables.problem("OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1.");
    }
  }

  private static boolean isPart(String text) {
    try {
      double part = Double.parseDouble(text);
      return part >= 0 && part <= 1;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
