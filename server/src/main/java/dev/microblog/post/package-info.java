/// Posts: writing, changing, deleting, and who may see them.
@NullMarked
package dev.microblog.post;

import org.jspecify.annotations.NullMarked;
