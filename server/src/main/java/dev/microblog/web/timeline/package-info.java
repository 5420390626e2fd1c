/// Lists of posts, and writing one.
@NullMarked
package dev.microblog.web.timeline;

import org.jspecify.annotations.NullMarked;
