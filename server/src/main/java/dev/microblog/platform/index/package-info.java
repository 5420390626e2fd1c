/// Full-text search over entries that it knows nothing of: words, queries, and the engines that
/// keep and find them.
@NullMarked
package dev.microblog.platform.index;

import org.jspecify.annotations.NullMarked;
