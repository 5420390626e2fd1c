/// Benchmarks of the packaged server. docs/benchmarks.md holds what they measured.
@NullMarked
package dev.microblog.bench;

import org.jspecify.annotations.NullMarked;
