package dev.microblog.platform.doctor;

import dev.microblog.platform.config.Config;
import dev.microblog.platform.config.Network;
import dev.microblog.platform.config.Version;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.http.Keys;
import dev.microblog.platform.http.Origins;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether people reach this very server under PUBLIC_URL: the doctor goes there as they do, with
/// whatever stands between, and the server tells it how it arrived.
final class AddressCheck implements Check {
  static final String PATH = "/doctor";

  private static final String SUBJECT = "public URL";

  private final @Nullable URI url;
  private final Config config;
  private final InstantSource clock;
  private final Web web;

  AddressCheck(Config config, InstantSource clock, Web web) {
    this.url = config.publicUrl();
    this.config = config;
    this.clock = clock;
    this.web = web;
  }

  @Override
  public String subject() {
    return SUBJECT;
  }

  @Override
  public List<Finding> look() throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    if (config.trustedProxies().stream().anyMatch(Network::isVast)) {
      findings.add(Finding.bad("proxy", "proxy.vast"));
    }
    if (url == null) {
      findings.add(Finding.warning(SUBJECT, "url.unset"));
      return findings;
    }
    if ("http".equals(url.getScheme()) && !Network.isThisMachine(url.getHost())) {
      findings.add(Finding.warning(SUBJECT, "url.http"));
    }
    if (url.getPath() != null && url.getPath().length() > 1) {
      findings.add(Finding.warning(SUBJECT, "url.path"));
    }
    visit(url, findings);
    return findings;
  }

  private void visit(URI there, List<Finding> findings) throws InterruptedException {
    try {
      Keys keys = Keys.known(config.secretKey(), config.dataDir());
      if (keys == null) {
        findings.add(Finding.warning(SUBJECT, "url.noKey", Web.shown(there)));
        return;
      }
      Map<String, String> headers =
          Map.of(Origins.DOCTOR, Pass.make(keys, clock.millis()), Visit.FOR, Arrival.CLAIMED);
      judge(there, web.get(there.resolve(PATH), headers), findings);
    } catch (Unusable e) {
      findings.add(Finding.quoted(Finding.Level.BAD, SUBJECT, String.valueOf(e.getMessage())));
    } catch (Web.NoReply e) {
      findings.add(Finding.bad(SUBJECT, e.line()).and("url.fromHere"));
    }
  }

  private static void judge(URI there, Web.Reply reply, List<Finding> findings) {
    String shown = Web.shown(there);
    Visit visit = reply.status() == 200 ? Visit.read(reply.body()) : null;
    if (visit == null) {
      findings.add(stranger(shown, reply));
      return;
    }
    findings.add(Finding.good(SUBJECT, "url.answers", shown));
    if (!visit.version().equals(Version.NUMBER)) {
      findings.add(Finding.warning(SUBJECT, "url.version", visit.version(), Version.NUMBER));
    }
    findings.addAll(new Arrival(there, visit).findings());
  }

  private static Finding stranger(String shown, Web.Reply reply) {
    int status = reply.status();
    return switch (status) {
      case 301, 302, 303, 307, 308 ->
          Finding.bad(SUBJECT, "url.redirect", shown, target(reply.header("location")));
      case 404 -> Finding.bad(SUBJECT, "url.stranger", shown);
      case 401, 403 -> Finding.bad(SUBJECT, "url.closed", shown, status);
      case 429 -> Finding.warning(SUBJECT, "url.often", shown);
      case 502, 504 -> Finding.bad(SUBJECT, "url.gateway", shown, status);
      case 503 -> Finding.bad(SUBJECT, "url.unready", shown);
      default -> Finding.bad(SUBJECT, "url.other", shown, status);
    };
  }

  /// Without a query, which may hold somebody's token.
  private static String target(String location) {
    int end = location.indexOf('?');
    String path = end < 0 ? location : location.substring(0, end);
    return path.replaceFirst("//[^/]*@", "//");
  }
}
