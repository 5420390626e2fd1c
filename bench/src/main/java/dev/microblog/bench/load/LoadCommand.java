package dev.microblog.bench.load;

import dev.microblog.bench.load.LoadDriver.Load;
import dev.microblog.bench.load.LoadDriver.Question;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `bench/load`.
@Command(
    name = "load",
    description = "Keeps a running server busy with requests for one page, or with posts.",
    mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "URL", description = "such as http://localhost:5000/index")
  private URI url = URI.create("");

  @Option(names = "--session", description = "Token of a session; bench.properties has some.")
  private String session = "";

  @Option(
      names = "--post",
      paramLabel = "TOKEN",
      description = "Send posts to URL instead, with this token of a form of the session.")
  private @Nullable String formToken;

  @Option(names = "--connections", description = "Busy at once (${DEFAULT-VALUE}).")
  private int connections = 32;

  @Option(names = "--warm-up", description = "Seconds before measuring (${DEFAULT-VALUE}).")
  private int warmUp = 5;

  @Option(names = "--seconds", description = "Seconds to measure (${DEFAULT-VALUE}).")
  private int seconds = 10;

  @Option(names = "--status", description = "The right answer (200; 302 with --post).")
  private int status;

  @Option(names = "--pid", description = "The server's process, to measure its CPU and memory.")
  private @Nullable Long pid;

  @Option(
      names = "--usage",
      paramLabel = "FILE",
      description = "With --pid: where Linux counts the database's CPU, such as cpuacct.usage.")
  private @Nullable Path usage;

  @Override
  public Integer call() throws IOException {
    String query = url.getRawQuery();
    String path = url.getRawPath() + (query == null ? "" : "?" + query);
    Meter meter = pid == null ? null : new Meter(pid, usage);
    Measured measured =
        LoadDriver.drive(
            new InetSocketAddress(url.getHost(), url.getPort() < 0 ? 80 : url.getPort()),
            question(path.isEmpty() ? "/" : path),
            new Load(connections, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds)),
            meter);
    System.out.println(measured);
    if (meter != null) {
      Meter.Memory memory = meter.memory();
      System.out.printf("RSS %.0f MB, RssAnon %.0f MB%n", memory.rss(), memory.anonymous());
    }
    return measured.errors() == 0 ? 0 : 1;
  }

  private Question question(String path) {
    String token = formToken;
    if (token == null) {
      byte[] request = Requests.get(path, session);
      return new Question(() -> request, status == 0 ? 200 : status);
    }
    AtomicInteger number = new AtomicInteger();
    return new Question(
        () ->
            Requests.post(
                path,
                session,
                "csrf_token",
                token,
                "post",
                "A post of the bench, number " + number.incrementAndGet(),
                "language",
                "en",
                "submission",
                UUID.randomUUID().toString()),
        status == 0 ? 302 : status);
  }
}
