package dev.microblog.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// More at once than the memory of the packaged server holds.
class FloodTest {
  private static final int REQUESTS = 240;

  /// Each takes several times the size of its form.
  private static final int AT_ONCE = 60;

  private static final String HUGE = "x".repeat(990_000);

  @TempDir Path folder;

  @Test
  void manyHugeFormsAtOnceDoNotEndTheServer() throws Exception {
    Person amina = Person.of("amina");
    try (Server server = Launch.in(folder.resolve("data")).unlimited().start();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      server.client().signUp(amina);
      Client person = server.client().signIn(amina);
      person.page("/index");
      List<Future<Integer>> flood = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        flood.add(threads.submit(() -> huge(server)));
      }
      person.write("Still heard");
      for (Future<Integer> answer : flood) {
        assertThat(answer.get()).isIn(200, 503);
      }
      assertThat(server.client().signIn(amina).page("/index").select(".post")).hasSize(1);
    }
  }

  private static int huge(Server server) throws IOException {
    return server.client().post("/auth/login", Map.of("username", HUGE)).status();
  }
}
