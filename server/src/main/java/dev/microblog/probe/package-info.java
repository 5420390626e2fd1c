/// Asks a running server how it is, for containers, which have no shell to ask with.
@NullMarked
package dev.microblog.probe;

import org.jspecify.annotations.NullMarked;
