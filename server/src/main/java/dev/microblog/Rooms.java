package dev.microblog;

import dev.microblog.account.AccountStore;
import dev.microblog.account.Accounts;
import dev.microblog.account.Passwords;
import dev.microblog.block.Blocks;
import dev.microblog.export.Exports;
import dev.microblog.follow.FollowStore;
import dev.microblog.follow.Follows;
import dev.microblog.imports.Imports;
import dev.microblog.mail.ErrorDigest;
import dev.microblog.mail.Mails;
import dev.microblog.message.MessageRoom;
import dev.microblog.notification.NotificationRoom;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Outbox;
import dev.microblog.post.Posts;
import dev.microblog.search.Findability;
import dev.microblog.search.Rebuild;
import dev.microblog.search.Searches;
import dev.microblog.security.SecurityRoom;
import dev.microblog.session.Credentials;
import dev.microblog.session.Sessions;
import dev.microblog.timeline.Timelines;
import dev.microblog.translation.Translations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The use cases of the application.
public record Rooms(
    Database database,
    AccountStore accountStore,
    FollowStore followStore,
    Accounts accounts,
    Sessions sessions,
    Credentials credentials,
    Follows follows,
    Posts posts,
    Timelines timelines,
    Blocks blocks,
    MessageRoom messages,
    NotificationRoom notifications,
    Searches searches,
    Findability findability,
    @Nullable Rebuild rebuild,
    Translations translations,
    Mails mails,
    Exports exports,
    Imports imports,
    @Nullable ErrorDigest digest,
    SecurityRoom security,
    List<Outbox.Worker> workers,
    Outbox outbox,
    Passwords passwords,
    Ids ids) {}
