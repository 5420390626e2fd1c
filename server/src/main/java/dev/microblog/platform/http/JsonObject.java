package dev.microblog.platform.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A sent JSON object (`application/json`), strictly UTF-8.
public final class JsonObject {
  /// The content type of JSON.
  public static final String TYPE = "application/json";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final JsonNode members;

  private JsonObject(JsonNode members) {
    this.members = members;
  }

  /// Reads a body.
  ///
  /// @throws Form.Malformed if it is no JSON object
  public static JsonObject parse(byte[] body) {
    JsonNode read;
    try {
      // Left to itself the parser would guess among the forms of Unicode.
      read =
          JSON.readTree(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException | JacksonException e) {
      throw new Form.Malformed("no JSON");
    }
    if (!read.isObject()) {
      throw new Form.Malformed("no JSON object");
    }
    return new JsonObject(read);
  }

  /// The text of a member.
  ///
  /// @throws Form.Malformed if it is missing or no text
  public String text(String name) {
    JsonNode member = members.get(name);
    if (member == null || !member.isString()) {
      throw new Form.Malformed("no text where one must be");
    }
    return member.stringValue();
  }

  /// The text of a member; empty if it is missing or no text.
  public String textOrEmpty(String name) {
    JsonNode member = members.get(name);
    return member == null || !member.isString() ? "" : member.stringValue();
  }

  /// An object with one member, as UTF-8.
  public static byte[] of(String name, String text) {
    return JSON.writeValueAsBytes(Map.of(name, text));
  }

  /// Maps, lists, texts and numbers as they are written, in one line.
  public static String text(Object value) {
    return JSON.writeValueAsString(value);
  }
}
