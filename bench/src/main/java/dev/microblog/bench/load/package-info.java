/// Keeps a server busy, and measures its answers and what they cost.
@NullMarked
package dev.microblog.bench.load;

import org.jspecify.annotations.NullMarked;
