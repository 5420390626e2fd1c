package dev.microblog.platform.smtp;

import dev.microblog.platform.config.Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Brings letters to the mail server of the settings. Each wait is bounded, and all waits for one
/// letter together.
public final class Smtp implements Carrier {
  /// How long is waited.
  ///
  /// @param name for the address of the server's name
  /// @param connection for the server to take the connection
  /// @param answer for one answer. A server may look through a letter before it takes it, and would
  /// get it twice from somebody who is less patient.
  /// @param letter for all that belongs to one letter
  record Patience(Duration name, Duration connection, Duration answer, Duration letter) {}

  /// All waits for one letter are over by then, that for the connection among them.
  public static final Duration LONGEST = Duration.ofMinutes(3);

  private static final Patience PATIENCE =
      new Patience(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(120));

  private final Config.Mail mail;
  private final String ownName;
  private final SSLContext trust;
  private final Patience patience;

  /// @param ownName how this server calls itself there
  /// @param trust whose certificates are believed
  public Smtp(Config.Mail mail, String ownName, SSLContext trust) {
    this(mail, ownName, trust, PATIENCE);
  }

  Smtp(Config.Mail mail, String ownName, SSLContext trust, Patience patience) {
    this.mail = mail;
    this.ownName = ownName;
    this.trust = trust;
    this.patience = patience;
  }

  @Override
  public Trip begin() {
    return new SmtpTrip(this);
  }

  /// Where the server is, in words.
  String place() {
    return mail.server() + ':' + mail.port();
  }

  Config.Mail mail() {
    return mail;
  }

  Patience patience() {
    return patience;
  }

  /// What the library is to do.
  Properties properties() {
    Properties properties = new Properties();
    properties.put("mail.smtp.localhost", ownName);
    boolean startTls = mail.security() == Config.Mail.Security.STARTTLS;
    properties.put("mail.smtp.starttls.enable", Boolean.toString(startTls));
    properties.put("mail.smtp.starttls.required", Boolean.toString(startTls));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.socketFactory", trust.getSocketFactory());
    boolean signsIn = mail.username() != null && mail.password() != null;
    properties.put("mail.smtp.auth", Boolean.toString(signsIn));
    // Whether it hears the goodbye does not matter.
    properties.put("mail.smtp.quitwait", "false");
    return properties;
  }

  /// Connects.
  BoundedSocket connect() throws IOException {
    // Under the name of the settings, for which its certificate must be.
    InetAddress address = InetAddress.getByAddress(mail.server(), lookUp().getAddress());
    BoundedSocket socket = new BoundedSocket();
    try {
      socket.connect(new InetSocketAddress(address, mail.port()), millis(patience.connection()));
      socket.setSoTimeout(millis(patience.answer()));
      return socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /// Speaks TLS where the settings want it from the first byte.
  Socket secured(Socket socket) throws IOException {
    if (mail.security() != Config.Mail.Security.TLS) {
      return socket;
    }
    SSLSocket secured =
        (SSLSocket) trust.getSocketFactory().createSocket(socket, mail.server(), mail.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  /// The system's resolver waits inside native code, which would hold the carrier of a virtual
  /// thread, and has bounds of its own.
  private InetAddress lookUp() throws IOException {
    FutureTask<InetAddress> task = new FutureTask<>(() -> InetAddress.getByName(mail.server()));
    Thread.ofPlatform().daemon().name("mail-name").start(task);
    try {
      return task.get(patience.name().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new SocketTimeoutException("its name is not found in time");
    } catch (ExecutionException e) {
      throw new UnknownHostException("its name leads to no address");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
