package dev.microblog.bench.fanout;

/// What a threshold costs a day, in processor seconds: writing to lists, and merging on reading.
///
/// @param writing all posts to all lists
/// @param merging on all reads
record Verdict(double writing, double merging) {
  double all() {
    return writing + merging;
  }

  /// Weighs one.
  ///
  /// @param readsAPost how many home pages are read for each post, in place of the world's own
  static Verdict of(Network network, int threshold, Costs costs, double readsAPost) {
    double scale = readsAPost * network.people.allPosts / network.people.allReads;
    double writing = 0;
    for (int i = 0; i < network.world.people(); i++) {
      writing += network.people.posts[i] * costs.micros(network.fanOut(i, threshold));
    }
    double merging =
        scale
            * (network.mergedReads[threshold] * costs.mergedRead()
                + network.mergedAuthors[threshold] * costs.mergedAuthor());
    return new Verdict(writing / 1e6, merging / 1e6);
  }
}
