package dev.microblog.web;

import dev.microblog.account.Role;
import dev.microblog.account.Viewer;
import dev.microblog.export.Export;
import dev.microblog.notification.News;
import dev.microblog.platform.http.Form;
import dev.microblog.platform.text.Messages;
import dev.microblog.site.Announcement;
import dev.microblog.site.SiteSettings;
import dev.microblog.translation.TranslationPolicy;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What every page needs besides its own content.
///
/// @param t the texts in the reader's language
/// @param viewer who reads, null before sign-in
/// @param role of the viewer, as it was a moment ago
/// @param site what the operator says of the site
/// @param announced gives what the operator tells the viewer
/// @param news gives what the viewer has to read; of who is not signed in nothing
/// @param job gives the export that all pages of the viewer tell of, null if there is none
/// @param tokens gives the token for the forms of the page
/// @param flash what has just happened, null if nothing
/// @param path of the page, to mark where one is
/// @param now the time of the request in epoch milliseconds
/// @param assets the addresses of styles and pictures
/// @param maxLength of a post, in grapheme clusters
/// @param publicUrl where people reach the server, null if that is not known
/// @param search whether there is a search
/// @param sought what is looked for on this page; empty if nothing is
/// @param translation whether there is a service that translates
/// @param theme `light` or `dark`, empty for what the system has
public record Frame(
    Messages t,
    @Nullable Viewer viewer,
    Role role,
    SiteSettings site,
    Supplier<List<Announcement>> announced,
    Supplier<News> news,
    Supplier<@Nullable Export> job,
    Supplier<String> tokens,
    @Nullable Flash flash,
    String path,
    long now,
    Assets assets,
    int maxLength,
    @Nullable URI publicUrl,
    boolean search,
    String sought,
    boolean translation,
    String theme) {
  /// The viewer of a page that only the signed-in see.
  public Viewer me() {
    if (viewer == null) {
      throw new IllegalStateException("nobody is signed in");
    }
    return viewer;
  }

  /// What the site is, in a sentence.
  public String description() {
    return site.description().isEmpty() ? t.get("landing.text") : site.description();
  }

  /// Whether the reader is offered a translation of a post.
  public boolean offersTranslation(PostView post) {
    String language = post.language();
    return translation && language != null && TranslationPolicy.offered(language, t.tag());
  }

  /// The `data-theme` of the page, null for what the system has.
  public @Nullable String dataTheme() {
    return theme.isEmpty() ? null : theme;
  }

  /// The token for the forms of the page. Who meets no form gets no cookie for it.
  public String token() {
    return tokens.get();
  }

  /// Whether the page is one of these.
  public boolean isAt(String... paths) {
    return List.of(paths).contains(path);
  }

  /// The address to sign in and come back here.
  public String signIn() {
    return signIn(path);
  }

  /// The address to sign in and go on to a path of ours.
  public String signIn(String next) {
    return Site.SIGN_IN + "?next=" + Form.encode(next);
  }

  /// The whole address of a path, null if it is not known.
  public @Nullable String address(String path) {
    return publicUrl == null ? null : publicUrl.resolve(path).toString();
  }
}
