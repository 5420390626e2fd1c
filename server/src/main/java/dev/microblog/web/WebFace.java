package dev.microblog.web;

import dev.microblog.account.AccountPolicy;
import dev.microblog.account.Accounts;
import dev.microblog.account.Displays;
import dev.microblog.avatar.Avatar;
import dev.microblog.block.Blocks;
import dev.microblog.export.Exports;
import dev.microblog.follow.Follows;
import dev.microblog.hiding.HidingRoom;
import dev.microblog.imports.Imports;
import dev.microblog.mail.Mails;
import dev.microblog.message.MessageRoom;
import dev.microblog.moderation.ModerationRoom;
import dev.microblog.mute.MuteRoom;
import dev.microblog.notification.Listeners;
import dev.microblog.notification.NotificationRoom;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.http.Face;
import dev.microblog.platform.http.Routes;
import dev.microblog.post.Posts;
import dev.microblog.profile.Profiles;
import dev.microblog.registration.RegistrationRoom;
import dev.microblog.search.Findability;
import dev.microblog.search.Searches;
import dev.microblog.security.SecurityRoom;
import dev.microblog.session.Credentials;
import dev.microblog.session.Sessions;
import dev.microblog.site.SiteRoom;
import dev.microblog.stats.Stats;
import dev.microblog.timeline.Timelines;
import dev.microblog.token.ApiTokens;
import dev.microblog.translation.Translations;
import dev.microblog.web.account.AccountActions;
import dev.microblog.web.account.AccountPages;
import dev.microblog.web.account.ConfirmPages;
import dev.microblog.web.account.KeptOutPages;
import dev.microblog.web.account.ResetActions;
import dev.microblog.web.account.ResetPages;
import dev.microblog.web.account.SignInActions;
import dev.microblog.web.account.SignInPages;
import dev.microblog.web.admin.AdminRoutes;
import dev.microblog.web.block.BlockActions;
import dev.microblog.web.block.BlockPages;
import dev.microblog.web.docs.DocsPages;
import dev.microblog.web.export.ExportActions;
import dev.microblog.web.export.ExportPages;
import dev.microblog.web.export.ImportPages;
import dev.microblog.web.feed.Crawling;
import dev.microblog.web.feed.Feeds;
import dev.microblog.web.feed.NodeInfo;
import dev.microblog.web.message.MessageActions;
import dev.microblog.web.message.MessagePages;
import dev.microblog.web.mute.FilterActions;
import dev.microblog.web.mute.FilterPages;
import dev.microblog.web.mute.MuteActions;
import dev.microblog.web.mute.MutePages;
import dev.microblog.web.notification.NewsWords;
import dev.microblog.web.notification.NotificationActions;
import dev.microblog.web.notification.NotificationPages;
import dev.microblog.web.post.PostActions;
import dev.microblog.web.post.PostPages;
import dev.microblog.web.profile.FollowActions;
import dev.microblog.web.profile.ProfilePages;
import dev.microblog.web.report.ReportActions;
import dev.microblog.web.report.ReportPages;
import dev.microblog.web.search.SearchPages;
import dev.microblog.web.settings.SettingsActions;
import dev.microblog.web.settings.SettingsPages;
import dev.microblog.web.site.SitePages;
import dev.microblog.web.timeline.TimelineActions;
import dev.microblog.web.timeline.TimelinePages;
import dev.microblog.web.token.TokenActions;
import dev.microblog.web.token.TokenPages;
import dev.microblog.web.translation.TranslationActions;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/// The pages and their addresses, which are the tutorial's where it has them.
public final class WebFace implements Face {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final Site site;
  private final Assets assets;
  private final SignInPages signInPages = new SignInPages();
  private final SignInActions signInActions;
  private final KeptOutPages keptOutPages;
  private final AccountPages accountPages;
  private final AccountActions accountActions;
  private final ResetPages resetPages;
  private final ResetActions resetActions;
  private final ConfirmPages confirmPages;
  private final TimelinePages timelinePages;
  private final TimelineActions timelineActions;
  private final PostPages postPages;
  private final PostActions postActions;
  private final ProfilePages profilePages;
  private final FollowActions followActions;
  private final BlockPages blockPages;
  private final BlockActions blockActions;
  private final MutePages mutePages;
  private final MuteActions muteActions;
  private final FilterPages filterPages;
  private final FilterActions filterActions;
  private final MessagePages messagePages;
  private final MessageActions messageActions;
  private final NotificationPages notificationPages;
  private final NotificationActions notificationActions;
  private final SearchPages searchPages;
  private final SettingsPages settingsPages;
  private final SettingsActions settingsActions;
  private final DocsPages docsPages = new DocsPages();
  private final TokenPages tokenPages;
  private final TokenActions tokenActions;
  private final TranslationActions translationActions;
  private final ExportPages exportPages;
  private final ExportActions exportActions;
  private final ImportPages importPages;
  private final SitePages sitePages;
  private final ReportPages reportPages;
  private final ReportActions reportActions;
  private final AdminRoutes admin;
  private final NodeInfo nodeInfo;
  private final Feeds feeds;
  private final Crawling crawling;

