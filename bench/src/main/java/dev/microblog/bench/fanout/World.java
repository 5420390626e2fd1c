package dev.microblog.bench.fanout;

/// What a simulated site is like. Where a number comes from stands in docs/scaling.md.
///
/// @param people with an account
/// @param active share of them that was here in the last 30 days: only they have home lists, read
/// and post
/// @param follows of the average person
/// @param followSpread sigma of the log-normal number of people that somebody follows
/// @param mostFollows how many one person follows at most
/// @param exponent of the density of the number of followers
/// @param mostFollowed share of all people by whom the best known is followed
/// @param posts a day of the average active person
/// @param postSpread sigma of the log-normal number of posts
/// @param correlation of posting and being followed: 0 none, 1 those with most followers post most
/// @param reads a day of the average active person: newest pages of the home timeline
/// @param readSpread sigma of the log-normal number of reads
/// @param peak how many times the mean the busiest moment of the day is, from 1 to 2
/// @param mostMerged authors that are merged in for one reader, at most
/// @param seed of everything random: the same world comes out the same
public record World(
    int people,
    double active,
    double follows,
    double followSpread,
    int mostFollows,
    double exponent,
    double mostFollowed,
    double posts,
    double postSpread,
    double correlation,
    double reads,
    double readSpread,
    double peak,
    int mostMerged,
    long seed) {
  /// @throws IllegalArgumentException if no site can be like that; the message is a sentence
  public World {
    if (people < 100 || people > 200_000_000) {
      throw new IllegalArgumentException("People are 100 to 200,000,000.");
    }
    if (!(exponent > 2 && exponent <= 4)) {
      throw new IllegalArgumentException("The exponent is above 2 and at most 4.");
    }
    if (!(follows >= 1 && follows <= people / 10.0 && mostFollows >= follows)) {
      throw new IllegalArgumentException(
          "The average person follows 1 to a tenth of all, and no more than the most.");
    }
    if (!(share(active) && share(mostFollowed) && mostFollowed * people > follows)) {
      throw new IllegalArgumentException("Shares are above 0 and at most 1.");
    }
    if (!(correlation >= 0 && correlation <= 1 && peak >= 1 && peak <= 2)) {
      throw new IllegalArgumentException("The correlation is 0 to 1, the peak 1 to 2.");
    }
    if (!(posts > 0 && reads > 0 && postSpread >= 0 && readSpread >= 0 && followSpread >= 0)) {
      throw new IllegalArgumentException("Posts and reads are above 0, spreads at least 0.");
    }
  }

  private static boolean share(double share) {
    return share > 0 && share <= 1;
  }
}
