package dev.microblog.platform.config;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Reads the settings from the environment, from files that it names (`X_FILE` for each `X`), and
/// from the file `.env`. [Setting#ALL] lists them.
///
/// @param config what they amount to
/// @param given those that were given, as they may be printed
/// @param warnings what looks like a slip, a sentence each
public record Settings(Config config, List<Given> given, List<String> warnings) {
  /// A setting that was given.
  ///
  /// @param value as it may be printed
  /// @param source where it was found: `environment`, `file` or `.env`
  public record Given(String name, String value, String source) {}

  /// The file that is read beside the environment, in the folder where the program is started.
  public static final String FILE = ".env";

  /// Where the probe of the image asks, too.
  private static final int MANAGEMENT_PORT = 5001;

  private static final int SHORTEST_KEY = 12;

  /// A key that nobody guesses by trying has at least this length.
  private static final int GOOD_KEY = 16;

  /// The standard of the tutorial's application, which everybody knows.
  private static final String KNOWN_KEY = "you-will-never-guess";

  private static final Pattern INDEX = Pattern.compile("[a-z][a-z0-9_-]{0,59}");
  private static final String HIDDEN = "********";
  private static final Pattern USER_INFO = Pattern.compile("//[^,]*@");
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?");

  /// Reads and checks all settings of this process.
  ///
  /// @param folder where `.env` may be
  /// @throws InvalidSettings naming everything that is wrong, without secret values
  public static Settings of(Map<String, String> environment, Path folder) {
    return of(environment, file(folder));
  }

  /// Reads and checks settings that are all in one place.
  ///
  /// @param environment the variables, as of [System#getenv()]
  /// @throws InvalidSettings naming everything that is wrong, without secret values
  public static Config read(Map<String, String> environment) {
    return of(environment, Map.of()).config();
  }

  private static Settings of(Map<String, String> environment, Map<String, String> file) {
    Variables variables = new Variables(environment, file);
    Config config = read(variables);
    if (!variables.problems().isEmpty()) {
      throw new InvalidSettings(variables.problems());
    }
    List<Given> given = new ArrayList<>();
    for (Setting setting : Setting.ALL) {
      Variables.Given found = variables.given().get(setting.name());
      if (found != null) {
        given.add(new Given(setting.name(), shown(setting, found.value(), config), found.source()));
      }
    }
    List<String> warnings = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(environment.keySet());
    names.addAll(file.keySet());
    names.forEach(name -> Slips.warn(name, warnings));
    String key = config.secretKey();
    if (key != null && key.length() < GOOD_KEY) {
      warnings.add(
          "SECRET_KEY is short: who guesses it can forge forms and cookies. Use at least "
              + GOOD_KEY
              + " characters of chance.");
    }
    if (!config.rateLimit()) {
      warnings.add(
          "RATE_LIMIT is off: nothing slows down who guesses passwords. For test benches only.");
    }
    if (config.search().on() && config.search().servers().isEmpty()) {
      if (!config.database().embedded()) {
        warnings.add(
            "There is a database server and no ELASTICSEARCH_URL: this process keeps a search index of"
                + " its own in DATA_DIR. Where several processes serve the site, each finds only what was"
                + " posted through itself since it started.");
      }
    }
    MailSettings.warn(config, warnings);
    return new Settings(config, List.copyOf(given), List.copyOf(warnings));
  }

  private static String shown(Setting setting, String value, Config config) {
    return switch (setting.shown()) {
      case WHOLE -> value;
      case DATABASE -> config.database().display();
      case ADDRESS -> USER_INFO.matcher(value).replaceAll("//" + HIDDEN + "@");
      case NOTHING -> HIDDEN;
    };
  }

