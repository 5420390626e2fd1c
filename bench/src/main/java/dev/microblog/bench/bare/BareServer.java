package dev.microblog.bench.bare;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The yardstick's server: Jetty as the real one has it, each request on a virtual thread.
@Command(
    name = "bare",
    description = "Serves the same pages by a plain Jetty handler and plain JDBC.",
    mixinStandardHelpOptions = true)
public final class BareServer implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FOLDER", description = "the data folder")
  private Path folder = Path.of("");

  @Option(names = "--port", description = "to listen on (${DEFAULT-VALUE})")
  private int port = 5001;

  @Override
  public Integer call() throws Exception {
    start(folder, port).join();
    return 0;
  }

  /// Starts it.
  ///
  /// @param port 0 lets the system choose
  public static Server start(Path folder, int port) throws Exception {
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(new BareHandler(folder.resolve("microblog.db"), 2));
    server.start();
    return server;
  }
}
