package dev.microblog.message;

import dev.microblog.account.AccountIntakeStore;
import dev.microblog.message.MessageIntakeStore.Gain;
import dev.microblog.message.MessageIntakeStore.Pair;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.id.PastIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;

/// Takes in messages that were written elsewhere, many at once, with their dates: each stands on
/// both sides, read by its recipient or not. Who may write to whom is not asked, because it was
/// written already.
public final class MessageIntake {
  /// A message from elsewhere.
  ///
  /// @param body clean, and not empty
  /// @param createdAt epoch milliseconds, not in the future
  /// @param read whether the recipient has read it
  public record Draft(long senderId, long recipientId, String body, long createdAt, boolean read) {}

  private final MessageIntakeStore store = new MessageIntakeStore();
  private final AccountIntakeStore accounts = new AccountIntakeStore();
  private final Ids ids;
  private final PastIds pastIds;

  public MessageIntake(Ids ids) {
    this.ids = ids;
    this.pastIds = new PastIds(ids);
  }

  /// Adds some hundred messages.
  public void add(Transaction transaction, List<Draft> drafts) {
    if (drafts.isEmpty()) {
      return;
    }
    DSLContext sql = transaction.sql();
    Set<Long> people = new HashSet<>();
    drafts.forEach(draft -> people.addAll(List.of(draft.senderId(), draft.recipientId())));
    accounts.lock(sql, people);
    Map<Pair, Talk> talks = talks(sql, drafts);
    List<Long> minted =
        pastIds.mint(
            drafts.stream().map(Draft::createdAt).toList(), some -> store.taken(sql, some));
    store.insert(
        sql,
        drafts,
        minted,
        drafts.stream()
            .map(draft -> side(talks, draft.senderId(), draft.recipientId()).conversationId())
            .toList());
    Map<Long, Gain> gains = new HashMap<>();
    Map<Long, Long> unread = new HashMap<>();
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      long id = minted.get(i);
      Talk own = side(talks, draft.senderId(), draft.recipientId());
      gain(gains, own, new Gain(id, 0, 0));
      if (draft.recipientId() != draft.senderId()) {
        Talk other = side(talks, draft.recipientId(), draft.senderId());
        int more = draft.read() ? 0 : 1;
        if (gain(gains, other, new Gain(id, more, draft.read() ? id : 0)) && more > 0) {
          unread.merge(other.accountId(), 1L, Long::sum);
        }
      }
    }
    store.gain(sql, gains);
    store.countUnread(sql, unread);
  }

  /// What was deleted on a side up to some message stays so: what came before it is out of sight.
  private static boolean gain(Map<Long, Gain> gains, Talk side, Gain gain) {
    if (gain.lastId() <= side.clearedId()) {
      return false;
    }
    gains.merge(side.id(), gain, Gain::and);
    return true;
  }

  private static Talk side(Map<Pair, Talk> talks, long accountId, long otherId) {
    return Objects.requireNonNull(talks.get(new Pair(accountId, otherId)));
  }

  /// The sides of all these conversations, begun where they are missing.
  private Map<Pair, Talk> talks(DSLContext sql, List<Draft> drafts) {
    Set<Pair> wanted = new HashSet<>();
    for (Draft draft : drafts) {
      wanted.add(new Pair(draft.senderId(), draft.recipientId()));
      wanted.add(new Pair(draft.recipientId(), draft.senderId()));
    }
    Map<Pair, Talk> talks = new HashMap<>(store.talks(sql, wanted));
    List<Talk> opened = new ArrayList<>();
    for (Pair pair : wanted) {
      if (!talks.containsKey(pair)) {
        Talk other = talks.get(pair.turned());
        long conversation = other == null ? ids.next() : other.conversationId();
        Talk talk =
            new Talk(ids.next(), pair.accountId(), pair.otherId(), conversation, 0, 0, 0, 0, 0);
        talks.put(pair, talk);
        opened.add(talk);
      }
    }
    store.open(sql, opened);
    return talks;
  }
}
