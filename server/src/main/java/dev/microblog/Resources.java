package dev.microblog;

import dev.microblog.api.Operation;
import dev.microblog.api.message.MessageResource;
import dev.microblog.api.notification.NotificationResource;
import dev.microblog.api.own.ExportResource;
import dev.microblog.api.own.FilterResource;
import dev.microblog.api.own.MeResource;
import dev.microblog.api.own.SettingsResource;
import dev.microblog.api.own.TokenResource;
import dev.microblog.api.person.PersonResource;
import dev.microblog.api.post.PostResource;
import dev.microblog.api.post.TimelineResource;
import dev.microblog.api.search.SearchResource;
import dev.microblog.api.site.SiteResource;
import dev.microblog.api.site.TranslationResource;
import dev.microblog.api.tutorial.TutorialTokens;
import dev.microblog.api.tutorial.TutorialUsers;
import dev.microblog.notification.Listeners;
import dev.microblog.platform.config.Config;
import dev.microblog.platform.config.Version;
import dev.microblog.profile.Directory;
import java.util.List;
import java.util.stream.Stream;

/// All that programs can ask for, resource by resource.
final class Resources {
  private Resources() {}

  static List<Operation> operations(Config config, Rooms rooms, Listeners listeners) {
    return Stream.of(
            new TutorialTokens(rooms.tokens()).operations(),
            new TutorialUsers(
                    new Directory(rooms.database()),
                    rooms.accounts(),
                    rooms.registration().signUps(),
                    rooms.security().addresses(),
                    rooms.mails())
                .operations(),
            new SiteResource(config, rooms.site().current(), Version.NUMBER).operations(),
            new PostResource(rooms.posts(), rooms.timelines()).operations(),
            new TimelineResource(rooms.timelines(), rooms.profiles()).operations(),
            new TranslationResource(rooms.translations()).operations(),
            new PersonResource(
                    rooms.profiles(), rooms.follows(), rooms.blocks(), rooms.mutes().mutes())
                .operations(),
            new SearchResource(rooms.search().searches, rooms.timelines(), rooms.profiles())
                .operations(),
            new MessageResource(rooms.messages()).operations(),
            new NotificationResource(
                    rooms.notifications().notices(), rooms.notifications().attention(), listeners)
                .operations(),
            new MeResource(
                    rooms.accounts(),
                    rooms.profiles(),
                    rooms.security().addresses(),
                    rooms.mails(),
                    rooms.credentials(),
                    rooms.sessions())
                .operations(),
            new SettingsResource(
                    rooms.messages().mailboxes(),
                    rooms.search().findability,
                    rooms.displays(),
                    rooms.notifications().choices())
                .operations(),
            new FilterResource(rooms.mutes().filters()).operations(),
            new TokenResource(rooms.tokens()).operations(),
            new ExportResource(rooms.exports()).operations())
        .flatMap(List::stream)
        .toList();
  }
}
