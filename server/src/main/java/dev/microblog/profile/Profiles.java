package dev.microblog.profile;

import dev.microblog.account.Account;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.block.BlockStore;
import dev.microblog.follow.FollowStore;
import dev.microblog.mute.MuteStore;
import dev.microblog.platform.db.Database;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// People as a viewer sees them.
public final class Profiles {
  private final Database database;
  private final AccountStore accounts;
  private final FollowStore follows;
  private final BlockStore blocks;
  private final MuteStore mutes;

  public Profiles(
      Database database,
      AccountStore accounts,
      FollowStore follows,
      BlockStore blocks,
      MuteStore mutes) {
    this.database = database;
    this.accounts = accounts;
    this.follows = follows;
    this.blocks = blocks;
    this.mutes = mutes;
  }

  /// The person of this name, whatever its case; null if there is none.
  public @Nullable Profile of(Viewer viewer, String name) {
    return database.read(
        sql -> {
          Account account = accounts.byName(sql, name);
          if (account == null) {
            return null;
          }
          long id = account.id();
          if (id == viewer.id() || viewer.id() == Viewer.NOBODY.id()) {
            return new Profile(account, id == viewer.id(), false, false, false, false);
          }
          return new Profile(
              account,
              false,
              follows.exists(sql, viewer.id(), id),
              blocks.exists(sql, viewer.id(), id),
              blocks.exists(sql, id, viewer.id()),
              mutes.exists(sql, viewer.id(), id));
        });
  }

  /// These people as the viewer sees them, in the same order.
  public List<Profile> of(Viewer viewer, List<Account> people) {
    List<Long> ids = people.stream().map(Account::id).toList();
    return database.read(
        sql -> {
          Set<Long> followed = follows.followedAmong(sql, viewer.id(), ids);
          Set<Long> blocking = blocks.blockedAmong(sql, viewer.id(), ids);
          Set<Long> blocked = blocks.blockersAmong(sql, viewer.id(), ids);
          Set<Long> muting = mutes.mutedAmong(sql, viewer.id(), ids);
          return people.stream()
              .map(
                  a ->
                      new Profile(
                          a,
                          a.id() == viewer.id(),
                          followed.contains(a.id()),
                          blocking.contains(a.id()),
                          blocked.contains(a.id()),
                          muting.contains(a.id())))
              .toList();
        });
  }

  /// The names of those who joined last, newest first.
  public List<String> newestNames(int most) {
    return database.read(sql -> accounts.newestNames(sql, most));
  }

  /// A few people who joined lately and whom the viewer does not follow.
  public List<Profile> suggestions(Viewer viewer) {
    List<Account> newest = database.read(sql -> accounts.newest(sql, 20));
    return of(viewer, newest).stream()
        .filter(p -> !p.own() && !p.followed() && !p.apart() && !p.muting())
        .limit(5)
        .collect(Collectors.toList());
  }
}