  public WebFace(
      Config config,
      Site site,
      Accounts accounts,
      Displays displays,
      Credentials credentials,
      Sessions sessions,
      Posts posts,
      Follows follows,
      Profiles profiles,
      Timelines timelines,
      Blocks blocks,
      MuteRoom mutes,
      MessageRoom messages,
      NotificationRoom notifications,
      NewsWords words,
      Listeners listeners,
      Searches searches,
      Findability findability,
      Translations translations,
      Exports exports,
      Imports imports,
      Mails mails,
      SecurityRoom security,
      ApiTokens tokens,
      HidingRoom hiding,
      ModerationRoom moderation,
      Stats stats,
      AdminRoutes admin,
      SiteRoom siteRoom,
      RegistrationRoom registration) {
    this.site = site;
    this.assets = site.assets();
    keptOutPages = new KeptOutPages(moderation.appeals());
    signInActions = new SignInActions(sessions, displays, signInPages, keptOutPages);
    accountPages = new AccountPages(accounts, registration.signUps());
    accountActions = new AccountActions(accounts, registration.signUps(), mails, accountPages);
    resetPages = new ResetPages(mails, security.reset());
    resetActions = new ResetActions(mails, security.reset(), resetPages);
    confirmPages = new ConfirmPages(security.addresses());
    timelinePages = new TimelinePages(timelines, profiles);
    timelineActions = new TimelineActions(posts, timelinePages);
    postPages = new PostPages(posts, timelines, moderation.posts());
    postActions = new PostActions(posts, postPages, hiding.posts());
    profilePages = new ProfilePages(profiles, follows, timelines);
    followActions = new FollowActions(follows);
    blockPages = new BlockPages(profiles, blocks);
    blockActions = new BlockActions(blocks);
    mutePages = new MutePages(mutes.mutes());
    muteActions = new MuteActions(mutes.mutes());
    filterPages = new FilterPages(mutes.filters());
    filterActions = new FilterActions(mutes.filters(), filterPages);
    messagePages = new MessagePages(messages);
    messageActions = new MessageActions(messages, messagePages);
    notificationPages =
        new NotificationPages(
            notifications.notices(), notifications.attention(), profiles, words, listeners);
    notificationActions = new NotificationActions(notifications.notices(), notificationPages);
    searchPages = new SearchPages(searches, timelines, profiles);
    settingsPages =
        new SettingsPages(
            profiles,
            security.addresses(),
            mails,
            sessions,
            messages.mailboxes(),
            findability,
            notifications.choices());
    settingsActions =
        new SettingsActions(
            credentials,
            sessions,
            security.addresses(),
            mails,
            displays,
            messages.mailboxes(),
            findability,
            notifications.choices(),
            settingsPages);
    tokenPages = new TokenPages(tokens);
    tokenActions = new TokenActions(tokens, tokenPages);
    translationActions = new TranslationActions(translations, postPages);
    exportPages = new ExportPages(exports);
    exportActions = new ExportActions(exports, exportPages);
    importPages = new ImportPages(imports);
    feeds = new Feeds(profiles, timelines);
    reportPages = new ReportPages(timelines, profiles);
    reportActions = new ReportActions(moderation.reports(), reportPages);
    this.admin = admin;
    nodeInfo = new NodeInfo(stats, siteRoom.current(), config.publicPages());
    sitePages = new SitePages(siteRoom.announcements());
    crawling = new Crawling(profiles, assets, config.publicPages());
  }

  @Override
  public boolean has(Context context) {
    return true;
  }

