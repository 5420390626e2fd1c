package dev.microblog.platform.outgoing;

import dev.microblog.platform.config.Version;
import dev.microblog.platform.trace.Span;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/// The one client for requests to other servers. It connects to addresses of the Internet alone,
/// and to what the operator named; follows no redirect; keeps no cookies; uses no proxy; and its
/// answers are bounded in time and size, whatever the other side does.
public final class Outgoing implements AutoCloseable {
  /// In which time an answer is whole, from the look-up of the name on.
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  /// The largest body of an answer, in bytes.
  public static final int MOST_BYTES = 256 * 1024;

  private static final int MOST_HEADER_BYTES = 16 * 1024;

  /// Long enough for most, and short enough for a second address to be tried.
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /// How long an origin that is not asked any more is remembered.
  private static final Duration FORGET = Duration.ofMinutes(1);

  private static final int MOST_CONNECTIONS = 32;
  private static final int MOST_THREADS = 8;

  /// A request with a text.
  ///
  /// @param url with `http` or `https`
  /// @param headers names and values
  /// @param type of the text, which is sent as UTF-8
  public record Call(URI url, Map<String, String> headers, String type, String body) {}

  /// An answer of whatever status, redirects among them.
  ///
  /// @param type of the body, empty if it has none
  /// @param body read as UTF-8, whatever it says of itself
  public record Answer(int status, String type, String body) {}

  private final GuardedNames names;
  private final @Nullable SSLContext trust;
  private @Nullable HttpClient started;
  private boolean closed;

  /// @param trusted addresses that the operator named: their hosts may be anywhere, at these ports
  public Outgoing(Collection<URI> trusted) {
    this(trusted, InetAddress::getAllByName, PublicAddresses::contain, null);
  }

  /// With another world around it.
  ///
  /// @param open whether an address may be connected to that nobody named
  /// @param trust whose certificates are believed; null for those whom Java believes
  Outgoing(
      Collection<URI> trusted,
      GuardedNames.Lookup lookup,
      Predicate<InetAddress> open,
      @Nullable SSLContext trust) {
    names =
        new GuardedNames(
            trusted.stream().map(Outgoing::place).collect(Collectors.toUnmodifiableSet()),
            lookup,
            open);
    this.trust = trust;
  }

  private static String place(URI url) {
    return GuardedNames.place(url.getHost(), port(url));
  }

  private static int port(URI url) {
    int standard = "https".equals(url.getScheme()) ? 443 : 80;
    return url.getPort() < 0 ? standard : url.getPort();
  }

  /// Sends something and waits for the answer.
  ///
  /// @throws Unanswered if there is none within its bounds, or the other side may not be asked
  /// @throws IllegalArgumentException if the address is none of the web
  public Answer post(Call call) throws Unanswered {
    URI url = call.url();
    boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!web || url.getHost() == null || url.getRawUserInfo() != null) {
      throw new IllegalArgumentException("no web address");
    }
    Span span = Span.begin(Span.Kind.CLIENT, "POST");
    return span.recording() ? span.around(() -> followed(call, url)) : post(call, url);
  }

  /// The other side is not told of what it is asked for: it is somebody else's.
  private Answer followed(Call call, URI url) throws Unanswered {
    Span span = Span.current();
    span.note("http.request.method", "POST");
    span.note("server.address", url.getHost());
    span.note("server.port", port(url));
    Answer answer = post(call, url);
    span.note("http.response.status_code", answer.status());
    if (answer.status() >= 400) {
      span.failed(Integer.toString(answer.status()));
    }
    return answer;
  }

  private Answer post(Call call, URI url) throws Unanswered {
    Request request =
        client()
            .newRequest(url)
            .method(HttpMethod.POST)
            .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            .headers(headers -> call.headers().forEach(headers::put))
            // None is kept that the other side may have closed meanwhile, and each goes where its
            // name leads now.
            .headers(headers -> headers.put(HttpHeader.CONNECTION, "close"))
            .body(new StringRequestContent(call.type(), call.body(), StandardCharsets.UTF_8));
    var answer = new CompletableResponseListener(request, MOST_BYTES).send();
    try {
      // The client has the same bound; this one holds even if that should fail.
      return read(answer.get(PATIENCE.toMillis() + 500, TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw new Unanswered(sentence(url, e), e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new Unanswered(sentence(url, cause), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unanswered("Interrupted while asking " + url.getHost() + ".", e);
    } finally {
      answer.cancel(true);
    }
  }

  private static Answer read(ContentResponse response) {
    String type = response.getHeaders().get(HttpHeader.CONTENT_TYPE);
    return new Answer(
        response.getStatus(),
        type == null ? "" : type,
        new String(response.getContent(), StandardCharsets.UTF_8));
  }

  /// Without path and query, which may hold what is nobody's business.
  private static String sentence(URI url, Throwable cause) {
    String host = url.getHost();
    return switch (cause) {
      case GuardedNames.NotPublic _ -> host + " leads to an address that is not public.";
      case UnknownHostException _ -> "The name " + host + " leads to no address.";
      case TimeoutException _ -> host + " does not answer in time.";
      default ->
          host + " gives no answer that can be used (" + cause.getClass().getSimpleName() + ").";
    };
  }

  /// Most sites ask nobody, and none does when it starts.
  private synchronized HttpClient client() {
    if (closed) {
      throw new IllegalStateException("the server ends");
    }
    HttpClient client = started;
    if (client == null) {
      client = start();
      started = client;
    }
    return client;
  }

  private HttpClient start() {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 1);
    threads.setName("outgoing");
    threads.setDaemon(true);
    SslContextFactory.Client tls = new SslContextFactory.Client();
    if (trust != null) {
      tls.setSslContext(trust);
    }
    ClientConnector connector = new ClientConnector();
    connector.setSelectors(1);
    connector.setExecutor(threads);
    connector.setSslContextFactory(tls);
    HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(connector));
    client.setExecutor(threads);
    client.setSocketAddressResolver(names);
    client.setFollowRedirects(false);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "Microblog/" + Version.NUMBER));
    client.setConnectTimeout(CONNECT.toMillis());
    client.setIdleTimeout(PATIENCE.toMillis());
    client.setDestinationIdleTimeout(FORGET.toMillis());
    client.setMaxConnectionsPerDestination(MOST_CONNECTIONS);
    client.setMaxRequestsQueuedPerDestination(MOST_CONNECTIONS);
    client.setMaxResponseHeadersSize(MOST_HEADER_BYTES);
    try {
      client.start();
    } catch (Exception e) {
      throw new IllegalStateException("the client does not start", e);
    }
    // Compressed answers would be bounded after they were unpacked.
    client.getContentDecoderFactories().clear();
    return client;
  }

  @Override
  public synchronized void close() {
    closed = true;
    names.close();
    HttpClient client = started;
    if (client != null) {
      try {
        client.stop();
      } catch (Exception e) {
        throw new IllegalStateException("the client does not stop", e);
      }
    }
  }
}
