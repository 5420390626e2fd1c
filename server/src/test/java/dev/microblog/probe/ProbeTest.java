package dev.microblog.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProbeTest {
  @Test
  void aGoodAnswerIsGood() throws IOException {
    assertThat(asked("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nup\n")).isTrue();
  }

  @Test
  void anyOtherStatusAndAnythingElseIsBad() throws IOException {
    assertThat(asked("HTTP/1.1 503 Service Unavailable\r\n\r\nstarting\n")).isFalse();
    assertThat(asked("SSH-2.0\r\n")).isFalse();
    assertThat(asked("")).isFalse();
  }

  @Test
  void whoSaysNothingIsWaitedForThreeSecondsAndNoLonger() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      long begin = System.nanoTime();
      assertThat(Probe.ask("127.0.0.1", silent.getLocalPort(), "live")).isFalse();
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isBetween(Duration.ofMillis(2_900), Duration.ofSeconds(30));
    }
  }

  @Test
  void aPortIsTakenFromTheSettingUnlessALinkPutAnAddressThere() {
    assertThat(Probe.port("5009")).isEqualTo(5009);
    assertThat(Probe.port(null)).isEqualTo(5001);
    assertThat(Probe.port("tcp://172.17.0.2:5001")).isEqualTo(5001);
    assertThat(Probe.port("0")).isEqualTo(5001);
  }

  @Test
  void theAddressIsTheSettingAndOfAllAddressesOne() {
    assertThat(Probe.address("10.0.0.7")).isEqualTo("10.0.0.7");
    assertThat(Probe.address("::1")).isEqualTo("::1");
    assertThat(Probe.address("0.0.0.0")).isEqualTo("127.0.0.1");
    assertThat(Probe.address("::")).isEqualTo("127.0.0.1");
    assertThat(Probe.address(null)).isEqualTo("127.0.0.1");
  }

  private static boolean asked(String answer) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket socket = server.accept()) {
                  socket.getInputStream().read(new byte[1_000]);
                  socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                  // The probe then has no answer, which the test sees.
                }
              });
      return Probe.ask("127.0.0.1", server.getLocalPort(), "ready");
    }
  }
}
