package dev.microblog.platform.http;

import java.util.EnumSet;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/// Connections that hand every request to [Gate], which refuses addresses that are none. Jetty
/// would refuse them before there is a request, and end a connection on which its client still
/// sends: the client is reset and never sees the answer.
final class ReadableAddresses extends HttpConnectionFactory {
  /// With this in it, Jetty takes no address apart.
  private static final Pattern UNREADABLE = Pattern.compile("%(?![0-9A-Fa-f]{2})|%00");

  /// Stands for it: no UTF-8, which the gate refuses.
  private static final String REFUSED = "%ff";

  ReadableAddresses(HttpConfiguration http) {
    super(http);
    http.setUriCompliance(UriCompliance.from(EnumSet.allOf(UriCompliance.Violation.class)));
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    HttpConnection connection =
        new HttpConnection(getHttpConfiguration(), connector, endPoint) {
          @Override
          protected HttpStreamOverHTTP1 newHttpStream(
              String method, String address, HttpVersion version) {
            try {
              return super.newHttpStream(method, address, version);
            } catch (IllegalArgumentException e) {
              String refused = UNREADABLE.matcher(address).replaceAll(REFUSED);
              return super.newHttpStream(method, refused, version);
            }
          }
        };
    connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
    return configure(connection, connector, endPoint);
  }
}
