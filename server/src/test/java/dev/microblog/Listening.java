package dev.microblog;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A page that listens to a stream of events, as a browser does, but does not come again by itself.
public final class Listening implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String END = "\u0000";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final HttpResponse.ResponseInfo response;

  /// Begins to listen.
  ///
  /// @param lastId of the event that was heard last, null for none
  public Listening(URI server, Browser browser, @Nullable String lastId) {
    this(
        HttpRequest.newBuilder(server.resolve("/notifications/stream"))
            .header("Cookie", browser.cookies()),
        lastId);
  }

  /// Begins to listen as a program.
  public Listening(URI server, String token, @Nullable String lastId) {
    this(
        HttpRequest.newBuilder(server.resolve("/api/notifications/stream"))
            .header("Authorization", "Bearer " + token),
        lastId);
  }

  private Listening(HttpRequest.Builder request, @Nullable String lastId) {
    request.header("Accept", "text/event-stream");
    if (lastId != null) {
      request.header("Last-Event-ID", lastId);
    }
    CompletableFuture<HttpResponse.ResponseInfo> begun = new CompletableFuture<>();
    var _ =
        client.sendAsync(
            request.build(),
            head -> {
              begun.complete(head);
              return BodySubscribers.fromLineSubscriber(new Lines());
            });
    response = begun.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /// The status of the answer.
  public int status() {
    return response.statusCode();
  }

  /// A header of the answer; empty if it is missing.
  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /// The next line that begins so, without its beginning; whatever stands before it is skipped.
  public String next(String start) {
    String line;
    do {
      line = line(PATIENCE);
      if (line == null || line.equals(END)) {
        throw new AssertionError(line == null ? "nothing came" : "the stream ended");
      }
    } while (!line.startsWith(start));
    return line.substring(start.length());
  }

  /// What comes within a time, line by line.
  public List<String> within(Duration time) {
    List<String> heard = new ArrayList<>();
    long end = System.nanoTime() + time.toNanos();
    String line;
    while ((line = line(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) != null) {
      heard.add(line);
    }
    return heard;
  }

  /// Waits for the end.
  public void awaitEnd() {
    String line;
    do {
      line = line(PATIENCE);
      if (line == null) {
        throw new AssertionError("the stream goes on");
      }
    } while (!line.equals(END));
  }

  private @Nullable String line(Duration patience) {
    try {
      return lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private final class Lines implements Flow.Subscriber<String> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      lines.add(line);
    }

    @Override
    public void onError(Throwable error) {
      lines.add(END);
    }

    @Override
    public void onComplete() {
      lines.add(END);
    }
  }
}
