package dev.microblog.e2e;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/// Some who keep a site busy until they are told to end.
final class Traffic {
  private final List<Actor> actors = new ArrayList<>();
  private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
  private final Queue<String> wrongs = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean ending = new AtomicBoolean();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> acting = new ArrayList<>();

  /// Lets them sign up.
  ///
  /// @param pause of each after each thing that they do
  static Traffic begin(URI site, int actors, Duration pause) throws IOException {
    Traffic traffic = new Traffic();
    for (int i = 1; i <= actors; i++) {
      Actor actor = new Actor(site, i, traffic.attempts::add, traffic.wrongs::add);
      actor.join();
      traffic.actors.add(actor);
    }
    for (Actor actor : traffic.actors) {
      traffic.acting.add(traffic.threads.submit(() -> traffic.keepActing(actor, pause)));
    }
    return traffic;
  }

  private Void keepActing(Actor actor, Duration pause) throws InterruptedException {
    while (!ending.get()) {
      actor.act(actors);
      Thread.sleep(pause);
    }
    return null;
  }

  List<Actor> actors() {
    return actors;
  }

  /// What was wrong with pages.
  List<String> wrongs() {
    return List.copyOf(wrongs);
  }

  /// Every request that was answered, or was not, by now.
  List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /// Lets each end what they do, and fails with what one of them failed with.
  void end() throws Exception {
    ending.set(true);
    for (Future<?> each : acting) {
      each.get();
    }
    threads.close();
  }
}
