/// Exports: what somebody has here, as one file for them.
@NullMarked
package dev.microblog.export;

import org.jspecify.annotations.NullMarked;
