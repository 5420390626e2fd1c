/// What rows, writes and reads cost in each database, for docs/scaling.md.
@NullMarked
package dev.microblog.bench.weigh;

import org.jspecify.annotations.NullMarked;
