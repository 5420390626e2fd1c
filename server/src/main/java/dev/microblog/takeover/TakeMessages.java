package dev.microblog.takeover;

import dev.microblog.account.AccountIntakeStore;
import dev.microblog.message.MessageIntake;
import dev.microblog.takeover.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/// Plans messages.
final class TakeMessages {
  private final AccountIntakeStore accounts;
  private final Census census;
  private final Dating dating;

  TakeMessages(AccountIntakeStore accounts, Census census, long now) {
    this.accounts = accounts;
    this.census = census;
    this.dating = new Dating(now);
  }

  Plan<MessageIntake.Draft> plan(DSLContext sql, List<TutorialStore.Message> messages) {
    List<Finding> findings = new ArrayList<>();
    List<MessageIntake.Draft> drafts = new ArrayList<>();
    Set<Long> gone =
        Ends.gone(
            accounts,
            sql,
            messages.stream()
                .flatMap(
                    message ->
                        Stream.of(
                            census.account(message.senderId()),
                            census.account(message.recipientId()))));
    for (TutorialStore.Message message : messages) {
      String what = "message " + message.id();
      long sender = census.account(message.senderId());
      long recipient = census.account(message.recipientId());
      if (sender == 0 || recipient == 0 || gone.contains(sender) || gone.contains(recipient)) {
        findings.add(
            new Finding(
                Kind.MESSAGE_OF_NOBODY,
                what + " of user " + message.senderId() + " to " + message.recipientId()));
        continue;
      }
      String body =
          Texts.clean(message.body(), () -> findings.add(new Finding(Kind.MESSAGE_CUT, what)));
      if (body.isEmpty()) {
        findings.add(new Finding(Kind.MESSAGE_EMPTY, what));
        continue;
      }
      Long time = TutorialTime.micros(message.time());
      boolean read = census.hasRead(Objects.requireNonNull(message.recipientId()), time);
      long createdAt = dating.millis(time, what, findings);
      drafts.add(new MessageIntake.Draft(sender, recipient, body, createdAt, read));
    }
    return new Plan<>(drafts, findings);
  }
}
