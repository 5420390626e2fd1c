/// Following what the server does, for a collector that the operator names. Off by default.
@NullMarked
package dev.microblog.platform.trace;

import org.jspecify.annotations.NullMarked;
