package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is promised of the image and of a container of it.
class ImageTest {
  /// How long the end of a jar is, after its table of contents.
  private static final int ZIP_END = 22;

  private static final Person AMINA = Person.of("amina");

  @TempDir Path folder;

  @Test
  void filesBelongToRootNobodyElseCanWriteThemAndThereIsNoShell() throws Exception {
    List<String> files = files();
    assertThat(files).hasSizeGreaterThan(200);
    assertThat(files).allMatch(line -> line.contains(" 0/0 "));
    assertThat(files)
        .filteredOn(line -> line.charAt(0) != 'l' && writable(line))
        .allMatch(line -> line.startsWith("drwxrwxrwt ") && line.matches(".* (data|tmp)/"));
    assertThat(files).noneMatch(line -> line.substring(0, 10).matches(".*[sS].*"));
    assertThat(files)
        .noneMatch(line -> line.matches(".*/(sh|bash|dash|busybox|apt|apt-get|dpkg|env)( ->.*)?"));
  }

  /// As tar lists them: rights, owner, length, time, path. The paths are those of the image itself,
  /// not what Docker puts over it.
  private List<String> files() throws Exception {
    Path archive = folder.resolve("files.tar");
    try (Container container = Container.create("IMAGE")) {
      Docker.run("export", "--output", archive.toString(), container.id());
    }
    Process tar = new ProcessBuilder("tar", "--numeric-owner", "-tvf", archive.toString()).start();
    try (var output = tar.inputReader()) {
      return output
          .lines()
          .filter(
              line ->
                  !line.matches(
                      ".* (dev|proc|sys|etc/(hosts|hostname|mtab|resolv.conf)|\\.dockerenv)(/.*| ->.*)?"))
          .toList();
    }
  }

  private static boolean writable(String line) {
    return line.charAt(5) == 'w' || line.charAt(8) == 'w';
  }

  @Test
  void itIsReadOnlyWithoutRightsAndForAnyUser() throws Exception {
    String volume = "microblog-test-" + UUID.randomUUID();
    String[] words = {
      "--read-only",
      "--cap-drop",
      "ALL",
      "--security-opt",
      "no-new-privileges",
      "--user",
      "12345",
      "-v",
      volume + ":/data",
      "IMAGE"
    };
    try {
      Client client;
      try (Container container = Container.start(words).awaitReady()) {
        client = new Client(container.address());
        client.signUp(AMINA);
        client.signIn(AMINA).write("What stays.");
        assertThat(Docker.run("top", container.id(), "-o", "pid,args").lines().skip(1).toList())
            .as("the program is the first process and the only one")
            .singleElement()
            .asString()
            .contains(container.inspect("{{.State.Pid}}"), "/opt/microblog/jvm/bin/java");
        assertThat(container.stop()).isEqualTo(Container.TERMINATED);
      }
      try (Container container = Container.start(words).awaitReady()) {
        assertThat(new Client(container.address()).page("/explore").text()).contains("What stays.");
      }
    } finally {
      Docker.run("volume", "rm", "--force", volume);
    }
  }

  @Test
  void itNeedsNoNamedVolume() throws Exception {
    try (Container container =
        Container.start("--read-only", "--cap-drop", "ALL", "--user", "54321:54321", "IMAGE")
            .awaitReady()) {
      assertThat(new Client(container.address()).get("/explore").status()).isEqualTo(200);
      assertThat(container.stop()).isEqualTo(Container.TERMINATED);
    }
  }

  @Test
  void wordsAfterTheImageAreTheProgramsCommandLine() {
    try (Container container = Container.start("IMAGE", "--version")) {
      assertThat(container.end()).isZero();
      assertThat(container.log()).contains("Microblog 0.1.0");
    }
  }

