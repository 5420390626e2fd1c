package dev.microblog.registration;

import static dev.microblog.schema.Tables.INVITATION;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL of invitations.
final class InvitationStore {
  void insert(DSLContext sql, Invitation invitation) {
    sql.insertInto(INVITATION)
        .set(INVITATION.ID, invitation.id())
        .set(INVITATION.CODE, invitation.code())
        .set(INVITATION.MAKER_ID, invitation.makerId())
        .set(INVITATION.MOST, invitation.most())
        .set(INVITATION.USED, invitation.used())
        .set(INVITATION.ENDS_AT, invitation.endsAt())
        .set(INVITATION.CREATED_AT, invitation.createdAt())
        .execute();
  }

  /// Whether somebody may sign up by a code now.
  boolean works(DSLContext sql, String code, long now) {
    return sql.fetchExists(INVITATION, open(code, now));
  }

  /// Uses a code once.
  ///
  /// @return false if it does not work any more: of those who use the last of it at once one does
  boolean use(DSLContext sql, String code, long now) {
    return sql.update(INVITATION)
            .set(INVITATION.USED, INVITATION.USED.plus(1))
            .where(open(code, now))
            .execute()
        == 1;
  }

  private static Condition open(String code, long now) {
    return INVITATION
        .CODE
        .eq(code)
        .and(INVITATION.USED.lt(INVITATION.MOST))
        .and(INVITATION.ENDS_AT.isNull().or(INVITATION.ENDS_AT.gt(now)));
  }

  /// The newest, older than an id if one is given.
  List<Invitation> latest(DSLContext sql, @Nullable Long before, int most) {
    return sql.selectFrom(INVITATION)
        .where(before == null ? DSL.noCondition() : INVITATION.ID.lt(before))
        .orderBy(INVITATION.ID.desc())
        .limit(most)
        .fetch(InvitationStore::invitation);
  }

  /// The invitation with this id; null if there is none.
  @Nullable Invitation byId(DSLContext sql, long id) {
    return sql.selectFrom(INVITATION)
        .where(INVITATION.ID.eq(id))
        .fetchOne(InvitationStore::invitation);
  }

  /// Takes an invitation away.
  ///
  /// @return whether it was there
  boolean delete(DSLContext sql, long id) {
    return sql.deleteFrom(INVITATION).where(INVITATION.ID.eq(id)).execute() == 1;
  }

  private static Invitation invitation(Record row) {
    return new Invitation(
        row.get(INVITATION.ID),
        row.get(INVITATION.CODE),
        row.get(INVITATION.MAKER_ID),
        row.get(INVITATION.MOST),
        row.get(INVITATION.USED),
        row.get(INVITATION.ENDS_AT),
        row.get(INVITATION.CREATED_AT));
  }
}
