package dev.microblog.platform.doctor;

import dev.microblog.platform.config.Config;
import dev.microblog.platform.http.BasicAuthorization;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whether a search server answers as one.
final class SearchCheck implements Check {
  private static final String SUBJECT = "search";
  private static final Pattern NUMBER =
      Pattern.compile("\"number\"\\s*:\\s*\"([0-9A-Za-z.+-]{1,40})\"");

  private final @Nullable URI server;
  private final @Nullable String authorization;
  private final Web web;

  /// @param server null if there is none
  /// @param authorization the header for it; null if nobody signs in there
  SearchCheck(@Nullable URI server, @Nullable String authorization, Web web) {
    this.server = server;
    this.authorization = authorization;
    this.web = web;
  }

  /// A check each server, so that a silent one takes no time from the others.
  static List<SearchCheck> of(Config.Search search, Web web) {
    Web trusting = search.trust() == null ? web : new Web(search.trust());
    return search.servers().isEmpty()
        ? List.of(new SearchCheck(null, null, web))
        : search.servers().stream()
            .map(
                server ->
                    new SearchCheck(
                        server,
                        BasicAuthorization.of(server, search.username(), search.password()),
                        trusting))
            .toList();
  }

  @Override
  public String subject() {
    return SUBJECT;
  }

  @Override
  public List<Finding> look() throws InterruptedException {
    if (server == null) {
      return List.of(Finding.good(SUBJECT, "search.unset"));
    }
    try {
      Map<String, String> headers =
          authorization == null ? Map.of() : Map.of("Authorization", authorization);
      return List.of(judge(Web.shown(server), authorization != null, web.get(server, headers)));
    } catch (Web.NoReply e) {
      return List.of(Finding.bad(SUBJECT, e.line()).and("search.see"));
    }
  }

  private static Finding judge(String shown, boolean signedIn, Web.Reply reply) {
    Matcher number = NUMBER.matcher(reply.body());
    return switch (reply.status()) {
      case 200 ->
          number.find()
              ? Finding.good(SUBJECT, "search.answers", number.group(1), shown)
              : Finding.bad(SUBJECT, "search.other", shown);
      // Only its greeting is missing: it may well search.
      case 405 -> Finding.good(SUBJECT, "search.noVersion", shown);
      case 401, 403 ->
          Finding.bad(SUBJECT, signedIn ? "search.wrongPassword" : "search.password", shown);
      case 301, 302, 303, 307, 308 -> Finding.bad(SUBJECT, "search.redirect", shown);
      default -> Finding.bad(SUBJECT, "search.status", shown, reply.status());
    };
  }
}
