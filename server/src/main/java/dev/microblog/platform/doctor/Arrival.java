package dev.microblog.platform.doctor;

import dev.microblog.platform.config.Network;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// What the doctor's visit tells of the proxy before the server. The doctor claims an address in
/// `X-Forwarded-For` that is nobody's, as a visitor could who wants to be somebody else.
final class Arrival {
  /// An address that is set aside for documentation, so that nobody has it.
  static final String CLAIMED = "192.0.2.77";

  private static final String SUBJECT = "proxy";

  /// Networks that are not in the Internet.
  private static final List<Network> INSIDE =
      List.of(
          Network.parse("127.0.0.0/8"),
          Network.parse("10.0.0.0/8"),
          Network.parse("172.16.0.0/12"),
          Network.parse("192.168.0.0/16"),
          Network.parse("100.64.0.0/10"),
          Network.parse("169.254.0.0/16"),
          Network.parse("::1"),
          Network.parse("fc00::/7"),
          Network.parse("fe80::/10"));

  private final URI url;
  private final Visit visit;
  private final boolean https;

  /// What stands right of the claimed address was written by a proxy.
  private final boolean claimIsLast;

  Arrival(URI url, Visit visit) {
    this.url = url;
    this.visit = visit;
    this.https = "https".equals(url.getScheme());
    String forwarded = visit.forwardedFor();
    this.claimIsLast = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip().equals(CLAIMED);
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(hasProxy() ? behindProxy() : straight());
    if (https && visit.forwardedProto().isEmpty()) {
      findings.add(Finding.warning(SUBJECT, "proxy.noProto"));
    } else if (https
        && visit.trusted()
        && !last(visit.forwardedProto()).equalsIgnoreCase("https")) {
      findings.add(Finding.warning(SUBJECT, "proxy.otherProto", last(visit.forwardedProto())));
    }
    if (!isSameHost()) {
      findings.add(Finding.warning(SUBJECT, "proxy.host", Web.authority(url), visit.host()));
    }
    return findings;
  }

  /// Microblog itself speaks no TLS and changes no header.
  private boolean hasProxy() {
    return https
        || !claimIsLast
        || !visit.forwardedProto().isEmpty()
        || !visit.others().isEmpty()
        || !isSameHost();
  }

  private Finding straight() {
    if (!visit.trusted()) {
      return Finding.good(SUBJECT, "proxy.none");
    }
    return isInside(visit.peer())
        ? Finding.warning(SUBJECT, "proxy.notThere", visit.peer())
        : anybodyMayClaim();
  }

  private Finding anybodyMayClaim() {
    return Finding.bad(SUBJECT, "proxy.anybody", visit.peer());
  }

  private Finding behindProxy() {
    if (visit.forwardedFor().isEmpty()) {
      return Finding.bad(
          SUBJECT, visit.trusted() ? "proxy.silent" : "proxy.silentStranger", visit.peer());
    }
    if (claimIsLast) {
      return visit.trusted()
          ? anybodyMayClaim()
          : Finding.bad(SUBJECT, "proxy.passesOn", visit.peer());
    }
    if (!visit.trusted()) {
      return Finding.bad(SUBJECT, "proxy.stranger", visit.peer());
    }
    String hop = last(visit.forwardedFor());
    if (visit.client().equals(CLAIMED) && !isInside(hop)) {
      return Finding.bad(SUBJECT, "proxy.claim", hop);
    }
    return Finding.good(SUBJECT, "proxy.trusted", visit.peer());
  }

  private static String last(String list) {
    return list.substring(list.lastIndexOf(',') + 1).strip();
  }

  /// A port that goes without saying may be said.
  private boolean isSameHost() {
    String wanted = url.getHost() + ':' + (url.getPort() < 0 ? standardPort() : url.getPort());
    String host = visit.host();
    String whole = host.matches(".*:[0-9]+") ? host : host + ':' + standardPort();
    return whole.equalsIgnoreCase(wanted);
  }

  private int standardPort() {
    return https ? 443 : 80;
  }

  private static boolean isInside(String address) {
    try {
      byte[] bytes = Network.literal(address);
      return INSIDE.stream().anyMatch(network -> network.contains(bytes));
    } catch (IllegalArgumentException e) {
      // Some proxies write a name or a port: nothing is known of it.
      return true;
    }
  }
}
