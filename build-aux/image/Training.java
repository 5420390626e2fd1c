import dev.microblog.platform.aot.AotCache;
import java.io.IOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Makes the cache of classes of the image: starts the program as the image does, uses it as people
/// do, and ends it, upon which Java writes down what it loaded and what it learnt.
///
/// Run from source in the build of the image, with the program's jar on the class path:
/// `java -cp /opt/microblog/microblog.jar Training.java HOME OUT`, where HOME is `/opt/microblog`,
/// the program at the very paths of the image, and OUT gets what the last layer holds below it: the
/// cache, named by the digest of the jars, and the files of arguments, which name it.
public final class Training {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern TOKEN = Pattern.compile("name=\"csrf_token\" value=\"([^\"]+)\"");
  private static final Pattern FILE = Pattern.compile("(?:href|src)=\"(/(?:static|avatar)/[^\"]+)\"");
  private static final Pattern POST = Pattern.compile("href=\"(/post/[0-9]+)\"");
  private static final String PASSWORD = "a password for one minute";

  private final Path home;
  private final Path out;
  private final URI address;
  private final int managementPort;
  private final HttpClient http;
  private String token = "";

  private Training(Path home, Path out) throws IOException {
    this.home = home;
    this.out = out.resolve(home.getRoot().relativize(home));
    this.address = URI.create("http://localhost:" + freePort());
    this.managementPort = freePort();
    this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(new CookieManager()).build();
  }

  public static void main(String[] arguments) throws Exception {
    new Training(Path.of(arguments[0]), Path.of(arguments[1])).run();
  }

  private void run() throws IOException, InterruptedException {
    String digest = AotCache.digest(home.resolve("microblog.jar"));
    Path cache = Path.of("aot", digest + ".aot");
    Files.createDirectories(out.resolve("aot"));
    Process server = start(out.resolve(cache));
    try {
      awaitStart(server);
      use();
      // As a container is told to end. The cache is written once all is closed.
      server.toHandle().destroy();
      int status = server.waitFor();
      if (status != 143 || Files.notExists(out.resolve(cache))) {
        throw new IllegalStateException("No cache was made; the program ended with " + status);
      }
    } finally {
      server.destroyForcibly();
    }
    List<String> flags = List.of("-XX:AOTCache=" + home.resolve(cache), "-XX:AOTMode=on");
    // A cache that cannot be used must not be dropped without a word: the start would take thrice as long for ever.
    write("java.args", List.of(flags.get(0), flags.get(1), "-D" + AotCache.PROPERTY + "=" + digest));
    // To the probe it is but a help.
    write("probe.args", List.of(flags.get(0)));
  }

  private void write(String file, List<String> first) throws IOException {
    List<String> lines = new ArrayList<>(first);
    lines.addAll(Files.readAllLines(home.resolve(file)));
    Files.write(out.resolve(file), lines);
  }

  private Process start(Path cache) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            home.resolve("jvm/bin/java").toString(),
            "-XX:AOTCacheOutput=" + cache,
            // With profiles of methods the second compiler is busy during the start, and nothing is fast any sooner.
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-AOTRecordTraining",
            // It would name each of the classes that cannot be kept; some never can.
            "-Xlog:aot=error",
            "@" + home.resolve("java.args"));
    builder.environment().keySet().removeIf(name -> name.contains("JAVA") && name.endsWith("OPTIONS"));
    builder
        .environment()
        .putAll(
            Map.of(
                "PORT", String.valueOf(address.getPort()),
                "MANAGEMENT_PORT", String.valueOf(managementPort),
                "DATA_DIR", Files.createTempDirectory("training").resolve("data").toString()));
    return builder.inheritIO().start();
  }

  private void awaitStart(Process server) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      if (isReady()) {
        return;
      }
      if (!server.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("The program does not start");
      }
      Thread.sleep(50);
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      return manage("/health/ready").statusCode() == 200;
    } catch (IOException e) {
      // Its port is not open yet.
      return false;
    }
  }

  private void use() throws IOException, InterruptedException {
    join("amina");
    join("ben");
    List<String> pages =
        List.of(
            "/", "/index", "/index?page=2", "/index/fresh?after=0", "/explore", "/explore/fresh?after=0", "/user/amina",
            "/user/amina/popup", "/user/amina/followers", "/user/ben/following", "/tag/tea", "/settings", "/search?q=tea", "/search/suggest?q=te",
            "/messages",
            "/edit_profile", "/settings/delete", "/user/amina/feed.atom", "/tag/tea/feed.atom", "/robots.txt",
            "/sitemap.xml", "/manifest.webmanifest", "/auth/logout", "/nowhere", "/user/nobody");
    // Twice, for what happens only when something is there already.
    for (int round = 0; round < 2; round++) {
      get("/index");
      for (String text : List.of("Tea, @amina? #tea", "¿Quién quiere té? https://example.org", "喝茶吗？ #茶")) {
        expect(302, post("/index", Map.of("post", text, "submission", UUID.randomUUID().toString())));
      }
      expect(200, post("/index", Map.of("post", "", "submission", UUID.randomUUID().toString())));
      post(round == 0 ? "/follow/amina" : "/unfollow/amina", Map.of("submit", "x"));
      TreeSet<String> found = new TreeSet<>();
      for (String page : pages) {
        String body = get(page).body();
        find(FILE, body, found);
        find(POST, body, found);
      }
      for (String link : found) {
        send(request(link).header("Accept-Encoding", "gzip"));
      }
      String mine = found.stream().filter(link -> link.startsWith("/post/")).findFirst().orElse("/post/1");
      get(mine + "/edit");
      post(mine + "/edit", Map.of("post", "Another word. #tea"));
      get("/edit_profile");
      post("/edit_profile", Map.of("username", "ben", "about_me", "Tea."));
      post("/settings/display", Map.of("language", "es", "theme", "dark"));
      post("/index", Map.of("post", "without a token", "csrf_token", "none"));
      for (String path : List.of("/health/live", "/health/started", "/metrics")) {
        expect(200, manage(path));
      }
    }
    get("/auth/logout");
    post("/auth/logout", Map.of());
    get("/index");
    post("/auth/login", Map.of("username", "ben", "password", "wrong"));
  }

  private void join(String name) throws IOException, InterruptedException {
    get("/auth/register");
    expect(
        302,
        post(
            "/auth/register",
            Map.of("username", name, "email", name + "@example.org", "password", PASSWORD, "password2", PASSWORD)));
    get("/auth/login");
    expect(302, post("/auth/login", Map.of("username", name, "password", PASSWORD)));
    get("/edit_profile");
  }

  private HttpResponse<String> manage(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + path)));
  }

  private static void find(Pattern links, String body, TreeSet<String> found) {
    for (Matcher link = links.matcher(body); link.find(); ) {
      found.add(link.group(1));
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  private HttpResponse<String> post(String path, Map<String, String> fields) throws IOException, InterruptedException {
    String form =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    if (!fields.containsKey("csrf_token")) {
      form += "&csrf_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Sec-Fetch-Site", "same-origin")
            .POST(BodyPublishers.ofString(form)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .header("Accept", "text/html,application/xhtml+xml")
        .header("Accept-Language", "es;q=0.8,en;q=0.6");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    Matcher field = TOKEN.matcher(response.body());
    token = field.find() ? field.group(1) : token;
    return response;
  }

  private static void expect(int status, HttpResponse<String> response) {
    if (response.statusCode() != status) {
      throw new IllegalStateException(
          response.uri() + " answered " + response.statusCode() + ": " + response.body());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
