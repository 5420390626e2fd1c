package dev.microblog.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.World;
import dev.microblog.token.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What docs/api.md tells people to run does what it says.
class ApiDocsTest {
  @TempDir Path folder;

  private World world;

  @BeforeEach
  void start() {
    world = World.open();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void theLinesForTheShellPublishAPostAndReadTheTimeline() throws Exception {
    assertThat(run("sh", "first.sh", "sh")).contains("Hello from curl").contains("\"items\"");
    assertPublished("Hello from curl");
  }

  @Test
  void theProgramInPythonPublishesAPostAndReadsTheTimelineToItsEnd() throws Exception {
    world.posts("amina", "Plot", 30);
    assertThat(run("python", "first.py", "python3"))
        .contains("amina Hello from Python")
        .contains("amina Plot 1\n");
    assertPublished("Hello from Python");
  }

  @Test
  void theProgramInJavaPublishesAPost() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    assertThat(run("java", "Hello.java", java)).startsWith("201 ").contains("Hello from Java");
    assertPublished("Hello from Java");
  }

  private void assertPublished(String text) {
    assertThat(world.program("amina").get("/api/people/amina/posts").body()).contains(text);
  }

  /// Runs the first part of the document in a language, and gives what it printed.
  private String run(String language, String file, String... command)
      throws IOException, InterruptedException {
    Path script = folder.resolve(file);
    Files.writeString(script, part(language));
    List<String> line = new java.util.ArrayList<>(Arrays.asList(command));
    line.add(script.toString());
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("SITE", world.uri.toString());
    builder.environment().put("TOKEN", world.token("amina", Scope.READ, Scope.WRITE));
    builder.environment().put("no_proxy", "127.0.0.1");
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
    return printed;
  }

  private static String part(String language) throws IOException {
    String document = Files.readString(Path.of("../docs/api.md"));
    Matcher part =
        Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL).matcher(document);
    assertThat(part.find()).as(language).isTrue();
    return part.group(1);
  }
}
