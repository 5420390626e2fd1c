package dev.microblog.cli;

import dev.microblog.platform.doctor.Finding;
import dev.microblog.platform.doctor.Finding.Level;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Prints what the doctor found.
public final class ShowFindings {
  private ShowFindings() {}

  /// Prints a line a finding, or all as an array of JSON.
  ///
  /// @return the exit code: 1 if something is bad
  public static int print(List<Finding> findings, boolean json, PrintWriter out) {
    if (json) {
      out.println(Output.array(findings.stream().map(ShowFindings::object).toList()));
    } else {
      findings.forEach(
          finding ->
              out.printf("%-8s %-11s %s%n", level(finding), finding.subject(), finding.sentence()));
    }
    out.flush();
    return findings.stream().anyMatch(finding -> finding.level() == Level.BAD) ? 1 : 0;
  }

  private static String level(Finding finding) {
    return finding.level().name().toLowerCase(Locale.ROOT);
  }

  private static String object(Finding finding) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("level", level(finding));
    fields.put("subject", finding.subject());
    fields.put("sentence", finding.sentence());
    return JsonText.object(fields);
  }
}
