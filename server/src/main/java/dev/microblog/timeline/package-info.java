/// Lists of posts: home, explore, a person's, a tag's.
@NullMarked
package dev.microblog.timeline;

import org.jspecify.annotations.NullMarked;
