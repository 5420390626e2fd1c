package dev.microblog.export;

import dev.microblog.account.Account;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.block.BlockStore;
import dev.microblog.export.PeopleSection.Listed;
import dev.microblog.export.PeopleSection.Listing;
import dev.microblog.follow.FollowStore;
import dev.microblog.message.Correspondence;
import dev.microblog.mute.Filter;
import dev.microblog.mute.FilterStore;
import dev.microblog.mute.MuteStore;
import dev.microblog.platform.text.Messages;
import dev.microblog.post.PostStore;
import java.util.List;
import java.util.function.BiFunction;
import org.jooq.DSLContext;

/// What an export consists of: files, and in each one or more sections, in this order.
final class Contents {
  /// What another Microblog imports; it stands before [#POSTS], of which it has all and more.
  static final String ARCHIVE = "archive.json";

  /// The file of the tutorial's application.
  static final String POSTS = "posts.json";

  private static final String FOLLOWS = "follows.json";
  private static final String FILTERS = "filters.json";
  private static final String MESSAGES = "messages.json";
  private static final String PAGE = "index.html";

  private final AccountStore accounts;
  private final PostStore posts;
  private final FollowStore follows;
  private final BlockStore blocks;
  private final MuteStore mutes;
  private final FilterStore filters = new FilterStore();
  private final Correspondence correspondence;
  private final BiFunction<DSLContext, Long, String> emails;

  Contents(
      AccountStore accounts,
      PostStore posts,
      FollowStore follows,
      BlockStore blocks,
      MuteStore mutes,
      Correspondence correspondence,
      BiFunction<DSLContext, Long, String> emails) {
    this.accounts = accounts;
    this.posts = posts;
    this.follows = follows;
    this.blocks = blocks;
    this.mutes = mutes;
    this.correspondence = correspondence;
    this.emails = emails;
  }

  /// The sections of somebody's export.
  ///
  /// @param createdAt when it was asked for
  List<Section> of(DSLContext sql, Account account, Messages texts, long createdAt) {
    String email = emails.apply(sql, account.id());
    List<Filter> words = filters.list(sql, account.id());
    ReadablePage page = new ReadablePage(texts);
    return List.of(
        new Section.Fixed("account.json", JsonFiles.account(account, email)),
        new PostSection(ARCHIVE, posts, false, JsonFiles.list("posts"), JsonFiles::wholePost),
        posts(),
        people(FOLLOWS, following(), JsonFiles.firstList("following")),
        people(FOLLOWS, followers(), JsonFiles.nextList("followers")),
        people(FOLLOWS, blocked(), JsonFiles.nextList("blocked")),
        people(FOLLOWS, muted(), JsonFiles.lastList("muted")),
        new Section.Fixed(FILTERS, JsonFiles.filters(words)),
        new MessageSection(
            MESSAGES,
            accounts,
            correspondence,
            JsonFiles.list("conversations"),
            JsonFiles::talk,
            JsonFiles::message),
        new Section.Fixed(PAGE, page.head(account, createdAt)),
        new PostSection(PAGE, posts, true, page.list("posts"), page::post),
        people(page, following(), "following"),
        people(page, followers(), "followers"),
        people(page, blocked(), "blocked"),
        people(page, muted(), "muted"),
        new Section.Fixed(PAGE, page.filters(words)),
        new MessageSection(
            PAGE, accounts, correspondence, page.list("messages"), page::talk, page::message),
        new Section.Fixed(PAGE, page.foot()));
  }

  /// The posts as the tutorial's application has them.
  PostSection posts() {
    return new PostSection(POSTS, posts, false, JsonFiles.list("posts"), JsonFiles::post);
  }

  /// How much work an export will be, roughly: each post stands in three files, all else in two.
  long work(DSLContext sql, Account account) {
    return 3 * account.postCount()
        + 2 * (account.followingCount() + account.followerCount())
        + 2L
            * MessageSection.WORK
            * correspondence.count(sql, new Viewer(account.id(), account.name()));
  }

  private PeopleSection people(String file, Listing list, ExportFrame frame) {
    return new PeopleSection(file, accounts, list, frame, JsonFiles::name);
  }

  private PeopleSection people(ReadablePage page, Listing list, String name) {
    return new PeopleSection(PAGE, accounts, list, page.names(name), page::name);
  }

  private Listing following() {
    return (sql, id, range) -> listed(follows.following(sql, id, range));
  }

  private Listing followers() {
    return (sql, id, range) -> listed(follows.followers(sql, id, range));
  }

  private Listing blocked() {
    return (sql, id, range) ->
        blocks.blocked(sql, id, range).stream()
            .map(entry -> new Listed(entry.blockId(), entry.accountId()))
            .toList();
  }

  private Listing muted() {
    return (sql, id, range) ->
        mutes.muted(sql, id, range).stream()
            .map(entry -> new Listed(entry.muteId(), entry.accountId()))
            .toList();
  }

  private static List<Listed> listed(List<FollowStore.End> ends) {
    return ends.stream().map(end -> new Listed(end.followId(), end.accountId())).toList();
  }
}
