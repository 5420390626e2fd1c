package dev.microblog.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.microblog.account.Viewer;
import dev.microblog.message.MessagePolicy.Reach;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagePolicyTest {
  private static final Viewer AMINA = new Viewer(1, "amina");
  private static final Viewer BEN = new Viewer(2, "ben");

  @ParameterizedTest
  @CsvSource({
    "ANYONE, false, false, false, OPEN",
    "ANYONE, true, false, false, OPEN",
    "FOLLOWED, false, false, false, CLOSED",
    "FOLLOWED, true, false, false, OPEN",
    "NOBODY, false, false, false, CLOSED",
    "NOBODY, true, false, false, CLOSED",
    "ANYONE, true, false, true, CLOSED",
    "FOLLOWED, true, false, true, CLOSED",
    "NOBODY, false, false, true, CLOSED",
    "ANYONE, true, true, false, BLOCKING",
    "NOBODY, false, true, true, BLOCKING"
  })
  void whoMayWriteToWhom(
      Senders senders, boolean followed, boolean blocking, boolean blocked, Reach reach) {
    assertThat(MessagePolicy.reach(AMINA, BEN.id(), senders, followed, blocking, blocked))
        .isEqualTo(reach);
  }

  @Test
  void toOneselfOneMayWriteWhateverOneChose() {
    for (Senders senders : Senders.values()) {
      assertThat(MessagePolicy.reach(AMINA, AMINA.id(), senders, false, false, false))
          .isEqualTo(Reach.OPEN);
    }
  }

  @Test
  void aMessageIsForTheTwoAlone() {
    Message message = new Message(5, AMINA.id(), BEN.id(), "Words", 0);
    assertThat(List.of(AMINA, BEN)).allMatch(viewer -> MessagePolicy.visible(message, viewer));
    assertThat(List.of(new Viewer(3, "lucia"), Viewer.NOBODY))
        .noneMatch(viewer -> MessagePolicy.visible(message, viewer));
  }
}
