package dev.microblog.moderation;

import dev.microblog.account.Viewer;
import dev.microblog.audit.Audit;

/// Who does something for the site.
public sealed interface Actor {
  /// Somebody who is signed in. What they may is looked up when they do it.
  record Person(Viewer viewer) implements Actor {}

  /// An operator at the command line, who may do all: they could write to the database as well.
  record CommandLine() implements Actor {}

  /// As the book of deeds has it.
  default long id() {
    return switch (this) {
      case Person(Viewer viewer) -> viewer.id();
      case CommandLine() -> Audit.COMMAND_LINE;
    };
  }
}
