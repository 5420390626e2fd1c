/// Private messages: conversations of two.
@NullMarked
package dev.microblog.message;

import org.jspecify.annotations.NullMarked;
