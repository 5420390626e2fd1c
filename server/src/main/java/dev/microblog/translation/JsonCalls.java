package dev.microblog.translation;

import dev.microblog.platform.outgoing.Outgoing;
import dev.microblog.platform.outgoing.Unanswered;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a service in JSON. Of an answer that says no, the status alone is told: its words are not
/// ours, and may repeat the text.
final class JsonCalls {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Outgoing outgoing;

  /// What the operator looks at where the service refuses.
  private final String settings;

  JsonCalls(Outgoing outgoing, String settings) {
    this.outgoing = outgoing;
    this.settings = settings;
  }

  JsonNode post(URI url, Map<String, String> headers, Object body) throws Untranslated {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Accept", "application/json");
    Outgoing.Answer answer;
    try {
      answer =
          outgoing.post(
              new Outgoing.Call(
                  url, all, "application/json; charset=utf-8", JSON.writeValueAsString(body)));
    } catch (Unanswered e) {
      throw new Untranslated(String.valueOf(e.getMessage()), e);
    }
    if (answer.status() != 200) {
      throw new Untranslated(
          "%s answers with status %d. See %s.".formatted(url.getHost(), answer.status(), settings));
    }
    if (!answer.type().toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw strange(url);
    }
    try {
      return JSON.readTree(answer.body());
    } catch (JacksonException e) {
      throw strange(url);
    }
  }

  /// The text at this place of an answer.
  String text(URI url, JsonNode answer, String pointer) throws Untranslated {
    JsonNode text = answer.at(pointer);
    if (!text.isString()) {
      throw strange(url);
    }
    return text.stringValue();
  }

  private Untranslated strange(URI url) {
    return new Untranslated(
        url.getHost() + " answers with something that is no translation. See " + settings + ".");
  }
}
