/// Ids: 53-bit, made by us, in order of time.
@NullMarked
package dev.microblog.platform.id;

import org.jspecify.annotations.NullMarked;
