package dev.microblog.bench.run;

import dev.microblog.Main;
import dev.microblog.bench.Bench;
import dev.microblog.bench.load.Meter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A server in a process of its own, on cores of its own.
final class ServerProcess implements AutoCloseable {
  /// Which server.
  enum Kind {
    /// The packaged server, as operators start it.
    OURS,
    /// The bare handler, under the same flags.
    BARE
  }

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final long pid;
  private final Path log;

  /// Where it listens.
  final InetSocketAddress address;

  /// From the start of the process to its first answer.
  final Duration startUp;

  private ServerProcess(
      Process process, long pid, Path log, InetSocketAddress address, Duration startUp) {
    this.process = process;
    this.pid = pid;
    this.log = log;
    this.address = address;
    this.startUp = startUp;
  }

  /// Starts one and waits for its first page.
  ///
  /// @param image of which our server is a container; empty for the packaged server
  /// @param cores on which it may run, as `taskset` wants them; empty for all
  static ServerProcess start(Kind kind, String image, Path folder, String cores)
      throws IOException, InterruptedException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
    String port = String.valueOf(address.getPort());
    boolean contained = kind == Kind.OURS && !image.isEmpty();
    String container = "microblog-bench-" + port;
    List<String> command =
        contained
            ? container(container, image, folder, port, cores)
            : command(kind, folder, port, cores);
    Path log = Files.createTempFile("microblog-bench", ".log");
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    // What the caller has set for other servers must not change this one.
    environment.clear();
    environment.put("PATH", System.getenv("PATH"));
    environment.put("PORT", port);
    environment.put("DATA_DIR", folder.toString());
    environment.put("RATE_LIMIT", "off");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    long start = System.nanoTime();
    Process process = builder.start();
    while (!answers(address)) {
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      if (!process.isAlive() || waited.compareTo(PATIENCE) > 0) {
        process.destroy();
        throw new IOException("The server did not start:\n" + Files.readString(log));
      }
      Thread.sleep(2);
    }
    Duration startUp = Duration.ofNanos(System.nanoTime() - start);
    long pid = contained ? pidIn(container) : process.pid();
    return new ServerProcess(process, pid, log, address, startUp);
  }

  private static List<String> command(Kind kind, Path folder, String port, String cores) {
    Path app = Machine.folderOf(Main.class);
    List<String> command = new ArrayList<>();
    if (!cores.isEmpty()) {
      command.addAll(List.of("taskset", "-c", cores));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + app.resolve("jvm.options"));
    if (kind == Kind.OURS) {
      command.addAll(List.of("-jar", app.resolve("microblog.jar").toString()));
    } else {
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), Bench.class.getName()));
      command.addAll(List.of("bare", "--port", port, folder.toString()));
    }
    return command;
  }

  /// On the network of this machine, as the others: what Docker's own adds is not ours.
  private static List<String> container(
      String name, String image, Path folder, String port, String cores) throws IOException {
    List<String> command = new ArrayList<>(List.of("docker", "run", "--rm", "--name", name));
    command.addAll(List.of("--network", "host", "--volume", folder + ":/data"));
    command.addAll(List.of("--user", String.valueOf(Files.getAttribute(folder, "unix:uid"))));
    command.addAll(List.of("--env", "PORT=" + port, "--env", "MANAGEMENT_PORT=" + freePort()));
    command.addAll(List.of("--env", "RATE_LIMIT=off"));
    if (!cores.isEmpty()) {
      command.addAll(List.of("--cpuset-cpus", cores));
    }
    command.add(image);
    return command;
  }

  private static long pidIn(String container) throws IOException {
    Process docker =
        new ProcessBuilder("docker", "inspect", "--format", "{{.State.Pid}}", container).start();
    try (var output = docker.inputReader()) {
      return Long.parseLong(output.readLine());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static boolean answers(InetSocketAddress address) {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      String request = "GET /auth/login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] line = socket.getInputStream().readNBytes(12);
      return new String(line, StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
    } catch (IOException e) {
      return false;
    }
  }

  Meter meter() {
    return new Meter(pid);
  }

  /// Ends it as an operator would.
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Files.deleteIfExists(log);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
