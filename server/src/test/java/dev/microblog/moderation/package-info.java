@NullMarked
package dev.microblog.moderation;

import org.jspecify.annotations.NullMarked;
