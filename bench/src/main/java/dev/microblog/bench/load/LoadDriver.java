package dev.microblog.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps a number of connections busy: each sends its next request as soon as it has its answer.
/// One thread does it all, with as little work a request as can be.
public final class LoadDriver {
  /// How hard and how long.
  ///
  /// @param warmUp before the measurement, under the same load
  public record Load(int connections, Duration warmUp, Duration measured) {}

  /// What is asked for.
  ///
  /// @param requests the bytes of each next request
  /// @param status the right answer
  public record Question(Supplier<byte[]> requests, int status) {}

  private static final int BUFFER = 256 * 1024;

  /// More than these mean that the server is not what was to be measured.
  private static final int MOST_ERRORS = 10_000;

  private static final class Connection {
    final Answer answer = new Answer();
    final SocketChannel channel;
    long askedAt;

    Connection(SocketChannel channel) {
      this.channel = channel;
    }
  }

  private final InetSocketAddress address;
  private final Question question;
  private final @Nullable Meter meter;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final Selector selector;

  private int[] micros = new int[1 << 16];
  private int answers;
  private long errors;
  private boolean measuring;

  private LoadDriver(InetSocketAddress address, Question question, @Nullable Meter meter)
      throws IOException {
    this.address = address;
    this.question = question;
    this.meter = meter;
    this.selector = Selector.open();
  }

  /// Puts a server under load.
  ///
  /// @param meter of the server's process; null to measure from outside only
  /// @throws IOException if the server cannot be reached, or answers wrong too often
  public static Measured drive(
      InetSocketAddress address, Question question, Load load, @Nullable Meter meter)
      throws IOException {
    LoadDriver driver = new LoadDriver(address, question, meter);
    try {
      for (int i = 0; i < load.connections(); i++) {
        driver.connect();
      }
      driver.run(System.nanoTime() + load.warmUp().toNanos());
      return driver.measure(load.measured());
    } finally {
      driver.close();
    }
  }

  private Measured measure(Duration duration) throws IOException {
    measuring = true;
    errors = 0;
    Meter.Cpu before = meter == null ? null : meter.cpu();
    long start = System.nanoTime();
    run(start + duration.toNanos());
    double seconds = (System.nanoTime() - start) / 1e9;
    int[] sorted = Arrays.copyOf(micros, answers);
    double cpu = 0;
    double others = 0;
    double database = 0;
    if (meter != null && before != null) {
      Meter.Cpu after = meter.cpu();
      double driver = after.driver() - before.driver();
      cpu = after.process() - before.process();
      database = after.database() - before.database();
      others = Math.max(0, after.machine() - before.machine() - driver - cpu - database);
    }
    Arrays.sort(sorted);
    return new Measured(sorted, errors, seconds, cpu, others, database);
  }

  private void run(long until) throws IOException {
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      selector.select(this::answer, Math.max(1, left / 1_000_000));
      if (errors > MOST_ERRORS) {
        throw new IOException("More than " + MOST_ERRORS + " wrong answers.");
      }
    }
  }

  private void connect() throws IOException {
    SocketChannel channel = SocketChannel.open(address);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    Connection connection = new Connection(channel);
    channel.register(selector, SelectionKey.OP_READ, connection);
    ask(connection);
  }

  private void ask(Connection connection) throws IOException {
    connection.answer.reset();
    connection.askedAt = System.nanoTime();
    ByteBuffer request = ByteBuffer.wrap(question.requests().get());
    while (request.hasRemaining()) {
      connection.channel.write(request);
    }
  }

  private void answer(SelectionKey key) {
    Connection connection = (Connection) Objects.requireNonNull(key.attachment());
    try {
      buffer.clear();
      if (connection.channel.read(buffer) < 0) {
        again(connection);
        return;
      }
      if (connection.answer.take(buffer.flip())) {
        count(connection);
        ask(connection);
      }
    } catch (IOException | IllegalStateException e) {
      again(connection);
    }
  }

  private void count(Connection connection) {
    if (connection.answer.status() != question.status()) {
      errors++;
    } else if (measuring) {
      if (answers == micros.length) {
        micros = Arrays.copyOf(micros, answers * 2);
      }
      long nanos = System.nanoTime() - connection.askedAt;
      micros[answers++] = (int) Math.min(Integer.MAX_VALUE, nanos / 1000);
    }
  }

  /// Opens another connection in place of one that broke.
  private void again(Connection connection) {
    errors++;
    try {
      connection.channel.close();
      connect();
    } catch (IOException e) {
      // Nobody listens any more: the load goes on with the connections that are left.
      errors += MOST_ERRORS;
    }
  }

  private void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
