package dev.microblog.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers end where they end, however they are sent and cut.
class AnswerTest {
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nVary: Cookie\r\n\r\n"
          + "5\r\nhe\r\nl\r\n1a\r\n"
          + "0\r\n\r\n0\r\n\r\n0\r\n\r\n0\r\n\r\n0\r\n\r\nx"
          + "\r\n0\r\n\r\n";

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTest: x\r\n\r\nhello",
        "HTTP/1.1 302 Found\r\nLocation: /index\r\ncontent-length: 0\r\n\r\n",
        CHUNKED
      })
  void endsAtItsLastByte(String text) {
    Answer answer = new Answer();
    for (int cut = 1; cut < text.length(); cut++) {
      assertThat(answer.take(bytes(text.substring(0, cut)))).isFalse();
      ByteBuffer rest = bytes(text.substring(cut) + "HTTP/1.1");
      assertThat(answer.take(rest)).isTrue();
      assertThat(rest.remaining()).isEqualTo(8);
      assertThat(answer.status()).isEqualTo(Integer.parseInt(text, 9, 12, 10));
      answer.reset();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSH-2.0-OpenSSH\r\n", "HTTP/1.1 okay\r\n", "HTTP/1.0 200 OK\r\n"})
  void nothingElseIsAnAnswer(String text) {
    Answer answer = new Answer();
    assertThatThrownBy(() -> answer.take(bytes(text))).isInstanceOf(RuntimeException.class);
  }
}
