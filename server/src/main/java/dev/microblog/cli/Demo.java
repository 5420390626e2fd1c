package dev.microblog.cli;

import dev.microblog.account.AccountStore;
import dev.microblog.account.Accounts;
import dev.microblog.account.Passwords;
import dev.microblog.follow.Follows;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.http.Keys;
import dev.microblog.platform.id.Ids;
import dev.microblog.post.Post;
import dev.microblog.post.Posts;
import dev.microblog.post.Visibility;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Fills an empty site with a small town of people, their follows and their posts in three
/// languages.
public final class Demo {
  /// Who looks after the site.
  public static final String OPERATOR = "amina";

  private static final Duration JOINED = Duration.ofDays(400);

  private record Person(String name, String aboutMe, List<String> follows) {}

  private final Database database;
  private final AccountStore accountStore;
  private final Accounts accounts;
  private final Passwords passwords;
  private final Follows follows;
  private final Posts posts;
  private final Ids ids;
  private final InstantSource clock;

  public Demo(
      Database database,
      AccountStore accountStore,
      Accounts accounts,
      Passwords passwords,
      Follows follows,
      Posts posts,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.accountStore = accountStore;
    this.accounts = accounts;
    this.passwords = passwords;
    this.follows = follows;
    this.posts = posts;
    this.ids = ids;
    this.clock = clock;
  }

  /// Adds everything in one transaction.
  ///
  /// @return the passwords by name; they are kept nowhere
  /// @throws Unusable if there are people already
  public Map<String, String> fill() {
    if (database.read(accountStore::any)) {
      throw new Unusable(
          "--demo fills an empty data folder only, and this one has people. Start without --demo,"
              + " or set DATA_DIR to an empty folder.");
    }
    List<Person> people =
        read("people.tsv").stream()
            .map(row -> new Person(row[0], row[2], List.of(row[3].split(" "))))
            .toList();
    Map<String, String> plain = new LinkedHashMap<>();
    Map<String, String> hashes = new HashMap<>();
    for (Person person : people) {
      String password = Keys.random(9);
      plain.put(person.name(), password);
      hashes.put(person.name(), passwords.hash(password));
    }
    database.write(
        transaction -> {
          fill(transaction, people, hashes);
          return null;
        });
    return plain;
  }

  private void fill(Transaction transaction, List<Person> people, Map<String, String> hashes) {
    long now = clock.millis();
    long joined = now - JOINED.toMillis();
    Map<String, Long> byName = new HashMap<>();
    for (Person person : people) {
      String hash = Objects.requireNonNull(hashes.get(person.name()));
      String email = person.name() + "@mail.example";
      byName.put(
          person.name(),
          accounts.restore(transaction, person.name(), email, hash, person.aboutMe(), joined));
    }
    for (Person person : people) {
      for (String followed : person.follows()) {
        follows.restore(transaction, id(byName, person.name()), id(byName, followed), joined);
      }
    }
    int sequence = 0;
    for (String[] row : read("posts.tsv")) {
      long createdAt = now - (long) (Double.parseDouble(row[0]) * Duration.ofHours(1).toMillis());
      String body = row[3].replace("\\n", "\n");
      posts.restore(
          transaction,
          new Post(
              ids.at(createdAt, sequence++),
              id(byName, row[1]),
              row[1],
              body,
              row[2],
              Visibility.PUBLIC,
              createdAt,
              null));
    }
  }

  private static long id(Map<String, Long> byName, String name) {
    return Objects.requireNonNull(byName.get(name), name);
  }

  private static List<String[]> read(String file) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Demo.class.getResourceAsStream("/demo/" + file)),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
