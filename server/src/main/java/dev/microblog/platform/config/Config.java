package dev.microblog.platform.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// The settings of one server process, checked. [Settings] reads them; docs/config.md describes
/// them.
///
/// @param port TCP port to listen on; 0 lets the system choose (for tests)
/// @param management where programs ask how the server is; null to open no such port
/// @param dataDir folder that holds what the server keeps by itself
/// @param database where people's data is
/// @param databasePool connections to a database server, at most
/// @param databaseWait how long a start waits for a database server
/// @param stopDelay how long one that is told to end still takes requests, not ready any more
/// @param migrate whether a start brings the database to this version's schema
/// @param secretKey the key given by the operator, or null when one is to be made and kept in the
/// data folder
/// @param publicUrl where people reach this server, or null when unknown
/// @param trustedProxies the networks whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed
/// @param postMaxLength longest post, in grapheme clusters
/// @param publicPages whether posts and profiles can be read without signing in
/// @param rateLimit whether the rate limits are enforced
/// @param log what the log is made of
/// @param mail the mail server, null if there is none
/// @param search whether and where posts and people are looked for
/// @param translator who translates, null if nobody does
/// @param backups which backups the server makes by itself, null if none
/// @param telemetry what is told to a collector of OpenTelemetry, null if nothing is
public record Config(
    int port,
    @Nullable Management management,
    Path dataDir,
    DatabaseUrl database,
    int databasePool,
    Duration databaseWait,
    Duration stopDelay,
    boolean migrate,
    @Nullable String secretKey,
    @Nullable URI publicUrl,
    List<Network> trustedProxies,
    int postMaxLength,
    boolean publicPages,
    boolean rateLimit,
    Log log,
    @Nullable Mail mail,
    Search search,
    @Nullable Translator translator,
    @Nullable Backups backups,
    @Nullable Telemetry telemetry) {
  /// Addresses of other servers that the operator named.
  public List<URI> named() {
    return translator != null && translator.named() ? List.of(translator.url()) : List.of();
  }

  /// Backups that the server makes by itself.
  ///
  /// @param folder that holds them; it is there already
  /// @param every time from one to the next
  /// @param hour of the day in UTC from which that is counted, on a Monday
  /// @param kept how many there are at most
  public record Backups(Path folder, Duration every, int hour, int kept) {}

  /// What is told to a collector of OpenTelemetry. At least one of the two is.
  ///
  /// @param traces what is done, and how long each part takes
  /// @param metrics what is counted
  /// @param properties what the library is to know, by its own names
  public record Telemetry(boolean traces, boolean metrics, Map<String, String> properties) {
    /// Without the properties, for this ends up in the log.
    @Override
    public String toString() {
      return traces && metrics ? "Traces and metrics" : traces ? "Traces" : "Metrics";
    }
  }

  /// The port for probes and metrics.
  ///
  /// @param address of this machine to listen on, a name or an IP literal
  /// @param port TCP port; 0 lets the system choose
  public record Management(String address, int port) {}

  /// What the log is made of.
  ///
  /// @param json an object a line instead of text
  /// @param access a line for each request
  public record Log(boolean json, boolean access) {}

  /// Whether and where posts and people are looked for.
  ///
  /// @param on whether there is a search at all
  /// @param servers addresses of one cluster; empty for an index inside the process
  /// @param index name of the index at the servers
  /// @param username for signing in there, null without
  /// @param trust whose certificates are believed there, null for those whom Java believes
  public record Search(
      boolean on,
      List<URI> servers,
      String index,
      @Nullable String username,
      @Nullable String password,
      @Nullable SSLContext trust) {
    /// Without the password, for this may end up in a log.
    @Override
    public String toString() {
      return "Search[on=%s, servers=%d]".formatted(on, servers.size());
    }
  }

  /// Who translates what people ask to have translated.
  public sealed interface Translator {
    /// Where it is asked, without a slash at the end.
    URI url();

    /// Whether the operator named that address. Who does may mean a private one.
    boolean named();

    /// Microsoft's, or what speaks as it does.
    ///
    /// @param region of the key
    record Microsoft(URI url, boolean named, String key, String region) implements Translator {
      /// Without the key, for this may end up in a log.
      @Override
      public String toString() {
        return "Microsoft[url=%s, region=%s]".formatted(url, region);
      }
    }

    /// A server of LibreTranslate.
    ///
    /// @param key null if it asks for none
    record Libre(URI url, @Nullable String key) implements Translator {
      @Override
      public boolean named() {
        return true;
      }

      /// Without the key, for this may end up in a log.
      @Override
      public String toString() {
        return "Libre[url=%s]".formatted(url);
      }
    }
  }

  /// A mail server and how it is spoken to.
  ///
  /// @param username for signing in there, null without
  /// @param from the sender, an address with a name or without; null if none is given
  /// @param admins who hears of what goes wrong
  public record Mail(
      String server,
      int port,
      Security security,
      @Nullable String username,
      @Nullable String password,
      @Nullable String from,
      List<String> admins) {
    /// How the connection to a mail server is kept from others.
    public enum Security {
      NONE,
      /// Begins in the open and then changes to TLS.
      STARTTLS,
      /// TLS from the first byte.
      TLS
    }

    /// Who sends: the sender of the settings, else the first who runs the site, as in the tutorial.
    /// Null if there is nobody, and then no mail is sent.
    public @Nullable String sender() {
      return from == null && !admins.isEmpty() ? admins.getFirst() : from;
    }

    /// Without the password, for this may end up in a log.
    @Override
    public String toString() {
      return "Mail[server=%s, port=%d, security=%s]".formatted(server, port, security);
    }
  }

  /// Where people reach this server, without a slash at its end, for paths to follow; null when
  /// unknown.
  public @Nullable String base() {
    return publicUrl == null ? null : publicUrl.resolve("/").toString().replaceFirst("/$", "");
  }

  /// Without the secret key, for this may end up in a log.
  @Override
  public String toString() {
    return "Config[port=%d, dataDir=%s, database=%s, publicUrl=%s]"
        .formatted(port, dataDir, database, publicUrl);
  }
}
