package dev.microblog.bench.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// What is computed grows with what it is computed from, and nothing of it is out of the air.
class NeedTest {
  private static final Coefficients COSTS = Coefficients.measured();
  private static final Site SITE = new Site(100_000, 0.33, 1, 50, 20, 1);

  private static Need need(Site site, Engine engine) {
    return Need.of(site, engine, COSTS);
  }

  @ParameterizedTest
  @EnumSource
  void tenTimesThePeopleNeedTenTimesTheProcessorsAndDisk(Engine engine) {
    Need one = need(SITE, engine);
    Need ten = need(new Site(1_000_000, 0.33, 1, 50, 20, 1), engine);
    assertThat(ten.serverCpus()).isCloseTo(10 * one.serverCpus(), within(1e-6));
    assertThat(ten.databaseCpus()).isCloseTo(10 * one.databaseCpus(), within(1e-6));
    assertThat(ten.database()).isCloseTo(10 * one.database(), within(1.0));
    assertThat(ten.search()).isCloseTo(10 * one.search(), within(1.0));
    assertThat(ten.replicas()).isGreaterThanOrEqualTo(one.replicas());
  }

  @ParameterizedTest
  @EnumSource
  void aSiteWhereNobodyDoesAnythingNeedsOnlyWhatIsThere(Engine engine) {
    Need need = need(new Site(1_000, 0.5, 0, 0, 0, 5), engine);
    assertThat(need.serverCpus()).isZero();
    assertThat(need.search()).isZero();
    double person = COSTS.of("bytes.person", engine) + COSTS.of("bytes.session", engine) / 2;
    assertThat(need.database()).isCloseTo(1_000 * person, within(1.0));
    assertThat(need.why()).isEmpty();
  }

  @Test
  void sqliteIsOneProcessWithoutConnectionsAndHasAnEnd() {
    Need small = need(SITE, Engine.SQLITE);
    assertThat(small.replicas()).isEqualTo(1);
    assertThat(small.connections()).isZero();
    assertThat(small.databaseCpus()).isZero();
    Need large = need(new Site(100_000_000, 0.33, 1, 50, 20, 1), Engine.SQLITE);
    assertThat(large.why()).isNotEmpty();
    assertThat(large.replicas()).isEqualTo(1);
  }

  @Test
  void aServerIsServedByTwoAtLeastAndByEnoughForTheFanOut() {
    assertThat(need(new Site(10, 0.33, 1, 5, 20, 1), Engine.MYSQL).replicas()).isEqualTo(2);
    Need need = need(new Site(10_000_000, 0.33, 20, 100, 1, 1), Engine.MYSQL);
    assertThat(need.workers()).isGreaterThan(10);
    assertThat(need.replicas()).isGreaterThanOrEqualTo(need.workers());
    assertThat(need.open()).isEqualTo(need.replicas() * 10);
  }

  @Test
  void aListIsNoLongerThanItIsKept() {
    double some = need(new Site(1_000, 0.5, 1, 500, 0, 0), Engine.MYSQL).database();
    double more = need(new Site(1_000, 0.5, 100, 500, 0, 0), Engine.MYSQL).database();
    assertThat(more).isEqualTo(some);
  }

  @Test
  void eachNumberHasASource() {
    assertThat(COSTS.all()).isNotEmpty().allSatisfy(c -> assertThat(c.source()).isNotBlank());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--people 0",
        "--active 0",
        "--active 1.1",
        "--posts -1",
        "--follows NaN",
        "--pages Infinity"
      })
  void whatNoSiteCanBeIsRefused(String arguments) {
    CommandLine command = new CommandLine(new SizeCommand());
    StringWriter err = new StringWriter();
    command.setErr(new PrintWriter(err));
    assertThat(command.execute(arguments.split(" ", 2))).isEqualTo(2);
    assertThat(err.toString()).doesNotContain("Exception").contains("Usage");
  }
}
