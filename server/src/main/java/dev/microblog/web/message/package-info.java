/// Private messages: reading, writing, deleting.
@NullMarked
package dev.microblog.web.message;

import org.jspecify.annotations.NullMarked;