  @Override
  public void routes(RoutesConfig config) {
    Routes routes = new Routes(config);
    routes.get("/static/{version}/{file}", this::asset);
    routes.get("/avatar/{file}", this::avatar);

    routes.get("/auth/login", site.open(signInPages::signIn));
    routes.post("/auth/login", site.open(signInActions::signIn));
    routes.get("/auth/logout", site.open(signInPages::signOut));
    routes.post("/auth/logout", site.open(signInActions::signOut));
    routes.get("/auth/register", site.open(accountPages::register));
    routes.post("/auth/register", site.open(accountActions::register));

    routes.get("/auth/reset_password_request", site.open(resetPages::ask));
    routes.post("/auth/reset_password_request", site.open(resetActions::ask));
    routes.get("/auth/reset_password/{token}", site.open(resetPages::set));
    routes.post("/auth/reset_password/{token}", site.open(resetActions::set));
    routes.get("/auth/confirm_email/{token}", site.open(confirmPages::show));
    routes.post("/auth/confirm_email/{token}", site.open(confirmPages::confirm));

    routes.get("/", site.shown(timelinePages::start));
    routes.get("/index", site.signedIn(timelinePages::home));
    routes.post("/", site.signedIn(timelineActions::publish));
    routes.post("/index", site.signedIn(timelineActions::publish));
    routes.get("/explore", site.shown(timelinePages::explore));
    routes.get("/index/fresh", site.open(timelinePages::freshHome));
    routes.get("/explore/fresh", site.shown(timelinePages::freshExplore));
    routes.get("/tag/{tag}", site.shown(timelinePages::tag));
    routes.get("/search", site.signedInElsewhere(searchPages::show));
    routes.get("/search/suggest", site.signedInElsewhere(searchPages::suggest));

    routes.get("/post/{id}", site.shown(postPages::show));
    routes.get("/post/{id}/edit", site.signedIn(postPages::edit));
    routes.post("/post/{id}/edit", site.signedIn(postActions::edit));
    routes.get("/post/{id}/delete", site.signedIn(postPages::confirmDelete));
    routes.get("/post/{id}/report", site.signedIn(reportPages::post));
    routes.post("/post/{id}/report", site.signedIn(reportActions::post));
    routes.get("/user/{name}/report", site.signedIn(reportPages::person));
    routes.post("/user/{name}/report", site.signedIn(reportActions::person));
    routes.post("/auth/appeal", site.open(keptOutPages::send));
    routes.post("/post/{id}/delete", site.signedIn(postActions::delete));
    routes.post("/post/{id}/translate", site.signedInElsewhere(translationActions::post));
    routes.post("/translate", site.json(translationActions::text));

    routes.get("/user/{name}", site.shown(profilePages::show));
    routes.get("/user/{name}/popup", site.shown(profilePages::popup));
    routes.get("/user/{name}/followers", site.shown(profilePages::followers));
    routes.get("/user/{name}/following", site.shown(profilePages::following));
    routes.post("/follow/{name}", site.signedIn(followActions::follow));
    routes.post("/unfollow/{name}", site.signedIn(followActions::unfollow));
    routes.get("/edit_profile", site.signedIn(accountPages::edit));
    routes.post("/edit_profile", site.signedIn(accountActions::edit));

    routes.get("/messages", site.signedIn(messagePages::list));
    routes.get("/messages/{name}", site.signedIn(messagePages::show));
    routes.post("/messages/{name}", site.signedIn(messageActions::answer));
    routes.post("/messages/{name}/read", site.signedIn(messageActions::read));
    routes.get("/messages/{name}/delete", site.signedIn(messagePages::confirmDelete));
    routes.post("/messages/{name}/delete", site.signedIn(messageActions::delete));
    routes.get("/messages/{name}/{id}/delete", site.signedIn(messagePages::confirmDeleteOne));
    routes.post("/messages/{name}/{id}/delete", site.signedIn(messageActions::deleteOne));
    routes.get("/send_message/{name}", site.signedIn(messagePages::write));
    routes.post("/send_message/{name}", site.signedIn(messageActions::send));

    routes.get("/notifications", site.signedIn(notificationPages::show));
    routes.post("/notifications/read", site.signedIn(notificationActions::read));
    routes.get("/notifications/stream", site.open(notificationPages::stream));

    routes.get("/block/{name}", site.signedIn(blockPages::confirm));
    routes.post("/block/{name}", site.signedIn(blockActions::block));
    routes.post("/unblock/{name}", site.signedIn(blockActions::unblock));
    routes.get("/settings/blocks", site.signedIn(blockPages::list));
    routes.post("/mute/{name}", site.signedIn(muteActions::mute));
    routes.post("/unmute/{name}", site.signedIn(muteActions::unmute));
    routes.get("/settings/mutes", site.signedIn(mutePages::list));
    routes.get("/settings/filters", site.signedIn(filterPages::show));
    routes.post("/settings/filters", site.signedIn(filterActions::add));
    routes.post("/settings/filters/{id}/remove", site.signedIn(filterActions::remove));

    routes.get("/settings", site.signedIn(settingsPages::show));
    routes.post("/settings/display", site.signedIn(settingsActions::display));
    routes.post("/settings/messages", site.signedIn(settingsActions::senders));
    routes.post("/settings/notifications", site.signedIn(settingsActions::notices));
    routes.post("/settings/search", site.signedIn(settingsActions::findable));
    routes.post("/settings/email", site.signedIn(settingsActions::email));
    routes.post("/settings/email/again", site.signedIn(settingsActions::emailAgain));
    routes.post("/settings/password", site.signedIn(settingsActions::password));
    routes.post("/settings/sessions/{id}/end", site.signedIn(settingsActions::endSession));
    routes.post("/settings/sessions/end-others", site.signedIn(settingsActions::endOtherSessions));
    routes.get("/settings/tokens", site.signedIn(tokenPages::show));
    routes.post("/settings/tokens", site.signedIn(tokenActions::make));
    routes.post("/settings/tokens/{id}/end", site.signedIn(tokenActions::end));
    routes.get("/settings/delete", site.signedIn(settingsPages::delete));
    routes.post("/settings/delete", site.signedIn(settingsActions::delete));
    routes.get("/settings/import", site.signedIn(importPages::show));
    routes.post("/settings/import", site.upload(importPages::take));
    routes.post("/language", site.open(settingsActions::language));

    routes.get("/export_posts", site.signedIn(exportPages::show));
    routes.post("/export_posts", site.signedIn(exportActions::start));
    routes.get("/export_posts/progress", site.open(exportPages::progress));
    routes.get("/exports/{id}", site.signedInElsewhere(exportPages::download));

    routes.get("/user/{name}" + Feeds.FILE, site.shown(feeds::ofPerson));
    routes.get("/tag/{tag}" + Feeds.FILE, site.shown(feeds::ofTag));
    routes.get("/robots.txt", site.everybodys(crawling::robots));
    routes.get("/sitemap.xml", site.everybodys(crawling::sitemap));
    routes.get("/manifest.webmanifest", site.everybodys(crawling::manifest));
    routes.get(DocsPages.PATH, site.everybodys(docsPages::show));
    routes.get("/.well-known/nodeinfo", site.everybodys(nodeInfo::links));
    routes.get("/nodeinfo/{version}", site.everybodys(nodeInfo::show));
    routes.get("/about", site.everybodys(sitePages::about));
    routes.get("/rules", site.everybodys(sitePages::rules));
    routes.get("/privacy", site.everybodys(sitePages::privacy));
    routes.post("/announcements/{id}/close", site.signedIn(sitePages::close));
    admin.add(routes);
    routes.get("/doctor", this::doctor);

    routes.answerOptions((_, _) -> {});
  }

  @Override
  public void handle(Exception e, Context context) {
    site.errors().handle(e, context);
  }

  private void asset(Context context) throws Exception {
    Assets.Asset asset = assets.file(context.pathParam("version"), context.pathParam("file"));
    if (asset == null) {
      site.open(Exchange::notFound).handle(context);
    } else {
      context.header("Cache-Control", FOR_EVER).contentType(asset.type).result(asset.bytes);
    }
  }

  private void doctor(Context context) throws Exception {
    site.open(exchange -> site.doctor().answer(exchange, context)).handle(context);
  }

  private void avatar(Context context) throws Exception {
    String file = context.pathParam("file");
    String name = file.endsWith(".svg") ? file.substring(0, file.length() - 4) : "";
    if (!AccountPolicy.isBroughtName(name)) {
      site.open(Exchange::notFound).handle(context);
    } else {
      context
          .header("Cache-Control", FOR_EVER)
          .contentType("image/svg+xml")
          .result(Avatar.of(name).svg());
    }
  }
}
