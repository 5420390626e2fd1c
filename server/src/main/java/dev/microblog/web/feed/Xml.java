package dev.microblog.web.feed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// A document of XML under construction, escaped by the platform's own writer.
final class Xml {
  /// What no document of XML 1.0 may hold, escaped or not. The writer would let it through.
  private static final Pattern FORBIDDEN =
      Pattern.compile("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final XMLStreamWriter writer;

  /// Begins a document.
  ///
  /// @param root the outermost element, of the namespace
  Xml(String root, String namespace) {
    try {
      writer =
          XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
      writer.writeStartDocument("UTF-8", "1.0");
      writer.writeStartElement(root);
      writer.writeDefaultNamespace(namespace);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Writing {
    void write() throws XMLStreamException;
  }

  private Xml writing(Writing writing) {
    try {
      writing.write();
    } catch (XMLStreamException e) {
      // It writes into memory.
      throw new IllegalStateException(e);
    }
    return this;
  }

  /// Opens an element.
  ///
  /// @param attributes names and values in turn
  Xml open(String name, String... attributes) {
    return writing(
        () -> {
          writer.writeStartElement(name);
          attributes(attributes);
        });
  }

  /// Opens an element and makes a namespace the one of everything in it.
  Xml openIn(String namespace, String name) {
    return writing(
        () -> {
          writer.writeStartElement(name);
          writer.writeDefaultNamespace(namespace);
        });
  }

  /// An element without content.
  Xml empty(String name, String... attributes) {
    return writing(
        () -> {
          writer.writeEmptyElement(name);
          attributes(attributes);
        });
  }

  private void attributes(String... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      writer.writeAttribute(attributes[i], clean(attributes[i + 1]));
    }
  }

  /// An element that holds text.
  Xml element(String name, String text) {
    return open(name).text(text).close();
  }

  /// Text in the element that is open.
  Xml text(String text) {
    return writing(() -> writer.writeCharacters(clean(text)));
  }

  /// Closes the element that was opened last.
  Xml close() {
    return writing(writer::writeEndElement);
  }

  /// Closes all that is open.
  byte[] end() {
    writing(writer::writeEndDocument);
    return bytes.toByteArray();
  }

  private static String clean(String text) {
    return FORBIDDEN.matcher(text).replaceAll("");
  }
}
