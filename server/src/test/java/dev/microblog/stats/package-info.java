@NullMarked
package dev.microblog.stats;

import org.jspecify.annotations.NullMarked;