  static Map<String, String> file(Path folder) {
    // Loading the reader for a file that is hardly ever there would slow down each start.
    if (!Files.isRegularFile(folder.resolve(FILE))) {
      return Map.of();
    }
    if (!Files.isReadable(folder.resolve(FILE))) {
      throw new InvalidSettings(List.of("The file .env may not be read by this user."));
    }
    try {
      Map<String, String> variables = new HashMap<>();
      Dotenv.configure()
          .directory(folder.toAbsolutePath().toString())
          .load()
          .entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)
          .forEach(
              (DotenvEntry entry) -> variables.put(entry.getKey(), unquoted(entry.getValue())));
      return variables;
    } catch (DotenvException e) {
      throw new InvalidSettings(
          List.of("The file .env cannot be read: a line in it is not NAME=value."));
    }
  }

  /// The library takes off double quotes alone.
  private static String unquoted(String value) {
    return value.length() > 1 && value.startsWith("'") && value.endsWith("'")
        ? value.substring(1, value.length() - 1)
        : value;
  }

  private static Config read(Variables variables) {
    Path dataDir = variables.folder("DATA_DIR", "data");
    DatabaseUrl database = database(variables, dataDir);
    String secretKey = secretKey(variables, database);
    Config config =
        new Config(
            variables.number("PORT", 5000, 0, 65535),
            management(variables),
            dataDir,
            database,
            variables.number("DATABASE_POOL", 10, 3, 200),
            Duration.ofSeconds(variables.number("DATABASE_WAIT", 300, 0, 86_400)),
            Duration.ofSeconds(variables.number("STOP_DELAY", 0, 0, 300)),
            variables.flag("MIGRATE", true),
            secretKey,
            publicUrl(variables),
            variables.networks("TRUSTED_PROXIES"),
            variables.number("POST_MAX_LENGTH", 500, 1, 5000),
            variables.flag("PUBLIC_PAGES", true),
            variables.flag("RATE_LIMIT", true),
            new Config.Log(
                variables.word("LOG_FORMAT", List.of("text", "json")).equals("json"),
                variables.flag("ACCESS_LOG", true)),
            MailSettings.read(variables),
            search(variables),
            TranslatorSettings.read(variables),
            backups(variables, database),
            TelemetrySettings.read(variables));
    variables.tutorialFlag("LOG_TO_STDOUT", true);
    // For commands, which read them by themselves.
    OtherDatabase.look(variables);
    return config;
  }

  private static Config.@Nullable Management management(Variables variables) {
    String address = variables.value("MANAGEMENT_ADDRESS");
    if (address == null && variables.value("MANAGEMENT_PORT") == null) {
      return null;
    }
    // A link to a container named management takes the port away, but not the address.
    int port = variables.number("MANAGEMENT_PORT", MANAGEMENT_PORT, 0, 65535);
    return new Config.Management(address == null ? "127.0.0.1" : address, port);
  }

  private static DatabaseUrl database(Variables variables, Path dataDir) {
    DatabaseUrl inside = DatabaseUrl.inFolder(dataDir);
    String url = variables.value("DATABASE_URL");
    String password = variables.value("DATABASE_PASSWORD");
    if (url == null) {
      return inside;
    }
    try {
      DatabaseUrl read = DatabaseUrl.parse(url, dataDir);
      Path authority = read.authority();
      if (authority != null && !Files.isReadable(authority)) {
        variables.problem("The file that DATABASE_URL names as sslrootcert cannot be read.");
      }
      return password == null || read.embedded() ? read : read.withPassword(password);
    } catch (IllegalArgumentException e) {
      variables.problem(String.valueOf(e.getMessage()));
      return inside;
    }
  }

  private static @Nullable String secretKey(Variables variables, DatabaseUrl database) {
    int problems = variables.problems().size();
    String key = variables.value("SECRET_KEY");
    if (variables.problems().size() > problems) {
      return key;
    }
    if (key == null && !database.embedded()) {
      variables.problem(
          "SECRET_KEY must be set with a database server: all processes of a site share it.");
    } else if (KNOWN_KEY.equals(key)) {
      variables.problem("SECRET_KEY is the tutorial's standard, which everybody knows.");
    } else if (key != null && key.length() < SHORTEST_KEY) {
      variables.problem("SECRET_KEY must have at least " + SHORTEST_KEY + " characters.");
    }
    return key;
  }

  private static Config.@Nullable Backups backups(Variables variables, DatabaseUrl database) {
    int every = variables.number("BACKUP_EVERY", 24, 1, 168);
    int hour = variables.number("BACKUP_HOUR", 3, 0, 23);
    int kept = variables.number("BACKUP_KEEP", 7, 1, 1000);
    if (variables.value("BACKUP_DIR") == null) {
      return null;
    }
    if (!database.embedded()) {
      variables.problem(
          "BACKUP_DIR is for SQLite. The data is on a database server: use its own tools, as"
              + " docs/operations.md shows.");
    }
    return new Config.Backups(
        variables.folder("BACKUP_DIR", ""), Duration.ofHours(every), hour, kept);
  }

  private static @Nullable URI publicUrl(Variables variables) {
    List<URI> urls = variables.webAddresses("PUBLIC_URL", "https://blog.example.org");
    if (urls.size() > 1) {
      variables.problem("PUBLIC_URL must be one address.");
    }
    String name = variables.value("SERVER_NAME");
    if (name != null && !HOST.matcher(name).matches()) {
      variables.problem("SERVER_NAME must be a host name such as blog.example.org.");
      return null;
    }
    if (!urls.isEmpty()) {
      return urls.getFirst();
    }
    return name == null ? null : URI.create("http://" + name);
  }

  private static Config.Search search(Variables variables) {
    String index = variables.value("ELASTICSEARCH_INDEX");
    if (index != null && !INDEX.matcher(index).matches()) {
      variables.problem(
          "ELASTICSEARCH_INDEX must be small letters, digits, - and _, at most 60, a letter first.");
    }
    String certificates = variables.value("ELASTICSEARCH_CA");
    SSLContext trust = null;
    try {
      trust = certificates == null ? null : Certificates.trusting(certificates);
    } catch (IllegalArgumentException e) {
      variables.problem("ELASTICSEARCH_CA must be certificates in PEM form.");
    }
    return new Config.Search(
        variables.flag("SEARCH", true),
        variables.webAddresses("ELASTICSEARCH_URL", "http://elasticsearch:9200"),
        index == null ? "microblog" : index,
        variables.value("ELASTICSEARCH_USERNAME"),
        variables.value("ELASTICSEARCH_PASSWORD"),
        trust);
  }
}
