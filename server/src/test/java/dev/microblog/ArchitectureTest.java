package dev.microblog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.InsertOnDuplicateStep;
import org.jooq.InsertReturningStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The arrows between the rooms: faces → features → platform → schema, and feature to feature only
/// as the table says. ARCHITECTURE.md tells why.
@Apart
class ArchitectureTest {
  private static final String ROOT = "dev.microblog";

  /// Which features a feature may use. Deny by default: a new arrow is written here on purpose.
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          entry("account", Set.of()),
          entry("audit", Set.of()),
          entry("avatar", Set.of()),
          entry("session", Set.of("account")),
          entry("block", Set.of("account")),
          entry("export", Set.of("account", "block", "follow", "mail", "message", "mute", "post")),
          entry("imports", Set.of("account", "post")),
          entry("follow", Set.of("account", "block")),
          entry("mail", Set.of("account")),
          entry("mute", Set.of("account")),
          entry("message", Set.of("account", "block", "follow")),
          entry("hiding", Set.of("account", "post")),
          entry(
              "moderation",
              Set.of(
                  "account",
                  "audit",
                  "hiding",
                  "mail",
                  "notification",
                  "post",
                  "report",
                  "session")),
          entry(
              "notification",
              Set.of("account", "block", "follow", "mail", "message", "mute", "post")),
          entry("post", Set.of("account", "block", "mute")),
          entry("profile", Set.of("account", "block", "follow", "mute")),
          entry("registration", Set.of("account", "audit", "mail", "moderation", "site")),
          entry("report", Set.of("account", "block", "post")),
          entry("search", Set.of("account", "block", "mute", "post")),
          entry("security", Set.of("account", "mail", "session")),
          entry("stats", Set.of("account")),
          entry("site", Set.of("account", "audit", "moderation")),
          entry("takeover", Set.of("account", "follow", "message", "post", "search", "timeline")),
          entry("timeline", Set.of("account", "block", "follow", "mute", "post")),
          entry("token", Set.of("account", "session")),
          entry("translation", Set.of("account", "block", "post")));

  private static final Set<String> FACES = Set.of("web", "api", "cli", "probe");

  /// Forms of jOOQ that MySQL 5.7 or 8.0.15 do not take, or that jOOQ writes for newer servers.
  private static final Set<String> FORBIDDEN_SQL =
      Set.of(
          "onConflict",
          "onConflictDoNothing",
          "onDuplicateKeyIgnore",
          "onDuplicateKeyUpdate",
          "multiset",
          "multisetAgg",
          "lateral",
          "with",
          "withRecursive",
          "rowNumber",
          "over",
          "skipLocked",
          "mergeInto",
          "returning",
          "returningResult");

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void everyRoomIsKnown() {
    Set<String> rooms = new TreeSet<>();
    MAIN.forEach(c -> rooms.add(room(c)));
    rooms.remove("");
    rooms.remove("schema");
    assertThat(rooms)
        .as("a new room needs a line in ARROWS or FACES, and in ARCHITECTURE.md")
        .allMatch(r -> ARROWS.containsKey(r) || FACES.contains(r) || r.equals("platform"));
  }

  @Test
  void roomsUseOnlyWhatStandsBelowThem() {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass from : MAIN) {
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        JavaClass to = dependency.getTargetClass().getBaseComponentType();
        if (to.getPackageName().startsWith(ROOT) && !allowed(room(from), room(to))) {
          wrong.add(from.getName() + " → " + to.getName());
        }
      }
    }
    assertThat(wrong)
        .as("faces → features → platform → schema; what would go backwards goes as an event")
        .isEmpty();
  }

  private static boolean allowed(String from, String to) {
    if (from.equals(to) || from.isEmpty()) {
      return true;
    }
    if (from.equals("schema")) {
      return false;
    }
    return switch (to) {
      case "" -> false;
      case "schema", "platform" -> true;
      default ->
          FACES.contains(from)
              ? ARROWS.containsKey(to)
              : ARROWS.getOrDefault(from, Set.of()).contains(to);
    };
  }

  @Test
  void tablesAreKnownToStoresOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".platform..", ROOT + ".schema..")
        .and(are("neither stores nor inside one", c -> !outermost(c).endsWith("Store")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".schema..")
        .because("all SQL of a room stands in its store, where it is read and tested in one place")
        .check(MAIN);
  }

  /// As a table in a query; the values of an insert are another thing of the same name.
  private static boolean isTableOfValues(JavaMethodCall call) {
    return call.getName().equals("values") && call.getTargetOwner().isEquivalentTo(DSL.class);
  }

  @Test
  void sqlIsWhatEveryDatabaseTakes() {
    noClasses()
        .should()
        .callMethodWhere(
            new DescribedPredicate<JavaMethodCall>("a form that MySQL 5.7 does not take") {
              @Override
              public boolean test(JavaMethodCall call) {
                return call.getTargetOwner().getPackageName().startsWith("org.jooq")
                    && (FORBIDDEN_SQL.contains(call.getName()) || isTableOfValues(call));
              }
            })
        .because("upserts go through Upsert, and the rest has a plain form")
        .check(MAIN);
    assertThat(
            Arrays.stream(
                    new Class<?>[] {
                      DSL.class, InsertOnDuplicateStep.class, InsertReturningStep.class
                    })
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .map(java.lang.reflect.Method::getName))
        .as("the names above are jOOQ's")
        .contains("onConflict", "onDuplicateKeyUpdate", "multiset", "lateral", "returning");
  }

  @Test
  void webLibrariesStayInTheFace() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT + ".web..",
            ROOT + ".api..",
            ROOT + ".platform.http..",
            ROOT + ".platform.outgoing..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javalin..", "jakarta.servlet..", "org.eclipse.jetty..")
        .because("use cases give domain records; a face makes pages of them")
        .check(MAIN);
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".web..", ROOT + ".mail..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("gg.jte..")
        .because("pages are filled by the face, and mail by the room that writes it")
        .check(MAIN);
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".platform.smtp..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.mail..", "jakarta.activation..", "org.eclipse.angus..")
        .because("mail is letters, which one room brings to a server")
        .check(MAIN);
  }

  @Test
  void whoFollowsIsKnownToOneRoom() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".platform.trace..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.opentelemetry..")
        .because("without a collector none of its classes may be loaded")
        .check(MAIN);
  }

  @Test
  void nobodyKeepsServerSideHttpSessions() {
    noClasses()
        .should()
        .callMethod(jakarta.servlet.http.HttpServletRequest.class, "getSession")
        .orShould()
        .callMethod(jakarta.servlet.http.HttpServletRequest.class, "getSession", boolean.class)
        .because("sessions are rows, so that every replica knows them and they end everywhere")
        .check(MAIN);
  }

  @Test
  void timeAndChanceComeFromWhereTestsCanSetThem() {
    noClasses()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.Date.class)
        .because("every time comes from one InstantSource")
        .check(MAIN);
    noClasses()
        .should()
        .callConstructor(Random.class)
        .because("what is random here is a secret")
        .check(MAIN);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Dto")
        .because("such names say only that nobody knew what the thing is")
        .check(MAIN);
  }

  @Test
  void everyPackageIsNullMarked() {
    classes()
        .that()
        .resideOutsideOfPackage(ROOT + ".schema..")
        .should(
            new com.tngtech.archunit.lang.ArchCondition<>("be in a package marked @NullMarked") {
              @Override
              public void check(JavaClass item, com.tngtech.archunit.lang.ConditionEvents events) {
                boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(
                    new com.tngtech.archunit.lang.SimpleConditionEvent(
                        item, marked, item.getPackageName() + " has no package-info"));
              }
            })
        .because("NullAway looks at marked packages only")
        .check(MAIN);
  }

  private static DescribedPredicate<JavaClass> are(
      String description, java.util.function.Predicate<JavaClass> predicate) {
    return DescribedPredicate.describe(description, predicate);
  }

  private static String outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type.getSimpleName());
  }

  /// The first part of the package below the root; empty for the root itself.
  private static String room(JavaClass type) {
    String rest = type.getPackageName().substring(ROOT.length());
    return rest.isEmpty() ? "" : Objects.requireNonNull(rest.substring(1).split("\\.", 2)[0]);
  }
}
