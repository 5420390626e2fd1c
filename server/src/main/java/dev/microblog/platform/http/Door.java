package dev.microblog.platform.http;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// A port that can be closed while those who are in are still served. The connector by itself takes
/// that for a failure.
final class Door extends ServerConnector {
  Door(Server server, HttpConnectionFactory http) {
    super(server, http);
  }

  @Override
  public void accept(int acceptor) throws IOException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    super.accept(acceptor);
  }

  @Override
  protected boolean handleAcceptFailure(Throwable failure) {
    return isOpen() && super.handleAcceptFailure(failure);
  }
}
