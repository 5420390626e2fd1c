package dev.microblog.bench.fanout;

import dev.microblog.bench.size.Coefficients;
import dev.microblog.bench.size.Engine;

/// What fan-out and merging take of processors, in microseconds, server and database together.
///
/// @param post the first transaction for a post, and each further one of a chunk
/// @param row each entry of a list
/// @param mergedRead a read that has anybody merged in
/// @param mergedAuthor each of them
/// @param chunk entries a transaction
/// @param batch posts that a worker claims at once
record Costs(
    double post, double row, double mergedRead, double mergedAuthor, int chunk, int batch) {
  static Costs of(Coefficients costs, Engine engine) {
    return new Costs(
        costs.of("item", engine),
        costs.of("row.server", engine) + costs.of("row.database", engine),
        costs.of("merge.read", engine),
        costs.of("merge.author", engine),
        500,
        50);
  }

  /// For how long a worker writes a post to so many lists.
  double micros(int lists) {
    return post * (lists / chunk + 1) + row * lists;
  }
}
