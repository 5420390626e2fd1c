package dev.microblog.takeover;

import dev.microblog.account.AccountIntakeStore;
import dev.microblog.account.AccountPolicy;
import dev.microblog.account.Newcomer;
import dev.microblog.account.Passwords;
import dev.microblog.platform.text.CleanText;
import dev.microblog.platform.text.Folding;
import dev.microblog.takeover.Finding.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Plans the accounts of people.
final class TakePeople {
  /// Somebody, and the account that they get.
  record Draft(long sourceId, Newcomer account) {}

  private static final int LAST_EXAMPLE = 60;

  private final AccountIntakeStore accounts;
  private final PersonNames names;
  private final long now;
  private final Dating dating;

  /// Who has an address, by its folded form.
  private final Map<String, Long> emails = new HashMap<>();

  TakePeople(AccountIntakeStore accounts, PersonNames names, long now) {
    this.accounts = accounts;
    this.names = names;
    this.now = now;
    this.dating = new Dating(now);
  }

  Plan<Draft> plan(DSLContext sql, List<TutorialStore.Person> people) {
    List<Finding> findings = new ArrayList<>();
    Map<Long, String> given = names(sql, people);
    Set<String> taken = takenEmails(sql, people);
    List<Draft> drafts = new ArrayList<>();
    for (TutorialStore.Person person : people) {
      String name = String.valueOf(given.get(person.id()));
      tellName(person, name, findings);
      drafts.add(
          new Draft(
              person.id(),
              new Newcomer(
                  name,
                  email(person, name, taken, findings),
                  passwordHash(person, name, findings),
                  aboutMe(person, name, findings),
                  createdAt(person),
                  lastSeenAt(person, name, findings))));
    }
    return new Plan<>(drafts, findings);
  }

  /// Names that nobody has, neither there nor here.
  private Map<Long, String> names(DSLContext sql, List<TutorialStore.Person> people) {
    Map<Long, String> given = new HashMap<>();
    people.forEach(person -> given.put(person.id(), names.give(person.id(), person.name())));
    List<TutorialStore.Person> open = people;
    while (!open.isEmpty()) {
      Set<String> taken =
          accounts.takenNames(
              sql, open.stream().map(person -> key(given, person)).collect(Collectors.toSet()));
      open = open.stream().filter(person -> taken.contains(key(given, person))).toList();
      for (TutorialStore.Person person : open) {
        String nearest = PersonNames.nearest(person.id(), person.name());
        given.put(person.id(), names.another(person.id(), nearest));
      }
    }
    return given;
  }

  private static String key(Map<Long, String> given, TutorialStore.Person person) {
    return Folding.key(String.valueOf(given.get(person.id())));
  }

  private static void tellName(TutorialStore.Person person, String name, List<Finding> findings) {
    String nearest = PersonNames.nearest(person.id(), person.name());
    String what = shown(person.name()) + " -> " + name;
    if (!nearest.equals(person.name())) {
      findings.add(new Finding(Kind.NAME_LETTERS, what + " (user " + person.id() + ")"));
    }
    if (!nearest.equals(name)) {
      findings.add(new Finding(Kind.NAME_CLASH, what + " (user " + person.id() + ")"));
    }
  }

  /// What somebody else wrote, fit for a line on a screen.
  private static String shown(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "(none)";
    }
    String line =
        text.codePoints()
            .limit(LAST_EXAMPLE)
            .mapToObj(c -> Character.isISOControl(c) ? "?" : Character.toString(c))
            .collect(Collectors.joining());
    return line.length() < text.length() ? line + "…" : line;
  }

  private Set<String> takenEmails(DSLContext sql, List<TutorialStore.Person> people) {
    Set<String> keys =
        people.stream()
            .map(person -> stripped(person.email()))
            .filter(email -> AccountPolicy.email(email).isEmpty())
            .map(Folding::key)
            .collect(Collectors.toSet());
    return accounts.takenEmails(sql, keys);
  }

  private static String stripped(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  private @Nullable String email(
      TutorialStore.Person person, String name, Set<String> taken, List<Finding> findings) {
    String email = stripped(person.email());
    if (!AccountPolicy.email(email).isEmpty()) {
      findings.add(new Finding(Kind.EMAIL_INVALID, shown(person.email()) + " of " + name));
      return null;
    }
    String key = Folding.key(email);
    Long owner = emails.putIfAbsent(key, person.id());
    if (taken.contains(key) || (owner != null && owner != person.id())) {
      findings.add(new Finding(Kind.EMAIL_TAKEN, email + " of " + name));
      return null;
    }
    return email;
  }

  private static @Nullable String passwordHash(
      TutorialStore.Person person, String name, List<Finding> findings) {
    String hash = person.passwordHash();
    if (hash != null && Passwords.isKnown(hash)) {
      return hash;
    }
    findings.add(new Finding(Kind.PASSWORD_UNKNOWN, name + "'s"));
    return null;
  }

  private static String aboutMe(TutorialStore.Person person, String name, List<Finding> findings) {
    String text = person.aboutMe() == null ? "" : person.aboutMe();
    String kept = CleanText.lines(text.substring(0, Math.min(text.length(), 100_000)));
    int points = kept.codePointCount(0, kept.length());
    if (points > AccountIntakeStore.ABOUT_ME_KEPT) {
      findings.add(new Finding(Kind.ABOUT_ME_CUT, name + "'s of " + points + " characters"));
      return kept.substring(0, kept.offsetByCodePoints(0, AccountIntakeStore.ABOUT_ME_KEPT - 1))
          + "…";
    }
    return kept;
  }

  /// There is no date of signing up: that of the first sign of them is taken, or that of who signed
  /// up before them.
  private long createdAt(TutorialStore.Person person) {
    Long post = TutorialTime.micros(person.firstPost());
    Long seen = TutorialTime.micros(person.lastSeen());
    // Not in one expression, which would take numbers for what may be null.
    Long first = post == null ? seen : post;
    if (first != null && seen != null && seen < first) {
      first = seen;
    }
    return dating.millis(first, "", new ArrayList<>());
  }

  private @Nullable Long lastSeenAt(
      TutorialStore.Person person, String name, List<Finding> findings) {
    Long micros = TutorialTime.micros(person.lastSeen());
    if (micros == null) {
      return null;
    }
    long millis = Math.floorDiv(micros, 1000);
    if (millis > now) {
      findings.add(new Finding(Kind.FUTURE, "when " + name + " was last seen"));
    }
    return Math.min(now, millis);
  }
}
