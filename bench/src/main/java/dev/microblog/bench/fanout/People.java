package dev.microblog.bench.fanout;

/// How much each person posts and reads a day; nothing if they were not here for long. In the order
/// of ranks.
final class People {
  private static final long HABITS = 2;

  final float[] posts;
  final float[] reads;

  /// Posts and reads of all together, and how many are active.
  final double allPosts;

  final double allReads;
  final int active;

  People(World world) {
    int count = world.people();
    posts = new float[count];
    reads = new float[count];
    Dice dice = new Dice();
    double own = Math.sqrt(1 - world.correlation() * world.correlation());
    int present = 0;
    double written = 0;
    double read = 0;
    for (int i = 0; i < count; i++) {
      dice.of(world.seed() ^ HABITS, i);
      if (dice.share() < world.active()) {
        double fame = -Dice.normal((i + 0.5) / count);
        double eager = world.correlation() * fame + own * dice.normal();
        posts[i] = (float) Math.exp(world.postSpread() * eager);
        reads[i] = (float) Math.exp(world.readSpread() * dice.normal());
        written += posts[i];
        read += reads[i];
        present++;
      }
    }
    // The mean is as asked for, whatever was drawn.
    float perPost = (float) (world.posts() * present / written);
    float perRead = (float) (world.reads() * present / read);
    double allPosts = 0;
    double allReads = 0;
    for (int i = 0; i < count; i++) {
      posts[i] *= perPost;
      reads[i] *= perRead;
      allPosts += posts[i];
      allReads += reads[i];
    }
    this.active = present;
    this.allPosts = allPosts;
    this.allReads = allReads;
  }

  boolean isActive(int person) {
    return reads[person] > 0;
  }
}
