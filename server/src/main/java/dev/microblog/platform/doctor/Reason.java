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

/// Why a connection failed, as a sentence.
final class Reason {
  private Reason() {}

  /// @param place host and port that were asked
  static String of(IOException error, String place) {
    if (caused(error, SSLException.class)) {
      return tls(error, place);
    }
    if (caused(error, HttpTimeoutException.class) || caused(error, SocketTimeoutException.class)) {
      return place
          + " does not answer within "
          + Check.PATIENCE_MILLIS / 1000
          + " seconds. Perhaps a firewall drops what is sent there.";
    }
    if (caused(error, NoRouteToHostException.class)) {
      return "There is no way from this machine to " + place + ".";
    }
    if (caused(error, ConnectException.class)) {
      return "Nobody listens at " + place + ": the connection is refused.";
    }
    return place + " was reached, but breaks off the connection.";
  }

  private static String tls(IOException error, String place) {
    String text = texts(error);
    if (caused(error, CertificateExpiredException.class)) {
      return "The certificate of " + place + " has expired. Renew it.";
    }
    if (caused(error, CertificateNotYetValidException.class)) {
      return "The certificate of "
          + place
          + " is not valid yet. Look whether the clock of this machine is right.";
    }
    if (text.contains("No subject alternative") || text.contains("No name matching")) {
      return "The certificate of " + place + " is not valid: it is for another name.";
    }
    if (text.contains("PKIX") || text.contains("trust")) {
      return "The certificate of "
          + place
          + " is not valid for this machine: nobody whom it trusts has signed it. Perhaps it is"
          + " self-signed, or the server leaves out the certificates between.";
    }
    if (text.contains("SSL message") || text.contains("plaintext")) {
      return place + " does not speak TLS.";
    }
    return "No TLS connection comes about with " + place + ": they agree on no way to speak.";
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
