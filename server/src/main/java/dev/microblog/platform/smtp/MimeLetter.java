package dev.microblog.platform.smtp;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// A letter in the form in which it goes over the wire.
final class MimeLetter extends MimeMessage {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final String id;

  private MimeLetter(Session session, String id) {
    super(session);
    this.id = id;
  }

  /// @throws MessagingException if an address is none
  static MimeMessage of(Session session, Letter letter) throws MessagingException {
    MimeLetter message = new MimeLetter(session, letter.id());
    message.setFrom(address(letter.from()));
    message.setRecipient(Message.RecipientType.TO, address(letter.to()));
    message.setSubject(line(letter.subject()), UTF_8);
    message.setHeader(
        "Date",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.ofEpochMilli(letter.sentAt()).atOffset(ZoneOffset.UTC)));
    // Machines that answer for somebody who is away keep silent then (RFC 3834).
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("X-Auto-Response-Suppress", "All");
    message.setHeader("Content-Language", letter.language());
    Multipart both = new MimeMultipart("alternative", text(letter), html(letter));
    Letter.File file = letter.file();
    if (file == null) {
      message.setContent(both);
    } else {
      MimeBodyPart words = new MimeBodyPart();
      words.setContent(both);
      message.setContent(new MimeMultipart("mixed", words, attached(file)));
    }
    message.saveChanges();
    return message;
  }

  private static MimeBodyPart text(Letter letter) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(letter.text(), UTF_8);
    return part;
  }

  private static MimeBodyPart html(Letter letter) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(letter.html(), UTF_8, "html");
    return part;
  }

  private static MimeBodyPart attached(Letter.File file) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(file.content(), file.type())));
    part.setFileName(line(file.name()));
    part.setDisposition(Part.ATTACHMENT);
    part.setHeader("Content-Transfer-Encoding", "base64");
    return part;
  }

  /// An address as mail servers take it, whatever letters its domain is written in.
  static InternetAddress address(String text) throws AddressException {
    InternetAddress address = new InternetAddress(line(text), false);
    String bare = address.getAddress();
    int at = bare.lastIndexOf('@');
    if (at < 1) {
      throw new AddressException("no domain");
    }
    try {
      String domain = IDN.toASCII(bare.substring(at + 1));
      address.setAddress(bare.substring(0, at + 1) + domain);
    } catch (IllegalArgumentException e) {
      throw new AddressException("no domain");
    }
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(address.getAddress())) {
      throw new AddressException("not ASCII");
    }
    address.validate();
    return address;
  }

  /// What would begin another header ends as a blank.
  private static String line(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", '<' + id + '>');
  }
}
