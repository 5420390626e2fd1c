package dev.microblog.platform.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.microblog.Apart;
import dev.microblog.Certificate;
import dev.microblog.Collector.Told;
import dev.microblog.Followed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests to other servers: where they go, and what they put up with.
@Apart
class OutgoingTest {
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress INSIDE = InetAddress.ofLiteral("127.0.0.2");

  private static Outgoing.Answer post(Outgoing outgoing, URI url) throws Unanswered {
    return outgoing.post(new Outgoing.Call(url, Map.of("X-Word", "hush"), "text/plain", "día"));
  }

  /// As the server has it, with this address of this machine in the place of the Internet.
  private static Outgoing withOpen(GuardedNames.Lookup lookup) {
    return new Outgoing(List.of(), lookup, HERE::equals, null);
  }

  @Test
  void whatTheOperatorNamedIsAskedWhereverItIs() throws Unanswered {
    try (RawServer server = RawServer.answering(RawServer.well("{\"día\":1}"));
        Outgoing outgoing = new Outgoing(List.of(server.url("127.0.0.1")))) {
      assertThat(post(outgoing, server.url("127.0.0.1")))
          .isEqualTo(new Outgoing.Answer(200, "application/json", "{\"día\":1}"));
      assertThat(server.heads().getFirst())
          .startsWith("POST /path HTTP/1.1\r\n")
          .contains("Host: 127.0.0.1:" + server.port())
          .contains("X-Word: hush")
          .contains("User-Agent: Microblog/")
          .doesNotContain("Accept-Encoding");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "LocalHost",
        "0.0.0.0",
        "127.1",
        "2130706433",
        "127.0.0.2",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::127.0.0.1]"
      })
  void noNameOfThisMachineIsAsked(String host) {
    try (RawServer server = RawServer.at("0.0.0.0", 0, RawServer.well("{}"));
        Outgoing outgoing = new Outgoing(List.of())) {
      URI url = URI.create("http://" + host + ":" + server.port() + "/");

      if (url.getHost() == null) {
        assertThatThrownBy(() -> post(outgoing, url)).isInstanceOf(IllegalArgumentException.class);
      } else {
        assertThatThrownBy(() -> post(outgoing, url)).isInstanceOf(Unanswered.class);
      }
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void namingOneServiceOpensNoOtherPlaceOfItsHost() {
    try (RawServer named = RawServer.answering(RawServer.well("{}"));
        RawServer other = RawServer.answering(RawServer.well("{}"));
        Outgoing outgoing = new Outgoing(List.of(named.url("localhost")))) {
      assertThatThrownBy(() -> post(outgoing, other.url("localhost")))
          .isInstanceOf(Unanswered.class)
          .hasMessage("localhost leads to an address that is not public.");
      assertThatThrownBy(() -> post(outgoing, named.url("127.0.0.1")))
          .isInstanceOf(Unanswered.class);
      assertThat(named.connections() + other.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.org/",
        "file:///etc/passwd",
        "jar:http://example.org/a!/",
        "//example.org/",
        "/path",
        "http:///path",
        "http://amina:hush@example.org/"
      })
  void nothingButTheWebIsAsked(String url) {
    try (Outgoing outgoing = new Outgoing(List.of())) {
      assertThatThrownBy(() -> post(outgoing, URI.create(url)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no web address");
    }
  }

  @Test
  void aNameThatLeadsElsewhereAMomentLaterLeadsNobodyAstray() throws Exception {
    List<RawServer> twins = RawServer.twins("127.0.0.2", RawServer.well("{}"));
    try (RawServer outside = twins.getFirst();
        RawServer inside = twins.getLast()) {
      AtomicInteger lookups = new AtomicInteger();
      GuardedNames.Lookup rebinding =
          _ -> new InetAddress[] {lookups.getAndIncrement() == 0 ? HERE : INSIDE};
      try (Outgoing outgoing = withOpen(rebinding)) {
        assertThat(post(outgoing, outside.url("rebinding.example")).status()).isEqualTo(200);
        assertThat(lookups).hasValue(1);
        assertThatThrownBy(() -> post(outgoing, outside.url("rebinding.example")))
            .isInstanceOf(Unanswered.class);
      }
      assertThat(inside.connections()).isZero();
      assertThat(outside.heads()).hasSize(1);
    }
  }

  @Test
  void ofSeveralAddressesNoneIsTriedThatIsNotPublic() throws Exception {
    GuardedNames.Lookup mixed = _ -> new InetAddress[] {INSIDE, HERE, INSIDE};
    List<RawServer> twins = RawServer.twins("127.0.0.2", RawServer.well("{}"));
    try (RawServer inside = twins.getLast()) {
      URI url = twins.getFirst().url("mixed.example");
      try (RawServer _ = twins.getFirst();
          Outgoing outgoing = withOpen(mixed)) {
        assertThat(post(outgoing, url).status()).isEqualTo(200);
      }
      try (Outgoing outgoing = withOpen(mixed)) {
        assertThatThrownBy(() -> post(outgoing, url)).isInstanceOf(Unanswered.class);
      }
      assertThat(inside.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsAnAnswerAndFollowedByNobody(int status) throws Unanswered {
    try (RawServer inside = RawServer.answering(RawServer.well("{}"));
        RawServer server =
            RawServer.answering(
                RawServer.saying(
                    "HTTP/1.1 "
                        + status
                        + " Elsewhere\r\nLocation: "
                        + inside.url("127.0.0.1")
                        + "\r\nContent-Length: 0\r\n\r\n"));
        Outgoing outgoing =
            new Outgoing(List.of(server.url("127.0.0.1"), inside.url("127.0.0.1")))) {
      assertThat(post(outgoing, server.url("127.0.0.1")).status()).isEqualTo(status);
      assertThat(inside.connections()).isZero();
    }
  }

  @Test
  void noCookieIsKept() throws Unanswered {
    try (RawServer server =
            RawServer.answering(
                RawServer.saying(
                    "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n"));
        Outgoing outgoing = new Outgoing(List.of(server.url("127.0.0.1")))) {
      post(outgoing, server.url("127.0.0.1"));
      post(outgoing, server.url("127.0.0.1"));
      assertThat(server.heads()).hasSize(2).noneMatch(head -> head.contains("Cookie"));
    }
  }

  private static void isGivenUp(RawServer.Manner manner, String sentence) {
    try (RawServer server = RawServer.answering(manner);
        Outgoing outgoing = new Outgoing(List.of(server.url("127.0.0.1")))) {
      long start = System.nanoTime();
      assertThatThrownBy(() -> post(outgoing, server.url("127.0.0.1")))
          .isInstanceOf(Unanswered.class)
          .hasMessageContaining(sentence);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isLessThan(Outgoing.PATIENCE.plusSeconds(2));
    }
  }

  @Test
  void aServerThatIsSilentIsGivenUp() {
    isGivenUp(_ -> Thread.sleep(Duration.ofMinutes(1)), "does not answer in time");
  }

  @Test
  void aBodyThatDripsIsGivenUp() {
    isGivenUp(
        out -> {
          RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n").answer(out);
          for (int i = 0; i < 1000; i++) {
            out.write(' ');
            out.flush();
            Thread.sleep(100);
          }
        },
        "does not answer in time");
  }

  @Test
  void headersThatDripAreGivenUp() {
    isGivenUp(
        out -> {
          RawServer.saying("HTTP/1.1 200 OK\r\n").answer(out);
          for (int i = 0; i < 1000; i++) {
            RawServer.saying("X: y\r\n").answer(out);
            out.flush();
            Thread.sleep(100);
          }
        },
        "does not answer in time");
  }

  @Test
  void answersBeforeTheAnswerWithoutEndAreGivenUp() {
    isGivenUp(
        out -> {
          while (true) {
            RawServer.saying("HTTP/1.1 103 Early Hints\r\n\r\n").answer(out);
            Thread.sleep(1);
          }
        },
        "");
  }

  @Test
  void aBodyWithoutEndIsGivenUp() {
    isGivenUp(
        out -> {
          RawServer.saying("HTTP/1.1 200 OK\r\n\r\n").answer(out);
          while (true) {
            out.write(new byte[8192]);
          }
        },
        "gives no answer that can be used");
  }

  @Test
  void aBodyThatSaysHowHugeItIsIsGivenUp() {
    isGivenUp(
        RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx"),
        "gives no answer that can be used");
  }

  @Test
  void headersWithoutEndAreGivenUp() {
    isGivenUp(
        out -> {
          RawServer.saying("HTTP/1.1 200 OK\r\n").answer(out);
          while (true) {
            RawServer.saying("X: " + "y".repeat(1000) + "\r\n").answer(out);
          }
        },
        "gives no answer that can be used");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SSH-2.0-OpenSSH_9.9\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxy"
      })
  void whatIsNoAnswerIsNone(String words) {
    isGivenUp(RawServer.saying(words), "gives no answer that can be used");
  }

  @Test
  void whatIsCompressedUnaskedStaysSo() throws Unanswered {
    try (RawServer server =
            RawServer.answering(
                RawServer.saying(
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nzip!"));
        Outgoing outgoing = new Outgoing(List.of(server.url("127.0.0.1")))) {
      assertThat(post(outgoing, server.url("127.0.0.1")).body()).isEqualTo("zip!");
    }
  }

  @Test
  void whereNobodyListensNobodyWaits() throws IOException {
    URI url;
    try (RawServer server = RawServer.answering(RawServer.well("{}"))) {
      url = server.url("127.0.0.1");
    }
    try (Outgoing outgoing = new Outgoing(List.of(url))) {
      assertThatThrownBy(() -> post(outgoing, url))
          .isInstanceOf(Unanswered.class)
          .hasMessageContaining("127.0.0.1 gives no answer");
    }
  }

  @Test
  void aNameThatNobodyHasIsTold() {
    GuardedNames.Lookup nobody =
        host -> {
          throw new UnknownHostException(host);
        };
    try (Outgoing outgoing = withOpen(nobody)) {
      assertThatThrownBy(() -> post(outgoing, URI.create("http://nobody.example/")))
          .isInstanceOf(Unanswered.class)
          .hasMessage("The name nobody.example leads to no address.");
    }
  }

  @Test
  void namesThatAreNotFoundOutInTimeAreGivenUpAndStallNobodyElse() throws Unanswered {
    GuardedNames.Lookup lookup =
        host -> {
          if (host.startsWith("slow")) {
            try {
              Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
          return new InetAddress[] {HERE};
        };
    try (RawServer server = RawServer.answering(RawServer.well("{}"));
        Outgoing outgoing = withOpen(lookup)) {
      List<Thread> waiting =
          java.util.stream.IntStream.range(0, 10)
              .mapToObj(
                  number ->
                      Thread.startVirtualThread(
                          () ->
                              assertThatThrownBy(
                                      () ->
                                          post(outgoing, server.url("slow" + number + ".example")))
                                  .isInstanceOf(Unanswered.class)))
              .toList();
      assertThat(post(outgoing, server.url("quick.example")).status()).isEqualTo(200);
      for (Thread thread : waiting) {
        assertThat(join(thread)).isTrue();
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  private static boolean join(Thread thread) {
    try {
      return thread.join(Outgoing.PATIENCE.plusSeconds(2));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aCertificateMustBeForTheNameThatWasAskedAndNotForItsAddress(@TempDir Path folder)
      throws Exception {
    Certificate certificate = Certificate.ofAnother(folder);
    HttpsServer server = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    int port = server.getAddress().getPort();
    GuardedNames.Lookup here = _ -> new InetAddress[] {HERE};
    try (Outgoing outgoing = new Outgoing(List.of(), here, HERE::equals, certificate.friend());
        Outgoing stranger = withOpen(here)) {
      URI url = URI.create("https://blog.example:" + port + "/");
      assertThat(post(outgoing, url).status()).isEqualTo(204);
      for (String other : List.of("other.example", "127.0.0.1", "localhost")) {
        assertThatThrownBy(() -> post(outgoing, URI.create("https://" + other + ":" + port + "/")))
            .as(other)
            .isInstanceOf(Unanswered.class);
      }
      assertThatThrownBy(() -> post(stranger, url)).isInstanceOf(Unanswered.class);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whatIsAskedIsFollowedAndNotToldToStrangers() throws Unanswered {
    try (Followed followed = new Followed();
        RawServer server = RawServer.answering(RawServer.well("{}"));
        Outgoing outgoing = new Outgoing(List.of(server.url("127.0.0.1")))) {
      followed.around(() -> post(outgoing, server.url("127.0.0.1")));

      Told told = followed.told("POST");
      assertThat(told.kind()).isEqualTo("CLIENT");
      assertThat(told.trace()).isEqualTo(followed.told("GET").trace());
      assertThat(told.note("server.address")).isEqualTo("127.0.0.1");
      assertThat(told.note("server.port")).isEqualTo(Integer.toString(server.port()));
      assertThat(told.note("http.response.status_code")).isEqualTo("200");
      assertThat(told.failed()).isFalse();
      assertThat(server.heads().getFirst()).doesNotContainIgnoringCase("traceparent");
      assertThat(followed.everything()).doesNotContain("hush", "día");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"500 Oh", "404 Nothing"})
  void whatIsAnsweredBadlyHasFailed(String status) throws Unanswered {
    try (Followed followed = new Followed();
        RawServer server =
            RawServer.answering(
                RawServer.saying("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n"));
        Outgoing outgoing = new Outgoing(List.of(server.url("127.0.0.1")))) {
      followed.around(() -> post(outgoing, server.url("127.0.0.1")));

      assertThat(followed.told("POST").failed()).isTrue();
      assertThat(followed.told("POST").note("error.type")).isEqualTo(status.substring(0, 3));
    }
  }
}
