/// Time that tests set.
@NullMarked
package dev.microblog.platform.time;

import org.jspecify.annotations.NullMarked;
