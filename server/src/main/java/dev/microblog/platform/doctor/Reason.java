package dev.microblog.platform.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Why a connection failed.
final class Reason {
  private Reason() {}

  /// @param place host and port that were asked
  static Line of(IOException error, String place) {
    if (caused(error, SSLException.class)) {
      return tls(error, place);
    }
    if (caused(error, HttpTimeoutException.class) || caused(error, SocketTimeoutException.class)) {
      return Line.of("reason.slow", place, Check.PATIENCE_MILLIS / 1000);
    }
    if (caused(error, NoRouteToHostException.class)) {
      return Line.of("reason.noWay", place);
    }
    if (caused(error, ConnectException.class)) {
      return Line.of("reason.nobody", place);
    }
    return Line.of("reason.brokenOff", place);
  }

  private static Line tls(IOException error, String place) {
    String text = texts(error);
    if (caused(error, CertificateExpiredException.class)) {
      return Line.of("reason.expired", place);
    }
    if (caused(error, CertificateNotYetValidException.class)) {
      return Line.of("reason.notYet", place);
    }
    if (text.contains("No subject alternative") || text.contains("No name matching")) {
      return Line.of("reason.otherName", place);
    }
    if (text.contains("PKIX") || text.contains("trust")) {
      return Line.of("reason.unsigned", place);
    }
    if (text.contains("SSL message") || text.contains("plaintext")) {
      return Line.of("reason.noTls", place);
    }
    return Line.of("reason.tls", place);
  }

  private static boolean caused(Throwable error, Class<? extends Throwable> type) {
    for (@Nullable Throwable t = error; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }

  private static String texts(Throwable error) {
    StringBuilder texts = new StringBuilder();
    for (@Nullable Throwable t = error; t != null; t = t.getCause()) {
      texts.append(t.getMessage()).append('\n');
    }
    return texts.toString();
  }
}
