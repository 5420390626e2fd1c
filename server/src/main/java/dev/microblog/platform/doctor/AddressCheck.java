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
      findings.add(
          Finding.bad(
              "proxy",
              "TRUSTED_PROXIES holds a large part of the Internet: anybody there may claim any"
                  + " address, and no limit by address holds. Name your proxies alone."));
    }
    if (url == null) {
      findings.add(
          Finding.warning(
              SUBJECT,
              "PUBLIC_URL is not set. Addresses in feeds are made from the request, and no mail can"
                  + " be sent that has a link. Set it to where people reach the server."));
      return findings;
    }
    if ("http".equals(url.getScheme()) && !Network.isThisMachine(url.getHost())) {
      findings.add(
          Finding.warning(
              SUBJECT,
              "PUBLIC_URL begins with http: passwords and cookies go over the network in the open."
                  + " Serve by https, and say so in PUBLIC_URL."));
    }
    if (url.getPath() != null && url.getPath().length() > 1) {
      findings.add(
          Finding.warning(
              SUBJECT,
              "PUBLIC_URL has a path. Microblog has to be at the root of its host: the path is left"
                  + " out."));
    }
    visit(url, findings);
    return findings;
  }

  private void visit(URI there, List<Finding> findings) throws InterruptedException {
    try {
      Keys keys = Keys.known(config.secretKey(), config.dataDir());
      if (keys == null) {
        findings.add(
            Finding.warning(
                SUBJECT,
                "Nobody was asked at "
                    + Web.shown(there)
                    + ": there is no secret key yet. Start the server once, then ask again."));
        return;
      }
      Map<String, String> headers =
          Map.of(Origins.DOCTOR, Pass.make(keys, clock.millis()), Visit.FOR, Arrival.CLAIMED);
      judge(there, web.get(there.resolve(PATH), headers), findings);
    } catch (Unusable e) {
      findings.add(Finding.bad(SUBJECT, String.valueOf(e.getMessage())));
    } catch (Web.NoReply e) {
      findings.add(
          Finding.bad(
              SUBJECT,
              e.sentence()
                  + " So it is from this machine at least. Is the server running, and is PUBLIC_URL"
                  + " right?"));
    }
  }

  private static void judge(URI there, Web.Reply reply, List<Finding> findings) {
    String shown = Web.shown(there);
    Visit visit = reply.status() == 200 ? Visit.read(reply.body()) : null;
    if (visit == null) {
      findings.add(stranger(shown, reply));
      return;
    }
    findings.add(Finding.good(SUBJECT, "This Microblog answers at " + shown + "."));
    if (!visit.version().equals(Version.NUMBER)) {
      findings.add(
          Finding.warning(
              SUBJECT,
              "What answers there is version "
                  + visit.version()
                  + ", and this command is version "
                  + Version.NUMBER
                  + ". Restart the server after an upgrade."));
    }
    findings.addAll(new Arrival(there, visit).findings());
  }

  private static Finding stranger(String shown, Web.Reply reply) {
    int status = reply.status();
    String sentence =
        switch (status) {
          case 301, 302, 303, 307, 308 ->
              shown
                  + " leads on to "
                  + target(reply.header("location"))
                  + ". Set PUBLIC_URL to the address at which that ends.";
          case 404 ->
              shown
                  + " is answered by something that does not know this Microblog's secret key: another"
                  + " site, or another program. Or the clocks of the two machines differ by more"
                  + " than a minute.";
          case 401, 403 ->
              shown
                  + " lets nobody in (status "
                  + status
                  + "): something before Microblog asks who one is.";
          case 429 -> shown + " has been asked too often from here. Wait a minute, then ask again.";
          case 502, 504 ->
              shown
                  + " is answered by a proxy that does not reach Microblog (status "
                  + status
                  + "). Is the server running, and does the proxy ask at the right port?";
          case 503 ->
              shown
                  + " says that it cannot serve now (status 503): the server is starting or waits for"
                  + " its database, or the proxy does not reach it. See its log.";
          default ->
              shown + " is answered by something that is not Microblog (status " + status + ").";
        };
    return status == 429 ? Finding.warning(SUBJECT, sentence) : Finding.bad(SUBJECT, sentence);
  }

  /// Without a query, which may hold somebody's token.
  private static String target(String location) {
    int end = location.indexOf('?');
    String path = end < 0 ? location : location.substring(0, end);
    return path.replaceFirst("//[^/]*@", "//");
  }
}