  /// Java looks at the length and the time of a jar, so these are as they were: what is in it is
  /// ours to look at.
  @Test
  void anotherJarBehindTheCacheIsRefused() throws IOException {
    Path jar = folder.resolve("jspecify-1.0.1.jar");
    String place = ":/opt/microblog/lib/";
    try (Container container = Container.create("IMAGE")) {
      Docker.run("cp", container.id() + place + jar.getFileName(), jar.toString());
      FileTime time = Files.getLastModifiedTime(jar);
      byte[] bytes = Files.readAllBytes(jar);
      // The last letter of the last name in its table of contents.
      bytes[bytes.length - ZIP_END - 1] ^= 1;
      Files.write(jar, bytes);
      Files.setLastModifiedTime(jar, time);
      Docker.run("cp", jar.toString(), container.id() + place);
      container.start();
      assertThat(container.end()).isEqualTo(1);
      assertThat(container.log()).contains("The jars of the program were changed");
    }
  }

  @Test
  void aCacheThatCannotBeUsedIsNotDroppedWithoutAWord() {
    assertRefused("_JAVA_OPTIONS=-XX:-UseCompactObjectHeaders", "Unable to use AOT cache");
  }

  @Test
  void anotherGarbageCollectorIsRefused() {
    assertRefused("JAVA_TOOL_OPTIONS=-XX:+UseParallelGC", "Multiple garbage collectors selected");
  }

  private static void assertRefused(String setting, String sentence) {
    try (Container container = Container.start("-e", setting, "IMAGE")) {
      assertThat(container.end()).isEqualTo(1);
      assertThat(container.log()).contains(sentence);
    }
  }

  @Test
  void aLargerHeapKeepsTheCache() {
    try (Container container =
        Container.start("-e", "_JAVA_OPTIONS=-Xmx256m", "IMAGE").awaitReady()) {
      assertThat(container.stop()).isEqualTo(Container.TERMINATED);
    }
  }

  @Test
  void itSaysWhatItIsAndWhatIsInIt() throws IOException {
    Path list = folder.resolve("sbom.json");
    try (Container container = Container.create("IMAGE")) {
      String label = "{{index .Config.Labels \"org.opencontainers.image.%s\"}}";
      assertThat(container.inspect(label.formatted("title"))).isEqualTo("Microblog");
      assertThat(container.inspect(label.formatted("licenses"))).isEqualTo("Apache-2.0");
      assertThat(container.inspect("{{.Config.User}}")).isEqualTo("10001:10001");
      assertThat(container.inspect("{{json .Config.Volumes}}")).isEqualTo("{\"/data\":{}}");
      Docker.run("cp", container.id() + ":/usr/share/doc/microblog/sbom.json", list.toString());
    }
    assertThat(list)
        .content()
        .contains("\"bomFormat\" : \"CycloneDX\"", "mariadb-java-client", "sqlite-jdbc");
  }

  @Test
  void theProbeOfTheImageSaysWhenNothingAnswers() {
    try (Container container = Container.start("IMAGE").awaitReady()) {
      Docker.Result probe =
          Docker.ask(
              "exec",
              "-e",
              "MANAGEMENT_PORT=1",
              container.id(),
              "/opt/microblog/jvm/bin/java",
              "@/opt/microblog/probe.args",
              "live");
      assertThat(probe.status()).isEqualTo(1);
      assertThat(probe.output()).startsWith("No answer on port 1");
    }
  }

  @Test
  void namesOfLinkedContainersAreFound() throws Exception {
    URI classes = Resolve.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    try (Container other = Container.start("IMAGE").awaitReady();
        Container container =
            Container.create(
                "--link",
                other.id() + ":other",
                "--entrypoint",
                "/opt/microblog/jvm/bin/java",
                "IMAGE",
                "-cp",
                "/opt/classes",
                "dev.microblog.e2e.Resolve",
                "other")) {
      Docker.run("cp", Path.of(classes).toString(), container.id() + ":/opt/classes");
      container.start();
      assertThat(container.end()).as(container.log()).isZero();
      assertThat(container.log())
          .contains("found " + other.inspect("{{.NetworkSettings.IPAddress}}"));
    }
  }
}
