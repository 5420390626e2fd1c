package dev.microblog.post;

import dev.microblog.account.AccountIntakeStore;
import dev.microblog.account.AccountIntakeStore.Counted;
import dev.microblog.account.AccountStore;
import dev.microblog.block.BlockStore;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.id.PastIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;

/// Takes in posts that were written elsewhere, many at once, with their dates. Nobody is told of
/// them: whoever takes them in has the home lists dropped and the search built anew afterwards.
public final class PostIntake {
  /// A post from elsewhere.
  ///
  /// @param body clean, and not empty
  /// @param language BCP 47 tag, empty if unknown
  /// @param createdAt epoch milliseconds, not in the future
  public record Draft(long authorId, String body, String language, long createdAt) {}

  private final PostIntakeStore store = new PostIntakeStore();
  private final AccountIntakeStore counters = new AccountIntakeStore();
  private final AccountStore accounts = new AccountStore();
  private final BlockStore blocks = new BlockStore();
  private final PastIds ids;

  public PostIntake(Ids ids) {
    this.ids = new PastIds(ids);
  }

  /// Adds some hundred posts.
  public void add(Transaction transaction, List<Draft> drafts) {
    if (drafts.isEmpty()) {
      return;
    }
    DSLContext sql = transaction.sql();
    counters.lock(sql, drafts.stream().map(Draft::authorId).toList());
    List<Long> minted =
        ids.mint(drafts.stream().map(Draft::createdAt).toList(), some -> store.taken(sql, some));
    store.insert(sql, drafts, minted);
    Map<Long, Counted> counted = new HashMap<>();
    for (int i = 0; i < drafts.size(); i++) {
      counted.merge(
          drafts.get(i).authorId(),
          new Counted(1, minted.get(i)),
          (a, b) -> new Counted(a.count() + b.count(), Math.max(a.last(), b.last())));
    }
    counters.countPosts(sql, counted);
    link(sql, drafts, minted);
  }

  private void link(DSLContext sql, List<Draft> drafts, List<Long> minted) {
    List<PostIntakeStore.Tag> tags = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < drafts.size(); i++) {
      String body = drafts.get(i).body();
      long id = minted.get(i);
      PostText.tagKeys(body).forEach(key -> tags.add(new PostIntakeStore.Tag(key, id)));
      names.addAll(PostText.mentionKeys(body));
    }
    store.tag(sql, tags);
    Map<String, Long> people = accounts.idsByKey(sql, names);
    if (people.isEmpty()) {
      return;
    }
    List<PostIntakeStore.Mention> mentions = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      long id = minted.get(i);
      Map<String, Long> meant = new HashMap<>(people);
      meant.keySet().retainAll(PostText.mentionKeys(drafts.get(i).body()));
      if (!meant.isEmpty()) {
        // The name of somebody who wants nothing to do with the author is only a word.
        long author = drafts.get(i).authorId();
        meant.values().removeAll(blocks.apartAmong(sql, author, List.copyOf(meant.values())));
        meant.forEach(
            (key, account) -> mentions.add(new PostIntakeStore.Mention(id, key, account)));
      }
    }
    store.mention(sql, mentions);
  }
}
