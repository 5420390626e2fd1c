package dev.microblog.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.Answer;
import dev.microblog.Browser;
import dev.microblog.Program;
import dev.microblog.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Sends every operation what it does not expect, made from what the document says that it does:
/// whatever comes, it answers soon, and as is documented. Longer runs and other seeds are asked for
/// by `-Dmicroblog.fuzz.times=` and `-Dmicroblog.fuzz.seed=`.
class ApiFuzzTest {
  private static final int TIMES = Integer.getInteger("microblog.fuzz.times", 24);
  private static final long SEED = Long.getLong("microblog.fuzz.seed", 7L);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final List<String> WORDS =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "9007199254740993",
          "99999999999999999999999999",
          "1e999",
          "true",
          "amina",
          "ben",
          "nobody_at_all",
          "null",
          "../../etc/passwd",
          "%00",
          "%",
          "%c3%28",
          "'; drop table account; --",
          "<script>alert(1)</script>",
          "\u202e\u0000\ud83d\ude00",
          "👩‍👩‍👧‍👦".repeat(40),
          "a".repeat(1_500));

  private static World world;
  private static ApiContract contract;
  private static JsonNode document;

  @BeforeAll
  static void start() throws IOException {
    world = World.open();
    world.follow("ben", "amina");
    world.posts("amina", "Snow on plot", 3);
    world.settle();
    contract = new ApiContract();
    document = Json.mapper().readTree(Files.readString(Path.of("src/main/resources/openapi.json")));
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @TestFactory
  List<DynamicTest> everyOperationAnswersWhateverComesAsIsDocumented() {
    return world.operations().stream()
        // One that is answered for as long as one listens: see ApiTest.
        .filter(operation -> !operation.id().equals("streamNews"))
        .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> fuzz(operation)))
        .toList();
  }

  private static void fuzz(Operation operation) {
    Random random = new Random(SEED * 31 + operation.id().hashCode());
    Program program = world.program("amina");
    for (int i = 0; i < TIMES; i++) {
      String path = path(operation, random);
      byte[] body = body(operation, random);
      Program asking = headers(program, body, random);
      String asked = operation.method() + ' ' + path + " #" + i;
      long begin = System.nanoTime();
      Answer answer = asking.sendBytes(operation.method(), path, body);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(asked).isLessThan(SOON);
      if (answer.status() == 404 && answer.header("RateLimit").isEmpty()) {
        // It is no longer the address of this operation, but of nothing.
        continue;
      }
      if (path.replaceFirst("\\?.*", "").contains("%00")) {
        // Jetty refuses it before it knows for whom it is.
        assertThat(answer.status()).as(asked).isEqualTo(400);
        continue;
      }
      contract.holds(operation, answer, asked + ' ' + shown(body));
    }
    wrongMethod(operation, program);
  }

  private static void wrongMethod(Operation operation, Program program) {
    Answer answer = program.sendBytes("TRACE", operation.path().replaceAll("[{}]", ""), null);
    assertThat(answer.status()).as(operation.id()).isIn(400, 404, 405, 501);
  }

  private static String shown(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return text.length() > 300 ? text.substring(0, 300) + '…' : text;
  }

  private static String path(Operation operation, Random random) {
    StringBuilder path = new StringBuilder();
    for (String part : operation.path().substring(1).split("/", -1)) {
      path.append('/').append(part.startsWith("{") ? segment(random) : part);
    }
    if (random.nextInt(2) == 0) {
      List<String> names = new ArrayList<>(List.of("page", "limit", "x"));
      operation.parameters().stream().map(Parameter::name).forEach(names::add);
      path.append('?');
      for (int i = 0; i <= random.nextInt(3); i++) {
        path.append(names.get(random.nextInt(names.size()))).append('=');
        String word = word(random);
        path.append(word.matches("(%[0-9a-f]{2})+") ? word : Browser.encode(word)).append('&');
      }
    }
    return path.toString();
  }

  /// Not empty, or the address would be another one's.
  private static String segment(Random random) {
    String word = word(random);
    return word.isEmpty() ? "x" : Browser.encode(word.substring(0, Math.min(300, word.length())));
  }

  private static String word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private static Program headers(Program program, byte[] body, Random random) {
    Program asking = body.length == 0 ? program : program.with("Content-Type", "application/json");
    return switch (random.nextInt(12)) {
      case 0 -> asking.with("Content-Type", "text/plain");
      case 1 -> asking.with("Accept", "text/html");
      case 2 -> asking.with("Authorization", "Bearer " + word(random).replaceAll("[^ -~]", ""));
      case 3 -> asking.with("If-Match", "W/\"" + random.nextInt() + '"');
      case 4 -> asking.with("Idempotency-Key", "k".repeat(random.nextInt(300)));
      default -> asking;
    };
  }

  private static byte[] body(Operation operation, Random random) {
    if (operation.body() == null) {
      return random.nextInt(5) == 0 ? utf8("{\"x\":1}") : new byte[0];
    }
    return switch (random.nextInt(14)) {
      case 0 -> new byte[0];
      case 1 -> utf8("[" + "[".repeat(random.nextInt(100_000)));
      case 2 -> utf8("{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000));
      case 3 -> new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'};
      case 4 -> utf8("{\"password\":\"a\",\"password\":\"b\"}");
      case 5 -> utf8(word(random));
      case 6 -> utf8("{\"body\":\"" + "x".repeat(200_000) + "\"}");
      case 7 -> utf16("{\"body\":\"x\"}");
      default -> utf8(mutated(operation, random));
    };
  }

  /// The body as the document describes it, with other values.
  private static String mutated(Operation operation, Random random) {
    JsonNode schema =
        document
            .path("components")
            .path("schemas")
            .path(java.util.Objects.requireNonNull(operation.body()).getSimpleName());
    ObjectNode body = Json.mapper().createObjectNode();
    schema
        .path("properties")
        .propertyNames()
        .forEach(
            member -> {
              switch (random.nextInt(9)) {
                case 0 -> {}
                case 1 -> body.put(member, random.nextLong());
                case 2 -> body.put(member, random.nextDouble() * 1e300);
                case 3 -> body.putNull(member);
                case 4 -> body.putArray(member).add(word(random)).add(3).add("read");
                case 5 -> body.putObject(member).put(word(random), word(random));
                case 6 -> body.put(member, random.nextBoolean());
                default -> body.put(member, word(random));
              }
            });
    if (random.nextInt(6) == 0) {
      body.put(word(random), 1);
    }
    return body.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }

  @TestFactory
  List<DynamicTest> aBodyOfTenMegabytesIsRefused() {
    ByteArrayOutputStream large = new ByteArrayOutputStream();
    large.writeBytes(utf8("{\"body\":\""));
    large.writeBytes(utf8("x".repeat(10_000_000)));
    large.writeBytes(utf8("\"}"));
    byte[] body = large.toByteArray();
    return world.operations().stream()
        .filter(operation -> List.of("publishPost", "registerUser").contains(operation.id()))
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.id(),
                    () -> {
                      Answer answer =
                          world
                              .program("amina")
                              .with("Content-Type", "application/json")
                              .sendBytes(operation.method(), operation.path(), body);
                      assertThat(answer.status()).isEqualTo(413);
                      contract.holds(operation, answer, "10 MB");
                    }))
        .toList();
  }
}
