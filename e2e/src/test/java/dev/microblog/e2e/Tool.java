package dev.microblog.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A program of this machine that checks what stands in `deploy`.
record Tool(Path program) {
  /// The program that a variable names, or else one of this name in the path; null if there is
  /// neither.
  static @Nullable Tool find(String variable, String name) {
    String given = System.getenv(variable);
    if (given != null && !given.isBlank()) {
      return Files.isExecutable(Path.of(given)) ? new Tool(Path.of(given)) : null;
    }
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      Path program = Path.of(folder).resolve(name);
      if (Files.isExecutable(program) && Files.isRegularFile(program)) {
        return new Tool(program);
      }
    }
    return null;
  }

  /// The program, or the test is skipped; set the variable to say where it is.
  static Tool need(String variable, String name) {
    Tool tool = find(variable, name);
    Strict.need(tool != null, "There is no " + name + ": set " + variable + " to it.");
    if (tool == null) {
      throw new IllegalStateException("skipped before");
    }
    return tool;
  }

  /// Runs it in the project's folder; it may fail.
  Docker.Result ask(String... words) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(words));
    // Terraform warns of a file that this names and that is not there, and asks for newer versions.
    return Docker.ask(command, Map.of("TF_CLI_CONFIG_FILE", "", "CHECKPOINT_DISABLE", "1"));
  }

  /// Runs a command that must go well, and answers what it printed.
  String run(String... words) {
    Docker.Result result = ask(words);
    if (result.status() != 0) {
      throw new AssertionError(program + " " + String.join(" ", words) + ":\n" + result.output());
    }
    return result.output();
  }
}
