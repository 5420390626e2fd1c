package dev.microblog.web.admin;

import dev.microblog.audit.Audit;
import dev.microblog.platform.text.CleanText;
import dev.microblog.web.Exchange;
import org.jspecify.annotations.Nullable;

/// The reason that a form brings for what is done.
///
/// @param problem key of what is wrong with it; null if nothing is
record Reasoned(String text, @Nullable String problem) {
  /// Reads it.
  ///
  /// @param wanted whether there must be one: the person is told it
  static Reasoned of(Exchange exchange, boolean wanted) {
    String text = CleanText.lines(exchange.form().get("reason"));
    if (text.length() > Audit.REASON_MAX) {
      return new Reasoned(text, "problem.REASON_TOO_LONG");
    }
    return new Reasoned(text, wanted && text.isEmpty() ? "problem.REASON_MISSING" : null);
  }
}
