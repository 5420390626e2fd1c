package dev.microblog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.platform.config.DatabaseUrl;
import dev.microblog.platform.move.MoveReport;
import dev.microblog.platform.move.MoveWatcher.Stage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoveReporterTest {
  private final StringWriter text = new StringWriter();
  private final MoveReporter reporter = new MoveReporter(new PrintWriter(text), false);

  @Test
  void progressSaysWhatIsLeftAndNotTheSpeedOfAnEarlierProcess() {
    reporter.at(Stage.COPYING, "post", 500_000, 2_000_000);
    reporter.at(Stage.COPYING, "", 2_000_000, 2_000_000);

    assertThat(text.toString().lines().toList())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith(
                        "[#######.......................] Copying post: 0 of 1,500,000 rows")
                    .endsWith("500,000 were there"),
            line ->
                assertThat(line)
                    .startsWith("[##############################] Copied 2,000,000 rows in "));
  }

  @Test
  void theReportHasBothSidesOfEachTable() {
    reporter.print(
        new MoveReport(
            List.of(
                new MoveReport.Line("account", 12, "aa", 12, "aa"),
                new MoveReport.Line("post", 1_234, "bb", 1_234, "cc"),
                new MoveReport.Line("follow", 0, "00", 0, "00")),
            true));

    assertThat(text.toString().lines())
        .containsExactly(
            "table    rows   checksum  rows there  checksum there  same",
            "account  12     aa        12          aa              yes",
            "post     1,234  bb        1,234       cc              NO",
            "1 more tables are empty in both.",
            "A server has worked with the target since: what differs may be newer there.");
  }

  @Test
  void whatIsToBeDoneNextNamesTheSecretKeyOfTheFolder() {
    DatabaseUrl file = DatabaseUrl.sqlite(Path.of("/data/microblog.db"));
    DatabaseUrl server = DatabaseUrl.parse("mysql://me:swordfish@db/name", Path.of("none"));

    reporter.printNext(file, server, Path.of("/data/secret.key"));

    assertThat(text.toString())
        .contains("mysql://db:3306/name")
        .contains("SECRET_KEY_FILE to /data/secret.key")
        .contains("--release")
        .doesNotContain("swordfish");
  }
}
