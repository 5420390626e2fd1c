package dev.microblog.export;

import dev.microblog.account.Viewer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// A part of what an export writes. It is read and written piece by piece; each piece says where
/// the next begins.
interface Section {
  /// How far a section is read.
  ///
  /// @param first the id that was read last, in the order of the section; 0 at first
  /// @param second the same within what `first` names; 0 if that is read whole
  /// @param written how many things were written
  record Place(long first, long second, long written) {
    static final Place BEGIN = new Place(0, 0, 0);
  }

  /// Some of the text of a section.
  ///
  /// @param next where to go on; null if that was all
  /// @param work how much it was, in the measure of [Export#total()]
  record Piece(String text, @Nullable Place next, long work) {}

  /// A section that is one piece.
  record Fixed(String file, String text) implements Section {
    @Override
    public Piece read(DSLContext sql, Viewer viewer, long before, Place from) {
      return new Piece(text, null, 0);
    }
  }

  /// The name of the file that it stands in.
  String file();

  /// Reads and writes some more.
  ///
  /// @param viewer whose export it is
  /// @param before only posts with smaller ids: what is written after an export began would
  /// be in some of its files and not in others
  Piece read(DSLContext sql, Viewer viewer, long before, Place from);
}
