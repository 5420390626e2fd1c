package dev.microblog.message;

import dev.microblog.account.Viewer;
import dev.microblog.block.BlockStore;
import dev.microblog.follow.FollowStore;
import org.jooq.DSLContext;

/// Gathers what the rule of who may write to whom asks for.
final class Reaching {
  private final TalkStore talks;
  private final FollowStore follows;
  private final BlockStore blocks;

  Reaching(TalkStore talks, FollowStore follows, BlockStore blocks) {
    this.talks = talks;
    this.follows = follows;
    this.blocks = blocks;
  }

  MessagePolicy.Reach reach(DSLContext sql, Viewer viewer, long recipientId) {
    return MessagePolicy.reach(
        viewer,
        recipientId,
        talks.senders(sql, recipientId),
        follows.exists(sql, recipientId, viewer.id()),
        blocks.exists(sql, viewer.id(), recipientId),
        blocks.exists(sql, recipientId, viewer.id()));
  }
}
