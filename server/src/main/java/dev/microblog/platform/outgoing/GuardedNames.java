package dev.microblog.platform.outgoing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/// Looks names up for the client, which connects to nothing but what comes out here: what was
/// checked is what is connected to, and a name that leads elsewhere a moment later leads nobody
/// astray.
final class GuardedNames implements SocketAddressResolver, AutoCloseable {
  /// Asks the system's resolver, or what a test has in its place.
  interface Lookup {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  /// A name led to no address that may be connected to.
  static final class NotPublic extends IOException {
    private static final long serialVersionUID = 1;

    NotPublic() {
      super("no public address");
    }
  }

  /// Names that are looked up at once. Some wait for a server that does not answer, for longer than
  /// anybody here, and cannot be called back.
  private static final int MOST_AT_ONCE = 16;

  private final Set<String> trusted;
  private final Lookup lookup;
  private final Predicate<InetAddress> open;

  /// Platform threads: a lookup waits inside native code.
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          MOST_AT_ONCE,
          30,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("outgoing-names-", 1).factory());

  /// @param trusted each as of [#place]
  /// @param open whether an address may be connected to
  GuardedNames(Set<String> trusted, Lookup lookup, Predicate<InetAddress> open) {
    this.trusted = trusted;
    this.lookup = lookup;
    this.open = open;
  }

  /// A host and a port, in one form.
  static String place(String host, int port) {
    return host.toLowerCase(Locale.ROOT) + ':' + port;
  }

  @Override
  public void resolve(
      String host,
      int port,
      Map<String, Object> context,
      Promise<List<InetSocketAddress>> promise) {
    try {
      threads.execute(() -> tell(host, port, promise));
    } catch (RejectedExecutionException e) {
      promise.failed(new IOException("too many names are looked up", e));
    }
  }

  private void tell(String host, int port, Promise<List<InetSocketAddress>> promise) {
    List<InetSocketAddress> addresses;
    try {
      addresses = addresses(host, port);
    } catch (IOException | RuntimeException e) {
      promise.failed(e);
      return;
    }
    promise.succeeded(addresses);
  }

  private List<InetSocketAddress> addresses(String host, int port) throws IOException {
    Predicate<InetAddress> allowed = trusted.contains(place(host, port)) ? _ -> true : open;
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (InetAddress address : lookup.of(host)) {
      if (allowed.test(address)) {
        // With the name, for which the other side's certificate must be.
        InetAddress named = InetAddress.getByAddress(host, address.getAddress());
        addresses.add(new InetSocketAddress(named, port));
      }
    }
    if (addresses.isEmpty()) {
      throw new NotPublic();
    }
    return addresses;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
