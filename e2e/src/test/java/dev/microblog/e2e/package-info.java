/// Microblog from outside: the packaged server as a process, asked over HTTP and through a browser,
/// never through its classes.
@NullMarked
package dev.microblog.e2e;

import org.jspecify.annotations.NullMarked;
