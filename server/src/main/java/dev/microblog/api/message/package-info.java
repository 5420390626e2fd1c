/// Private messages, for programs.
@NullMarked
package dev.microblog.api.message;

import org.jspecify.annotations.NullMarked;
