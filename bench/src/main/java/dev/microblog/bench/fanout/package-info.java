/// A simulation of home lists at a size that no machine of ours can hold.
@NullMarked
package dev.microblog.bench.fanout;

import org.jspecify.annotations.NullMarked;
