package dev.microblog.web.admin;

import dev.microblog.moderation.Appeals;
import dev.microblog.moderation.ModerationRoom;
import dev.microblog.moderation.PostCare;
import dev.microblog.platform.db.Page;
import dev.microblog.platform.text.CleanText;
import dev.microblog.platform.text.Graphemes;
import dev.microblog.post.Post;
import dev.microblog.report.Reason;
import dev.microblog.report.Report;
import dev.microblog.report.ReportCase;
import dev.microblog.timeline.TimelinePost;
import dev.microblog.web.Exchange;
import dev.microblog.web.Pager;
import dev.microblog.web.PostView;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was reported and waits to be decided, and what those say who are kept out.
public final class CasePages {
  /// The path of the list.
  static final String PATH = "/admin/reports";

  /// How much of a post the list shows, in grapheme clusters.
  private static final int EXCERPT = 200;

  /// What the list shows.
  public record CasesPage(List<Line> cases, List<Named> pleas, Pager pager) {}

  /// A case.
  ///
  /// @param name of who is reported; empty if they are gone
  /// @param words of the post; empty if it is not there any more, or a person is reported
  public record Line(ReportCase about, String name, String words, Set<Reason> reasons) {}

  /// An appeal.
  ///
  /// @param name of who appeals
  public record Named(Appeals.Plea plea, String name) {}

  /// What a case shows.
  ///
  /// @param post that is reported; null if it is not there any more, or a person is reported
  /// @param hidden whether the post is hidden already
  /// @param typed the reason that was sent
  /// @param error key of what is wrong with it; null if nothing is
  public record CasePage(
      ReportCase about,
      String name,
      @Nullable PostView post,
      boolean hidden,
      List<Said> reports,
      String typed,
      @Nullable String error) {}

  /// What somebody said.
  ///
  /// @param by their name; empty if they are gone
  public record Said(Report report, String by) {}

  private final ModerationRoom moderation;

  public CasePages(ModerationRoom moderation) {
    this.moderation = moderation;
  }

  /// `GET /admin/reports`.
  public void list(Exchange exchange) {
    Page<ReportCase> page = moderation.reports().open(exchange.cursor());
    Set<Long> decidable =
        moderation
            .verdicts()
            .decidable(
                exchange.viewer(), page.items().stream().map(ReportCase::accountId).toList());
    List<ReportCase> cases =
        page.items().stream().filter(each -> decidable.contains(each.accountId())).toList();
    Map<Long, Set<Reason>> reasons = moderation.reports().reasons(cases);
    Map<Long, Post> posts =
        moderation
            .posts()
            .standing(
                exchange.viewer(),
                cases.stream().filter(ReportCase::aboutPost).map(ReportCase::postId).toList());
    List<Appeals.Plea> pleas = moderation.appeals().oldest();
    Set<Long> people = new HashSet<>();
    cases.forEach(each -> people.add(each.accountId()));
    pleas.forEach(each -> people.add(each.appeal().accountId()));
    Map<Long, String> names = moderation.roster().present(people);
    exchange.render(
        "admin-reports.jte",
        new CasesPage(
            cases.stream()
                .map(
                    each ->
                        new Line(
                            each,
                            names.getOrDefault(each.accountId(), ""),
                            words(posts.get(each.postId())),
                            reasons.getOrDefault(each.id(), Set.of())))
                .toList(),
            pleas.stream()
                .map(each -> new Named(each, names.getOrDefault(each.appeal().accountId(), "")))
                .toList(),
            Pager.of(PATH, page)));
  }

  private static String words(@Nullable Post post) {
    return post == null ? "" : Graphemes.shortened(CleanText.line(post.body()), EXCERPT);
  }

  /// `GET /admin/reports/{id}`.
  public void show(Exchange exchange) {
    show(exchange, "", null);
  }

  /// The same, with the form that was sent.
  void show(Exchange exchange, String typed, @Nullable String error) {
    ReportCase about = moderation.reports().find(exchange.id());
    if (about == null
        || moderation
            .verdicts()
            .decidable(exchange.viewer(), List.of(about.accountId()))
            .isEmpty()) {
      exchange.notFound();
      return;
    }
    List<Report> reports = moderation.reports().of(about);
    Set<Long> people = new HashSet<>(Set.of(about.accountId()));
    reports.forEach(report -> people.add(report.reporterId()));
    Map<Long, String> names = moderation.roster().present(people);
    PostCare.Looked looked =
        about.aboutPost() ? moderation.posts().look(exchange.viewer(), about.postId()) : null;
    exchange.render(
        "admin-report.jte",
        new CasePage(
            about,
            names.getOrDefault(about.accountId(), ""),
            looked == null
                ? null
                : new PostView(new TimelinePost(looked.post(), Map.of()), exchange.viewer()),
            looked != null && looked.hidden() != null,
            reports.stream()
                .map(report -> new Said(report, names.getOrDefault(report.reporterId(), "")))
                .toList(),
            typed,
            error));
  }

  /// Where a case is shown.
  static String path(long id) {
    return PATH + '/' + id;
  }
}
