package dev.microblog.takeover;

import dev.microblog.account.AccountIntakeStore;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/// Who is at the ends of what comes in.
final class Ends {
  private Ends() {}

  /// Which of these accounts were deleted here since they were taken over.
  static Set<Long> gone(AccountIntakeStore accounts, DSLContext sql, Stream<Long> ids) {
    // In a rehearsal there are numbers below zero for accounts that are not made.
    Set<Long> real = ids.filter(id -> id > 0).collect(Collectors.toSet());
    return real.isEmpty() ? Set.of() : accounts.gone(sql, real);
  }
}
