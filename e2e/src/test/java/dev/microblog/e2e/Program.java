package dev.microblog.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A process of the program, and what it prints.
final class Program implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final long startedAt = System.nanoTime();
  private final List<String> lines = new ArrayList<>();
  private final Thread reader;
  private boolean closed;

  Program(Process process) {
    this.process = process;
    this.reader = Thread.ofPlatform().daemon().name("output of " + process.pid()).start(this::read);
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      // The process is gone: what it printed until then is all there is.
      add("(its output broke off: " + e.getMessage() + ")");
    } finally {
      synchronized (lines) {
        closed = true;
        lines.notifyAll();
      }
    }
  }

  private void add(String line) {
    synchronized (lines) {
      lines.add(line);
      lines.notifyAll();
    }
  }

  /// What it has printed so far.
  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /// How long ago it was started.
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  /// Waits for a line of the output.
  String await(Predicate<String> wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int seen = 0;
    synchronized (lines) {
      while (true) {
        for (; seen < lines.size(); seen++) {
          if (wanted.test(lines.get(seen))) {
            return lines.get(seen);
          }
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (closed || left <= 0) {
          String why = closed ? "ended" : "did not say what was waited for";
          throw new AssertionError("The program " + why + ":\n" + String.join("\n", lines));
        }
        await(left);
      }
    }
  }

  private void await(long millis) {
    try {
      lines.wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for the program", e);
    }
  }

  /// Asks it to end, as an operator or a container does.
  void terminate() {
    // By its handle: destroy() of the process itself closes the pipe, and its last words are lost.
    process.toHandle().destroy();
  }

  /// Kills it, as a power cut does: nothing in it runs any more.
  void kill() {
    process.destroyForcibly();
    end();
  }

  /// Waits for its end.
  Ending end() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("The program did not end:\n" + String.join("\n", lines()));
      }
      reader.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the program ended", e);
    }
    return new Ending(process.exitValue(), lines());
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      terminate();
      end();
    }
  }
}
