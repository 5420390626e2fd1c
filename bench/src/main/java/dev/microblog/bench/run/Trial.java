package dev.microblog.bench.run;

import dev.microblog.bench.data.Handout;
import dev.microblog.bench.load.LoadDriver;
import dev.microblog.bench.load.LoadDriver.Load;
import dev.microblog.bench.load.LoadDriver.Question;
import dev.microblog.bench.load.Measured;
import dev.microblog.bench.load.Meter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One site under load: our server and the bare handler, both running, asked in turns.
final class Trial implements AutoCloseable {
  private static final int MOST_TRIES = 60;

  final Handout site;
  final Map<Scenario, Measured> ours = new EnumMap<>(Scenario.class);
  final Map<Scenario, Measured> bare = new EnumMap<>(Scenario.class);
  Measured posting = Measured.NOTHING;
  Measured programsPosting = Measured.NOTHING;
  Meter.@Nullable Memory memory;
  Meter.@Nullable Memory bareMemory;

  private final ServerProcess server;
  private final ServerProcess yardstick;

  /// @param image of which our server is a container; empty for the packaged server
  /// @param core of the servers, empty for all
  Trial(Path folder, String image, String core) throws IOException, InterruptedException {
    site = Handout.read(folder);
    server = ServerProcess.start(ServerProcess.Kind.OURS, image, folder, core);
    try {
      yardstick = ServerProcess.start(ServerProcess.Kind.BARE, "", folder, core);
    } catch (IOException | InterruptedException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /// Makes sure that both give the same pages.
  void check() throws IOException, InterruptedException {
    Pages pages = new Pages(server.address);
    Pages others = new Pages(yardstick.address);
    for (Scenario scenario : Scenario.values()) {
      String path = scenario.path(site);
      String token = scenario.token(site);
      String page = pages.steady(path, token);
      // Posts of an earlier run may still be on their way into the home lists.
      for (int tries = 1; !page.equals(others.steady(path, token)); tries++) {
        if (tries == MOST_TRIES) {
          throw new IOException("The bare handler gives another page for " + path);
        }
        Thread.sleep(500);
        page = pages.steady(path, token);
      }
      if (page.split(scenario.item(), -1).length != scenario.items(site) + 1) {
        throw new IOException(path + " has not " + scenario.items(site) + " of " + scenario.item());
      }
    }
  }

  /// Measures our server, then the bare handler.
  void run(Scenario scenario, Load load) throws IOException {
    ours.merge(scenario, drive(server, scenario.question(site), load), Measured::and);
    bare.merge(scenario, drive(yardstick, scenario.question(site), load), Measured::and);
  }

  /// Lets both compile what is hot.
  void warmUp(Scenario scenario, Load load) throws IOException {
    drive(server, scenario.question(site), load);
    drive(yardstick, scenario.question(site), load);
  }

  /// Measures posting, which has no yardstick.
  void post(Load load) throws IOException, InterruptedException {
    Pages pages = new Pages(server.address);
    pages.fillFollowers(site);
    posting = drive(server, pages.posting(site), load);
    programsPosting = drive(server, Pages.programsPosting(site), load);
  }

  private static Measured drive(ServerProcess server, Question question, Load load)
      throws IOException {
    return LoadDriver.drive(server.address, question, load, server.meter());
  }

  void weigh() throws IOException {
    memory = server.meter().memory();
    bareMemory = yardstick.meter().memory();
  }

  @Override
  public void close() {
    yardstick.close();
    server.close();
  }
}
