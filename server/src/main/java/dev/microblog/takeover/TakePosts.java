package dev.microblog.takeover;

import dev.microblog.account.AccountIntakeStore;
import dev.microblog.platform.text.Graphemes;
import dev.microblog.post.PostIntake;
import dev.microblog.takeover.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Plans posts.
final class TakePosts {
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

  private final AccountIntakeStore accounts;
  private final Census census;
  private final int maxLength;
  private final Dating dating;

  TakePosts(AccountIntakeStore accounts, Census census, int maxLength, long now) {
    this.accounts = accounts;
    this.census = census;
    this.maxLength = maxLength;
    this.dating = new Dating(now);
  }

  Plan<PostIntake.Draft> plan(DSLContext sql, List<TutorialStore.Post> posts) {
    List<Finding> findings = new ArrayList<>();
    List<PostIntake.Draft> drafts = new ArrayList<>();
    Set<Long> gone =
        Ends.gone(accounts, sql, posts.stream().map(p -> census.account(p.authorId())));
    for (TutorialStore.Post post : posts) {
      String what = "post " + post.id();
      long author = census.account(post.authorId());
      if (author == 0 || gone.contains(author)) {
        findings.add(new Finding(Kind.POST_OF_NOBODY, what + " of user " + post.authorId()));
        continue;
      }
      String body = Texts.clean(post.body(), () -> findings.add(new Finding(Kind.POST_CUT, what)));
      if (body.isEmpty()) {
        findings.add(new Finding(Kind.POST_EMPTY, what));
        continue;
      }
      if (!Graphemes.within(body, maxLength)) {
        findings.add(new Finding(Kind.POST_LONG, what + " of " + body.length() + " characters"));
      }
      long createdAt = dating.millis(TutorialTime.micros(post.time()), what, findings);
      String language = language(post.language(), what, findings);
      drafts.add(new PostIntake.Draft(author, body, language, createdAt));
    }
    return new Plan<>(drafts, findings);
  }

  /// As here it is written: without the country that the tutorial's library adds for Chinese.
  private static String language(@Nullable String given, String what, List<Finding> findings) {
    String language = given == null ? "" : given.strip().toLowerCase(Locale.ROOT);
    if (language.startsWith("zh-")) {
      return "zh";
    }
    if (language.isEmpty() || LANGUAGE.matcher(language).matches()) {
      return language;
    }
    findings.add(new Finding(Kind.LANGUAGE, what));
    return "";
  }
}
