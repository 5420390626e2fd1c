package dev.microblog.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.App;
import dev.microblog.bench.bare.BareServer;
import dev.microblog.bench.data.DataMaker;
import dev.microblog.bench.data.Handout;
import dev.microblog.bench.data.Plan;
import dev.microblog.bench.load.LoadDriver;
import dev.microblog.bench.load.LoadDriver.Load;
import dev.microblog.bench.load.LoadDriver.Question;
import dev.microblog.bench.load.Measured;
import dev.microblog.bench.load.Requests;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.config.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is compared does the same: both servers give the same pages of one made site, and the
/// driver counts what they answer.
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComparisonTest {
  private static final Plan PLAN = new Plan("tiny", 80, 6_000, 1_600, 79, 10, 20, 3);
  private static final Load SHORT = new Load(4, Duration.ofMillis(100), Duration.ofMillis(300));

  private final Path folder;
  private final Handout site;
  private final App app;
  private final InetSocketAddress ours;
  private final Server server;
  private final InetSocketAddress bare;

  ComparisonTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    site = DataMaker.make(PLAN, folder, System.currentTimeMillis(), _ -> {});
    Config config =
        Settings.read(
            Map.of(
                "PORT", "0",
                "DATA_DIR", folder.toString(),
                "RATE_LIMIT", "off",
                "ACCESS_LOG", "off"));
    app = new App(config, InstantSource.system(), false);
    ours = local(app.start());
    server = BareServer.start(folder, 0);
    bare = local(server.getURI().getPort());
  }

  @AfterAll
  void close() throws Exception {
    server.stop();
    app.close();
  }

  private static InetSocketAddress local(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void bothGiveTheSamePage(Scenario scenario) throws Exception {
    String path = scenario.path(site);
    String page = new Pages(ours).steady(path, scenario.token(site));
    assertThat(page.split(scenario.item(), -1)).hasSize(scenario.items(site) + 1);
    assertThat(new Pages(bare).steady(path, scenario.token(site))).isEqualTo(page);
  }

  @ParameterizedTest
  @EnumSource(
      value = Scenario.class,
      names = {"HOME_FEW", "HOME_MANY"})
  void homeShowsTheNewestOfTheFollowed(Scenario scenario) throws Exception {
    Handout.Reading reader = scenario == Scenario.HOME_FEW ? site.few() : site.many();
    String page = new Pages(ours).get("/index", reader.token());
    List<Long> shown =
        Pattern.compile("id=\"post(\\d+)\"")
            .matcher(page)
            .results()
            .map(found -> Long.valueOf(found.group(1)))
            .toList();
    assertThat(shown).hasSize(25).isEqualTo(newest(reader.name()));
  }

  private List<Long> newest(String name) throws Exception {
    List<Long> ids = new ArrayList<>();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("microblog.db"));
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select post.id from post join account on account.name = ?
                where author_id = account.id or author_id in
                  (select followee_id from follow where follower_id = account.id)
                order by post.id desc limit 25
                """)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          ids.add(row.getLong(1));
        }
      }
    }
    return ids;
  }

  @Test
  void driverCountsAnswers() throws Exception {
    Pages pages = new Pages(ours);
    pages.get("/index", site.few().token());
    for (InetSocketAddress address : List.of(ours, bare)) {
      Question question = Scenario.HOME_FEW.question(site);
      Measured measured = LoadDriver.drive(address, question, SHORT, null);
      assertThat(measured.errors()).isZero();
      assertThat(measured.answers()).isPositive();
      assertThat(measured.quantile(0.5)).isPositive();
    }
  }

  @Test
  void driverCountsErrors() throws Exception {
    byte[] request = Requests.get("/user/nobody", site.few().token());
    Measured measured = LoadDriver.drive(ours, new Question(() -> request, 200), SHORT, null);
    assertThat(measured.errors()).isPositive();
    assertThat(measured.answers()).isZero();
  }

  /// Last, for the outbox stands still here: the others' home lists do not get these posts.
  @Test
  @Order(Integer.MAX_VALUE)
  void eachPostingIsAPost() throws Exception {
    long before = posts();
    Pages pages = new Pages(ours);
    pages.fillFollowers(site);
    Question posting = pages.posting(site);
    Measured measured = Measured.NOTHING;
    // The first post waits for the language models, which take a busy machine some seconds to read.
    for (int turns = 0; measured.answers() == 0 && turns < 50; turns++) {
      measured = measured.and(LoadDriver.drive(ours, posting, SHORT, null));
    }
    assertThat(measured.errors()).isZero();
    assertThat(measured.answers()).isPositive();
    assertThat(posts() - before).isGreaterThanOrEqualTo(measured.answers());
  }

  private long posts() throws Exception {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("microblog.db"));
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from post")) {
      return row.getLong(1);
    }
  }
}
