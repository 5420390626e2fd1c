package dev.microblog.platform.id;

import static dev.microblog.schema.Tables.NODE_LEASE;

import dev.microblog.platform.db.Database;
import dev.microblog.platform.db.Transaction;
import dev.microblog.platform.db.Unusable;
import dev.microblog.platform.db.Upsert;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jooq.Record2;
import org.jooq.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This process's right to a node number, so that no two processes mint the same ids. It is renewed
/// while the process runs; when that fails for too long, minting stops before another may take the
/// number.
public final class NodeLease {
  /// How long a lease holds without renewal.
  public static final Duration TERM = Duration.ofMinutes(2);

  private static final Logger log = LoggerFactory.getLogger(NodeLease.class);

  private final Database database;
  private final InstantSource clock;
  private final String owner = UUID.randomUUID().toString();
  private volatile int node;
  private volatile long expiresAt;

  private NodeLease(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Takes a free node number.
  ///
  /// @throws Unusable if all are held
  public static NodeLease take(Database database, InstantSource clock) {
    NodeLease lease = new NodeLease(database, clock);
    if (!database.write(lease::claim)) {
      throw new Unusable(
          "All "
              + Ids.NODES
              + " node numbers are held by running servers, or by servers that were"
              + " killed in the last "
              + TERM.toSeconds()
              + " seconds. Try again in a moment.");
    }
    return lease;
  }

  private boolean claim(Transaction transaction) {
    long now = clock.millis();
    long until = now + TERM.toMillis();
    Result<Record2<Integer, Long>> held =
        transaction.sql().select(NODE_LEASE.NODE, NODE_LEASE.EXPIRES_AT).from(NODE_LEASE).fetch();
    Map<Integer, Long> leases = held.intoMap(NODE_LEASE.NODE, NODE_LEASE.EXPIRES_AT);
    for (int number = 0; number < Ids.NODES; number++) {
      Long expires = leases.get(number);
      boolean mine;
      if (expires == null) {
        mine =
            Upsert.insertIfAbsent(
                transaction.sql(),
                NODE_LEASE,
                Map.of(
                    NODE_LEASE.NODE,
                    number,
                    NODE_LEASE.OWNER,
                    owner,
                    NODE_LEASE.EXPIRES_AT,
                    until));
      } else {
        mine =
            expires < now
                && transaction
                        .sql()
                        .update(NODE_LEASE)
                        .set(NODE_LEASE.OWNER, owner)
                        .set(NODE_LEASE.EXPIRES_AT, until)
                        .where(NODE_LEASE.NODE.eq(number))
                        .and(NODE_LEASE.EXPIRES_AT.eq(expires))
                        .execute()
                    == 1;
      }
      if (mine) {
        node = number;
        expiresAt = until;
        return true;
      }
    }
    return false;
  }

  /// Extends the lease; to be called well within [#TERM].
  public void renew() {
    long until = clock.millis() + TERM.toMillis();
    try {
      if (database.write(transaction -> set(transaction, until)) == 1) {
        expiresAt = until;
      } else {
        log.error("Node number {} was taken by another process; no new ids here", node);
        expiresAt = 0;
      }
    } catch (RuntimeException e) {
      log.warn("Node number {} could not be renewed; trying again", node, e);
    }
  }

  /// Extends the lease where a third of its term is over, for a process with nobody who does so by
  /// and by.
  public void renewIfDue() {
    if (expiresAt - clock.millis() < TERM.toMillis() * 2 / 3) {
      renew();
    }
  }

  /// Gives the number back, so that the next process need not wait. Where that fails it ends by
  /// itself.
  public void release() {
    // First, so that nothing is minted after the moment that is written.
    expiresAt = 0;
    try {
      database.write(transaction -> set(transaction, clock.millis()));
    } catch (RuntimeException e) {
      log.warn("Node number {} could not be given back; it is free in a while", node, e);
    }
  }

  private int set(Transaction transaction, long until) {
    return transaction
        .sql()
        .update(NODE_LEASE)
        .set(NODE_LEASE.EXPIRES_AT, until)
        .where(NODE_LEASE.NODE.eq(node))
        .and(NODE_LEASE.OWNER.eq(owner))
        .execute();
  }

  int node() {
    return node;
  }

  void check(long now) {
    if (now >= expiresAt) {
      throw new Unusable("The lease of node number " + node + " ran out.");
    }
  }
}
