package dev.microblog.platform.move;

import dev.microblog.schema.Tables;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.Table;

/// What a move does with each table. A table that is in neither list fails a test.
final class MovedTables {
  /// What is moved, each table behind those to which its foreign keys point.
  static final List<MovedTable> ALL =
      Stream.<Table<?>>of(
              Tables.ACCOUNT,
              Tables.ACCOUNT_DISPLAY,
              Tables.ACCOUNT_LANGUAGE,
              Tables.ACCOUNT_ROLE,
              Tables.ACCOUNT_RESTRICTION,
              Tables.SESSION,
              Tables.API_TOKEN,
              Tables.PASSWORD_RESET,
              Tables.EMAIL_CONFIRMATION,
              Tables.POST,
              Tables.POST_TAG,
              Tables.POST_MENTION,
              Tables.HIDDEN_POST,
              Tables.FOLLOW,
              Tables.BLOCK,
              Tables.MUTE,
              Tables.WORD_FILTER,
              Tables.HOME,
              Tables.HOME_ENTRY,
              Tables.TALK,
              Tables.MESSAGE,
              Tables.MAILBOX,
              Tables.ATTENTION,
              Tables.NOTICE,
              Tables.NOTICE_CHOICE,
              Tables.SEARCH_PERSON,
              // An index of a search server goes on being what it is; one that is not there is
              // missed.
              Tables.SEARCH_BUILD,
              Tables.EXPORT_JOB,
              Tables.EXPORT_PART,
              Tables.IMPORT_JOB,
              Tables.IMPORT_PART,
              Tables.TAKEOVER_PERSON,
              Tables.TAKEOVER_PLACE,
              Tables.REPORT_CASE,
              Tables.REPORT,
              Tables.APPEAL,
              Tables.AUDIT_ENTRY,
              Tables.SITE_SETTING,
              Tables.SITE_DAY,
              Tables.ANNOUNCEMENT,
              Tables.ANNOUNCEMENT_CLOSED,
              Tables.SIGN_UP_DAY,
              Tables.SIGN_UP_REQUEST,
              Tables.INVITATION,
              Tables.MAIL,
              Tables.ERROR_GROUP,
              Tables.ERROR_HOUR,
              // Last: it says what is still to be done with the rows above.
              Tables.OUTBOX,
              Tables.OUTBOX_FAILURE)
          .map(MovedTable::of)
          .toList();

  /// What stays behind, and why.
  static final Map<String, String> LEFT =
      Map.of(
          "flyway_schema_history", "the target's migrations wrote its own",
          "schema_level", "the target's migrations wrote its own",
          "database_move", "it tells of the move itself",
          "node_lease", "nobody holds a node number while the data is moved",
          "rate_limit", "it is about the last minutes, and allowances are full again",
          "scheduled_tasks", "the first server makes the recurring jobs anew");

  private MovedTables() {}
}
