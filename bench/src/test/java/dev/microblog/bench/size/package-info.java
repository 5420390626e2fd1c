/// Tests of the calculator, and of docs/scaling.md.
@NullMarked
package dev.microblog.bench.size;

import org.jspecify.annotations.NullMarked;
