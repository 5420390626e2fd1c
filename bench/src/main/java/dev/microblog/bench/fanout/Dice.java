package dev.microblog.bench.fanout;

/// Random numbers that can be had again for any person, without an object for each.
final class Dice {
  private static final long GAMMA = 0x9E37_79B9_7F4A_7C15L;

  private long state;

  /// Begins the numbers of one thing.
  ///
  /// @param seed of the world
  /// @param what of its many
  void of(long seed, long what) {
    state = mix(seed * GAMMA + mix(what + GAMMA));
  }

  /// Stafford's thirteenth mixing, as SplittableRandom has it.
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return mixed ^ (mixed >>> 31);
  }

  private long next() {
    state += GAMMA;
    return mix(state);
  }

  /// Above 0 and below 1.
  double share() {
    return ((next() >>> 12) + 0.5) * 0x1.0p-52;
  }

  /// With mean 0 and deviation 1.
  double normal() {
    return normal(share());
  }

  /// How far from the mean this share of a normal distribution ends (Acklam's approximation, right
  /// to nine digits).
  static double normal(double share) {
    if (share > 0.5) {
      return -normal(1 - share);
    }
    if (share < 0.02425) {
      double q = Math.sqrt(-2 * Math.log(share));
      return (((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q
                              - 2.549732539343734)
                          * q
                      + 4.374664141464968)
                  * q
              + 2.938163982698783)
          / ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q
                      + 3.754408661907416)
                  * q
              + 1);
    }
    double q = share - 0.5;
    double r = q * q;
    return (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
                            + 1.383577518672690e+02)
                        * r
                    - 3.066479806614716e+01)
                * r
            + 2.506628277459239)
        * q
        / (((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r
                            + 6.680131188771972e+01)
                        * r
                    - 1.328068155288572e+01)
                * r
            + 1);
  }

  /// How often something happens that happens so often on average.
  int poisson(double mean) {
    if (mean > 30) {
      return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    }
    double limit = Math.exp(-mean);
    double product = share();
    int count = 0;
    while (product > limit) {
      product *= share();
      count++;
    }
    return count;
  }
}
