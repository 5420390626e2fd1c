package dev.microblog.e2e;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server that is ready: a process of its own, on a port of its own.
final class Server implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("is ready: (http://localhost:\\d+) ");

  private final Program program;
  private final URI address;

  Server(Program program) {
    this.program = program;
    Matcher ready = READY.matcher(program.await(line -> READY.matcher(line).find()));
    if (!ready.find()) {
      throw new IllegalStateException("the line that was found has the address");
    }
    address = URI.create(ready.group(1));
  }

  /// Where it answers.
  URI address() {
    return address;
  }

  /// What it has printed so far.
  List<String> lines() {
    return program.lines();
  }

  /// How long ago its process was started.
  Duration age() {
    return program.age();
  }

  /// Its process.
  Program program() {
    return program;
  }

  /// A person's programs, without a browser.
  Client client() {
    return new Client(address);
  }

  /// Kills it in the middle of whatever it does.
  void kill() {
    program.kill();
  }

  @Override
  public void close() {
    program.close();
  }
}
