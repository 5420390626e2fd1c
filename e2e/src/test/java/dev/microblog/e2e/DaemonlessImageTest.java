package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image that Maven builds and pushes where no Docker is.
class DaemonlessImageTest {
  private static final Path ROOT = Docker.root();

  /// What is made from the source, or is not of it.
  private static final Set<String> NOT_SOURCE = Set.of("target", ".git", "data", "secrets.d");

  private final String registry =
      System.getenv().getOrDefault("MICROBLOG_TEST_OPEN_REGISTRY", "127.0.0.1:5055");

  @Test
  void itIsPushedByMavenAloneAndServes(@TempDir Path folder) throws IOException {
    Docker.need();
    Strict.need(
        Docker.answers(URI.create("http://" + registry + "/v2/")),
        "There is no open registry at " + registry + " to push to.");
    String image = registry + "/microblog-test/daemonless:latest";
    push(folder, image, base());

    Docker.run("pull", image);
    try (Container container = Container.start("--read-only", "--cap-drop", "ALL", image)) {
      container.awaitReady();
      Client client = new Client(container.address());
      Person amina = Person.of("amina");
      client.signUp(amina);
      client.signIn(amina).write("No daemon was asked.");
      assertThat(client.page("/explore").text()).contains("No daemon was asked.");
      assertThat(container.inspect("{{.Config.User}}")).isEqualTo("10001:10001");
      assertThat(container.stop()).isEqualTo(Container.TERMINATED);
    }
    Docker.run("rmi", image);
  }

  /// A base with glibc, which nobody can fetch here from where the public has it.
  private String base() {
    String base = registry + "/microblog-test/root:latest";
    Docker.run("build", "--target", "root", "-t", base, ROOT.toString());
    Docker.run("push", base);
    Docker.run("rmi", base);
    return base;
  }

  /// In a copy, for the servers of other tests run from what was built here.
  private static void push(Path folder, String image, String base) throws IOException {
    copySource(folder);
    Docker.Result built =
        Docker.ask(
            List.of(
                folder.resolve("mvnw").toString(),
                "--file",
                folder.resolve("pom.xml").toString(),
                "-B",
                "-q",
                "-P",
                "image,sbom",
                "-pl",
                "image",
                "-am",
                "package",
                "-Dmaven.test.skip=true",
                "-Dspotless.check.skip=true",
                "-Dchecks=-g",
                "-Djib.allowInsecureRegistries=true",
                "-Dimage.base=" + base,
                "-Dimage.to=" + image),
            Map.of("DOCKER_HOST", "unix:///nowhere", "JAVA_HOME", System.getProperty("java.home")));
    assertThat(built.status()).as(built.output()).isZero();
  }

  private static void copySource(Path folder) throws IOException {
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            if (NOT_SOURCE.contains(String.valueOf(path.getFileName()))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(folder.resolve(ROOT.relativize(path)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(path, folder.resolve(ROOT.relativize(path)));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
