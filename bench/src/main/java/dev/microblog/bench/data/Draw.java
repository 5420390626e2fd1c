package dev.microblog.bench.data;

import java.util.random.RandomGenerator;

/// Draws numbers by weight in constant time (Vose's alias method).
public final class Draw {
  private final double[] keep;
  private final int[] alias;

  /// @param weights of the numbers from 0 on
  public Draw(double[] weights) {
    int n = weights.length;
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    keep = new double[n];
    alias = new int[n];
    int[] waiting = new int[n];
    int small = 0;
    int large = n;
    for (int i = 0; i < n; i++) {
      keep[i] = weights[i] * n / sum;
      if (keep[i] < 1) {
        waiting[small++] = i;
      } else {
        waiting[--large] = i;
      }
    }
    while (small > 0 && large < n) {
      int less = waiting[--small];
      int more = waiting[large];
      alias[less] = more;
      keep[more] -= 1 - keep[less];
      if (keep[more] < 1) {
        large++;
        waiting[small++] = more;
      }
    }
    // What is left over differs from 1 by rounding only.
    while (small > 0) {
      keep[waiting[--small]] = 1;
    }
    while (large < n) {
      keep[waiting[large++]] = 1;
    }
  }

  /// Weights that fall with the rank, slower for the first few than Zipf's law has it.
  public static double[] zipf(int count, double exponent, double offset) {
    double[] weights = new double[count];
    for (int i = 0; i < count; i++) {
      weights[i] = Math.pow(i + 1 + offset, -exponent);
    }
    return weights;
  }

  /// A number.
  public int next(RandomGenerator random) {
    int i = random.nextInt(keep.length);
    return random.nextDouble() < keep[i] ? i : alias[i];
  }
}
