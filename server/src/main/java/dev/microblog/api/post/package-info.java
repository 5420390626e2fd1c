/// Posts and lists of them, for programs.
@NullMarked
package dev.microblog.api.post;

import org.jspecify.annotations.NullMarked;
