/// The quilt patch that stands for a name.
@NullMarked
package dev.microblog.avatar;

import org.jspecify.annotations.NullMarked;
