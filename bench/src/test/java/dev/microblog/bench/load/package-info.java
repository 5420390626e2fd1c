/// Tests of the load driver.
@NullMarked
package dev.microblog.bench.load;

import org.jspecify.annotations.NullMarked;
