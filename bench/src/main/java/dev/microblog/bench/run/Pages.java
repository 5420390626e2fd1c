package dev.microblog.bench.run;

import dev.microblog.api.Json;
import dev.microblog.bench.data.Handout;
import dev.microblog.bench.data.Texts;
import dev.microblog.bench.load.LoadDriver.Question;
import dev.microblog.bench.load.Requests;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks at the pages of a server once, before they are asked for many times: a wrong page is
/// quickly made.
public final class Pages {
  private static final Pattern TOKEN =
      Pattern.compile("name=\"(?:csrf_token|submission)\" value=\"([^\"]+)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final InetSocketAddress address;

  /// @param address of the server
  public Pages(InetSocketAddress address) {
    this.address = address;
  }

  /// A page.
  ///
  /// @param token of the session, empty if nobody is signed in
  /// @throws IOException if it is not answered with 200
  public String get(String path, String token) throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + address.getPort() + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    Requests.headers(path, token).forEach(request::header);
    var answer = client.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " was answered with " + answer.statusCode());
    }
    return answer.body();
  }

  /// The page without what differs from one time to the next.
  public String steady(String path, String token) throws IOException, InterruptedException {
    String page = get(path, token);
    Matcher tokens = TOKEN.matcher(page);
    StringBuilder steady = new StringBuilder();
    while (tokens.find()) {
      tokens.appendReplacement(steady, "");
    }
    // "3 minutes ago" may be 4 by the time the other server is asked, and asking changes when
    // somebody was last seen.
    return tokens
        .appendTail(steady)
        .toString()
        .replaceAll("<time [^>]*>[^<]*</time>", "")
        .replaceAll("\"last_seen\":\"[^\"]*\"", "")
        .replace("http://localhost:" + address.getPort(), "");
  }

  /// Has the server fill the home lists of those who are shown the posts of [#posting].
  void fillFollowers(Handout site) throws IOException, InterruptedException {
    for (String token : site.followers()) {
      get("/index", token);
    }
  }

  /// Posts by the average reader, each with words of its own, sent by a program.
  static Question programsPosting(Handout site) {
    RandomGenerator random = new SplittableRandom();
    Texts texts = new Texts("en");
    return new Question(
        () ->
            Requests.json(
                "/api/posts",
                site.average().token(),
                Json.text(Map.of("body", texts.next(random, ""), "language", "en"))),
        201);
  }

  /// Posts by the average reader, each with words of its own, sent as the form of the home page
  /// sends them.
  Question posting(Handout site) throws IOException, InterruptedException {
    String token = site.average().token();
    Matcher found = TOKEN.matcher(get("/index", token));
    if (!found.find()) {
      throw new IOException("no form on the home page");
    }
    String csrf = found.group(1);
    RandomGenerator random = new SplittableRandom();
    Texts texts = new Texts("en");
    String run = Long.toString(random.nextLong(), 36);
    int[] count = {0};
    return new Question(
        () ->
            Requests.post(
                "/index",
                token,
                "csrf_token",
                csrf,
                "submission",
                run + count[0]++,
                "post",
                texts.next(random, ""),
                "language",
                ""),
        302);
  }
}
