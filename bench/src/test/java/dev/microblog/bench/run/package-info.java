/// Tests of the comparison.
@NullMarked
package dev.microblog.bench.run;

import org.jspecify.annotations.NullMarked;
