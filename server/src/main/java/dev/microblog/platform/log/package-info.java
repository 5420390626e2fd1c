/// The log: lines on standard output.
@NullMarked
package dev.microblog.platform.log;

import org.jspecify.annotations.NullMarked;
