/// Tests of the data maker.
@NullMarked
package dev.microblog.bench.data;

import org.jspecify.annotations.NullMarked;
