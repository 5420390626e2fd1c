/// Blocking people, and the list of who is blocked.
@NullMarked
package dev.microblog.web.block;

import org.jspecify.annotations.NullMarked;
