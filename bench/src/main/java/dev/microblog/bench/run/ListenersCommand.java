package dev.microblog.bench.run;

import dev.microblog.bench.data.Handout;
import dev.microblog.bench.load.Meter;
import dev.microblog.bench.load.Requests;
import dev.microblog.session.Sessions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `bench/listeners`.
@Command(
    name = "listeners",
    description = "Measures what idle listeners cost, and how soon they hear.",
    mixinStandardHelpOptions = true)
public final class ListenersCommand implements Callable<Integer> {
  /// Somebody who listens.
  private record Person(String name, String token) {}

  private static final Pattern TOKEN = Pattern.compile("name=\"csrf_token\" value=\"([^\"]+)\"");
  private static final int WARM_UP_PAGES = 3_000;

  @Parameters(paramLabel = "SITE", description = "a folder filled by bench/make-data small")
  private Path site = Path.of("");

  @Option(names = "--listeners", description = "How many (${DEFAULT-VALUE}).")
  private int count = 2_000;

  @Option(names = "--events", description = "How many are told, one after another.")
  private int events = 200;

  @Option(names = "--seconds", description = "To be idle before memory is measured.")
  private int seconds = 60;

  @Option(names = "--cores", description = "On which the server may run, such as 0.")
  private String cores = "";

  private final List<Person> people = new ArrayList<>();
  private final List<Listening> listeners = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Handout handout = Handout.read(site);
    String actor = handout.few().token();
    signIn(handout.few().name());
    try (ServerProcess server = ServerProcess.start(ServerProcess.Kind.OURS, "", site, cores)) {
      Meter meter = server.meter();
      // What any page costs the first time is no cost of listeners.
      for (int i = 0; i < WARM_UP_PAGES; i++) {
        ask(server.address, Requests.get("/index", people.get(i % people.size()).token()));
      }
      listen(server, 100);
      end();
      Thread.sleep(Duration.ofSeconds(seconds));
      Meter.Memory before = meter.memory();
      listen(server, count);
      Thread.sleep(Duration.ofSeconds(seconds));
      Meter.Memory after = meter.memory();
      System.out.println("| listeners | RSS | RssAnon |\n|---|--:|--:|");
      System.out.printf("| 0 | %.0f MB | %.0f MB |%n", before.rss(), before.anonymous());
      System.out.printf("| %d | %.0f MB | %.0f MB |%n", count, after.rss(), after.anonymous());
      tell(server.address, actor);
    } finally {
      end();
    }
    return 0;
  }

  /// Signs in people whom somebody does not follow.
  private void signIn(String actor) throws Exception {
    long now = java.time.InstantSource.system().millis();
    SecureRandom random = new SecureRandom();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + site.resolve("microblog.db"));
        PreparedStatement names =
            connection.prepareStatement(
                "select id, name from account where id not in (select followee_id from follow join"
                    + " account a on a.id = follower_id where a.name = ?) and name <> ? limit ?");
        PreparedStatement session =
            connection.prepareStatement(
                "insert or replace into session (id, token_hash, account_id, remembered, user_agent,"
                    + " address, created_at, last_used_at, expires_at)"
                    + " values (?, ?, ?, 1, 'bench', '127.0.0.1', ?, ?, ?)")) {
      connection.setAutoCommit(false);
      names.setString(1, actor);
      names.setString(2, actor);
      names.setInt(3, count);
      try (ResultSet row = names.executeQuery()) {
        while (row.next()) {
          byte[] bytes = new byte[32];
          random.nextBytes(bytes);
          String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
          byte[] hash =
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
          session.setLong(1, people.size() + 1L);
          session.setString(2, HexFormat.of().formatHex(hash));
          session.setLong(3, row.getLong(1));
          session.setLong(4, now);
          session.setLong(5, now);
          session.setLong(6, now + Sessions.REMEMBERED.toMillis());
          session.addBatch();
          people.add(new Person(row.getString(2), token));
        }
      }
      session.executeBatch();
      connection.commit();
    }
  }

  /// Lets so many listen, people in turn.
  private void listen(ServerProcess server, int most) throws Exception {
    for (int i = 0; i < most; i++) {
      listeners.add(new Listening(server.address, people.get(i % people.size()).token()));
    }
    for (Listening listener : listeners) {
      listener.next();
    }
  }

  private void end() throws IOException {
    for (Listening listener : listeners) {
      listener.close();
    }
    listeners.clear();
  }

  /// Follows people one after another, and measures from the sent form to what they hear.
  private void tell(InetSocketAddress server, String actor) throws Exception {
    Matcher token = TOKEN.matcher(ask(server, Requests.get("/index", actor)));
    if (!token.find()) {
      throw new IOException("There is no form on the page of somebody who is signed in.");
    }
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < Math.min(events, people.size()); i++) {
      String path = "/follow/" + people.get(i).name();
      long begin = System.nanoTime();
      ask(server, Requests.post(path, actor, "csrf_token", token.group(1)));
      millis.add((listeners.get(i).next() - begin) / 1e6);
    }
    millis.sort(null);
    System.out.printf(
        "%nFrom the form to the event: p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
        millis.get(millis.size() / 2), millis.get(millis.size() * 99 / 100), millis.getLast());
  }

  private static String ask(InetSocketAddress server, byte[] request) throws IOException {
    try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
      String head = new String(request, StandardCharsets.UTF_8);
      String closing = head.replaceFirst("\r\n", "\r\nConnection: close\r\n");
      socket.getOutputStream().write(closing.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
