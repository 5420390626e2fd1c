/// What a site of some size needs, computed from what was measured.
@NullMarked
package dev.microblog.bench.size;

import org.jspecify.annotations.NullMarked;
