package dev.microblog.export;

import dev.microblog.account.Account;
import dev.microblog.account.AccountStore;
import dev.microblog.account.Viewer;
import dev.microblog.platform.db.Range;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;

/// A list of people, in the order in which they came to it.
///
/// @param list gives who is in a stretch of it
/// @param frame what stands around them
/// @param item writes the name of one
record PeopleSection(
    String file,
    AccountStore accounts,
    Listing list,
    ExportFrame frame,
    Function<String, String> item)
    implements Section {
  /// Somebody in a list.
  ///
  /// @param entryId by which the list is ordered
  record Listed(long entryId, long accountId) {}

  /// A list of somebody's.
  interface Listing {
    /// Who is in a stretch of it.
    List<Listed> of(DSLContext sql, long accountId, Range range);
  }

  private static final int COUNT = 500;

  @Override
  public Piece read(DSLContext sql, Viewer viewer, long before, Place from) {
    List<Listed> some = list.of(sql, viewer.id(), Range.after(from.first(), COUNT));
    List<Long> ids = some.stream().map(Listed::accountId).toList();
    StringBuilder text = new StringBuilder(from.equals(Place.BEGIN) ? frame.begin() : "");
    long written = from.written();
    for (Account account : accounts.byIds(sql, ids)) {
      text.append(frame.before(written)).append(item.apply(account.name()));
      written++;
    }
    boolean all = some.size() < COUNT;
    if (all) {
      text.append(frame.end(written));
    }
    return new Piece(
        text.toString(), all ? null : new Place(some.getLast().entryId(), 0, written), some.size());
  }
}
