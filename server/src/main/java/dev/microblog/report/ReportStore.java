package dev.microblog.report;

import static dev.microblog.schema.Tables.REPORT;
import static dev.microblog.schema.Tables.REPORT_CASE;

import dev.microblog.platform.db.ForUpdate;
import dev.microblog.platform.db.Range;
import dev.microblog.platform.db.Upsert;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of reports.
final class ReportStore {
  /// The open case of a subject, made if there is none. Nobody else reports the subject or decides
  /// about it until the transaction ends.
  ReportCase open(DSLContext sql, long newId, long accountId, long postId, long now) {
    ReportCase known = lockOpen(sql, accountId, postId);
    if (known != null) {
      return known;
    }
    Upsert.insertIfAbsent(
        sql,
        REPORT_CASE,
        Map.of(
            REPORT_CASE.ID, newId,
            REPORT_CASE.ACCOUNT_ID, accountId,
            REPORT_CASE.POST_ID, postId,
            REPORT_CASE.CREATED_AT, now));
    ReportCase made = lockOpen(sql, accountId, postId);
    if (made == null) {
      throw new IllegalStateException("the case of " + accountId + " was closed at once");
    }
    return made;
  }

  private static @Nullable ReportCase lockOpen(DSLContext sql, long accountId, long postId) {
    return ForUpdate.of(
            sql,
            sql.selectFrom(REPORT_CASE)
                .where(REPORT_CASE.ACCOUNT_ID.eq(accountId))
                .and(REPORT_CASE.POST_ID.eq(postId))
                .and(REPORT_CASE.CLOSED.eq(0L)))
        .fetchOne(ReportStore::found);
  }

  /// Adds a report and counts it.
  ///
  /// @return false if this person reported the same before
  boolean add(
      DSLContext sql,
      long id,
      long caseId,
      long reporterId,
      Reason reason,
      String comment,
      long now) {
    boolean added =
        Upsert.insertIfAbsent(
            sql,
            REPORT,
            Map.of(
                REPORT.ID, id,
                REPORT.CASE_ID, caseId,
                REPORT.REPORTER_ID, reporterId,
                REPORT.REASON, reason.code(),
                REPORT.COMMENT, comment,
                REPORT.CREATED_AT, now));
    if (added) {
      sql.update(REPORT_CASE)
          .set(REPORT_CASE.REPORT_COUNT, REPORT_CASE.REPORT_COUNT.plus(1))
          .where(REPORT_CASE.ID.eq(caseId))
          .execute();
    }
    return added;
  }

  /// The open cases.
  List<ReportCase> openOnes(DSLContext sql, Range range) {
    return sql.selectFrom(REPORT_CASE)
        .where(REPORT_CASE.CLOSED.eq(0L))
        .and(range.condition(REPORT_CASE.ID))
        .orderBy(range.order(REPORT_CASE.ID))
        .limit(DSL.inline(range.count()))
        .fetch(ReportStore::found);
  }

  /// The case with this id; null if there is none.
  @Nullable ReportCase byId(DSLContext sql, long id) {
    return sql.selectFrom(REPORT_CASE).where(REPORT_CASE.ID.eq(id)).fetchOne(ReportStore::found);
  }

  /// The case with this id, about which nobody else decides until the transaction ends.
  @Nullable ReportCase lock(DSLContext sql, long id) {
    return ForUpdate.of(sql, sql.selectFrom(REPORT_CASE).where(REPORT_CASE.ID.eq(id)))
        .fetchOne(ReportStore::found);
  }

  /// Closes a case.
  ///
  /// @return false if it was closed already
  boolean close(DSLContext sql, long id, int outcome, long decidedBy, long now) {
    return sql.update(REPORT_CASE)
            .set(REPORT_CASE.CLOSED, REPORT_CASE.ID)
            .set(REPORT_CASE.OUTCOME, outcome)
            .set(REPORT_CASE.DECIDED_BY, decidedBy)
            .set(REPORT_CASE.DECIDED_AT, now)
            .where(REPORT_CASE.ID.eq(id))
            .and(REPORT_CASE.CLOSED.eq(0L))
            .execute()
        == 1;
  }

  /// The latest reports of a case.
  List<Report> of(DSLContext sql, long caseId, int most) {
    return sql.selectFrom(REPORT)
        .where(REPORT.CASE_ID.eq(caseId))
        .orderBy(REPORT.ID.desc())
        .limit(DSL.inline(most))
        .fetch(
            row ->
                new Report(
                    row.get(REPORT.ID),
                    row.get(REPORT.REPORTER_ID),
                    Reason.of(row.get(REPORT.REASON)),
                    row.get(REPORT.COMMENT),
                    row.get(REPORT.CREATED_AT)));
  }

  /// The reasons that were given in these cases.
  Map<Long, Set<Reason>> reasons(DSLContext sql, Collection<Long> caseIds) {
    return caseIds.isEmpty()
        ? Map.of()
        : sql
            .selectDistinct(REPORT.CASE_ID, REPORT.REASON)
            .from(REPORT)
            .where(REPORT.CASE_ID.in(caseIds))
            .fetch()
            .stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.value1(),
                    Collectors.mapping(
                        row -> Reason.of(row.value2()),
                        Collectors.toCollection(() -> EnumSet.noneOf(Reason.class)))));
  }

  /// Forgets what was reported of somebody who is gone. What they reported stays, from nobody: it
  /// may be right.
  void forget(DSLContext sql, long accountId) {
    var cases =
        DSL.select(REPORT_CASE.ID).from(REPORT_CASE).where(REPORT_CASE.ACCOUNT_ID.eq(accountId));
    sql.deleteFrom(REPORT).where(REPORT.CASE_ID.in(cases)).execute();
    sql.deleteFrom(REPORT_CASE).where(REPORT_CASE.ACCOUNT_ID.eq(accountId)).execute();
  }

  private static ReportCase found(Record row) {
    return new ReportCase(
        row.get(REPORT_CASE.ID),
        row.get(REPORT_CASE.ACCOUNT_ID),
        row.get(REPORT_CASE.POST_ID),
        row.get(REPORT_CASE.REPORT_COUNT),
        row.get(REPORT_CASE.CLOSED) == 0,
        row.get(REPORT_CASE.CREATED_AT));
  }
}
