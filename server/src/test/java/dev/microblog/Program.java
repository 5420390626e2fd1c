package dev.microblog;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A program that uses the API.
public final class Program {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Browser connection;

  /// @param token null if it has none
  public Program(URI server, @Nullable String token) {
    Browser plain = new Browser(server).with("Accept", "application/json");
    this.connection = token == null ? plain : plain.with("Authorization", "Bearer " + token);
  }

  private Program(Browser connection) {
    this.connection = connection;
  }

  /// The same with another header.
  public Program with(String header, String value) {
    return new Program(connection.with(header, value));
  }

  /// Asks.
  public Answer get(String path) {
    return send("GET", path, null);
  }

  /// Asks, and expects to be answered.
  public JsonNode read(String path) {
    Answer answer = get(path);
    if (answer.status() != 200) {
      throw new AssertionError(path + " is answered with " + answer);
    }
    return json(answer);
  }

  /// Sends JSON.
  public Answer post(String path, String json) {
    return send("POST", path, json);
  }

  /// Sends JSON by another method.
  public Answer send(String method, String path, @Nullable String json) {
    return json == null
        ? connection.send(method, path, null)
        : connection
            .with("Content-Type", "application/json")
            .send(method, path, json.getBytes(StandardCharsets.UTF_8));
  }

  /// Sends bytes, of the type that a header says.
  public Answer sendBytes(String method, String path, byte @Nullable [] body) {
    return connection.send(method, path, body);
  }

  /// What an answer says.
  public static JsonNode json(Answer answer) {
    return JSON.readTree(answer.bytes());
  }
}
