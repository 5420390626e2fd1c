package dev.microblog.bench.fanout;

/// What a threshold costs a day, in processor seconds: writing to lists, and merging on reading.
///
/// @param writing all posts to all lists
/// @param merging on all reads
record Verdict(double writing, double merging) {
  double all() {
    return writing + merging;
  }

  /// What writing all posts of a day costs.
  static double writing(Network network, int threshold, Costs costs) {
    double writing = 0;
    for (int i = 0; i < network.world.people(); i++) {
      writing += network.people.posts[i] * costs.micros(network.fanOut(i, threshold));
    }
    return writing / 1e6;
  }

  /// What merging on all reads of a day costs.
  ///
  /// @param readsAPost how many home pages are read for each post, in place of the world's own
  static double merging(Network network, int threshold, Costs costs, double readsAPost) {
    double scale = readsAPost * network.people.allPosts / network.people.allReads;
    return scale
        * (network.mergedReads[threshold] * costs.mergedRead()
            + network.mergedAuthors[threshold] * costs.mergedAuthor())
        / 1e6;
  }
}
