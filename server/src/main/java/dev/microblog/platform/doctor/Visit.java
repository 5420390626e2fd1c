package dev.microblog.platform.doctor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the doctor's request arrived at the server, as the server tells it.
///
/// @param version of the server
/// @param peer the address from which the connection came, an IP literal
/// @param trusted whether the peer's forwarding headers are believed
/// @param client the address of who asks, as far as what is believed says
/// @param secure whether the request counts as one that came over https
/// @param host the header `Host`
/// @param forwardedFor all of `X-Forwarded-For`; empty if it did not come
/// @param forwardedProto all of `X-Forwarded-Proto`; empty if it did not come
/// @param others names of other headers that came and that proxies add
public record Visit(
    String version,
    String peer,
    boolean trusted,
    String client,
    boolean secure,
    String host,
    String forwardedFor,
    String forwardedProto,
    List<String> others) {
  /// The header that names the visitor, and the proxies on the way but the last.
  public static final String FOR = "X-Forwarded-For";

  /// The header that names the protocol of the visitor's connection.
  public static final String PROTO = "X-Forwarded-Proto";

  /// Other headers that proxies add.
  public static final List<String> OTHERS =
      List.of("Forwarded", "Via", "X-Forwarded-Host", "X-Forwarded-Port", "X-Real-IP");

  /// As a text of one line each.
  public String text() {
    return String.join(
        "\n",
        "microblog: " + version,
        "peer: " + peer,
        "trusted: " + trusted,
        "client: " + client,
        "secure: " + secure,
        "host: " + host,
        "for: " + forwardedFor,
        "proto: " + forwardedProto,
        "others: " + String.join(",", others),
        "");
  }

  /// Reads such a text; null if it is none.
  static @Nullable Visit read(String text) {
    Map<String, String> lines = new HashMap<>();
    for (String line : text.lines().limit(20).toList()) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        lines.put(line.substring(0, colon), line.substring(colon + 2).strip());
      }
    }
    List<String> values = new ArrayList<>();
    for (String name :
        List.of("microblog", "peer", "trusted", "client", "secure", "host", "for", "proto")) {
      String value = lines.get(name);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    String others = lines.getOrDefault("others", "");
    return new Visit(
        values.get(0),
        values.get(1),
        Boolean.parseBoolean(values.get(2)),
        values.get(3),
        Boolean.parseBoolean(values.get(4)),
        values.get(5),
        values.get(6),
        values.get(7),
        others.isEmpty() ? List.of() : List.of(others.split(",", -1)));
  }
}
