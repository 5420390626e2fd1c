/// Moving everything from one database to another.
@NullMarked
package dev.microblog.platform.move;

import org.jspecify.annotations.NullMarked;
