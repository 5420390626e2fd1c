/// Tests of the simulation.
@NullMarked
package dev.microblog.bench.fanout;

import org.jspecify.annotations.NullMarked;
