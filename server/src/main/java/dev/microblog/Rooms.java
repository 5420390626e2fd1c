package dev.microblog;

import dev.microblog.account.AccountDeleted;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Accounts;
import dev.microblog.account.Displays;
import dev.microblog.account.Passwords;
import dev.microblog.account.ReaderStore;
import dev.microblog.account.Viewer;
import dev.microblog.block.BlockRemoval;
import dev.microblog.block.BlockStore;
import dev.microblog.block.Blocked;
import dev.microblog.block.Blocks;
import dev.microblog.export.ExportMoved;
import dev.microblog.export.ExportReady;
import dev.microblog.export.ExportRoom;
import dev.microblog.export.Exports;
import dev.microblog.follow.FollowRemoval;
import dev.microblog.follow.FollowStore;
import dev.microblog.follow.Followed;
import dev.microblog.follow.Follows;
import dev.microblog.follow.Unfollowed;
import dev.microblog.hiding.HidingRoom;
import dev.microblog.hiding.PostShown;
import dev.microblog.hiding.PostsBack;
import dev.microblog.imports.ImportRoom;
import dev.microblog.imports.Imports;
import dev.microblog.mail.ErrorDigest;
import dev.microblog.mail.ErrorLog;
import dev.microblog.mail.MailRoom;
import dev.microblog.mail.Mails;
import dev.microblog.message.MessageRoom;
import dev.microblog.moderation.ModerationRoom;
import dev.microblog.mute.MuteRoom;
import dev.microblog.mute.MuteStore;
import dev.microblog.notification.NotificationRoom;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.db.BackupSchedule;
import dev.microblog.platform.db.Database;
import dev.microblog.platform.http.Limits;
import dev.microblog.platform.id.Ids;
import dev.microblog.platform.job.Events;
import dev.microblog.platform.job.Jobs;
import dev.microblog.platform.job.Outbox;
import dev.microblog.post.OldPosts;
import dev.microblog.post.PostChanged;
import dev.microblog.post.PostPublished;
import dev.microblog.post.PostRemoval;
import dev.microblog.post.PostStore;
import dev.microblog.post.Posts;
import dev.microblog.profile.Profiles;
import dev.microblog.registration.RegistrationRoom;
import dev.microblog.report.Reports;
import dev.microblog.security.ProvenAddress;
import dev.microblog.security.SecurityRoom;
import dev.microblog.session.Credentials;
import dev.microblog.session.PasswordChanged;
import dev.microblog.session.PasswordCheck;
import dev.microblog.session.Sessions;
import dev.microblog.session.SignedInFromNew;
import dev.microblog.site.CurrentSite;
import dev.microblog.site.SiteRoom;
import dev.microblog.stats.Stats;
import dev.microblog.timeline.HomeLists;
import dev.microblog.timeline.Timelines;
import dev.microblog.token.ApiTokens;
import dev.microblog.translation.Translations;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The use cases of the application.
///
/// @param workers what is left to the outbox
/// @param recurring what is done again and again besides
public record Rooms(
    Database database,
    AccountStore accountStore,
    FollowStore followStore,
    Accounts accounts,
    Displays displays,
    Sessions sessions,
    Credentials credentials,
    Follows follows,
    Posts posts,
    Profiles profiles,
    Timelines timelines,
    Blocks blocks,
    MuteRoom mutes,
    MessageRoom messages,
    NotificationRoom notifications,
    SearchParts search,
    Translations translations,
    Mails mails,
    Exports exports,
    Imports imports,
    ErrorDigest digest,
    ErrorLog errors,
    SecurityRoom security,
    ApiTokens tokens,
    HidingRoom hiding,
    ModerationRoom moderation,
    Stats stats,
    SiteRoom site,
    RegistrationRoom registration,
    List<Outbox.Worker> workers,
    List<Jobs.Job> recurring,
    Outbox outbox,
    Passwords passwords,
    Ids ids) {
  /// From more followers than this on, new followers of an author have the posts merged in on
  /// reading.
  private static final int POPULAR = 2_000;

  /// Makes every room by its constructor, and has each hear what it must know of the others.
  static Rooms make(Ground ground) {
    Config config = ground.config();
    Database database = ground.database();
    Passwords passwords = ground.passwords();
    Ids ids = ground.ids();
    Limits limits = ground.limits();
    Events events = ground.events();
    Outbox outbox = ground.outbox();
    InstantSource clock = ground.clock();
    AccountStore accountStore = new AccountStore();
    PostStore postStore = new PostStore();
    FollowStore followStore = new FollowStore();
    BlockStore blockStore = new BlockStore();
    MuteStore muteStore = new MuteStore();
    CurrentSite current = new CurrentSite(database);
    MailRoom mail =
        MailRoom.make(
            config, ground.demo(), () -> current.settings().name(), database, outbox, ids, clock);
    Accounts accounts = new Accounts(database, accountStore, passwords, events, limits, ids, clock);
    PasswordCheck check = new PasswordCheck(database, accountStore, passwords, limits);
    Sessions sessions = new Sessions(database, accountStore, check, events, ids, clock);
    Follows follows =
        new Follows(database, followStore, accountStore, blockStore, events, limits, ids, clock);
    ProvenAddress proven = new ProvenAddress(database);
    Predicate<Viewer> mayPublish =
        viewer ->
            !(mail.mails().sent() && current.settings().confirmAddress()) || proven.has(viewer);
    Posts posts =
        new Posts(
            database,
            postStore,
            accountStore,
            blockStore,
            ground.detector(),
            mayPublish,
            events,
            limits,
            ids,
            clock,
            config.postMaxLength());
    HomeLists homeLists = new HomeLists(database, postStore, clock, POPULAR);
    Timelines timelines = new Timelines(database, postStore, blockStore, muteStore, homeLists);
    Profiles profiles = new Profiles(database, accountStore, followStore, blockStore, muteStore);
    Blocks blocks = new Blocks(database, blockStore, accountStore, events, limits, ids, clock);
    MuteRoom mutes =
        MuteRoom.make(database, muteStore, accountStore, events, outbox, limits, ids, clock);
    MessageRoom messages =
        MessageRoom.make(
            database, accountStore, followStore, blockStore, events, outbox, limits, ids, clock);
    NotificationRoom notifications =
        NotificationRoom.make(
            database,
            accountStore,
            postStore,
            blockStore,
            muteStore,
            events,
            outbox,
            limits,
            mail.mails(),
            ids,
            clock);
    events.on(PostPublished.class, (t, event) -> homeLists.published(t, event, outbox));
    events.on(Followed.class, homeLists::followed);
    events.on(Unfollowed.class, homeLists::unfollowed);
    events.on(Blocked.class, follows::blocked);
    Displays displays = new Displays(database);
    PostRemoval postRemoval = new PostRemoval();
    BlockRemoval blockRemoval = new BlockRemoval(blockStore);
    FollowRemoval followRemoval = new FollowRemoval(follows, followStore);
    ReaderStore readers = new ReaderStore();
    events.on(AccountDeleted.class, displays::accountDeleted);
    events.on(AccountDeleted.class, readers::accountDeleted);
    events.on(AccountDeleted.class, homeLists::accountDeleted);
    events.on(AccountDeleted.class, (t, event) -> postRemoval.accountDeleted(t, event, outbox));
    events.on(AccountDeleted.class, (t, event) -> followRemoval.accountDeleted(t, event, outbox));
    events.on(AccountDeleted.class, (t, event) -> blockRemoval.accountDeleted(t, event, outbox));
    SearchParts search =
        new SearchParts(
            config,
            database,
            accountStore,
            postStore,
            blockStore,
            muteStore,
            events,
            outbox,
            limits,
            clock);
    Translations translations =
        new Translations(
            database,
            postStore,
            blockStore,
            limits,
            ground.outgoing(),
            clock,
            config.translator(),
            config.postMaxLength());
    events.on(PostChanged.class, (_, event) -> translations.postChanged(event));
    events.on(AccountDeleted.class, (_, event) -> translations.accountDeleted(event));
    Credentials credentials =
        new Credentials(database, accountStore, passwords, events, limits, ids, clock);
    SecurityRoom security =
        SecurityRoom.make(
            database,
            accountStore,
            passwords,
            sessions,
            credentials,
            mail.mails(),
            events,
            outbox,
            limits,
            ids,
            clock);
    ExportRoom export =
        ExportRoom.make(
            database,
            accountStore,
            postStore,
            followStore,
            blockStore,
            muteStore,
            messages.correspondence(),
            security.addresses()::email,
            mail.mails(),
            events,
            outbox,
            limits,
            ids,
            clock);
    events.on(
        ExportMoved.class, (t, event) -> notifications.attention().changed(t, event.accountId()));
    events.on(
        ExportReady.class,
        (t, event) -> notifications.notices().exportReady(t, event.accountId(), event.exportId()));
    ImportRoom imports =
        ImportRoom.make(
            database,
            accountStore,
            new OldPosts(posts, postStore, ids),
            ground.detector(),
            mayPublish,
            events,
            outbox,
            limits,
            ids,
            clock,
            config.postMaxLength());
    ApiTokens tokens = new ApiTokens(database, accountStore, check, events, limits, ids, clock);
    HidingRoom hiding = HidingRoom.make(database, accountStore, events, outbox, limits, clock);
    events.on(
        PostShown.class,
        (t, event) -> homeLists.shown(t, event.postId(), event.authorId(), outbox));
    events.on(PostsBack.class, (t, event) -> homeLists.back(t, event.authorId(), outbox));
    ModerationRoom moderation =
        ModerationRoom.make(
            database,
            accountStore,
            accounts,
            postStore,
            hiding.posts(),
            new Reports(database, accountStore, postStore, blockStore, events, limits, ids, clock),
            notifications.notices(),
            mail.mails(),
            passwords,
            events,
            limits,
            ids,
            clock);
    SiteRoom site =
        SiteRoom.make(
            current,
            database,
            accountStore,
            moderation.rights(),
            moderation.audit(),
            events,
            ids,
            clock);
    RegistrationRoom registration =
        RegistrationRoom.make(
            database,
            accounts,
            accountStore,
            security.addresses()::email,
            current,
            mail.mails(),
            moderation.rights(),
            moderation.audit(),
            events,
            ids,
            clock);
    events.on(
        PasswordChanged.class,
        (t, event) -> notifications.notices().passwordChanged(t, event.accountId()));
    events.on(
        SignedInFromNew.class,
        (t, event) ->
            notifications
                .notices()
                .signedInFromNew(t, event.accountId(), event.sessionId(), event.userAgent()));
    List<Outbox.Worker> workers =
        new ArrayList<>(
            List.of(
                hiding.work(),
                homeLists,
                postRemoval,
                followRemoval,
                blockRemoval,
                mutes.removal(),
                messages.removal(),
                notifications.work(),
                export.worker(),
                imports.worker(),
                security.letters()));
    if (search.indexer != null) {
      workers.add(search.indexer);
    }
    if (mail.delivery() != null) {
      workers.add(mail.delivery());
    }
    List<Jobs.Job> recurring = new ArrayList<>();
    recurring.add(new Jobs.Job("sweep-sessions", Duration.ofHours(1), sessions::sweep));
    recurring.add(new Jobs.Job("sweep-mail", Duration.ofMinutes(10), mail.mails()::sweep));
    if (mail.digest().mails()) {
      recurring.add(new Jobs.Job("error-digest", Duration.ofMinutes(1), mail.digest()::mail));
    }
    recurring.add(new Jobs.Job("sweep-errors", Duration.ofHours(1), mail.errors()::sweep));
    recurring.add(new Jobs.Job("sweep-tokens", Duration.ofHours(1), tokens::sweep));
    recurring.add(new Jobs.Job("sweep-resets", Duration.ofHours(1), security.reset()::sweep));
    recurring.add(new Jobs.Job("sweep-home-lists", Duration.ofHours(6), homeLists::sweep));
    Stats stats = new Stats(database, clock);
    recurring.add(new Jobs.Job("count-day", Duration.ofHours(1), stats::count));
    recurring.add(
        new Jobs.Job("sweep-notices", Duration.ofHours(6), notifications.notices()::sweep));
    recurring.add(new Jobs.Job("sweep-exports", Duration.ofHours(1), export.exports()::sweep));
    recurring.add(new Jobs.Job("sweep-imports", Duration.ofHours(1), imports.imports()::sweep));
    recurring.add(site.sweep());
    BackupSchedule backups = BackupSchedule.of(config, clock);
    if (backups != null) {
      recurring.add(new Jobs.Job("backup", BackupSchedule.LOOKS, backups::run));
    }
    recurring.add(
        new Jobs.Job("sweep-suspended", Duration.ofHours(1), moderation.sanctions()::sweep));
    return new Rooms(
        database,
        accountStore,
        followStore,
        accounts,
        displays,
        sessions,
        credentials,
        follows,
        posts,
        profiles,
        timelines,
        blocks,
        mutes,
        messages,
        notifications,
        search,
        translations,
        mail.mails(),
        export.exports(),
        imports.imports(),
        mail.digest(),
        mail.errors(),
        security,
        tokens,
        hiding,
        moderation,
        stats,
        site,
        registration,
        workers,
        recurring,
        outbox,
        passwords,
        ids);
  }
}
