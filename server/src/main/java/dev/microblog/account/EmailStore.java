package dev.microblog.account;

import static dev.microblog.schema.Tables.ACCOUNT;

import dev.microblog.platform.text.Folding;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// All SQL of the addresses that accounts have.
public final class EmailStore {
  boolean taken(DSLContext sql, String email) {
    return sql.fetchExists(ACCOUNT, ACCOUNT.EMAIL_KEY.eq(Folding.key(email)));
  }

  /// The account that has this address, whatever its case; 0 if none has.
  public long idByEmail(DSLContext sql, String email) {
    return idByKey(sql, Folding.key(email));
  }

  /// The same, of an address that is folded.
  public long idByKey(DSLContext sql, String emailKey) {
    Long id =
        sql.select(ACCOUNT.ID)
            .from(ACCOUNT)
            .where(ACCOUNT.EMAIL_KEY.eq(emailKey))
            .fetchOne(ACCOUNT.ID);
    return id == null ? 0 : id;
  }

  /// Gives the account another address.
  ///
  /// @return false if the account is deleted
  /// @throws org.jooq.exception.IntegrityConstraintViolationException if it is taken
  public boolean changeEmail(DSLContext sql, long id, String email) {
    return sql.update(ACCOUNT)
            .set(ACCOUNT.EMAIL, email)
            .set(ACCOUNT.EMAIL_KEY, Folding.key(email))
            .where(ACCOUNT.ID.eq(id))
            .and(ACCOUNT.DELETED_AT.eq(DSL.inline(0L)))
            .execute()
        == 1;
  }

  /// The account's address; empty if it has none.
  public String email(DSLContext sql, long id) {
    String email =
        sql.select(ACCOUNT.EMAIL).from(ACCOUNT).where(ACCOUNT.ID.eq(id)).fetchOne(ACCOUNT.EMAIL);
    return email == null ? "" : email;
  }
}
