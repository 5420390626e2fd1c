package dev.microblog.platform.doctor;

import static dev.microblog.platform.doctor.Finding.Level.BAD;
import static dev.microblog.platform.doctor.Finding.Level.GOOD;
import static dev.microblog.platform.doctor.Finding.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  private record Made(String subject, Callable<List<Finding>> work) implements Check {
    @Override
    public List<Finding> look() throws Exception {
      return work.call();
    }
  }

  @TempDir Path folder;

  @Test
  void neitherAFailureNorAWaitOfOneCheckIsTheEndOfTheOthers() {
    CountDownLatch never = new CountDownLatch(1);
    List<Check> checks =
        List.of(
            new Made(
                "failing",
                () -> {
                  throw new IllegalStateException("the password is swordfish");
                }),
            new Made(
                "waiting",
                () -> {
                  never.await();
                  return List.of();
                }),
            new Made("well", () -> List.of(Finding.quoted(GOOD, "well", "All is well."))));

    List<Finding> findings = new Doctor(checks, List.of("A slip."), Duration.ofSeconds(1)).look();

    assertThat(findings).hasSize(4);
    assertThat(Told.by(findings, WARNING, "settings")).isEqualTo("A slip.");
    assertThat(Told.by(findings, BAD, "failing"))
        .contains("The check itself failed (IllegalStateException)")
        .doesNotContain("swordfish");
    assertThat(Told.by(findings, BAD, "waiting")).contains("within 1 seconds");
    assertThat(Told.by(findings, GOOD, "well")).isEqualTo("All is well.");
  }

  @Test
  void everySubjectIsLookedAtAndNothingIsMade() {
    Path data = folder.resolve("data");
    Settings settings =
        Settings.of(Map.of("DATA_DIR", data.toString(), "RATE_LIMIT", "off"), folder);

    List<Finding> findings = new Doctor(settings, InstantSource.system()).look();

    assertThat(findings)
        .extracting(Finding::subject)
        .contains(
            "settings",
            "public URL",
            "database",
            "disk",
            "mail",
            "search",
            "translation",
            "clock",
            "memory");
    assertThat(findings).noneMatch(finding -> finding.sentence().contains("check itself failed"));
    assertThat(data).doesNotExist();
  }

  @Test
  void aDatabaseServerThatIsNotThereIsToldWithoutItsPassword() {
    Settings settings =
        Settings.of(
            Map.of(
                "DATABASE_URL",
                "mysql://microblog:swordfish@127.0.0.1:1/microblog",
                "SECRET_KEY",
                "a key that nobody guesses"),
            folder);

    List<Finding> findings = new Doctor(settings, InstantSource.system()).look();

    assertThat(Told.worst(findings, "database")).isEqualTo(BAD);
    assertThat(findings.toString()).doesNotContain("swordfish", "a key that nobody");
  }

  @Test
  void nobodyWritesOnTheTerminal() {
    Finding finding = Finding.quoted(BAD, "mail", "It says \u001b[2J\nand " + "x".repeat(5000));

    assertThat(finding.sentence()).startsWith("It says  [2J and x").hasSizeLessThan(1100);
  }
}
