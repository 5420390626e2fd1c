package dev.microblog.platform.move;

import dev.microblog.schema.Tables;
import java.util.List;
import java.util.Map;

/// What a move does with each table. A table that is in neither list fails a test.
final class MovedTables {
  /// What is moved, each table behind those to which its foreign keys point.
  static final List<MovedTable> ALL =
      List.of(
          MovedTable.of(Tables.ACCOUNT, "id"),
          MovedTable.of(Tables.ACCOUNT_DISPLAY, "account_id"),
          MovedTable.of(Tables.ACCOUNT_LANGUAGE, "account_id"),
          MovedTable.of(Tables.ACCOUNT_ROLE, "account_id"),
          MovedTable.of(Tables.ACCOUNT_RESTRICTION, "account_id", "restriction"),
          MovedTable.of(Tables.SESSION, "id"),
          MovedTable.of(Tables.API_TOKEN, "id"),
          MovedTable.of(Tables.PASSWORD_RESET, "id"),
          MovedTable.of(Tables.EMAIL_CONFIRMATION, "account_id"),
          MovedTable.of(Tables.POST, "id"),
          MovedTable.of(Tables.POST_TAG, "tag_key", "post_id"),
          MovedTable.of(Tables.POST_MENTION, "post_id", "name_key"),
          MovedTable.of(Tables.HIDDEN_POST, "post_id"),
          MovedTable.of(Tables.FOLLOW, "id"),
          MovedTable.of(Tables.BLOCK, "id"),
          MovedTable.of(Tables.MUTE, "id"),
          MovedTable.of(Tables.WORD_FILTER, "id"),
          MovedTable.of(Tables.HOME, "account_id"),
          MovedTable.of(Tables.HOME_ENTRY, "account_id", "post_id"),
          MovedTable.of(Tables.TALK, "id"),
          MovedTable.of(Tables.MESSAGE, "id"),
          MovedTable.of(Tables.MAILBOX, "account_id"),
          MovedTable.of(Tables.ATTENTION, "account_id"),
          MovedTable.of(Tables.NOTICE, "id"),
          MovedTable.of(Tables.NOTICE_CHOICE, "account_id", "kind"),
          MovedTable.of(Tables.SEARCH_PERSON, "account_id"),
          // An index of a search server goes on being what it is; one that is not there is missed.
          MovedTable.of(Tables.SEARCH_BUILD, "index_name"),
          MovedTable.of(Tables.EXPORT_JOB, "id"),
          MovedTable.of(Tables.EXPORT_PART, "export_id", "number"),
          MovedTable.of(Tables.IMPORT_JOB, "id"),
          MovedTable.of(Tables.IMPORT_PART, "import_id", "number"),
          MovedTable.of(Tables.TAKEOVER_PERSON, "source_id"),
          MovedTable.of(Tables.TAKEOVER_PLACE, "stage"),
          MovedTable.of(Tables.REPORT_CASE, "id"),
          MovedTable.of(Tables.REPORT, "id"),
          MovedTable.of(Tables.APPEAL, "id"),
          MovedTable.of(Tables.AUDIT_ENTRY, "id"),
          MovedTable.of(Tables.SITE_SETTING, "name"),
          MovedTable.of(Tables.SITE_DAY, "day"),
          MovedTable.of(Tables.ANNOUNCEMENT, "id"),
          MovedTable.of(Tables.ANNOUNCEMENT_CLOSED, "account_id", "announcement_id"),
          MovedTable.of(Tables.SIGN_UP_DAY, "epoch_day"),
          MovedTable.of(Tables.SIGN_UP_REQUEST, "account_id"),
          MovedTable.of(Tables.INVITATION, "id"),
          MovedTable.of(Tables.MAIL, "id"),
          MovedTable.of(Tables.ERROR_GROUP, "id"),
          MovedTable.of(Tables.ERROR_HOUR, "hour", "id"),
          // Last: it says what is still to be done with the rows above.
          MovedTable.of(Tables.OUTBOX, "id"),
          MovedTable.of(Tables.OUTBOX_FAILURE, "id"));

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
