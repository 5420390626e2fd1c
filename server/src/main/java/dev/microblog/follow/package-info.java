/// Who follows whom.
@NullMarked
package dev.microblog.follow;

import org.jspecify.annotations.NullMarked;
