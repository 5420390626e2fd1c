/// What programs read of the public side: Atom feeds, and what search engines ask for.
@NullMarked
package dev.microblog.web.feed;

import org.jspecify.annotations.NullMarked;
