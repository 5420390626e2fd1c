package dev.microblog.platform.smtp;

import dev.microblog.platform.trace.Span;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.Socket;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection to a mail server after the other, each for as many letters as it holds.
final class SmtpTrip implements Carrier.Trip {
  private static final Logger log = LoggerFactory.getLogger(SmtpTrip.class);

  /// Servers end connections that bring more than they like.
  private static final int MOST_LETTERS = 50;

  /// So many letters in a row on which the connection broke are not the letters' fault.
  private static final int MOST_BROKEN = 2;

  private static final int LONGEST_REPLY = 250;

  private final Smtp smtp;
  private final Session session;
  private @Nullable BoundedSocket socket;
  private @Nullable SMTPTransport transport;
  private int letters;
  private int broken;

  SmtpTrip(Smtp smtp) {
    this.smtp = smtp;
    this.session = Session.getInstance(smtp.properties());
  }

  @Override
  public Carrier.Fate bring(Letter letter) throws Carrier.Away {
    Span span = Span.begin(Span.Kind.CLIENT, "mail");
    return span.recording() ? span.around(() -> followed(letter)) : bringNow(letter);
  }

  private Carrier.Fate followed(Letter letter) throws Carrier.Away {
    Span span = Span.current();
    span.note("server.address", smtp.mail().server());
    span.note("server.port", smtp.mail().port());
    Carrier.Fate fate = bringNow(letter);
    if (!(fate instanceof Carrier.Fate.Taken)) {
      span.failed(fate.getClass().getSimpleName());
    }
    return fate;
  }

  private Carrier.Fate bringNow(Letter letter) throws Carrier.Away {
    MimeMessage message;
    Address to;
    try {
      message = MimeLetter.of(session, letter);
      to = MimeLetter.address(letter.to());
    } catch (MessagingException e) {
      return new Carrier.Fate.Refused("no address that mail can be sent to");
    }
    boolean fresh = transport == null;
    SMTPTransport open = open();
    try (Watch _ = watch()) {
      open.sendMessage(message, new Address[] {to});
      broken = 0;
      if (++letters == MOST_LETTERS) {
        close();
      }
      return new Carrier.Fate.Taken();
    } catch (MessagingException e) {
      return fate(e, fresh);
    }
  }

  private SMTPTransport open() throws Carrier.Away {
    SMTPTransport known = transport;
    if (known != null) {
      return known;
    }
    try {
      BoundedSocket opened = smtp.connect();
      socket = opened;
      letters = 0;
      SMTPTransport made = transport();
      try (Watch _ = watch()) {
        Socket secured = smtp.secured(opened);
        made.connect(secured);
      }
      transport = made;
      return made;
    } catch (AuthenticationFailedException e) {
      close();
      throw away("does not let us sign in: " + reply(e), e);
    } catch (MessagingException | IOException e) {
      close();
      throw away("cannot be spoken to: " + reply(e), e);
    }
  }

  private SMTPTransport transport() {
    return new SMTPTransport(
        session,
        new URLName(
            "smtp",
            smtp.mail().server(),
            smtp.mail().port(),
            null,
            smtp.mail().username(),
            smtp.mail().password()));
  }

  private Carrier.Away away(String what, Exception e) {
    return new Carrier.Away("The mail server " + smtp.place() + ' ' + what, e);
  }

  /// What became of a letter that was not taken.
  ///
  /// @param fresh whether it was the first on its connection
  private Carrier.Fate fate(MessagingException e, boolean fresh) throws Carrier.Away {
    log.debug("A letter was not taken", e);
    Reply reply = Reply.of(e);
    if (reply == null || reply.code() == 421) {
      // What breaks off after some letters may only have had enough of this connection.
      close();
      broken += fresh ? 1 : 0;
      if (broken >= MOST_BROKEN || (fresh && reply != null)) {
        throw away("breaks off: " + reply(e), e);
      }
      return new Carrier.Fate.Postponed(reply(e));
    }
    broken = 0;
    if (reply.concernsAll()) {
      close();
      throw away("takes no mail from us: " + reply(e), e);
    }
    return reply.code() < 500
        ? new Carrier.Fate.Postponed(reply(e))
        : new Carrier.Fate.Refused(reply(e));
  }

  /// What a server said to the command that failed.
  private record Reply(String command, int code) {
    /// @return null if it said nothing that a mail server says
    static @Nullable Reply of(MessagingException error) {
      Reply found = null;
      for (@Nullable Exception e = error;
          e instanceof MessagingException mail;
          e = mail.getNextException()) {
        if (e instanceof SMTPAddressFailedException refused) {
          return sane("RCPT", refused.getReturnCode());
        }
        if (e instanceof SMTPSendFailedException failed) {
          found = sane(failed.getCommand(), failed.getReturnCode());
        }
      }
      return found;
    }

    private static @Nullable Reply sane(String command, int code) {
      return code >= 400 && code < 600 ? new Reply(command, code) : null;
    }

    /// Whether the next letter would fare alike: the server wants us to sign in, or does not take
    /// our sender. A letter that is too large is told at the sender, too.
    boolean concernsAll() {
      return code == 530
          || code == 535
          || code == 538
          || (command.startsWith("MAIL") && code != 552 && code != 452);
    }
  }

  /// The reason in one line, without addresses: it goes to the log.
  private static String reply(Exception error) {
    String text = String.valueOf(error.getMessage());
    for (@Nullable Exception e = error; e != null; e = next(e)) {
      text = String.valueOf(e.getMessage());
      if (e instanceof SMTPAddressFailedException || e instanceof SMTPSendFailedException) {
        break;
      }
    }
    String line = text.replaceAll("\\S*@\\S*", "…").replaceAll("\\p{C}+", " ").strip();
    return line.length() > LONGEST_REPLY ? line.substring(0, LONGEST_REPLY) + "…" : line;
  }

  private static @Nullable Exception next(Exception e) {
    if (e instanceof MessagingException mail && mail.getNextException() != null) {
      return mail.getNextException();
    }
    return e.getCause() instanceof Exception cause ? cause : null;
  }

  /// Breaks the connection when all together takes too long: a server that says a byte a minute
  /// keeps within every other bound.
  private Watch watch() {
    BoundedSocket watched = socket;
    if (watched != null) {
      watched.again();
    }
    return new Watch(
        Thread.ofVirtual()
            .name("mail-watch")
            .start(
                () -> {
                  try {
                    Thread.sleep(smtp.patience().letter());
                    shut(watched);
                  } catch (InterruptedException e) {
                    // It went well.
                    Thread.currentThread().interrupt();
                  }
                }));
  }

  private record Watch(Thread thread) implements AutoCloseable {
    @Override
    public void close() {
      thread.interrupt();
    }
  }

  @Override
  public void close() {
    SMTPTransport open = transport;
    transport = null;
    try (Watch _ = watch()) {
      if (open != null) {
        open.close();
      }
    } catch (MessagingException e) {
      log.debug("The goodbye was not heard", e);
    }
    shut(socket);
    socket = null;
  }

  private static void shut(@Nullable Socket socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      log.debug("The connection was broken already", e);
    }
  }
}
