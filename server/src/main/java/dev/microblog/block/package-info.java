/// Who keeps whom away from themselves.
@NullMarked
package dev.microblog.block;

import org.jspecify.annotations.NullMarked;
